"""Passages set against a claim, laid out with the reasons that speak for and against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from reviews.models import Review
from reviews.services.evidence import evidence_in
from sources.models import Evidence


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One passage as a person sees it.

    ``evidence`` is the row as he may see it: where somebody else's opinion would be seen too early it is not in the row
    at all. The marks are stretches
    of the passage and of the claim's statement that agree or clash; ``lacks`` is about words that are not there.
    """

    evidence: Evidence
    stance: str
    note: str
    decided_by: str
    may: Decision
    agrees: tuple[str, ...]
    clashes: tuple[str, ...]
    lacks: tuple[str, ...]
    passage_marks: tuple[Mark, ...]
    statement_marks: tuple[Mark, ...]

    @property
    def is_rejected(self) -> bool:
        """Whether a person said that it is no evidence."""
        return self.evidence.decision == "rejected"

    @property
    def is_accepted(self) -> bool:
        """Whether a person took it as evidence."""
        return self.evidence.decision == "accepted"


def evidence_row(evidence: Evidence, *, may: Decision, named: bool = True) -> EvidenceRow:
    """Lay out one passage; ``named=False`` hides who decided on it."""
    reasons: Sequence[dict[str, Any]] = evidence.machine_reasons
    return EvidenceRow(
        evidence=evidence,
        stance=evidence.stance,
        note=evidence.note,
        decided_by=evidence.curated_by.get_username() if evidence.curated_by and named else "",
        may=may,
        agrees=_sentences(reasons, "agrees"),
        clashes=_sentences(reasons, "clashes"),
        lacks=_sentences(reasons, "lacks"),
        passage_marks=_marks(reasons, "in_passage"),
        statement_marks=_marks(reasons, "in_claim"),
    )


def _sentences(reasons: Iterable[dict[str, Any]], sort: str) -> tuple[str, ...]:
    return tuple(reason["sentence"] for reason in reasons if _sort(reason) == sort)


def _sort(reason: dict[str, Any]) -> str:
    """Whether a reason agrees, clashes, or is about words that the passage merely lacks."""
    if reason.get("agrees"):
        return "agrees"
    return "lacks" if reason.get("kind") == "words" else "clashes"


def _marks(reasons: Iterable[dict[str, Any]], side: str) -> tuple[Mark, ...]:
    placed = [reason for reason in reasons if reason.get(side) and reason.get("kind") != "words"]
    return tuple(_mark(*reason[side], agrees=bool(reason.get("agrees"))) for reason in placed)


def _mark(start: int, end: int, *, agrees: bool) -> Mark:
    return Mark(start, end, tone="agrees" if agrees else "clashes")


def evidence_of(claims: Iterable[Claim]) -> dict[int, list[Evidence]]:
    """All evidence of each claim by its primary key, best first; one query. Show it by ``seen_evidence`` only."""
    found: dict[int, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(claim__in=[claim.pk for claim in claims]).with_passage():
        found.setdefault(evidence.claim_id, []).append(evidence)
    return found


def seen_evidence(review: Review | None, rows: Iterable[Evidence], *, user: Any) -> list[Evidence]:
    """``rows`` of one claim as ``user`` may see them, accepted first, then by rank; no suggestions of old searches."""
    seen = evidence_in(review, rows, user=user)
    current = [row for row in seen if row.decision != "suggested" or not row.missing_since_id]
    return sorted(current, key=lambda row: (row.decision != "accepted", row.rank or 0, row.pk))
