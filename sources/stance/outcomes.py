"""What comes of laying one thing of a claim beside one of a passage: agrees, differs, cannot tell. Plain Python."""

from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.lib.spans import Span
from sources.stance.base import Reason, ReasonKind


class Outcome(StrEnum):
    """What comes of laying two things side by side."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """One number, date, name, polarity or force of a claim beside its like in a passage; ``sentence`` says it.

    ``absolute`` is how far apart two numbers are, in the unit of the claim (two dates: in days), and ``relative`` the
    same as a share of the passage's amount; ``None`` where that makes no sense. ``likely`` is
    how likely both are of the same thing (0..1): a clash of little likelihood is for a person to look at.
    """

    kind: ReasonKind
    outcome: Outcome
    sentence: str
    in_claim: Span | None = None
    in_passage: Span | None = None
    absolute: float | None = None
    relative: float | None = None
    likely: float = 1.0

    @property
    def reason(self) -> Reason:
        """It as a reason of a judgement; what can not be told is none."""
        return Reason(self.kind, self.outcome is Outcome.AGREES, self.sentence, self.in_claim, self.in_passage)


def turned(finding: Finding) -> Finding:
    """The same finding with the two texts changed over."""
    return replace(finding, in_claim=finding.in_passage, in_passage=finding.in_claim)
