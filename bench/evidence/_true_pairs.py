"""Labelled pairs of claim and passage from the stance sets, split by a hash of the claim."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.lib.fingerprints import hash_text

SUPPORTED = {"SUPPORTS", "Supports", "entailment", "supported"}
NEUTRAL = {"NOT_ENOUGH_INFO", "Neutral"}


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with the label that people gave it."""

    dataset: str
    claim: str
    passage: str
    label: str

    @property
    def is_held_out(self) -> bool:
        """Whether its claim falls into the 20 %."""
        return int(hash_text(self.claim)[:8], 16) % 5 == 0


def load(folder: Path) -> Iterator[Row]:
    """The pairs of all sets."""
    yield from _climate(folder)
    for version, passage in (("v0.2_dev", "evidence"), ("v0.1", "evidence_sentence")):
        for row in _json_lines(folder / f"fever_symmetric_{version}.jsonl"):
            yield Row("FEVER-Symmetric", row["claim"], row[passage], row["label"])
    with (folder / "healthver_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Row("HealthVer", row["claim"], row["evidence"], row["label"])
    for row in _json_lines(folder / "fool_me_twice_dev.jsonl"):
        yield Row("Fool Me Twice", row["text"], " ".join(each["text"] for each in row["gold_evidence"]), row["label"])
    yield from _wice(folder)
    yield from _fever(folder / "fever_pairs")


def _climate(folder: Path) -> Iterator[Row]:
    for row in _json_lines(folder / "climate_fever_train.jsonl"):
        for found in row["evidences"]:
            yield Row("Climate-FEVER", row["claim"], found["evidence"], found["evidence_label"])


def _wice(folder: Path) -> Iterator[Row]:
    """The supporting sentences of each claim, in order, as its passage."""
    for row in _json_lines(folder / "wice_claim_dev.jsonl"):
        chosen = sorted({at for group in row["supporting_sentences"] for at in group})
        yield Row("WiCE", row["claim"], " ".join(row["evidence"][at] for at in chosen), row["label"])


def _fever(folder: Path) -> Iterator[Row]:
    claims, passages, labels = (
        (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("claim", "evidence", "label")
    )
    for claim, passage, label in zip(claims, passages, labels, strict=True):
        yield Row("FEVER pairs", claim.strip(), passage.strip(), label.strip())


def _json_lines(path: Path) -> Iterator[dict]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
