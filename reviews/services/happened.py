"""What was done with a review, in words for whom it stands in the way: what, by whom, when and how."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from claims.models import LedgerEntry
from reviews.models import Review, Verdict
from reviews.policies import sees_decisions
from reviews.services.notices import in_words

_SAID: Final = ("reason", "note")
# In a dispute the answers are shown without names, so who gave which is not told here either.
_ANSWERS: Final = frozenset({"review.assessed", "review.disputed"})


def deeds_after(review: Review, version: int) -> list[LedgerEntry]:
    """What was done with ``review`` after ``version``, in order; of a blind one, what concerns both reviewers."""
    entries = _entries(review).filter(details__version__gt=version).order_by("sequence")
    return [entry for entry in entries if not entry.details.get("apart")]


def last_deed(review: Review, verbs: Iterable[str]) -> str:
    """A sentence with the last of ``verbs`` that was done with ``review``; empty when none was that may be told."""
    entries = _entries(review).filter(verb__in=list(verbs))
    if review.hides_answers:
        entries = entries.filter(details__apart=False)
    last = entries.order_by("-sequence").first()
    return f"It was {in_short(review, [last])}." if last else ""


def in_short(review: Review, entries: Sequence[LedgerEntry]) -> str:
    """Deeds in a row: "assigned by edda on 6 March 2026, 14:02 (UTC) to rosa: Ill.".

    While two reviewers must not know of each other, only what editors did has a name and a time, and no more is said.
    """
    return "; ".join(_deed(review, entry) for entry in entries)


def _entries(review: Review) -> Any:
    return LedgerEntry.objects.filter(claim=review.claim_id, details__review=str(review.public_id)).select_related(
        "actor"
    )


def _deed(review: Review, entry: LedgerEntry) -> str:
    done = entry.verb.removeprefix("review.").replace("_", " ")
    if review.hides_answers and (entry.actor is None or not sees_decisions(entry.actor)):
        return done
    if review.state == "disputed" and entry.verb in _ANSWERS:
        return f"{done} on {in_words(entry.at)}"
    told = f"{done} by {entry.actor_name} on {in_words(entry.at)}"
    return told if review.hides_answers else told + _how(review, entry)


def _how(review: Review, entry: LedgerEntry) -> str:
    """The rating, to whom, and why, as far as the entry has it."""
    details = entry.details
    verdict = Verdict.objects.filter(review=review, version=details.get("verdict", 0)).select_related("rating").first()
    rated = f" as “{verdict.rating.name}”" if verdict else ""
    given = f" to {details['assignee']}" if details.get("assignee") else ""
    why = next((f": {details[name]}" for name in _SAID if details.get(name)), "")
    return (rated + given + why).rstrip(".")
