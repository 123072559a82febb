"""What the network is taught with: pairs, windows of documents, edited pairs, evidence of other claims."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sources.stance.base import Stance
from sources.stance.network.reading import CLAIM_PIECES, PASSAGE_PIECES, Coded, Sheet, code, lay_out
from sources.stance.network.windows import lexical_scores, windows
from training.stance.claim_only import guesses
from training.stance.documents import Document, climate, headlines, retrieved, split, wice
from training.stance.editing import Editor, Texts, names_in
from training.stance.pairs import NEITHER, SUPPORTS, Labelled, families_in, load
from training.stance.sides import Side

STANCES = tuple(Stance)
MARKS = {"cls": 101, "sep": 102}
_RELATED = 0.6
"""Of a claim's words: evidence of another claim that has as many may well bear on it."""
OF_HEADLINES = {"agree": Stance.CORROBORATES, "disagree": Stance.CONTRADICTS, "discuss": Stance.CONTEXT}


@dataclass(frozen=True, slots=True)
class Example:
    """A claim and sentences: the stance to learn, if any; which sentences bear on the claim, if that is known.

    ``hint`` is the log odds of support that the claim alone gives.
    """

    dataset: str
    claim: str
    sentences: tuple[str, ...]
    label: Stance | None
    relevant: tuple[bool, ...] | None = None
    hint: float = 0.0


class Material:
    """The examples of each kind, by name; drawn on the train side unless another is named."""

    def __init__(self, folder: Path, tokenizer: Any, seed: int) -> None:
        self.chance, self.tokenizer = random.Random(seed), tokenizer
        self.rows = load(folder)
        self.families = families_in(folder)
        self.folder = folder
        self._read: dict[str, list[tuple[str, Coded]]] = {}
        train = [row for row in self.rows if row.side is Side.TRAIN]
        self.editor = Editor(names_in([row.claim for row in train if row.dataset == "FEVER"]), self.chance)
        self.spare = [sentence for row in train if row.dataset == "FEVER" for sentence in split(row.passage)[:2]]

    def kinds(self) -> dict[str, list[Example]]:
        """Everything to learn from, by kind."""
        train = [row for row in self.rows if row.side is Side.TRAIN]
        fever = hinted([row for row in train if row.dataset == "FEVER"])
        others = [pair(row) for row in train if row.dataset != "FEVER"]
        found = {"fever": fever}
        for example in others:
            found.setdefault(example.dataset.removesuffix(" dev").lower(), []).append(example)
        edited = [made for example in (*fever, *others) for made in self.edited(example)]
        found["edited negation"] = [each for each in edited if each.dataset == "edited negation"]
        found["edited"] = [each for each in edited if each.dataset == "edited"]
        found["other evidence"] = list(self.crossed([row for row in train if row.dataset == "FEVER"]))
        found["retrieved"] = [self.mixed(document, 6) for document, side in retrieved(self.folder, self.families)
                              if side is Side.TRAIN]  # fmt: skip
        found["retrieved alone"] = [self.besides(document) for document, side in retrieved(self.folder, self.families)
                                    if side is Side.TRAIN and len(document.sentences) > 3]  # fmt: skip
        found["climate windows"] = [self.mixed(document, 5) for document, side in climate(self.folder, self.families)
                                    if side is Side.TRAIN]  # fmt: skip
        found["wice"] = [made for document in wice(self.folder / "wice_non_supported_tokens_train.jsonl")
                         for made in self.stretches(document)]  # fmt: skip
        found["headlines"] = list(self.headlines())
        return found

    def tuning(self) -> list[Example]:
        """The pairs that are kept for what is set after the fit."""
        return [pair(row) for row in self.rows if row.side is Side.TUNE]

    def edited(self, example: Example) -> Iterator[Example]:
        """The edits of one pair; a claim with a "not" put in or taken out is a kind of its own, for there are many."""
        if example.label is None:
            return
        texts = Texts(example.claim, example.sentences, example.label)
        for made in self.editor.edits(texts):
            negated = made.claim != texts.claim and made.label not in (texts.label, NEITHER) and (
                "not" in made.claim.split()) != ("not" in texts.claim.split())  # fmt: skip
            yield Example("edited negation" if negated else "edited", made.claim, made.sentences, made.label)

    def padded(self, example: Example) -> Example:
        """The same among sentences of other evidence."""
        before, after = (self.chance.sample(self.spare, self.chance.randint(0, 2)) for _ in range(2))
        own = (True,) * len(example.sentences)
        relevant = (*[False] * len(before), *own, *[False] * len(after)) if example.label is not NEITHER else None
        return replace(example, sentences=(*before, *example.sentences, *after), relevant=relevant)

    def crossed(self, rows: Sequence[Labelled]) -> Iterator[Example]:
        """Claims beside the evidence of another claim, half of them of one that begins alike."""
        by_start: dict[str, list[Labelled]] = {}
        for row in rows:
            by_start.setdefault(" ".join(row.claim.split()[:2]), []).append(row)
        for row in rows[::2]:
            alike = [other for other in by_start[" ".join(row.claim.split()[:2])] if other.passage != row.passage]
            other = self.chance.choice(alike if alike and self.chance.random() < 0.5 else rows)
            if other.passage != row.passage:
                told = split(other.passage)
                if self.shared(row.claim, told) < _RELATED:
                    yield Example("other evidence", row.claim, told, NEITHER, (False,) * len(told))

    def shared(self, claim: str, sentences: Sequence[str]) -> float:
        """Share of the claim's words that the sentences have."""
        wanted = code(self.tokenizer, claim, CLAIM_PIECES).vocabulary
        told = frozenset(key for each in sentences for key in code(self.tokenizer, each, PASSAGE_PIECES).keys)
        return len(wanted & told) / max(1, len(wanted))

    def mixed(self, document: Document, most: int) -> Example:
        """Its supporting sentences shuffled among at most ``most`` others."""
        others = [place for place in range(len(document.sentences)) if place not in document.supporting]
        chosen = [*document.supporting, *others[: max(1, most - len(document.supporting))]]
        self.chance.shuffle(chosen)
        return Example(
            "mixed",
            document.claim,
            tuple(document.sentences[place] for place in chosen),
            Stance(document.label) if document.label else None,
            tuple(place in document.supporting for place in chosen),
        )

    def besides(self, document: Document) -> Example:
        """Two sentences of the same page that were not chosen as evidence."""
        others = [place for place in range(len(document.sentences)) if place not in document.supporting]
        chosen = self.chance.sample(others, min(2, len(others)))
        told = tuple(document.sentences[place] for place in chosen)
        return Example("besides", document.claim, told, NEITHER, (False,) * len(told))

    def stretches(self, document: Document) -> Iterator[Example]:
        """A window around each supporting sentence, and two others."""
        places = [*sorted(document.supporting)[:3], *(self.chance.randrange(len(document.sentences)) for _ in range(2))]
        for place in places:
            first = max(0, place - self.chance.randint(0, 4))
            chosen = range(first, min(len(document.sentences), first + 7))
            told = tuple(document.sentences[each][:600] for each in chosen)
            yield Example("wice", document.claim, told, None, tuple(each in document.supporting for each in chosen))

    def headlines(self) -> Iterator[Example]:
        """Headlines beside the best window of a body, those that are related and as many of the others."""
        rows = [row for row in headlines(self.folder, "train", self.families)
                if row.body_side is Side.TRAIN and row.claim_side is Side.TRAIN]  # fmt: skip
        self.chance.shuffle(rows)
        for label, most in (("agree", 3000), ("disagree", 1000), ("discuss", 3000), ("unrelated", 1500)):
            for row in [row for row in rows if row.label == label][:most]:
                told = self.best_window(row.headline, row.body)
                yield Example("headlines", row.headline, told, OF_HEADLINES.get(label, NEITHER))

    def best_window(self, claim: str, body: str) -> tuple[str, ...]:
        """The sentences of ``body`` that would be laid beside ``claim``."""
        if body not in self._read:
            self._read[body] = [(told, code(self.tokenizer, told, PASSAGE_PIECES)) for told in split(body)]
        sentences, coded = zip(*self._read[body], strict=True)
        scores = lexical_scores(code(self.tokenizer, claim, CLAIM_PIECES), coded)
        [chosen] = windows([len(each.ids) for each in coded], scores, room=128, count=1)
        return tuple(sentences[place] for place in chosen)


def pair(row: Labelled) -> Example:
    """One labelled pair; of a single sentence it is known whether it bears on the claim."""
    told = split(row.passage)
    relevant = (row.label is not NEITHER,) if len(told) == 1 else None
    return Example(row.dataset, row.claim, told, row.label, relevant)


def hinted(rows: Sequence[Labelled]) -> list[Example]:
    """Pairs with what their claims alone give away."""
    import numpy as np

    likely = np.clip(guesses([row.claim for row in rows], [int(row.label is SUPPORTS) for row in rows]), 0.05, 0.95)
    odds = np.log(likely / (1 - likely))
    return [replace(pair(row), hint=float(odd)) for row, odd in zip(rows, odds, strict=True)]


@dataclass(frozen=True, slots=True)
class Ready:
    """An example as the network reads it."""

    sheet: Sheet
    label: int
    relevant: tuple[bool, ...]
    hint: float
    dataset: str


def ready(tokenizer: Any, example: Example) -> Ready:
    """Pieces and numbers of one example; what does not fit is left out."""
    claim = code(tokenizer, example.claim, CLAIM_PIECES)
    told: list[Coded] = []
    left = PASSAGE_PIECES
    for sentence in example.sentences:
        told.append(code(tokenizer, sentence, left))
        left -= len(told[-1].ids)
        if left <= 0:
            break
    sheet = lay_out(claim, told, MARKS)
    label = STANCES.index(example.label) if example.label else -1
    return Ready(sheet, label, (example.relevant or ())[: len(told)], example.hint, example.dataset)
