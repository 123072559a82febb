"""What is followed comes into the library by itself: each page once, a few at a time, and every failure in words."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Fetch, LedgerEntry
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind
from sources.models import Document, DocumentIntake, Feed, FeedEntry, FeedRun
from sources.services import asking, polling
from sources.services.feeds import (
    follow_feed,
    pause_feed,
    poll_now,
    repeat_stalled_polls,
    request_due_polls,
    resume_feed,
    unfollow_feed,
)
from sources.services.polling import run_poll
from sources.signals import feed_poll_requested
from tests.factories import make_source
from tests.sources.sites import Page, Site, article, rss

pytestmark = pytest.mark.django_db


def follow(site: Site, path: str, by: User, **over: object) -> Feed:
    return follow_feed(url=site.url(path), by=by, **over)


def poll(feed: Feed) -> FeedRun:
    """Ask ``feed`` once, whatever the clock says."""
    run = FeedRun.objects.filter(feed=feed, status="pending").first()
    run = run or FeedRun.objects.create(feed=feed, component="listing/1")
    run_poll(run_id=run.pk)
    run.refresh_from_db()
    feed.refresh_from_db()
    return run


def test_each_page_that_a_feed_names_becomes_an_intake_once(site: Site, editor: User) -> None:
    site.pages["/rss"] = rss(site, 1, 2)
    feed = follow(site, "/rss", editor, publisher="Port Authority")
    run = poll(feed)
    assert (run.status, run.named, run.found) == ("done", 2, 2)
    assert (feed.kind, feed.title, feed.error) == ("feed", "Port Authority", "")
    site.pages["/rss"] = rss(site, 3, 1, 2)
    again = poll(feed)
    assert (again.named, again.found) == (3, 1)
    assert [intake.url for intake in DocumentIntake.objects.order_by("pk")] == [
        site.url("/n/1"), site.url("/n/2"), site.url("/n/3"),
    ]  # fmt: skip
    assert DocumentIntake.objects.first().given == {
        "title": "Notice 1", "publisher": "Port Authority", "published_at": "2026-03-06T08:00:00+00:00",
    }  # fmt: skip


def test_a_page_with_another_address_or_another_name_is_still_known(site: Site, editor: User) -> None:
    site.pages["/rss"] = rss(site, 1)
    feed = follow(site, "/rss", editor)
    poll(feed)
    moved = site.pages["/rss"].content.replace(b"/n/1", b"/n/1-new-words")
    renamed = site.pages["/rss"].content.replace(b"notice-1", b"notice-1-again")
    for content in (moved, renamed):
        site.pages["/rss"] = Page(content, "application/rss+xml")
        assert poll(feed).found == 0


def test_following_reads_the_pages_into_the_library(
    site: Site, editor: User, run_on_commit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/rss"] = rss(site, 1)
    site.pages["/n/1"] = Page(article("Notice 1", "The east pier is closed from Monday, the port authority says."))
    with run_on_commit():
        feed = follow(site, "/rss", editor, publisher="Port Authority")
    document = Document.objects.get()
    assert (document.title, document.source.name) == ("Notice 1", "Port Authority")
    assert feed.entries.get().intake.document == document
    assert Fetch.objects.filter(snapshot=document.snapshot).get().status == 200


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site, editor: User) -> None:
    page = rss(site, 1)
    page.headers = {"ETag": '"v1"', "Last-Modified": "Fri, 06 Mar 2026 08:00:00 GMT"}
    site.pages["/rss"] = page
    feed = follow(site, "/rss", editor)
    poll(feed)
    run = poll(feed)
    _path, headers = site.asked[-1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"v1"', "Fri, 06 Mar 2026 08:00:00 GMT")
    assert (run.status, run.named, run.found) == ("done", None, 0)
    assert feed.etag == '"v1"'


def test_pages_are_asked_for_a_few_at_a_time_and_the_rest_soon(
    site: Site, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAGES_AT_ONCE", 2)
    site.pages["/rss"] = rss(site, *range(5))
    feed = follow(site, "/rss", editor)
    poll(feed)
    assert (DocumentIntake.objects.count(), feed.entries.waiting().count()) == (2, 3)
    assert feed.next_poll_at - timezone.now() < dt.timedelta(minutes=6)
    poll(feed)
    poll(feed)
    assert (DocumentIntake.objects.count(), feed.entries.waiting().count()) == (5, 0)
    assert feed.next_poll_at - timezone.now() > dt.timedelta(minutes=25)


def test_of_what_a_feed_names_at_first_only_the_backlog_comes_in(site: Site, editor: User) -> None:
    site.pages["/rss"] = rss(site, *range(30))
    feed = follow(site, "/rss", editor, backlog=3)
    run = poll(feed)
    assert DocumentIntake.objects.count() == 3
    assert run.notes == ["30 pages were new; the newest 3 come in, the others are only remembered."]
    site.pages["/rss"] = rss(site, *range(31))
    assert poll(feed).found == 1
    assert DocumentIntake.objects.count() == 4


def test_a_feed_of_ten_thousand_entries_is_remembered_whole_and_taken_in_little_by_little(
    site: Site, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = tuple(Entry(site.url(f"/n/{number}"), f"notice-{number}") for number in range(10_000))
    listing = Listing(ListingKind.FEED, "Port Authority", entries)
    monkeypatch.setattr(polling, "ask", lambda _feed: asking.Answer(listing))
    feed = follow(site, "/rss", editor)
    run = poll(feed)
    assert (run.status, run.found, FeedEntry.objects.count()) == ("done", 10_000, 10_000)
    assert (feed.entries.filter(wanted=True).count(), DocumentIntake.objects.count()) == (100, 20)
    assert poll(feed).found == 0


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (Page(b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head>"), "its feed is at"),
        (Page(b"Words.", "text/plain"), "no feed that can be read"),
        (Page(b"", "application/rss+xml"), "empty"),
        (Page(b"gone", status=404), "HTTP status 404"),
        (Page(b"busy", status=503), "Try again later"),
    ],
)
def test_what_is_no_feed_or_does_not_answer_says_so_and_is_asked_more_seldom(
    site: Site, editor: User, page: Page, complaint: str
) -> None:
    site.pages["/feed"] = page
    feed = follow(site, "/feed", editor)
    waits = []
    for failures in (1, 2):
        run = poll(feed)
        assert (run.status, feed.failures) == ("failed", failures)
        assert complaint in run.error
        assert complaint in feed.error
        waits.append(feed.next_poll_at - timezone.now())
    assert waits[1] > 1.9 * waits[0]
    assert not DocumentIntake.objects.exists()


def test_a_feed_that_is_back_has_no_error(site: Site, editor: User) -> None:
    feed = follow(site, "/rss", editor)
    assert poll(feed).status == "failed"
    site.pages["/rss"] = rss(site, 1)
    assert poll(feed).status == "done"
    assert (feed.error, feed.failures) == ("", 0)


def test_a_feed_that_fails_for_ever_is_paused_in_words(site: Site, editor: User) -> None:
    feed = follow(site, "/rss", editor)
    Feed.objects.update(failures=polling.GIVE_UP - 1)
    poll(feed)
    assert not feed.enabled
    assert "is paused; resume it" in feed.error
    assert LedgerEntry.objects.filter(verb="feed.paused").exists()


def test_a_sitemap_speaks_for_its_own_host_only(site: Site, editor: User) -> None:
    site.pages["/sitemap.xml"] = Page(
        f"<urlset><url><loc>{site.url('/a')}</loc></url><url><loc>https://other.example/b</loc></url></urlset>".encode()
    )
    feed = follow(site, "/sitemap.xml", editor)
    run = poll(feed)
    assert (feed.kind, run.found) == ("sitemap", 1)
    assert run.notes == ["1 pages on other hosts were left out."]


def index(site: Site, *names: str) -> Page:
    parts = "".join(f"<sitemap><loc>{site.url(name)}</loc><lastmod>2026-03-0{n}</lastmod></sitemap>"
                    for n, name in enumerate(names, 1))  # fmt: skip
    return Page(f"<sitemapindex>{parts}</sitemapindex>".encode(), headers={"ETag": '"i"'})


def test_an_index_is_read_a_few_sitemaps_at_a_time_and_only_what_changed_again(
    site: Site, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PARTS_AT_ONCE", 1)
    site.pages["/index.xml"] = index(site, "/1.xml", "/2.xml")
    for number in (1, 2):
        site.pages[f"/{number}.xml"] = Page(f"<urlset><url><loc>{site.url(f'/{number}')}</loc></url></urlset>".encode())
    feed = follow(site, "/index.xml", editor)
    first, second, third = poll(feed), poll(feed), poll(feed)
    assert [run.found for run in (first, second, third)] == [1, 1, 0]
    assert first.notes == ["1 of 2 sitemaps of the index are still to be read; they come with the next."]
    assert site.paths() == ["/index.xml", "/2.xml", "/index.xml", "/1.xml", "/index.xml"]
    assert third.named is None


def test_the_backlog_counts_over_all_sitemaps_of_an_index_and_not_for_each(
    site: Site, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PARTS_AT_ONCE", 1)
    site.pages["/index.xml"] = index(site, "/1.xml", "/2.xml")
    for number in (1, 2):
        site.pages[f"/{number}.xml"] = Page(f"<urlset><url><loc>{site.url(f'/{number}')}</loc></url></urlset>".encode())
    feed = follow(site, "/index.xml", editor, backlog=1)
    poll(feed), poll(feed)
    assert [entry.wanted for entry in feed.entries.order_by("pk")] == [True, False]
    site.pages["/index.xml"] = Page(site.pages["/index.xml"].content.replace(b"2026-03-02", b"2026-03-09"))
    site.pages["/2.xml"] = Page(f"<urlset><url><loc>{site.url('/3')}</loc></url></urlset>".encode())
    poll(feed)
    assert feed.entries.get(url=site.url("/3")).wanted


def test_a_sitemap_that_can_not_be_read_costs_only_itself(site: Site, editor: User) -> None:
    site.pages["/index.xml"] = index(site, "/gone.xml", "/nested.xml", "/1.xml")
    site.pages["/nested.xml"] = index(site, "/1.xml")
    site.pages["/1.xml"] = Page(f"<urlset><url><loc>{site.url('/1')}</loc></url></urlset>".encode())
    run = poll(follow(site, "/index.xml", editor))
    assert (run.status, run.found) == ("done", 1)
    assert any("index within an index is not followed" in note for note in run.notes)
    assert any("HTTP status 404" in note for note in run.notes)


def test_a_page_on_another_host_is_not_taken_for_the_publishers(site: Site, editor: User) -> None:
    content = rss(site, 1).content.replace(site.url("/n/1").encode(), b"https://elsewhere.example/x")
    site.pages["/rss"] = Page(content, "application/rss+xml")
    poll(follow(site, "/rss", editor, publisher="Port Authority"))
    assert "publisher" not in DocumentIntake.objects.get().given


def test_two_feeds_that_name_the_same_page_bring_it_once(site: Site, editor: User) -> None:
    site.pages["/one"], site.pages["/two"] = rss(site, 1), rss(site, 1)
    feeds = [follow(site, path, editor) for path in ("/one", "/two")]
    for feed in feeds:
        poll(feed)
    assert DocumentIntake.objects.count() == 1
    assert [feed.entries.get().intake for feed in feeds] == [DocumentIntake.objects.get()] * 2


def test_the_clock_asks_for_what_is_due_and_nothing_twice(site: Site, editor: User) -> None:
    feed = follow(site, "/rss", editor)
    assert request_due_polls() == 0
    FeedRun.objects.all().delete()
    assert (request_due_polls(), request_due_polls()) == (1, 0)
    FeedRun.objects.all().delete()
    pause_feed(feed=feed, by=editor)
    assert request_due_polls() == 0
    resume_feed(feed=feed, by=editor)
    assert request_due_polls() == 1


def test_a_poll_that_was_left_behind_is_asked_for_again(site: Site, editor: User) -> None:
    follow(site, "/rss", editor)
    FeedRun.objects.update(asked_at=timezone.now() - dt.timedelta(hours=1))
    heard: list[int] = []
    feed_poll_requested.connect(heard_run := lambda run_id, **_kwargs: heard.append(run_id), weak=False)
    try:
        repeat_stalled_polls()
    finally:
        feed_poll_requested.disconnect(heard_run)
    assert heard == [FeedRun.objects.get().pk]


def test_a_person_can_ask_at_once_but_not_all_the_time(site: Site, editor: User) -> None:
    feed = follow(site, "/rss", editor)
    assert poll_now(feed=feed, by=editor) == FeedRun.objects.get()
    poll(feed)
    with pytest.raises(Conflict, match="less than a minute ago"):
        poll_now(feed=feed, by=editor)
    FeedRun.objects.update(requested_at=timezone.now() - dt.timedelta(minutes=2))
    assert poll_now(feed=feed, by=editor).status == "pending"


def test_unfollowing_forgets_what_was_named_and_keeps_what_came_in(site: Site, editor: User) -> None:
    site.pages["/rss"] = rss(site, 1)
    feed = follow(site, "/rss", editor)
    poll(feed)
    unfollow_feed(feed=feed, by=editor)
    assert not Feed.objects.exists()
    assert not FeedEntry.objects.exists()
    assert DocumentIntake.objects.count() == 1
    assert LedgerEntry.objects.filter(verb="feed.unfollowed").get().details["url"] == site.url("/rss")


def test_a_feed_that_was_unfollowed_while_it_answered_stores_nothing(
    site: Site, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = follow(site, "/rss", editor)
    run = FeedRun.objects.get()

    def ask(_feed: Feed) -> asking.Answer:
        unfollow_feed(feed=feed, by=editor)
        return asking.Answer(Listing(ListingKind.FEED, entries=(Entry("https://port.example/1", "1"),)))

    monkeypatch.setattr(polling, "ask", ask)
    run_poll(run_id=run.pk)
    assert not FeedEntry.objects.exists()


def test_old_polls_are_forgotten(site: Site, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "RUNS_KEPT", 2)
    feed = follow(site, "/rss", editor)
    for _ in range(4):
        poll(feed)
    assert FeedRun.objects.count() == 2


@pytest.mark.parametrize("url", ["", "feed://port.example/x", "javascript:alert(1)", "port.example/rss", "http://"])
def test_what_is_no_web_address_is_not_followed(editor: User, url: str) -> None:
    with pytest.raises(InvalidInput, match="address"):
        follow_feed(url=url, by=editor)


def test_an_address_is_followed_once_and_by_the_people_of_the_desk_only(editor: User, cms: User) -> None:
    make_source(name="Port Authority", domain="port.example")
    feed = follow_feed(url="https://port.example/rss#x", by=editor)
    assert (feed.url, feed.source.name) == ("https://port.example/rss", "Port Authority")
    with pytest.raises(Conflict, match="followed already"):
        follow_feed(url="https://port.example/rss", by=editor)
    with pytest.raises(NotAllowed, match="Only editors and reviewers"):
        follow_feed(url="https://port.example/atom", by=cms)


def test_a_private_address_is_refused_in_words(editor: User) -> None:
    feed = follow_feed(url="http://127.0.0.1/rss", by=editor)
    assert poll(feed).status == "failed"
    assert feed.error
