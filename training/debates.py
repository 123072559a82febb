"""Sentences of public debates labelled for check-worthiness: the tab-separated files of CheckThat! 2024, English."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

PREFIX = "CT24_checkworthy_english_"
_COLUMNS = 3
_LABELS = {"Yes": 1, "No": 0}
_TWO_IN_ONE = re.compile(r"(Yes|No)(\d{1,9})")


def read_debates(folder: Path, split: str) -> list[tuple[str, int]]:
    """The sentences of ``split`` (train, dev, dev-test), each with 1 for check-worthy, in the order of the file.

    Two rows that a lost line break has joined are read as two; any other row without a clear label is left out.
    """
    return [(text, label) for _, text, label in _rows(folder, split)]


def in_order(folder: Path, split: str) -> list[tuple[str, int]]:
    """The same in the order in which they were spoken."""
    numbered = [row for row in _rows(folder, split) if row[0].isdigit()]
    return [(text, label) for _, text, label in sorted(numbered, key=lambda row: int(row[0]))]


def _rows(folder: Path, split: str) -> list[tuple[str, str, int]]:
    with (folder / f"{PREFIX}{split}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for line in csv.reader(lines, delimiter="\t") for row in _parted(line)]
    return [(number, text.strip(), _LABELS[label]) for number, text, label in rows if label in _LABELS]


def _parted(fields: Sequence[str]) -> Iterator[Sequence[str]]:
    if len(fields) == _COLUMNS:
        yield fields
    elif len(fields) == 2 * _COLUMNS - 1 and (joined := _TWO_IN_ONE.fullmatch(fields[2])):
        yield [*fields[:2], joined[1]]
        yield [joined[2], *fields[_COLUMNS:]]


def unseen(folder: Path, split: str) -> list[tuple[str, int]]:
    """Like ``read_debates``, without the sentences that stand in the train file too."""
    seen = {text for text, _ in read_debates(folder, "train")}
    return [(text, label) for text, label in read_debates(folder, split) if text not in seen]
