"""Who is at a review is seen in the queue, but never a blind reviewer; and the form to assign suggests somebody."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import Review, ReviewerProfile
from reviews.services import presence
from tests.factories import make_claim, make_review
from tests.reviews.conftest import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def queue(page: Client) -> str:
    return page.get(reverse("reviews:queue"), {"view": "all"}).content.decode()


def test_the_queue_says_who_has_a_review_open_until_he_leaves(
    page: Client, opened: Review, reviewer: User, editor: User
) -> None:
    presence.stay(review=opened, by=reviewer)
    assert "open now" not in queue(page)
    presence.stay(review=opened, by=editor)
    assert f"{editor.username} has this open now" in queue(page)
    presence.leave(review=opened, by=editor)
    assert "open now" not in queue(page)


def test_two_people_are_both_named(
    page: Client, opened: Review, editor: User, second_editor: User, second_reviewer: User
) -> None:
    for person in (editor, second_reviewer):
        presence.stay(review=opened, by=person)
    assert f"{editor.username}, {second_reviewer.username} have this open now" in queue(page)


def test_a_blind_reviewer_is_shown_to_nobody_in_the_queue(
    page: Client, blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    presence.stay(review=blind, by=second_reviewer)
    assert presence.present_at([blind], user=reviewer) == {}
    assert presence.present_at([blind], user=editor) == {}
    presence.stay(review=blind, by=editor)
    assert presence.present_at([blind], user=reviewer) == {blind.pk: [editor.username]}
    assert f'<p class="row-present">{editor.username} has this open now</p>' in queue(page)


def test_ten_reviews_with_people_cost_as_many_queries_as_one(page: Client, opened: Review, editor: User) -> None:
    presence.stay(review=opened, by=editor)
    with CaptureQueriesContext(connection) as one:
        queue(page)
    for start in range(1, 10):
        presence.stay(review=make_review(claim=make_claim(content=[[start, start + 5]])), by=editor)
    with CaptureQueriesContext(connection) as ten:
        assert queue(page).count("open now") == 10
    assert len(ten) == len(one)


def test_the_form_to_assign_suggests_somebody_and_says_why(
    client: Client, opened: Review, editor: User, reviewer: User, second_reviewer: User
) -> None:
    ReviewerProfile.objects.create(person=reviewer, capacity=0)
    client.force_login(editor)
    shown = client.get(opened.get_absolute_url()).content.decode()
    assert f"The rules suggest {second_reviewer.username}. Least load (0) among 1 who reads en." in shown
    assert f'<option value="{second_reviewer.pk}" selected>' in shown


def test_the_form_to_assign_says_when_nobody_is_free(client: Client, opened: Review, editor: User) -> None:
    client.force_login(editor)
    assert "Nobody is free for it" in client.get(opened.get_absolute_url()).content.decode()


def test_what_an_editor_chose_stays_chosen_when_it_is_refused(
    client: Client, assigned: Review, editor: User, second_reviewer: User
) -> None:
    client.force_login(editor)
    sent = {"assignee": second_reviewer.pk, "reason": ""}
    shown = client.post(reverse("reviews:assign", args=[assigned.public_id]), sent).content.decode()
    assert "Say why somebody else gets it" in shown
    assert f'<option value="{second_reviewer.pk}" selected>' in shown


def test_a_reviewer_is_suggested_nobody(page: Client, opened: Review) -> None:
    place(opened, "open")
    assert "The rules suggest" not in page.get(opened.get_absolute_url()).content.decode()
