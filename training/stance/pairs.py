"""Labelled pairs of claim and evidence, from six public sets in one folder, each with its side of the split."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.stance.base import Stance
from training.stance.sides import Families, Side

SUPPORTS, REFUTES, NEITHER = Stance.CORROBORATES, Stance.CONTRADICTS, Stance.CONTEXT
LABELS = {
    "SUPPORTS": SUPPORTS, "Supports": SUPPORTS, "entailment": SUPPORTS, "REFUTES": REFUTES, "Refutes": REFUTES,
    "not_entailment": REFUTES, "NOT_ENOUGH_INFO": NEITHER, "Neutral": NEITHER,
}  # fmt: skip
"""The pairs of FEVER are those of its claims that are supported or refuted, so what is not entailed is refuted."""
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair with the stance that people gave it, the set it is from and its side."""

    dataset: str
    claim: str
    passage: str
    label: Stance
    side: Side


MIXED = ("Climate-FEVER", "FEVER-Symmetric dev", "HealthVer dev", "Fool Me Twice dev")
"""The sets of the mixed figure, each counting alike."""


def tidy(text: str) -> str:
    """Text as people write it, from text cut into tokens: with brackets, without spaces before signs."""
    words = " ".join(_BRACKETS.get(word, word) for word in text.split())
    for sign in (",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "'"):
        words = words.replace(f" {sign}", sign)
    return words.replace("( ", "(").replace("[ ", "[")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a head."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


Row = tuple[str, str, str, Stance]
"""Set, claim, passage, label."""


def _climate(folder: Path) -> Iterator[Row]:
    for row in json_lines(folder / "climate_fever_train.jsonl"):
        for found in row["evidences"]:
            yield "Climate-FEVER", row["claim"], found["evidence"], LABELS[found["evidence_label"]]


def _symmetric(folder: Path) -> Iterator[Row]:
    dev = list(json_lines(folder / "fever_symmetric_v0.2_dev.jsonl"))
    for row in dev:
        yield "FEVER-Symmetric dev", tidy(row["claim"]), tidy(row["evidence"]), LABELS[row["label"]]
    seen = {(tidy(row["claim"]), tidy(row["evidence"])) for row in dev}
    for row in json_lines(folder / "fever_symmetric_v0.1.jsonl"):
        claim, evidence = tidy(row["claim"]), tidy(row["evidence_sentence"])
        if (claim, evidence) not in seen:
            yield "FEVER-Symmetric", claim, evidence, LABELS[row["label"]]


def _healthver(folder: Path) -> Iterator[Row]:
    for row in csv_rows(folder / "healthver_dev.csv"):
        yield "HealthVer dev", row["claim"], row["evidence"], LABELS[row["label"]]


def _fool_me_twice(folder: Path) -> Iterator[Row]:
    for row in json_lines(folder / "fool_me_twice_dev.jsonl"):
        passage = " ".join(found["text"] for found in row["gold_evidence"])
        yield "Fool Me Twice dev", row["text"], passage, LABELS[row["label"]]


def _fever(folder: Path) -> Iterator[Row]:
    columns = [(folder / "fever_pairs" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
               for name in ("claim", "evidence", "label")]  # fmt: skip
    for claim, evidence, label in zip(*columns, strict=True):
        if claim:
            yield "FEVER", claim, tidy(evidence), LABELS[label]


def load(folder: Path) -> list[Labelled]:
    """All pairs of all sets in ``folder``."""
    symmetric = list(_symmetric(folder))
    families = families_of(symmetric)
    rows: Iterable[Row] = (
        *_climate(folder), *symmetric, *_healthver(folder), *_fool_me_twice(folder), *_fever(folder),
    )  # fmt: skip
    return [Labelled(*row, families.side(row[1])) for row in rows]


def families_of(symmetric: Iterable[Row]) -> Families:
    """The families of FEVER-Symmetric, which decide for the claims that other sets share with it."""
    return Families((claim, passage) for _, claim, passage, _ in symmetric)


def families_in(folder: Path) -> Families:
    """The same, read from ``folder``."""
    return families_of(_symmetric(folder))
