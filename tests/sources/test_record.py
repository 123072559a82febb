"""How a document came in: fetches, versions, copies, and what is answered to documents that are none."""

import io
import json
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator

from claims.choices import IntakeWay
from claims.models import Snapshot
from claims.services.intake import Incoming
from sources.models import ArticleCopy, Document, DocumentIntake
from sources.services.documents import DocumentDraft, add_document, run_document_intake, take_in_document
from tests.factcheck.lib.ingestion.files import make_pdf
from tests.factories import BODY, make_article, make_document
from tests.sources.sites import Page, Site, article

pytestmark = pytest.mark.django_db
TEXT = "Engineers counted 1,200 cracks in the east pier. The pier was closed on Tuesday, the port authority reported."


def fetched(site: Site, path: str, by: User) -> DocumentIntake:
    intake = take_in_document(incoming=Incoming(IntakeWay.URL, url=site.url(path)), given={}, by=by)
    run_document_intake(intake_id=intake.pk)
    intake.refresh_from_db()
    return intake


def uploaded(content: bytes, filename: str, by: User) -> DocumentIntake:
    intake = take_in_document(incoming=Incoming(IntakeWay.UPLOAD, content=content, filename=filename), given={}, by=by)
    run_document_intake(intake_id=intake.pk)
    intake.refresh_from_db()
    return intake


def records(archive: bytes) -> list[tuple[str, bytes]]:
    iterator = ArchiveIterator(io.BytesIO(archive), check_digests="raise")
    return [(record.rec_type, record.content_stream().read()) for record in iterator]


def test_a_page_shows_when_and_with_which_headers_it_was_fetched(site: Site, editor: User, client: Client) -> None:
    site.pages["/report"] = Page(article("Report", TEXT), headers={"X-Served-By": "<harbour>"})
    document = fetched(site, "/report", editor).document
    client.force_login(editor)
    content = client.get(document.get_absolute_url()).content.decode()
    assert "fetched 1 time" in content
    assert "&lt;harbour&gt;" in content
    archive = client.get(reverse("sources:warc", args=[document.public_id]))
    assert archive["Content-Type"] == "application/warc"
    assert archive["Content-Disposition"] == f'attachment; filename="{document.public_id}.warc.gz"'
    kinds = records(archive.content)
    assert [kind for kind, _content in kinds] == ["warcinfo", "response"]
    assert kinds[1][1] == article("Report", TEXT)


def test_the_same_page_again_is_the_same_document_even_when_its_furniture_changed(site: Site, editor: User) -> None:
    visits = iter(range(100))

    def content() -> bytes:
        return article("Report", TEXT).replace(b"</article>", b"</article><footer>Visit %d</footer>" % next(visits))

    site.pages["/report"] = Page(content)
    first, again = fetched(site, "/report", editor), fetched(site, "/report", editor)
    assert again.document == first.document
    assert again.snapshot != first.snapshot


def test_a_page_that_says_something_else_each_time_is_a_version_each_time(
    site: Site, editor: User, client: Client
) -> None:
    counts = iter((1_200, 1_300, 1_400))
    site.pages["/report"] = Page(lambda: article("Report", TEXT.replace("1,200", f"{next(counts):,}")))
    one, two, three = (fetched(site, "/report", editor).document for _ in range(3))
    assert (two.supersedes, three.supersedes, one.supersedes) == (one, two, None)
    client.force_login(editor)
    content = client.get(one.get_absolute_url()).content.decode()
    assert "3 versions of this page; this is not the newest" in content
    assert three.get_absolute_url() in content


def test_a_page_that_says_again_what_it_said_before_is_that_version(site: Site, editor: User) -> None:
    texts = iter((TEXT, "The page is being rebuilt, the port authority says. Come back on Monday.", TEXT))
    site.pages["/report"] = Page(lambda: article("Report", next(texts)))
    documents = [fetched(site, "/report", editor).document for _ in range(3)]
    assert documents[2] == documents[0]
    assert Document.objects.count() == 2


def test_copies_of_our_articles_and_other_places_of_the_same_words_are_shown(editor: User, client: Client) -> None:
    ours, cut = make_article(headline="East pier to close"), make_article(headline="Pier cut short", body="Short.")
    document = make_document(text=BODY)
    other = make_document(text=BODY, title="Wire copy")
    ArticleCopy.objects.create(article=cut, document=document, share=0.7, why="shared text")
    client.force_login(editor)
    content = client.get(document.get_absolute_url()).content.decode()
    assert f'These are the words of our article <a href="{ours.get_absolute_url()}">' in " ".join(content.split())
    assert "70 % of the shorter text stands also in our article" in " ".join(content.split())
    assert other.get_absolute_url() in content


def test_a_scanned_pdf_and_one_that_is_scanned_in_part_say_so(editor: User) -> None:
    scanned = uploaded(make_pdf([[], []]), "scan.pdf", editor)
    assert scanned.status == "failed"
    assert "it is scanned or damaged. Run text recognition (OCR) on it" in scanned.error
    part = uploaded(make_pdf([[TEXT], []]), "part.pdf", editor)
    assert part.document.notes == ["1 of 2 pages have no text (scanned?): 2."]


@pytest.mark.parametrize(("content", "filename"), [(b" \n\t ", "a.txt"), (b"<html><body></body></html>", "a.html")])
def test_a_document_without_text_is_refused_in_words_and_nothing_is_half_stored(
    editor: User, content: bytes, filename: str
) -> None:
    intake = uploaded(content, filename, editor)
    assert intake.status == "failed"
    assert "empty" in intake.error
    assert not Document.objects.exists()


def test_the_same_file_twice_is_one_document(editor: User) -> None:
    first, again = (uploaded(TEXT.encode(), "report.txt", editor) for _ in range(2))
    assert first.document == again.document
    assert Snapshot.objects.count() == 1


def test_a_pdf_of_five_hundred_full_pages_comes_in_with_its_pages_in_bounded_time(editor: User) -> None:
    lines = [f"Line {number} of the report says how many people crossed the pier in that year." for number in range(40)]
    content = make_pdf([[f"Page {number} of the harbour report.", *lines] for number in range(1, 501)])
    began = time.process_time()
    document = uploaded(content, "report.pdf", editor).document
    assert time.process_time() - began < 60
    assert len(document.text) > 1_000_000
    last = document.passages.order_by("-start").first()
    assert last.locator.startswith("page 500, paragraph ")
    assert document.passages.filter(locator="page 250, paragraph 1").exists()


def test_pages_paragraphs_and_times_reach_the_passages(editor: User) -> None:
    first = uploaded(make_pdf([["First page.", "", "Second paragraph."], ["Second page."]]), "a.pdf", editor).document
    assert [passage.locator for passage in first.passages.order_by("start")][-1] == "page 2, paragraph 1"
    captions = b"WEBVTT\n\n00:12:30.000 --> 00:12:33.000\n<v Mara Lindt>The pier is closed.\n"
    spoken = uploaded(captions, "hearing.vtt", editor).document
    assert spoken.passages.get().locator == "at 00:12:30"
    typed = add_document(draft=DocumentDraft(text="[00:12:30] LINDT: No.\n[00:13:02] VIK: Yes."), by=editor).document
    assert [passage.locator for passage in typed.passages.order_by("start")] == ["at 00:12:30", "at 00:13:02"]


def test_everything_is_exported_as_a_web_archive(site: Site, editor: User, tmp_path: Path) -> None:
    site.pages["/report"] = Page(article("Report", TEXT))
    fetched(site, "/report", editor)
    handed_in = add_document(draft=DocumentDraft(text="Words of our own."), by=editor).document
    out = tmp_path / "all.warc.gz"
    call_command("export_warc", out, stdout=io.StringIO())
    assert sorted(kind for kind, _content in records(out.read_bytes())) == ["resource", "response", "warcinfo"]
    call_command("export_warc", out, "--document", str(handed_in.public_id), stdout=io.StringIO())
    assert [content for _kind, content in records(out.read_bytes())][1] == b"Words of our own."


def test_an_export_names_what_was_changed_and_keeps_the_rest(
    editor: User, tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"
    one, two = (add_document(draft=DocumentDraft(text=text), by=editor).document for text in ("One.", "Two."))
    Path(one.snapshot.file.path).write_bytes(b"Changed.")
    out = tmp_path / "all.warc.gz"
    with pytest.raises(CommandError, match="1 files were changed"):
        call_command("export_warc", out)
    assert one.snapshot.sha256 in capsys.readouterr().err
    assert [content for _kind, content in records(out.read_bytes())][1:] == [b"Two."]
    assert two.snapshot.sha256
    with pytest.raises(CommandError, match="There is no document"):
        call_command("export_warc", out, "--document", "00000000-0000-0000-0000-000000000000")


def test_an_import_brings_the_times_of_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_text(json.dumps({"id": "h1", "text": "12:30 Lindt: No.\n\n12:45 Vik: Yes.", "publisher": "Council"}))
    call_command("import_documents", path, stdout=io.StringIO())
    assert [p.locator for p in Document.objects.get().passages.order_by("start")] == ["at 12:30", "at 12:45"]
