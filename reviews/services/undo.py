"""Undoing what a person did on an article: read from the ledger, done by the services, and itself in the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from claims.models import Article, Claim, LedgerEntry
from claims.services.claims import store_discard, store_restore
from claims.services.editing import redo_change, undo_change
from factcheck.lib.decisions import Allowed, Decision, Denied
from factcheck.lib.errors import Conflict, IllegalTransition
from factcheck.lib.spans import Span
from reviews.models import ClearedSentence
from reviews.services import undo_steps
from reviews.services.signoff import store_cleared, store_taken_back, withdraw_sign_off
from sources.services.curation import redo_decision, undo_decision

LOOKED_BACK: Final = 300
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a person did on an article, and whether it can be undone; the reason says what to do instead."""

    entry: LedgerEntry
    may_undo: Decision


def deeds(article: Article, *, by: Any) -> list[Deed]:
    """What ``by`` did on ``article`` and has not undone, newest first; one query."""
    undone: dict[int, bool] = {}
    found = []
    for entry in _record(article, by):
        if not _is_turn(entry, undone) and not undone.get(entry.sequence) and "part_of" not in entry.details:
            found.append(Deed(entry, _may_undo(entry)))
    return found


def redoable(article: Article, *, by: Any) -> Deed | None:
    """What ``by`` undid last and did not do again, if he did nothing else since; one query."""
    undone: dict[int, bool] = {}
    wanted = 0
    for entry in _record(article, by):
        if wanted and entry.sequence == wanted:
            return Deed(entry, Allowed() if entry.verb in AGAIN else Denied(NOT_AGAIN))
        if not _is_turn(entry, undone):
            if not wanted and "part_of" not in entry.details:
                return None
        elif not wanted and undone.get(entry.details.get("undoes", 0)):
            wanted = entry.details["undoes"]
    return None


def _record(article: Article, by: Any) -> Sequence[LedgerEntry]:
    entries = LedgerEntry.objects.filter(article=article, actor=by).select_related("claim__article", "article")
    return list(entries.order_by("-sequence")[:LOOKED_BACK])


def _is_turn(entry: LedgerEntry, undone: dict[int, bool]) -> bool:
    """Whether ``entry`` undid something or did it again; the newest such entry says in ``undone`` how it stands."""
    for name in ("undoes", "redoes"):
        if name in entry.details:
            undone.setdefault(entry.details[name], name == "undoes")
            return True
    return False


def _may_undo(entry: LedgerEntry) -> Decision:
    if entry.verb in _CHANGES:
        return Allowed() if "was" in entry.details else Denied("It was done before changes could be undone.")
    if entry.verb in _INVERSES:
        return Allowed()
    if entry.verb in _STEPS:
        return Denied(_STEPS[entry.verb])
    return Denied(_INSTEAD.get(entry.verb.partition(".")[0], "This stays in the record as it is."))


@transaction.atomic(durable=True)
def undo(*, article: Article, by: Any, sequence: int | None = None) -> LedgerEntry:
    """Undo what ``by`` did: the entry of that ``sequence``, or the last one that can be undone. What was undone.

    Raises ``IllegalTransition`` when there is nothing to undo or it can not be, ``Conflict`` when somebody changed the
    same thing since, and what the services raise.
    """
    done = deeds(article, by=by)
    chosen = next(
        (deed for deed in done if deed.entry.sequence == sequence or (sequence is None and deed.may_undo)), None
    )
    if chosen is None:
        message = "There is nothing of yours to undo here." if sequence is None else "This is undone already."
        raise IllegalTransition(message)
    if not chosen.may_undo:
        raise IllegalTransition(chosen.may_undo.reason)
    entry = chosen.entry
    _INVERSES[entry.verb](entry, by, {"undoes": entry.sequence})
    return entry


@transaction.atomic(durable=True)
def redo(*, article: Article, by: Any) -> LedgerEntry:
    """Do again what ``by`` undid last on ``article``. Which entry that was. Raises as ``undo`` does."""
    deed = redoable(article, by=by)
    if deed is None:
        message = "There is nothing of yours to do again here."
        raise IllegalTransition(message)
    if not deed.may_undo:
        raise IllegalTransition(deed.may_undo.reason)
    AGAIN[deed.entry.verb](deed.entry, by, {"redoes": deed.entry.sequence})
    return deed.entry


def _claim(entry: LedgerEntry) -> Claim:
    return Claim.objects.get(ledger=entry)


def _article(entry: LedgerEntry) -> Article:
    return Article.objects.get(ledger=entry)


def _discard_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    reason = entry.details.get("discarded_for") or "Adding it was undone."
    store_discard(claim=_claim(entry), by=by, reason=reason, **told)


def _restore(entry: LedgerEntry, by: Any, told: Told) -> None:
    store_restore(claim=_claim(entry), by=by, **told)


def _change(entry: LedgerEntry, by: Any, told: Told) -> None:
    undo_change(entry=entry, by=by, told=told)


def _decision(entry: LedgerEntry, by: Any, told: Told) -> None:
    undo_decision(entry=entry, by=by, told=told)


def _uncleared(entry: LedgerEntry, by: Any, told: Told) -> None:
    rows = _rows(entry)
    if not rows:
        message = "The sentences were accounted for otherwise since."
        raise Conflict(message)
    store_taken_back(rows=rows, by=by, told=told)


def _clear_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    groups: dict[str, list[Span]] = {}
    for row in ClearedSentence.objects.filter(public_id__in=entry.details["rows"]):
        groups.setdefault(row.reason, []).append(row.span)
    for reason, spans in groups.items():
        store_cleared(article=_article(entry), spans=spans, reason=reason, by=by, told=told)


def _rows(entry: LedgerEntry) -> Sequence[ClearedSentence]:
    found = ClearedSentence.objects.filter(public_id__in=entry.details["rows"], taken_back_at__isnull=True)
    return list(found.select_related("article"))


def _change_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    redo_change(entry=entry, by=by, told=told)


def _decide_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    redo_decision(entry=entry, by=by, told=told)


def _discard_as_before(entry: LedgerEntry, by: Any, told: Told) -> None:
    store_discard(claim=_claim(entry), by=by, reason=entry.details["reason"], **told)


def _reopen_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    before = ClearedSentence.objects.filter(public_id__in=entry.details["rows"]).values_list("start", flat=True)
    live = ClearedSentence.objects.filter(article=_article(entry), start__in=list(before), taken_back_at__isnull=True)
    rows = list(live.select_related("article"))
    if not rows:
        message = "The sentences were accounted for otherwise since."
        raise Conflict(message)
    store_taken_back(rows=rows, by=by, told=told)


def _unsigned(entry: LedgerEntry, by: Any, told: Told) -> None:
    if not withdraw_sign_off(article=_article(entry), by=by, because="It was undone.", by_hand=True, told=told):
        message = "The sign-off was undone by a change already."
        raise Conflict(message)


_CHANGES: Final = frozenset({"claim.revised", "claim.respanned", "claim.split", "claim.merged"})
_INVERSES: Final[dict[str, Callable[[LedgerEntry, Any, Told], None]]] = {
    **dict.fromkeys(sorted(_CHANGES), _change),
    "claim.added": _discard_again,
    "claim.restored": _discard_again,
    "claim.discarded": _restore,
    "evidence.accepted": _decision,
    "evidence.rejected": _decision,
    "evidence.added": _decision,
    "article.sentences_cleared": _uncleared,
    "article.sentences_reopened": _clear_again,
    "article.signed_off": _unsigned,
    "review.assigned": undo_steps.unassign,
    "review.released": undo_steps.give_back,
}
AGAIN: Final[dict[str, Callable[[LedgerEntry, Any, Told], None]]] = {
    **dict.fromkeys(sorted(_CHANGES), _change_again),
    "claim.added": _restore,
    "claim.restored": _restore,
    "claim.discarded": _discard_as_before,
    "evidence.accepted": _decide_again,
    "evidence.rejected": _decide_again,
    "evidence.added": _decide_again,
    "article.sentences_cleared": _clear_again,
    "article.sentences_reopened": _reopen_again,
    "review.assigned": undo_steps.assign_again,
    "review.released": undo_steps.release_again,
}
"""What does again what was undone, by the verb of what was done at first."""
NOT_AGAIN: Final = "This is not done again by itself: take the step anew on its page."
_STEPS: Final = {
    "review.assessed": "An answer is not taken out of the record; an editor can return it to you.",
    "review.disputed": "An answer is not taken out of the record; an editor settles between the two.",
    "review.decided": "An answer is not taken out of the record; an editor can return it to you.",
    "review.settled": "A settled dispute is decided; another editor can return it, or open the review again.",
    "review.returned": "The reviewer was told; his new answer takes its place.",
    "review.cancelled": "A closed review stays closed; “Open again” on its page makes a new one.",
    "review.reopened": "The new review is there; cancel it on its page with a reason.",
    "review.published": "What was published stands; open a correction on the page of the review.",
    "review.second_asked": "A second answer can not be unasked; assign the free place on its page.",
    "review.due_set": "Set another due time on its page, or let it follow the publication time.",
}
_INSTEAD: Final = {
    "review": "A step of a review is not taken out of the record; take the next step on its page.",
    "verdict": "What was published stands; open a correction on the page of the review.",
    "article": "The facts of an article are corrected on its page.",
}
