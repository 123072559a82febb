"""The queue: one of its lists, what narrows it down, and the views that are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from claims.services.speakers import bearer
from reviews.forms.queue import DUE, JUDGED_BY, LISTS, SPANS, WORTH, QueueFilterForm
from reviews.models import Review, SavedView
from reviews.policies import can_share_view
from reviews.services.presence import present_at

REVIEWS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set, in words, with the address of the queue without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the queue under the same filters."""

    label: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """All that the queue shows. ``here`` is the kept view whose filters are the ones that are set; ``present`` says who
    else is at which review now, by its primary key.
    """

    page: Page[Review]
    tabs: list[Tab]
    chips: list[Chip]
    own: list[SavedView]
    desk: list[SavedView]
    here: SavedView | None
    may_share: bool
    present: dict[int, list[str]]


def queue_page(*, user: Any, form: QueueFilterForm, number: str | None) -> QueuePage:
    """One page of the reviews that ``form`` asks for, as far as ``user`` may see them."""
    kept = list(SavedView.objects.visible_to(user))
    filters = form.kept()
    reviews = chosen_reviews(user, form).for_list().in_order(form.value("order"))
    page = Paginator(reviews, REVIEWS_SHOWN).get_page(number)
    return QueuePage(
        page=page,
        tabs=[Tab(label, form.on_list(name), name == form.list_name) for name, label in LISTS.items()],
        chips=_chips(form),
        own=[view for view in kept if view.owner_id == user.pk],
        desk=[view for view in kept if view.owner_id != user.pk],
        here=next((view for view in kept if view.filters == filters), None),
        may_share=bool(can_share_view(user)),
        present=present_at(page.object_list, user=user),
    )


def chosen_reviews(user: Any, form: QueueFilterForm) -> Any:
    """The reviews that ``form`` asks for, in no particular order."""
    reviews = Review.objects.visible_to(user)
    lists: dict[str, Callable[[], Any]] = {
        "mine": lambda: reviews.assigned_to(user),
        "unassigned": reviews.unassigned,
        "overdue": reviews.overdue,
        "disputed": reviews.disputed,
        "decided": reviews.decided,
        "all": reviews.all,
    }
    found = lists[form.list_name]().matching(form.value("words"))
    if form.value("due"):
        found = found.due_by(timezone.now() + SPANS[form.value("due")])
    if form.value("worth"):
        found = found.worth(float(form.value("worth")))
    if form.value("judged_by"):
        found = found.filter(blind=form.value("judged_by") == "two")
    if form.value("person"):
        found = found.held_openly_by(form.value("person"))
    return _about(found, form)


def _about(found: Any, form: QueueFilterForm) -> Any:
    if form.value("article"):
        found = found.filter(claim__article=form.value("article"))
    if form.value("speaker"):
        found = found.said_by(bearer(form.value("speaker")))
    return found


def _chips(form: QueueFilterForm) -> list[Chip]:
    said: dict[str, Callable[[Any], str]] = {
        "words": lambda value: f"“{value}”",
        "due": lambda value: f"due {DUE[value]}",
        "worth": lambda value: f"worth checking {WORTH[value]}",
        "judged_by": lambda value: f"judged by {JUDGED_BY[value]}",
        "person": lambda value: f"with {value.get_username()}, blind reviews left out",
        "article": lambda value: f"in “{value.headline[:60]}”",
        "speaker": lambda value: f"said by {value.name}",
    }
    return [Chip(words(form.value(name)), form.without(name)) for name, words in said.items() if form.value(name)]
