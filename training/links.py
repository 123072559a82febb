"""Fits the two choices of linking: ``python -m training.links --polnear PATH --tokenizer DIR --settings FILE``.

A multinomial logit over the nearest candidates and the choice of none, on the true spans of the train split. The
weights are put into the settings beside the tagger.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from claims.extraction.tagging.linking import Features, Found, content_features, near, source_features
from claims.extraction.tagging.pieces import read_pieces
from claims.extraction.tagging.words import Run, Words, words_of
from claims.extraction.text.layout import Layout
from training.labels import Ruler
from training.rows import rows_of
from training.tokens import tokenizer_in

_NONE = {"none": 1.0}
_DECAY = 1e-4
_STRAY = {"unquoted in another sentence": -4.0}
"""Not fitted: among true spans no content lacks its cue, among found ones some do, and should be left over. On dev this
weight adds .009 to the exact F1 of contents and .026 to that of linked attributions."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Features of each candidate, the choice of none last, and the number of the right one."""

    candidates: Sequence[Mapping[str, float]]
    right: int


@dataclass(frozen=True, slots=True)
class Linked:
    """One article with its true spans: the source and the contents of every cue."""

    words: Words
    found: Found
    sources: Mapping[Run, Run | None]
    cues: Mapping[Run, Run]


def linked(tokenizer: Any, row: Mapping[str, Any]) -> Linked:
    """The true links of one row; of attributions without a cue, none."""
    layout = Layout.of(row["text"])
    pieces = read_pieces(tokenizer, row["text"], layout)
    ruler = Ruler(pieces)
    sources: dict[Run, Run | None] = {}
    cues: dict[Run, Run] = {}
    for attribution in row["attributions"]:
        source, cue, content = (ruler.runs(attribution[role]) for role in ("source", "cue", "content"))
        if cue:
            sources[cue[0]] = source[0] if source else None
            cues |= {run: cue[0] for run in content if run not in cues}
    found = Found(sorted({run for run in sources.values() if run}), sorted(sources), sorted(cues))
    return Linked(words_of(pieces, layout), found, sources, cues)


def source_choices(article: Linked) -> Iterator[Choice]:
    """For every cue, which source."""
    for cue, right in article.sources.items():
        sources = near(article.found.sources, cue[0])
        features = [source_features(article.words, article.found, cue, source) for source in sources]
        yield _choice(features, sources.index(right) if right in sources else None)


def content_choices(article: Linked) -> Iterator[Choice]:
    """For every piece of content, which cue."""
    for content, right in article.cues.items():
        cues = near(article.found.cues, content[0])
        features = [content_features(article.words, article.found, content, cue) for cue in cues]
        yield _choice(features, cues.index(right) if right in cues else None)


def _choice(features: Sequence[Features], right: int | None) -> Choice:
    return Choice([*(dict(listed) for listed in features), _NONE], len(features) if right is None else right)


def _tensors(choices: Sequence[Choice], names: Sequence[str]) -> tuple[Tensor, Tensor, Tensor]:
    """Features (choices, candidates, names), a mask that rules out what is no candidate, the right ones."""
    place = {name: number for number, name in enumerate(names)}
    width = max(len(choice.candidates) for choice in choices)
    features, mask = torch.zeros(len(choices), width, len(names)), torch.full((len(choices), width), -1e9)
    for row, choice in enumerate(choices):
        mask[row, : len(choice.candidates)] = 0
        for column, candidate in enumerate(choice.candidates):
            for name, amount in candidate.items():
                if name in place:
                    features[row, column, place[name]] = amount
    return features, mask, torch.tensor([choice.right for choice in choices])


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Weights by name."""
    names = sorted(
        {name for choice in choices for candidate in choice.candidates for name in candidate} - _STRAY.keys()
    )
    features, mask, right = _tensors(choices, names)
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100)

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(features @ weights + mask, right) + _DECAY * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)
    return {name: round(weight, 3) for name, weight in zip(names, weights.tolist(), strict=True)}


def share_right(choices: Sequence[Choice], weights: Mapping[str, float]) -> float:
    """Of ``choices``, how many fall on the right candidate."""
    features, mask, right = _tensors(choices, list(weights))
    chosen = (features @ torch.tensor(list(weights.values())) + mask).argmax(1)
    return float((chosen == right).float().mean())


def _all(articles: Iterable[Linked], kind: str) -> list[Choice]:
    choose = source_choices if kind == "source" else content_choices
    return [choice for article in articles for choice in choose(article)]


def main() -> None:
    """Read the arguments, fit both choices, write them into the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--settings", type=Path, required=True)
    given = parser.parse_args()
    tokenizer = tokenizer_in(given.tokenizer)
    train = [linked(tokenizer, row) for row in rows_of(given.polnear, "train")]
    dev = [linked(tokenizer, row) for row in rows_of(given.polnear, "dev") if row.get("first_annotator", True)]
    settings = json.loads(given.settings.read_text())
    settings["links"] = {}
    for kind in ("source", "content"):
        weights = fit(_all(train, kind)) | (_STRAY if kind == "content" else {})
        settings["links"][kind] = weights
        print(f"{kind}: right on train {share_right(_all(train, kind), weights):.4f}", end=", ")
        print(f"on dev {share_right(_all(dev, kind), weights):.4f}")
    given.settings.write_text(json.dumps(settings, indent=1) + "\n")


if __name__ == "__main__":
    main()
