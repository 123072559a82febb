"""What happened to a claim, in the words of a person, from the ledger."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from claims.models import LedgerEntry
from reviews.models import Review

WORDS: Final[dict[str, str]] = {
    "article.submitted": "handed in the article",
    "claim.added": "marked the claim by hand",
    "claim.revised": "revised the claim",
    "claim.respanned": "changed the words of the claim",
    "claim.split": "split the claim",
    "claim.merged": "merged another claim into it",
    "claim.undone": "undid a change of the claim",
    "claim.redone": "made a change of the claim again",
    "claim.discarded": "discarded the claim",
    "claim.restored": "restored the claim",
    "evidence.accepted": "accepted a passage",
    "evidence.rejected": "rejected a passage",
    "evidence.added": "added a passage by hand",
    "evidence.set_back": "took a decision on a passage back",
    "evidence.searched_again": "asked for a new search",
    "evidence.match_dismissed": "said that a claim seen before is not the same",
    "evidence.match_restored": "took back that a claim seen before is not the same",
    "evidence.compared_again": "asked whether it was seen before",
    "evidence.drifted": "found that a passage changed at its source",
    "evidence.restored": "found a passage at its source again",
    "review.source_changed": "told the review that a source changed",
    "review.opened": "opened the review",
    "review.due_set": "set another due time",
    "review.due_counted": "let the due time follow the publication time again",
    "review.due_moved": "moved the due time with the publication time",
    "review.due_soon": "reminded that it is due soon",
    "review.reminded": "reminded that it is overdue",
    "review.escalated": "told the editors that it is overdue",
    "review.carried": "took the review over from the draft before",
    "review.reopened": "opened the review again",
    "review.assigned": "assigned the review",
    "review.released": "released the review",
    "review.assessed": "gave an assessment",
    "review.disputed": "gave an assessment that differs",
    "review.decided": "decided",
    "review.settled": "settled the dispute",
    "review.returned": "returned the verdict",
    "review.cancelled": "cancelled the review",
    "review.second_asked": "asked for a second reviewer",
    "review.fix_resolved": "said that what was asked is done",
    "comment.added": "wrote a comment",
    "comment.resolved": "resolved a thread of comments",
    "comment.reopened": "opened a thread of comments again",
    "review.published": "closed the review as published",
    "reply.asked": "asked for a reply",
    "reply.answered": "logged an answer",
    "reply.declined": "logged that no comment is given",
    "reply.silent": "logged that no answer came by the deadline",
    "reply.contact_read": "looked up a confidential contact",
    "verdict.published": "published the verdict",
    "verdict.corrected": "published a correction",
    "verdict.retracted": "retracted the verdict",
}
# Only these details are shown: a rating or a stance would tell one blind reviewer about the other.
_SHOWN: Final = ("assignee", "reason", "note", "second", "person")
_TELLING: Final = (
    "review.assessed",
    "review.disputed",
    "evidence.accepted",
    "evidence.rejected",
    "evidence.added",
    "evidence.set_back",
    "evidence.drifted",
    "evidence.restored",
    "review.assigned",
    "review.released",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done; ``who`` is empty where the name would tell too much."""

    at: dt.datetime
    who: str
    is_machine: bool
    what: str
    detail: str


def entries_about(review: Review, *, user: Any) -> Any:
    """What happened to the claim of ``review``, newest first, as ``user`` may know it.

    While the review hides its answers that is without what others did with the evidence and said of it, and for a
    reviewer without whether, and when, the other one has answered.
    """
    entries = LedgerEntry.objects.visible_to(user).of_claim(review.claim)
    if review.hides_answers:
        telling = Q(verb__startswith="evidence.") | Q(verb__startswith="comment.")
        if not user.has_perm("reviews.assign_review"):
            telling |= Q(verb="review.assessed")
        entries = entries.exclude(telling & Q(actor__isnull=False) & ~Q(actor=user))
    return entries.newest_first()


def timeline(entries: Iterable[LedgerEntry], *, open_names: bool, viewer: Any) -> list[Event]:
    """The entries in words; without ``open_names`` nobody learns who else judges the claim and how."""
    return [_event(entry, open_names=open_names or entry.actor_id == viewer.pk) for entry in entries]


def _event(entry: LedgerEntry, *, open_names: bool) -> Event:
    sealed = entry.verb in _TELLING and not open_names
    details = {} if sealed else entry.details
    return Event(
        at=entry.at,
        who="" if sealed else entry.actor_name,
        is_machine=entry.actor_id is None,
        what=WORDS.get(entry.verb, entry.verb.partition(".")[2].replace("_", " ")),
        detail=" · ".join([*(str(details[name]) for name in _SHOWN if details.get(name)), *_despite(details)]),
    )


def _despite(details: Mapping[str, Any]) -> list[str]:
    names = details.get("despite")
    return [f"although {' and '.join(names)} had it open"] if names else []
