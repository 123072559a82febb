"""Evidence as one person may see it. These are rows for reading: what is hidden is taken out of them in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.models import LedgerEntry
from sources.choices import Decision, EvidenceOrigin
from sources.models import Evidence, Passage
from sources.policies import can_see_decision

# What the ledger calls a decision, and what the row then says.
DECISIONS: Final = {
    "evidence.added": Decision.ACCEPTED.value,
    "evidence.accepted": Decision.ACCEPTED.value,
    "evidence.rejected": Decision.REJECTED.value,
    "evidence.set_back": Decision.SUGGESTED.value,
}


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with the evidence that people accepted on it and what machines suggest, as somebody may see it."""

    passage: Passage
    cited: tuple[Evidence, ...]
    suggested: tuple[Evidence, ...]


def as_seen_by(user: Any, rows: Iterable[Evidence]) -> list[Evidence]:
    """``rows`` as ``user`` may see them anywhere: with the decisions that ``can_see_decision`` lets him see."""
    found = list(rows)
    return _sealed(user, found, hidden=[row for row in found if not can_see_decision(user, row)])


def sealed_for(user: Any, rows: Iterable[Evidence]) -> list[Evidence]:
    """``rows`` as if ``user`` and the machine were alone: without what anybody else made of them or brought in."""
    found = list(rows)
    return _sealed(user, found, hidden=[row for row in found if row.curated_by_id not in {None, user.pk}])


def _sealed(user: Any, rows: Sequence[Evidence], *, hidden: Sequence[Evidence]) -> list[Evidence]:
    """``rows`` with the hidden ones as the machine left them, or as ``user`` decided before somebody else did."""
    if not hidden:
        return list(rows)
    own = _own_decisions(user, hidden)
    gone = set()
    for row in hidden:
        entry = own.get(str(row.public_id))
        _set_back(row, entry, user)
        if entry is None and row.origin == EvidenceOrigin.HUMAN:
            gone.add(row.pk)
    return [row for row in rows if row.pk not in gone]


def _own_decisions(user: Any, rows: Sequence[Evidence]) -> dict[str, LedgerEntry]:
    """The last decision of ``user`` on each of ``rows`` by its public id, from the ledger; one query."""
    claims = {row.claim_id for row in rows}
    entries = LedgerEntry.objects.filter(actor=user, claim__in=claims, verb__in=DECISIONS).order_by("pk")
    return {entry.details["evidence"]: entry for entry in entries}


def _set_back(row: Evidence, entry: LedgerEntry | None, user: Any) -> None:
    row.decision = DECISIONS[entry.verb] if entry else Decision.SUGGESTED.value
    row.human_stance = entry.details["stance"] if entry else ""
    row.note = entry.details.get("note", "") if entry else ""
    decided = entry is not None and row.decision != Decision.SUGGESTED
    row.curated_by = user if decided else None
    row.curated_at = entry.at if entry and decided else None


def cited_passages(user: Any, passages: Iterable[Passage]) -> list[CitedPassage]:
    """``passages``, read ``with_citations``, with what ``user`` may know of the claims they are cited for."""
    found: list[Any] = list(passages)
    seen: dict[int, list[Evidence]] = {}
    for row in as_seen_by(user, [row for passage in found for row in passage.weighed]):
        seen.setdefault(row.passage_id, []).append(row)
    return [_cited_passage(passage, seen.get(passage.pk, [])) for passage in found]


def _cited_passage(passage: Passage, rows: Sequence[Evidence]) -> CitedPassage:
    return CitedPassage(
        passage,
        cited=tuple(row for row in rows if row.decision == Decision.ACCEPTED),
        suggested=tuple(row for row in rows if row.decision == Decision.SUGGESTED and not row.missing_since_id),
    )
