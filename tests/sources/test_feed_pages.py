"""Feeds as people see and steer them."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sources.models import DocumentIntake, Feed, FeedEntry, FeedRun
from sources.services.feeds import follow_feed
from tests.factories import make_document

pytestmark = pytest.mark.django_db
URL = "https://port.example/rss"


@pytest.fixture
def page(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def feed(editor: User) -> Feed:
    feed = follow_feed(url=URL, publisher="Port Authority", by=editor)
    FeedRun.objects.update(requested_at=timezone.now() - dt.timedelta(hours=1))
    return feed


def finished(feed: Feed, **over: object) -> None:
    values = {"status": "done", "finished_at": timezone.now()} | over
    FeedRun.objects.filter(feed=feed).update(**values)


def test_an_empty_list_teaches_what_it_is_for(page: Client) -> None:
    assert b"Nothing is followed" in page.get(reverse("sources:feeds")).content


def test_a_feed_is_followed_and_its_page_says_that_it_is_being_asked(page: Client) -> None:
    sent = {"url": URL, "publisher": "<b>Port</b>", "backlog": "20"}
    answer = page.post(reverse("sources:follow"), sent, follow=True)
    feed = Feed.objects.get()
    content = answer.content.decode()
    assert (feed.backlog, feed.source.name) == (20, "<b>Port</b>")
    assert "It is being asked." in content
    assert f'hx-get="{feed.get_absolute_url()}"' in content
    assert "<b>Port</b>" not in content


def test_what_can_not_be_followed_is_refused_and_what_was_typed_is_kept(page: Client, feed: Feed) -> None:
    answer = page.post(reverse("sources:follow"), {"url": URL, "publisher": "My words", "backlog": "0"})
    assert answer.status_code == 409
    assert b"This address is followed already." in answer.content
    assert b"My words" in answer.content


def test_the_page_shows_what_the_last_answer_brought_and_what_became_of_it(page: Client, feed: Feed) -> None:
    run = FeedRun.objects.get()
    finished(feed, named=4, found=4, notes=["1 of 5 entries name no page of their own and were left out."])
    document = make_document(title="Inspection")
    states = [
        {"intake": DocumentIntake.objects.create(way="url", document=document)},
        {"intake": DocumentIntake.objects.create(way="url", status="failed", error="The PDF is scanned.")},
        {},
        {"wanted": False},
    ]
    for number, state in enumerate(states):
        FeedEntry.objects.create(feed=feed, key=f"{number}", name_key="", url=f"{URL}/{number}", run=run, **state)
    content = page.get(feed.get_absolute_url()).content.decode()
    assert "It named 4 pages when it was asked last, 4 of them new." in content
    assert "were left out." in content
    assert document.get_absolute_url() in content
    assert "The PDF is scanned." in content
    assert "1 still to be fetched" in content
    assert "older than was asked for" in content


def test_a_failure_stands_on_the_page_and_in_the_list_in_words(page: Client, feed: Feed) -> None:
    finished(feed, status="failed", error="This is a page and no feed.")
    Feed.objects.update(error="This is a page and no feed.", failures=3)
    content = page.get(feed.get_absolute_url()).content.decode()
    assert "It failed 3 times in a row." in content
    assert "This is a page and no feed." in content
    assert b"This is a page and no feed." in page.get(reverse("sources:feeds")).content


def test_a_feed_is_asked_now_paused_resumed_and_unfollowed(page: Client, feed: Feed) -> None:
    finished(feed)

    def press(name: str) -> str:
        return page.post(reverse(f"sources:{name}", args=[feed.public_id]), follow=True).content.decode()

    assert "It is being asked." in press("poll_feed")
    assert FeedRun.objects.count() == 2
    assert "when somebody resumes it" in press("pause_feed")
    assert "It is asked again, beginning now." in press("resume_feed")
    question = page.get(reverse("sources:unfollow_feed", args=[feed.public_id])).content
    assert b"The documents that it brought stay." in question
    assert "Nothing is followed" in press("unfollow_feed")


def test_somebody_who_only_reads_sees_why_he_can_not_follow(client: Client, stranger: User, feed: Feed) -> None:
    client.force_login(stranger)
    assert b"port.example" not in client.get(reverse("sources:feeds")).content
    assert client.get(feed.get_absolute_url()).status_code == 404
    refused = client.get(reverse("sources:follow"))
    assert refused.status_code == 403
    assert b"Only editors and reviewers can follow feeds" in refused.content
