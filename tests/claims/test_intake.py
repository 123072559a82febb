"""Uploads and addresses become articles in a worker, or say in words why not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth.models import User

from claims.choices import IntakeWay
from claims.models import Article, ArticleIntake, Snapshot
from claims.services.intake import (
    Address,
    Incoming,
    Received,
    find_address,
    run_article_intake,
    take_in_article,
)
from claims.services.snapshots import snapshot_bytes
from factcheck.lib.errors import InvalidInput, NotAllowed, TooLarge
from factcheck.lib.ingestion.base import Reading
from tests.factories import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]

PAGE = f"""<!doctype html><html lang="en"><head><title>East pier to close - Harbour Gazette</title>
<meta property="og:title" content="East pier to close"><meta property="og:site_name" content="Harbour Gazette">
<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2026-03-06T08:00:00+01:00">
<script>document.write("stolen")</script></head>
<body><nav>Home | Sport</nav><article><h1>East pier to close</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in BODY.split(chr(10) * 2))}</article></body></html>""".encode()


COPY = PAGE.replace(b"<head>", b'<head><link rel="canonical" href="https://gazette.example/pier">')
PAGES = {"/pier": PAGE, "/copy": COPY}


def arrive(incoming: Incoming, by: User, **given: str) -> ArticleIntake:
    intake = take_in_article(incoming=incoming, given=given, by=by).intake
    run_article_intake(intake_id=intake.pk)
    intake.refresh_from_db()
    return intake


def upload(content: bytes, filename: str) -> Incoming:
    return Incoming(way=IntakeWay.UPLOAD, content=content, filename=filename)


@pytest.fixture
def site(settings: object) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = PAGES.get(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(found or b"gone")

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = frozenset({server.server_port})
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_uploaded_page_becomes_an_article_with_what_the_page_says_of_itself(editor: User) -> None:
    intake = arrive(upload(PAGE, "pier.html"), editor)
    article = intake.article
    assert (intake.status, intake.error) == ("done", "")
    assert (article.headline, article.outlet, article.language) == ("East pier to close", "Harbour Gazette", "en")
    assert "Ada Quill" in article.byline
    assert article.published_at.isoformat() == "2026-03-06T07:00:00+00:00"
    assert "“We counted 1,200 cracks,” Lindt said" in article.body
    assert "stolen" not in article.body
    assert "Home | Sport" not in article.body
    assert snapshot_bytes(article.snapshot) == PAGE


def test_what_the_editor_says_wins_over_what_the_page_says(editor: User) -> None:
    given = {"headline": "Pier shut", "published_at": "2026-03-05T10:00:00+00:00", "topic": "harbours"}
    article = arrive(upload(PAGE, "pier.html"), editor, **given).article
    assert (article.headline, article.published_at.isoformat()) == ("Pier shut", "2026-03-05T10:00:00+00:00")
    assert article.topic == "harbours"


def test_an_address_is_fetched_and_its_bytes_are_kept(editor: User, site: str) -> None:
    intake = arrive(Incoming(way=IntakeWay.URL, url=f"{site}/pier"), editor)
    assert intake.status == "done", intake.error
    assert intake.article.url == f"{site}/pier"
    assert snapshot_bytes(intake.snapshot) == PAGE


def test_the_same_page_again_gives_the_same_article(editor: User, site: str) -> None:
    first = arrive(Incoming(way=IntakeWay.URL, url=f"{site}/pier"), editor)
    again = arrive(Incoming(way=IntakeWay.URL, url=f"{site}/pier#comments"), editor)
    assert first.article == again.article
    assert Article.objects.count() == 1


def test_a_page_that_is_gone_says_so_and_stores_no_article(editor: User, site: str) -> None:
    intake = arrive(Incoming(way=IntakeWay.URL, url=f"{site}/gone"), editor)
    assert intake.status == "failed"
    assert "404" in intake.error
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://2130706433/", "http://10.0.0.8/"],
)
def test_a_private_address_is_refused_and_the_editor_sees_why(editor: User, url: str) -> None:
    intake = arrive(Incoming(way=IntakeWay.URL, url=url), editor)
    assert intake.status == "failed"
    assert intake.error
    assert not Article.objects.exists()


@pytest.mark.parametrize("url", ["ftp://example.org/a", "javascript:alert(1)", "pier", "http://", "file:///etc/passwd"])
def test_what_is_no_web_address_is_refused_at_once(editor: User, url: str) -> None:
    with pytest.raises(InvalidInput, match="address of a web page"):
        take_in_article(incoming=Incoming(way=IntakeWay.URL, url=url), given={}, by=editor)
    assert not ArticleIntake.objects.exists()


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 500, "pier.txt"),
        (b"%PDF-1.7\nbroken", "a.pdf"),
        (b"PK\x03\x04broken", "a.docx"),
    ],
)
def test_a_file_that_holds_no_text_is_refused_in_words_and_nothing_is_half_stored(
    editor: User, content: bytes, filename: str
) -> None:
    intake = arrive(upload(content, filename), editor)
    assert intake.status == "failed"
    assert len(intake.error) > 20
    assert not Article.objects.exists()


def test_an_empty_file_and_one_over_the_limit_are_refused_at_once(editor: User, settings: object) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        take_in_article(incoming=upload(b"", "a.txt"), given={}, by=editor)
    settings.UPLOAD_MAX_BYTES = 1_000_000
    with pytest.raises(TooLarge, match="at most 1 MB"):
        take_in_article(incoming=upload(b"x" * 1_000_001, "a.txt"), given={}, by=editor)
    assert not ArticleIntake.objects.exists()


def test_the_reader_keeps_to_the_limits_of_the_settings(editor: User, settings: object) -> None:
    settings.TEXT_MAX_CHARACTERS = 100
    assert "100 are the limit" in arrive(upload(b"A word. " * 20, "a.txt"), editor).error
    intake = take_in_article(incoming=upload(b"A word. " * 10, "b.txt"), given={}, by=editor).intake
    settings.UPLOAD_MAX_BYTES = 50
    run_article_intake(intake_id=intake.pk)
    intake.refresh_from_db()
    assert "50 are the limit" in intake.error


def test_text_in_another_encoding_keeps_its_letters(editor: User) -> None:
    text = "Die Brücke über den Fluss wurde gesperrt, sagte die Sprecherin der Behörde am Montag in Köln. Größe: 12 m."
    article = arrive(upload(text.encode("cp1252"), "bruecke.txt"), editor).article
    assert "Die Brücke über den Fluss" in article.body
    assert article.language == "de"


def test_a_second_worker_finds_nothing_to_do(editor: User) -> None:
    intake = arrive(upload(BODY.encode(), "a.txt"), editor)
    run_article_intake(intake_id=intake.pk)
    intake.refresh_from_db()
    assert (intake.attempts, Article.objects.count()) == (1, 1)


def test_a_reviewer_can_not_hand_in_articles(reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        take_in_article(incoming=upload(BODY.encode(), "a.txt"), given={}, by=reviewer)


def received(fetched_from: str, stated: str) -> Received:
    return Received(Snapshot(), Reading("Words.", url=stated), fetched_from=fetched_from)


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://gazette.example/pier", "https://gazette.example/pier"),
        ("https://www.gazette.example/pier", "https://www.gazette.example/pier"),
        ("", "https://gazette.example/p?id=1"),
        (f"https://gazette.example/{'x' * 2_000}", "https://gazette.example/p?id=1"),
    ],
)
def test_a_fetched_page_may_name_an_address_on_its_own_host(stated: str, address: str) -> None:
    assert find_address(received("https://gazette.example/p?id=1", stated)) == Address(address)


def test_a_fetched_page_is_not_believed_when_it_names_another_host() -> None:
    address = find_address(received("https://copy.example/p", "https://gazette.example/pier"))
    assert address.url == "https://copy.example/p"
    assert address.notes == (
        "The page names https://gazette.example/pier as its address; it was fetched from https://copy.example/p.",
    )


def test_an_uploaded_page_may_name_its_address() -> None:
    assert find_address(received("", "https://gazette.example/pier")) == Address("https://gazette.example/pier")


def test_a_fetched_copy_keeps_the_outlet_that_it_names_and_a_note(editor: User, site: str) -> None:
    article = arrive(Incoming(way=IntakeWay.URL, url=f"{site}/copy"), editor).article
    assert (article.url, article.outlet) == (f"{site}/copy", "Harbour Gazette")
    assert any("it was fetched from" in note for note in article.notes)
