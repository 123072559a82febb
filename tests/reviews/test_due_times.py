"""Due times: they follow the publication time, an editor sets one by hand, and who is concerned is told."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, LedgerEntry
from claims.services.articles import ArticleFacts, complete_article
from factcheck.lib.errors import InvalidInput, NotAllowed
from reviews.models import Notice, Review
from reviews.services import deadlines, lifecycle
from tests.factories import make_article, make_claim
from tests.reviews.conftest import answer, make_linked, place

pytestmark = pytest.mark.usefixtures("fake_components")
HOUR = dt.timedelta(hours=1)
RunOnCommit = Callable[[], Any]


@pytest.fixture
def coming(db: None) -> Claim:
    """A claim of an article that comes out in ten hours, with its review."""
    claim = make_claim(article=make_article(published_at=timezone.now() + 10 * HOUR))
    make_linked(claim)
    lifecycle.open_reviews(article_id=claim.article_id)
    return claim


def publish_at(claim: Claim, moment: dt.datetime, by: User) -> None:
    complete_article(article=claim.article, facts=ArticleFacts(published_at=moment), by=by)


def test_a_due_time_moves_when_the_publication_time_moves(
    coming: Claim, editor: User, run_on_commit: RunOnCommit
) -> None:
    later = timezone.now() + 20 * HOUR
    with run_on_commit():
        publish_at(coming, later, editor)
    review = coming.reviews.get()
    assert (review.due_at, review.due_from) == (later - HOUR, later)
    assert LedgerEntry.objects.filter(verb="review.due_moved").count() == 1


def test_a_lost_message_is_made_up_for_by_the_sweep_once(coming: Claim, editor: User) -> None:
    later = timezone.now() + 20 * HOUR
    publish_at(coming, later, editor)
    assert coming.reviews.get().due_at != later - HOUR
    assert [deadlines.move_missed_due_times(), deadlines.move_missed_due_times()] == [1, 0]
    assert coming.reviews.get().due_at == later - HOUR


def test_the_reviewer_is_told_of_another_due_time_and_nobody_else(
    coming: Claim, editor: User, reviewer: User, run_on_commit: RunOnCommit
) -> None:
    lifecycle.assign_review(review=coming.reviews.get(), assignee=reviewer, by=editor)
    with run_on_commit():
        publish_at(coming, timezone.now() + 20 * HOUR, editor)
    notice = Notice.objects.get(kind="moved")
    assert notice.recipient == reviewer
    assert "now comes out" in notice.text
    assert "is now due" in notice.text


def test_an_article_that_comes_out_sooner_makes_its_reviews_due_sooner(coming: Claim, editor: User) -> None:
    soon = timezone.now() + 2 * HOUR
    publish_at(coming, soon, editor)
    deadlines.move_due_times(article_id=coming.article_id)
    assert coming.reviews.get().due_at == soon - HOUR


def test_a_closed_review_keeps_its_due_time(coming: Claim, editor: User) -> None:
    review = coming.reviews.get()
    lifecycle.cancel_review(review=review, by=editor, reason="Not now.")
    publish_at(coming, timezone.now() + 20 * HOUR, editor)
    assert deadlines.move_due_times(article_id=coming.article_id) == 0
    assert coming.reviews.get().due_at == review.due_at


def test_a_move_that_changes_no_due_time_is_no_news(coming: Claim, editor: User) -> None:
    far = timezone.now() + 100 * HOUR
    publish_at(coming, far, editor)
    deadlines.move_missed_due_times()
    due = coming.reviews.get().due_at
    publish_at(coming, far + HOUR, editor)
    assert deadlines.move_missed_due_times() == 0
    assert (coming.reviews.get().due_at, coming.reviews.get().due_from) == (due, far + HOUR)
    assert LedgerEntry.objects.filter(verb="review.due_moved").count() == 1


# --- By hand ---


def test_an_editor_sets_a_due_time_that_stays_when_the_publication_moves(
    coming: Claim, editor: User, reviewer: User
) -> None:
    review = lifecycle.assign_review(review=coming.reviews.get(), assignee=reviewer, by=editor)
    due = timezone.now() + 3 * HOUR
    deadlines.set_due_time(review=review, due_at=due, reason="The lawyer reads it tonight.", by=editor)
    publish_at(coming, timezone.now() + 20 * HOUR, editor)
    assert deadlines.move_missed_due_times() == 0
    review.refresh_from_db()
    assert (review.due_at, review.due_set_by, review.due_reason) == (due, editor, "The lawyer reads it tonight.")
    assert "The lawyer reads it tonight." in Notice.objects.get(kind="moved").text
    assert LedgerEntry.objects.get(verb="review.due_set").details["reason"] == "The lawyer reads it tonight."


def test_a_due_time_in_the_past_is_refused_with_what_to_do(coming: Claim, editor: User) -> None:
    past = timezone.now() - HOUR
    with pytest.raises(InvalidInput, match="Choose one that is still to come") as refused:
        deadlines.set_due_time(review=coming.reviews.get(), due_at=past, reason="Slow.", by=editor)
    assert "due_at" in refused.value.fields


@pytest.mark.parametrize(
    ("ahead", "reason", "sentence"),
    [(dt.timedelta(days=400), "Far.", "more than a year"), (HOUR, "  ", "Say why")],
)
def test_a_slip_of_the_pen_and_a_blank_reason_are_refused(
    ahead: dt.timedelta, reason: str, sentence: str, coming: Claim, editor: User
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        deadlines.set_due_time(review=coming.reviews.get(), due_at=timezone.now() + ahead, reason=reason, by=editor)


def test_only_editors_set_due_times_and_only_of_what_is_undecided(
    coming: Claim, editor: User, reviewer: User, decided: Review
) -> None:
    due = timezone.now() + HOUR
    with pytest.raises(NotAllowed, match="Only editors"):
        deadlines.set_due_time(review=coming.reviews.get(), due_at=due, reason="Please.", by=reviewer)
    with pytest.raises(NotAllowed, match="does not count any more"):
        deadlines.set_due_time(review=decided, due_at=due, reason="Please.", by=editor)


def test_another_due_time_is_no_conflict_for_who_is_writing(assigned: Review, editor: User, reviewer: User) -> None:
    seen = assigned.version
    deadlines.set_due_time(review=assigned, due_at=timezone.now() + HOUR, reason="Sooner.", by=editor)
    answer(assigned, reviewer, "unproven", version=seen)
    assigned.refresh_from_db()
    assert assigned.state == "decided"


def test_a_due_time_follows_the_publication_again(coming: Claim, editor: User) -> None:
    review = coming.reviews.get()
    before = review.due_at
    with pytest.raises(NotAllowed, match="already"):
        deadlines.count_due_time(review=review, by=editor)
    deadlines.set_due_time(review=review, due_at=timezone.now() + 3 * HOUR, reason="Sooner.", by=editor)
    deadlines.count_due_time(review=review, by=editor)
    review.refresh_from_db()
    assert (review.due_at, review.due_set_by, review.due_reason) == (before, None, "")


# --- Working hours ---


def test_a_due_time_lies_in_the_hours_of_the_desk(settings: Any) -> None:
    settings.TIME_ZONE, settings.REVIEW_HOURS = "Europe/Oslo", 4
    settings.DESK_DAYS, settings.DESK_HOURS = frozenset(range(5)), (dt.time(9), dt.time(17))
    settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS = "NO", frozenset({dt.date(2026, 5, 18)})
    friday = dt.datetime(2026, 5, 15, 14, 0, tzinfo=dt.UTC)  # 16:00 in Oslo; Sunday is the national day
    assert deadlines.due_time(None, now=friday) == dt.datetime(2026, 5, 19, 10, 0, tzinfo=dt.UTC)


def test_a_country_that_is_not_known_is_named() -> None:
    from reviews.services.office_hours import holidays_of

    assert dt.date(2026, 12, 25) in holidays_of("DE-BE")
    with pytest.raises(ValueError, match="HOLIDAYS_COUNTRY='XX'"):
        holidays_of("XX")


# --- On the page ---


def test_the_page_takes_a_due_time_and_shows_why(client: Client, coming: Claim, editor: User) -> None:
    client.force_login(editor)
    review = coming.reviews.get()
    due = timezone.localtime(timezone.now() + 3 * HOUR).strftime("%Y-%m-%dT%H:%M")
    sent = client.post(reverse("reviews:due", args=[review.public_id]), {"due_at": due, "reason": "The lawyer reads."})
    assert sent.status_code == 302
    assert b"set by hand: The lawyer reads." in client.get(review.get_absolute_url()).content
    assert client.post(reverse("reviews:follow", args=[review.public_id])).status_code == 302
    assert coming.reviews.get().due_set_by is None


def test_the_page_keeps_what_was_typed_when_the_time_has_passed(client: Client, coming: Claim, editor: User) -> None:
    client.force_login(editor)
    typed = {"due_at": "2020-01-01T10:00", "reason": "The lawyer reads."}
    page = client.post(reverse("reviews:due", args=[coming.reviews.get().public_id]), typed)
    assert page.status_code == 400
    assert b"This time has passed. Choose one that is still to come." in page.content
    assert b"2020-01-01T10:00" in page.content
    assert b"The lawyer reads." in page.content


def test_reviewers_are_offered_no_due_time_to_set(client: Client, coming: Claim, reviewer: User) -> None:
    client.force_login(reviewer)
    review = place(coming.reviews.get(), "assigned", assignee=reviewer)
    assert b"Set the due time" not in client.get(review.get_absolute_url()).content


def test_whoever_was_too_late_reads_what_the_review_is_now(
    client: Client, decided: Review, editor: User, reviewer: User
) -> None:
    client.force_login(editor)
    address = reverse("reviews:assign", args=[decided.public_id])
    page = client.post(address, {"assignee": reviewer.pk, "reason": "She knows the subject."})
    assert page.status_code == 409
    assert b"This review is decided and can not be assigned now." in page.content
    assert b'value="She knows the subject."' in page.content
