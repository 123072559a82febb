"""What should be hurried and what could be cut. Plain Python."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LIKELY: Final = 0.8
UNLIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An undecided review with its chance, and how much its claim is worth checking, 0 to 1."""

    key: int
    chance: float
    worth: float


def to_hurry(candidates: Sequence[Candidate]) -> list[int]:
    """What should be hurried: the worthier half of what is not likely to make it, where most is lost first."""
    middle = _middle(candidates)
    late = [row for row in candidates if row.chance < LIKELY and row.worth >= middle]
    return [row.key for row in sorted(late, key=lambda row: (-row.worth * (1 - row.chance), row.key))]


def to_cut(candidates: Sequence[Candidate]) -> list[int]:
    """What could be cut: of the less worthy half what is unlikely to make it, the least worthy first."""
    middle = _middle(candidates)
    late = [row for row in candidates if row.chance < UNLIKELY and row.worth < middle]
    return [row.key for row in sorted(late, key=lambda row: (row.worth * (1 + row.chance), row.chance, row.key))]


def _middle(candidates: Sequence[Candidate]) -> float:
    return statistics.median(row.worth for row in candidates) if candidates else 0.0
