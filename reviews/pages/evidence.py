"""Passages set against a claim, laid out with the reasons that speak for and against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from sources.models import Evidence


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One passage as a person sees it.

    ``stance`` and ``note`` are hidden where somebody else's opinion would be seen too early. The marks are stretches
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


def evidence_row(
    evidence: Evidence, *, may: Decision, viewer: Any = None, blind: bool = False, named: bool = True
) -> EvidenceRow:
    """Lay out one passage; ``blind`` hides what others than ``viewer`` made of it, ``named=False`` who they are."""
    hidden = blind and evidence.curated_by_id is not None and evidence.curated_by_id != getattr(viewer, "pk", None)
    reasons: Sequence[dict[str, Any]] = evidence.machine_reasons
    return EvidenceRow(
        evidence=evidence,
        stance=evidence.machine_stance if hidden else evidence.stance,
        note="" if hidden else evidence.note,
        decided_by=evidence.curated_by.get_username() if evidence.curated_by and named and not hidden else "",
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
    """The evidence of each claim by its primary key, accepted first, then by rank; one query."""
    found: dict[int, list[Evidence]] = {}
    rows = Evidence.objects.filter(claim__in=[claim.pk for claim in claims]).current().with_passage()
    for evidence in sorted(rows, key=lambda row: (row.decision != "accepted", row.rank or 0, row.pk)):
        found.setdefault(evidence.claim_id, []).append(evidence)
    return found
