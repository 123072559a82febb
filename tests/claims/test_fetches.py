"""Every answer that is fetched is written down, and read back from a web archive with sound digests."""

import base64
import datetime as dt
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from claims.choices import IntakeWay
from claims.formats.warc import Capture, name_of_bytes, write_warc
from claims.models import ArticleIntake, Fetch
from claims.services.archives import archive_of
from claims.services.fetches import keep_fetch
from claims.services.intake import Incoming, run_article_intake, take_in_article
from claims.services.snapshots import keep_snapshot
from factcheck.lib.fingerprints import hash_bytes
from factcheck.lib.http import Response
from tests.factories import BODY
from tests.sources.sites import Page, Site, article

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, 0, 1, 500, tzinfo=dt.UTC)


@pytest.fixture
def site(settings: object) -> Iterator[Site]:
    site = Site()
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = frozenset({site.server.server_port})
    yield site
    site.close()


def read_back(archive: bytes) -> list[tuple[dict[str, str], object, bytes]]:
    """Each record of ``archive``: its headers, those of HTTP, and its content; raises for a digest that is wrong."""
    records = []
    for record in ArchiveIterator(io.BytesIO(archive), check_digests="raise"):
        content = record.content_stream().read()
        records.append((dict(record.rec_headers.headers), record.http_headers, content))
    return records


@pytest.mark.usefixtures("fake_components")
def test_a_fetched_article_has_the_answer_with_its_headers_behind_it(site: Site, editor: User) -> None:
    content = article("East pier to close", BODY)
    site.pages["/old"] = Page(b"moved", status=302, headers={"Location": "/pier"})
    site.pages["/pier"] = Page(content, headers={"X-Served-By": "harbour-3", "Last-Modified": "yesterday"})
    incoming = Incoming(IntakeWay.URL, url=site.url("/old"))
    intake = take_in_article(incoming=incoming, given={}, by=editor).intake
    run_article_intake(intake_id=intake.pk)
    fetch = Fetch.objects.get()
    assert (fetch.asked_url, fetch.url, fetch.status) == (site.url("/old"), site.url("/pier"), 200)
    assert (fetch.headers["x-served-by"], fetch.headers["last-modified"]) == ("harbour-3", "yesterday")
    assert fetch.snapshot == ArticleIntake.objects.get().snapshot
    assert fetch.snapshot.sha256 == hash_bytes(content)


def test_the_same_bytes_fetched_twice_are_one_snapshot_and_two_fetches() -> None:
    answer = Response("https://port.example/a", 200, {"content-type": "text/html"}, b"<p>Words.</p>")
    one, two = (keep_fetch(asked_url=answer.url, answer=answer) for _ in range(2))
    assert one == two
    assert one.fetches.count() == 2


def test_a_fetch_reads_back_from_its_web_archive_with_sound_digests() -> None:
    headers = {
        "content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "content-length": "17",
        "x-odd": "snowman \u2603\r\nX-Smuggled: yes",
    }  # fmt: skip
    answer = Response("https://port.example/b?x=1", 203, headers, "<p>Wörter.</p>".encode())
    snapshot = keep_fetch(asked_url="https://port.example/a", answer=answer, fetched_at=NOON)
    archive = archive_of(snapshot, filename="a.warc.gz", at=NOON)
    info, response, via = read_back(archive)
    assert info[0]["WARC-Type"] == "warcinfo"
    assert response[0]["WARC-Target-URI"] == "https://port.example/b?x=1"
    assert response[0]["WARC-Date"] == "2026-03-06T12:00:01.000500Z"
    digest = base64.b32encode(bytes.fromhex(snapshot.sha256)).decode()
    assert response[0]["WARC-Payload-Digest"] == f"sha256:{digest}"
    assert response[1].get_statuscode() == "203"
    assert response[1].get_header("Content-Length") == str(len(answer.content))
    assert response[1].get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert response[1].get_header("X-Smuggled") is None
    assert response[2] == answer.content
    assert via[0]["WARC-Concurrent-To"] == response[0]["WARC-Record-ID"]
    assert via[2] == b"via: https://port.example/a\r\n"


def test_what_was_handed_in_is_a_resource_under_the_name_of_its_bytes() -> None:
    snapshot = keep_snapshot(b"Words of a file.", media_type="text/plain")
    _info, (headers, _http, content) = read_back(archive_of(snapshot, filename="a.warc.gz", at=NOON))
    assert (headers["WARC-Type"], headers["Content-Type"]) == ("resource", "text/plain")
    assert headers["WARC-Target-URI"] == name_of_bytes(snapshot.sha256)
    assert content == b"Words of a file."


def test_the_same_captures_give_the_same_archive_and_a_changed_byte_is_noticed() -> None:
    content = b"<p>One.</p>"
    capture = Capture("fetch 1", content, hash_bytes(content), NOON, url="https://port.example/", status=200)
    archives = [io.BytesIO(), io.BytesIO()]
    for archive in archives:
        assert write_warc([capture], archive, filename="a.warc.gz", at=NOON) == 1
    assert archives[0].getvalue() == archives[1].getvalue()
    plain = gzip.decompress(archives[0].getvalue())
    assert read_back(plain)
    with pytest.raises(ArchiveLoadFailed, match="digest failed"):
        read_back(plain.replace(b"One.", b"Two."))


def test_an_archive_of_bytes_that_were_changed_is_refused(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    snapshot = keep_snapshot(b"Words.")
    Path(snapshot.file.path).write_bytes(b"Other words.")
    with pytest.raises(ValueError, match="were changed"):
        archive_of(snapshot, filename="a.warc.gz", at=NOON)
