"""What crosses the border of the comparison: two statements in, how the one stands to the other out. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.lib.spans import Span


class Relation(StrEnum):
    """How two claims stand to each other.

    ``SAME`` is given only where nothing that can be pointed at stands against it. The next four are one subject of
    which one thing is told otherwise. ``RELATED`` is one subject, and more than one thing or none that can be named.
    """

    SAME = "same"
    OTHER_NUMBER = "other_number"
    OTHER_DATE = "other_date"
    OTHER_NAME = "other_name"
    OPPOSITE = "opposite"
    RELATED = "related"


CLASHING = frozenset({Relation.OTHER_NUMBER, Relation.OTHER_DATE, Relation.OTHER_NAME, Relation.OPPOSITE})
"""Both can not hold, or one of them speaks of something else: what a person should see before he judges."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: its words, and the day it was said (ISO), empty where that is not known."""

    text: str
    said_on: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Where two claims differ: a stretch of the one, of the other, or of both."""

    in_one: Span | None
    in_other: Span | None


@dataclass(frozen=True, slots=True)
class Match:
    """How the one claim stands to the other; ``sentence`` says it to a person, ``score`` (0..1) how alike they are."""

    relation: Relation
    score: float
    sentence: str
    contrasts: tuple[Contrast, ...] = ()
