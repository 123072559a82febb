"""Fits how sure an attribution is: ``python -m training.confidence --weights DIR --polnear PATH``.

A logistic fit on dev of whether an attribution found there is right, to its margins. Printed is a table of what a fit
on half of the articles says of the other half; written into the settings is the fit on all.
"""

import argparse
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.tagging.confidence import features
from claims.extraction.tagging.linking import Link
from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.pieces import read_pieces
from claims.extraction.tagging.tagger import ROLES, by_role, links
from claims.extraction.tagging.words import Run, words_of
from claims.extraction.text.layout import Layout
from training.calibration import Numbers, logistic
from training.labels import Ruler
from training.rows import rows_of

NAMES = ("bias", "cue", "source", "no source", "content")
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def judged(model: TaggerModel, row: Mapping[str, Any]) -> Iterator[tuple[list[float], bool]]:
    """Features of each attribution found in one article, and whether it is right."""
    layout = Layout.of(row["text"])
    pieces = read_pieces(model.tokenizer, row["text"], layout)
    rows = [one for part in model.score(pieces) for one in part.tolist()]
    words, ruler = words_of(pieces, layout), Ruler(pieces)
    rows = [rows[place] for place in ruler.firsts]
    gold = [{role: _under(ruler.runs(item[role])) for role in ROLES} for item in row["attributions"]]
    scores, moves = by_role(rows), {role: model.moves(role) for role in ROLES}
    for found in links(model, words, scores):
        amounts = dict(features(found, scores, moves))
        yield [amounts[name] for name in NAMES[1:]], _is_right(found, gold)


def _under(runs: Sequence[Run]) -> set[int]:
    return {place for first, last in runs for place in range(first, last + 1)}


def _is_right(found: Link, gold: Sequence[Mapping[str, set[int]]]) -> bool:
    mine = {"source": [found.source] if found.source else [], "cue": [found.cue], "content": found.contents}
    words = {role: _under(runs) for role, runs in mine.items()}
    return any(all(words[role] & one[role] or not (words[role] or one[role]) for role in ROLES) for one in gold)


def _fitted(rows: Numbers, labels: Numbers) -> Numbers:
    return logistic(rows, labels, np.ones(len(labels)))


def _probabilities(rows: Numbers, weights: Numbers) -> Numbers:
    odds: Numbers = weights[0] + rows @ weights[1:]
    return 1 / (1 + np.exp(-odds))


def main() -> None:
    """Read the arguments, fit, print how well it holds, write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    given = parser.parse_args()
    model, file = TaggerModel(given.weights), given.weights / "settings.json"
    articles = [list(judged(model, row)) for row in rows_of(given.polnear, "dev") if row.get("first_annotator", True)]
    halves = [[item for article in articles[start::2] for item in article] for start in (0, 1)]
    (rows, labels), (unseen, truth) = (
        (np.array([r for r, _ in h]), np.array([y for _, y in h], float)) for h in halves
    )
    likely = _probabilities(unseen, _fitted(rows, labels))
    print(f"{'said':>12}{'found':>8}{'mean':>8}{'right':>8}")
    for low, high in itertools.pairwise(EDGES):
        inside = (likely >= low) & (likely < high)
        if inside.any():
            print(f"{low:.2f}-{high:.2f}{inside.sum():>11}{likely[inside].mean():>8.2f}{truth[inside].mean():>8.2f}")
    weights = _fitted(np.concatenate([rows, unseen]), np.concatenate([labels, truth]))
    settings: dict[str, Any] = json.loads(file.read_text())
    settings["confidence"] = {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}
    file.write_text(json.dumps(settings, indent=1) + "\n")


if __name__ == "__main__":
    main()
