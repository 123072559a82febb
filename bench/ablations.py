"""What each part of finding spans gives, measured on PolNeAR-shaped data with the protocol of bench/attribution.py.

    python -m bench.ablations DATA_PATH [--split dev] [--plain FILE] [--limit N]

Every row leaves the shipped tagger as it is but for one thing:

* cut anywhere: windows share a quarter of what they read, wherever sentences open.
* unquantised: the same weights in 32 bits (``--plain``, a file that training.export writes beside the shipped one).
* no kinds: the tagger is not told how words are written, whether they are quoted, or what they open.
* each word alone: every word gets its own best tag, in place of the best row of tags under the chain.
* no bonus: spans are opened as gladly as in training.
* nearest links: a cue takes the nearest source and a content the nearest cue, in place of the weighed ones.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.attribution import ROLES, line, read_rows, score_article
from claims.extraction.said import Said
from claims.extraction.tagging import model as tagging_model
from claims.extraction.tagging.decoding import BEGIN, INSIDE, OUTSIDE, Scores, spans
from claims.extraction.tagging.linking import Found, Link, Weights, link
from claims.extraction.tagging.model import SHIPPED, TaggerModel
from claims.extraction.tagging.pieces import Pieces, read_pieces
from claims.extraction.tagging.windows import windows
from claims.extraction.tagging.words import Run, Words, words_of
from claims.extraction.text.layout import Layout

NAMES = [f"exact {role}" for role in ROLES] + ["overlap content", "linked", "linked exact"]


@dataclass(frozen=True, slots=True)
class Read:
    """One article: its row, its words, its pieces."""

    row: Mapping[str, Any]
    words: Words
    pieces: Pieces


def read_all(model: TaggerModel, rows: Iterable[Mapping[str, Any]]) -> list[Read]:
    """Every article as the tagger reads it."""
    found = []
    for row in rows:
        layout = Layout.of(row["text"])
        pieces = read_pieces(model.tokenizer, row["text"], layout)
        found.append(Read(row, words_of(pieces, layout), pieces))
    return found


def scores(model: TaggerModel, read: Read) -> list[list[float]]:
    """Ten scores for every word."""
    rows = [row for rows in model.score(read.pieces) for row in rows.tolist()]
    return [row for row, opens in zip(rows, read.pieces.opens_word, strict=True) if opens]


def alone(rows: Scores, _moves: Scores) -> list[Run]:
    """Spans from the best tag of each word by itself."""
    found: list[Run] = []
    before = OUTSIDE
    for place, row in enumerate(rows):
        tag = max((OUTSIDE, BEGIN, INSIDE), key=lambda tag: row[tag])
        if tag == BEGIN or (tag == INSIDE and before == OUTSIDE):
            found.append((place, place))
        elif tag == INSIDE:
            found[-1] = (found[-1][0], place)
        before = tag
    return found


def nearest(_words: Words, found: Found, _sources: Weights, _contents: Weights) -> list[Link]:
    """The nearest source for each cue, the nearest cue for each content."""

    def closest(runs: Sequence[Run], run: Run) -> Run | None:
        return min(runs, key=lambda other: max(other[0] - run[1], run[0] - other[1]), default=None)

    taken: dict[Run, list[Run]] = {cue: [] for cue in found.cues}
    for content in found.contents:
        cue = closest(found.cues, content)
        if cue:
            taken[cue].append(content)
    return [Link(closest(found.sources, cue), cue, tuple(taken[cue])) for cue in found.cues]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from scores to attributions."""

    decode: Callable[[Scores, Scores], list[Run]] = spans
    link: Callable[[Words, Found, Weights, Weights], list[Link]] = link
    has_bonus: bool = True

    def saids(self, model: TaggerModel, words: Words, rows: Sequence[Sequence[float]]) -> list[Said]:
        """The attributions of one article."""
        bonuses = model.settings["bonus"] if self.has_bonus else {}
        found: dict[str, list[Run]] = {}
        for number, role in enumerate(ROLES):
            moves = [list(row) for row in model.settings["moves"][role]]
            moves[OUTSIDE][BEGIN] += bonuses.get(role, 0.0)
            found[role] = self.decode([row[number * 3 : number * 3 + 3] for row in rows], moves)
        weights = (model.link_weights(kind) for kind in ("source", "content"))
        links = self.link(words, Found(*(found[role] for role in ROLES)), *weights)
        return [
            Said(
                tuple(words.span(run) for run in [item.source] if run),
                (words.span(item.cue),),
                tuple(words.span(run) for run in item.contents),
            )
            for item in links
            if item.contents
        ]


def figures(
    model: TaggerModel, read: Sequence[Read], scored: Sequence[Sequence[Sequence[float]]], way: Way
) -> list[float]:
    """F1 under each of ``NAMES``."""
    counts: Counter[str] = Counter()
    for item, rows in zip(read, scored, strict=True):
        found = [
            {role: [(span.start, span.end) for span in getattr(said, role)] for role in ROLES}
            for said in way.saids(model, item.words, rows)
        ]
        score_article(counts, item.row, found)
    return [float(line(counts, name).split()[-3]) for name in NAMES]


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--plain", type=Path, default=None, help="the unquantised network")
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    options = parser.parse_args()
    model = TaggerModel(SHIPPED)
    read = read_all(model, list(read_rows(options.data, options.split))[: options.limit])
    print(f"{options.data.name} {options.split}: {len(read)} articles")
    print(f"{'':<18}" + "".join(f"{name:>16}" for name in NAMES))

    def show(
        name: str, *, way: Way = Way(), using: TaggerModel = model, reading: Sequence[Read] = read, kept: Any = None
    ) -> Any:
        scored = kept or [scores(using, item) for item in reading]
        print(f"{name:<18}" + "".join(f"{figure:>16.3f}" for figure in figures(model, read, scored, way)), flush=True)
        return scored

    kept = show("as shipped")
    show("no bonus", way=Way(has_bonus=False), kept=kept)
    show("each word alone", way=Way(decode=alone), kept=kept)
    show("nearest links", way=Way(link=nearest), kept=kept)
    with patch.object(tagging_model, "windows", lambda length, _openings: windows(length)):
        show("cut anywhere")
    bare = [replace(item, pieces=replace(item.pieces, kinds=[0] * len(item.pieces))) for item in read]
    show("no kinds", reading=bare)
    if options.plain:
        show("unquantised", using=unquantised(options.plain))


def unquantised(file: Path) -> TaggerModel:
    """The shipped tagger with another network."""
    import onnxruntime

    model = TaggerModel(SHIPPED)
    model.__dict__["session"] = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return model


if __name__ == "__main__":
    main()
