"""The deterministic engine: what agrees, what differs and what can not be told between two texts. Plain Python."""

from dataclasses import dataclass

from sources.stance.base import Pair, Reason, Stance
from sources.stance.decision import FEATURES, decide, features, has_clash, has_little_in_common
from sources.stance.findings import find
from sources.stance.guards import differences
from sources.stance.outcomes import Finding, Outcome
from sources.stance.reasons import explain, tell

__all__ = ("FEATURES", "Finding", "Outcome", "Report", "compare", "differences")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found between a statement and a passage: clashes first, then agreements, then the rest.

    ``contradicts`` tells whether a clash is left once what cancels out is taken away, ``leaning`` and ``confidence``
    (0..0.9) what the rules alone would say, ``features`` the numbers that rests on, one for each name in ``FEATURES``,
    ``has_little`` whether the texts share one word at most.
    """

    findings: tuple[Finding, ...]
    contradicts: bool
    leaning: Stance
    confidence: float
    features: tuple[float, ...]
    reasons: tuple[Reason, ...]
    has_little: bool = False

    @property
    def clashes(self) -> tuple[Finding, ...]:
        """What differs."""
        return self._by(Outcome.DIFFERS)

    @property
    def agreements(self) -> tuple[Finding, ...]:
        """What agrees."""
        return self._by(Outcome.AGREES)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """What can not be told, each with the reason why."""
        return self._by(Outcome.UNKNOWN)

    def _by(self, outcome: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome is outcome)


def compare(statement: str, passage: str, claim_date: str = "", passage_date: str = "") -> Report:
    """Lay a statement beside a passage; never raises.

    Reads the first 2,000 characters of a statement and 20,000 of a passage. Dates (ISO) tell weekdays apart.
    """
    pair = Pair(statement, passage, claim_date, passage_date)
    found = find(pair)
    stance, confidence = decide(found)
    told = tell(pair, found)
    return Report(
        findings=told,
        contradicts=has_clash(found),
        leaning=stance,
        confidence=confidence,
        features=tuple(features(found)),
        reasons=explain(pair, found),
        has_little=has_little_in_common(found),
    )
