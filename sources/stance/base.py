"""What crosses the border of a stance model: claim and passage in, stance with reasons out. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from factcheck.lib.spans import Span


class Stance(StrEnum):
    """Which way a passage bears on a claim."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class ReasonKind(StrEnum):
    """What a reason is about."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim's statement and one passage. Dates in the claim count from ``claim_date`` where it is known (ISO).

    ``searched`` says that a search brought the passage up and nobody has looked at it: most of what a search brings up
    has nothing to do with the claim.
    """

    statement: str
    passage: str
    claim_date: str = ""
    passage_date: str = ""
    searched: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that agrees or clashes; ``sentence`` says it to a person.

    ``in_claim`` and ``in_passage`` are the stretches of the statement and of the passage that it rests on.
    """

    kind: ReasonKind
    agrees: bool
    sentence: str
    in_claim: Span | None = None
    in_passage: Span | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A machine's suggestion: the stance, how sure it is (0..1), and why.

    ``dissent`` is one sentence where what the suggestion rests on does not agree with itself; otherwise empty.
    ``is_about`` is false where the passage is not about what the claim is about.
    """

    stance: Stance
    confidence: float
    reasons: tuple[Reason, ...] = ()
    dissent: str = ""
    is_about: bool = True


class StanceModel(Protocol):
    """Says which way passages bear on claims. The same input always gives the same output.

    Knows no settings, clock, network or database; its constructor does no work. Raises ``ComponentUnavailable``
    for what may pass and ``ComponentFailed`` for what will not.
    """

    name: str
    version: str

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """One judgement per pair, in the same order."""
        ...
