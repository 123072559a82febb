"""Who is at a review now, so that two people do not do the same work. It expires by itself, and ends when one leaves.

It is a soft lock of who came first and could do the same: others are asked once whether they go on all the same. What
two people send at once is told apart by the version of the review. While a blind review waits for answers, nobody but
editors is shown and asked about, for whether the other reviewer is here is nobody's business.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from factcheck.lib.decisions import Decision
from factcheck.lib.errors import Occupied
from reviews.models import Presence, Review
from reviews.policies import sees_decisions
from reviews.services.notices import in_words

Policy = Callable[[Any, Review], Decision]


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the review open; ``first`` when he came before the one who looks."""

    name: str
    since: dt.datetime
    first: bool


def stay(*, review: Review, by: Any) -> None:
    """Note that ``by`` has ``review`` open; the page says so again as long as it is."""
    now = timezone.now()
    if Presence.objects.filter(review=review, person=by, seen_at__gte=_oldest(now)).update(seen_at=now):
        return
    Presence.objects.update_or_create(review=review, person=by, defaults={"since": now, "seen_at": now})


def leave(*, review: Review, by: Any) -> None:
    """Note that ``by`` has closed the page of ``review``."""
    Presence.objects.filter(review=review, person=by).delete()


def others_at(review: Review, *, user: Any, may: Policy | None = None) -> list[Other]:
    """Who else is at ``review``, as ``user`` may know it, the one who came first at the head.

    With ``may`` only those whom it allows what it is about.
    """
    now = timezone.now()
    here = list(Presence.objects.filter(review=review, seen_at__gte=_oldest(now)).select_related("person"))
    mine = next((row.since for row in here if row.person_id == user.pk), now)
    shown = [row for row in here if row.person_id != user.pk]
    if review.hides_answers:
        shown = [row for row in shown if sees_decisions(row.person)]
    if may:
        shown = [row for row in shown if may(row.person, review)]
    return [Other(row.person.get_username(), row.since, row.since < mine) for row in shown]


def make_way(review: Review, may: Policy, *, by: Any, despite: bool | None) -> dict[str, Any]:
    """What the ledger keeps of those who came to ``review`` before ``by``, are still there and ``may`` do the same.

    ``Occupied`` says who they are and since when, unless ``by`` goes on ``despite`` them; with ``None`` nobody is asked
    about, for machines and for what has no page.
    """
    first = [] if despite is None else [other for other in others_at(review, user=by, may=may) if other.first]
    if first and not despite:
        there = " and ".join(f"{other.name}, since {in_words(other.since)}," for other in first)
        message = (
            f"{there} {'has' if len(first) == 1 else 'have'} this review open. Nothing was done yet, so that the same "
            "is not done twice: ask, wait until the page is left, or go on all the same."
        )
        raise Occupied(message)
    return {"despite": [other.name for other in first]} if first else {}


def leave_all(*, by: Any) -> None:
    """Note that ``by`` is at no review any more."""
    Presence.objects.filter(person=by).delete()


def present_at(reviews: Iterable[Review], *, user: Any) -> dict[int, list[str]]:
    """Who else is at each of ``reviews`` now, by its primary key, as ``user`` may know it. One query.

    The query is the same whoever is there, so that how long it takes tells nothing of a blind reviewer either.
    """
    hides = Review.objects.hiding().filter(pk=OuterRef("review"))
    editors = get_user_model()._default_manager.with_perm("claims.change_claim")
    here = Presence.objects.filter(review__in=[each.pk for each in reviews], seen_at__gte=_oldest(timezone.now()))
    shown = here.filter(~Exists(hides) | Q(person__in=editors)).exclude(person=user).order_by("since", "pk")
    found: dict[int, list[str]] = {}
    for review, name in shown.values_list("review", "person__username"):
        found.setdefault(review, []).append(name)
    return found


def forget_absent() -> int:
    """Take away what expired long ago; how many."""
    return Presence.objects.filter(seen_at__lt=timezone.now() - dt.timedelta(days=1)).delete()[0]


def _oldest(now: dt.datetime) -> dt.datetime:
    return now - dt.timedelta(seconds=settings.PRESENCE_SECONDS)
