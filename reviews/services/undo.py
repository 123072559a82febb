"""Undoing what a person did on an article: read from the ledger, done by the services, and itself in the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from claims.models import Article, Claim, LedgerEntry
from claims.services.claims import store_discard, store_restore
from claims.services.editing import undo_change
from factcheck.lib.decisions import Allowed, Decision, Denied
from factcheck.lib.errors import Conflict, IllegalTransition
from factcheck.lib.spans import Span
from reviews.models import ClearedSentence
from reviews.services.signoff import store_cleared, store_taken_back, withdraw_sign_off
from sources.services.curation import undo_decision

LOOKED_BACK: Final = 300
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a person did on an article, and whether it can be undone; the reason says what to do instead."""

    entry: LedgerEntry
    may_undo: Decision


def deeds(article: Article, *, by: Any) -> list[Deed]:
    """What ``by`` did on ``article`` and has not undone, newest first; one query."""
    entries = LedgerEntry.objects.filter(article=article, actor=by).select_related("claim__article", "article")
    undone: set[int] = set()
    found = []
    for entry in entries.order_by("-sequence")[:LOOKED_BACK]:
        details = entry.details
        if entry.sequence in undone or "part_of" in details:
            continue
        if "undoes" in details:
            undone.add(details["undoes"])
        else:
            found.append(Deed(entry, _may_undo(entry)))
    return found


def _may_undo(entry: LedgerEntry) -> Decision:
    if entry.verb in _CHANGES:
        return Allowed() if "was" in entry.details else Denied("It was done before changes could be undone.")
    if entry.verb in _INVERSES:
        return Allowed()
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
}
_INSTEAD: Final = {
    "review": "An answer or a step of a review is not taken out of the record; take the next step on its page.",
    "verdict": "What was published stands; open a correction on the page of the review.",
    "article": "The facts of an article are corrected on its page.",
}
