"""Documents are kept once, cut into passages that cut their own text, with their original bytes."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.choices import IntakeWay
from claims.models import LedgerEntry
from claims.services.intake import Incoming, Received
from claims.services.snapshots import keep_snapshot, snapshot_bytes
from factcheck.lib.errors import InvalidInput, NotAllowed, TooLarge
from factcheck.lib.ingestion.base import Reading
from sources.models import Document, Source
from sources.services.documents import DocumentDraft, add_document, run_document_intake, take_in_document
from tests.factories import make_source

pytestmark = pytest.mark.django_db

TEXT = (
    "The port authority inspected the east pier in February. Its engineers counted 120 cracks.\n\n"
    "“None of them is growing,” the report says. The pier stays open until the board has met."
)


def test_every_passage_cuts_its_own_text_and_knows_its_place(editor: User) -> None:
    document = add_document(draft=DocumentDraft(text=TEXT, title="Inspection", publisher="Port"), by=editor).document
    passages = list(document.passages.order_by("start"))
    assert passages
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.locator.startswith("paragraph ")
    assert "".join("".join(p.text for p in passages).split()) == "".join(TEXT.split())


def test_the_original_bytes_are_kept_and_the_ledger_names_them(editor: User) -> None:
    stored = add_document(draft=DocumentDraft(text=TEXT), by=editor, content=b"<p>raw</p>", media_type="text/html")
    assert snapshot_bytes(stored.document.snapshot) == b"<p>raw</p>"
    assert LedgerEntry.objects.get(verb="document.added").details["snapshot"] == stored.document.snapshot.sha256


def test_the_same_document_again_is_the_same_document(editor: User) -> None:
    draft = DocumentDraft(text=TEXT, publisher="Harbour Gazette", url="https://gazette.example/a?utm_source=x#top")
    first = add_document(draft=draft, by=editor)
    again = add_document(draft=draft, by=editor)
    assert (again.document, again.created) == (first.document, False)
    assert first.document.url == "https://gazette.example/a"


def test_the_same_text_of_two_publishers_is_two_documents(editor: User) -> None:
    for publisher in ("Harbour Gazette", "Northern Wire"):
        add_document(draft=DocumentDraft(text=TEXT, publisher=publisher), by=editor)
    assert Document.objects.count() == 2


def test_a_publisher_is_known_by_name_or_by_the_host_of_its_address(editor: User) -> None:
    add_document(draft=DocumentDraft(text="One.", publisher="Harbour  Gazette"), by=editor)
    add_document(draft=DocumentDraft(text="Two.", publisher="harbour gazette"), by=editor)
    add_document(draft=DocumentDraft(text="Three.", url="https://www.port.example/x"), by=editor)
    assert sorted(Source.objects.values_list("name", flat=True)) == ["Harbour Gazette", "port.example"]


def test_an_empty_document_or_one_over_the_limit_is_refused(editor: User, settings: object) -> None:
    with pytest.raises(InvalidInput, match="no text"):
        add_document(draft=DocumentDraft(text=" "), by=editor)
    settings.DOCUMENT_MAX_CHARACTERS = 10
    with pytest.raises(TooLarge, match="at most 10"):
        add_document(draft=DocumentDraft(text=TEXT), by=editor)
    assert not Document.objects.exists()


def test_the_cms_can_not_fill_the_library(cms: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors and reviewers"):
        add_document(draft=DocumentDraft(text=TEXT), by=cms)


def test_documents_are_imported_from_json_lines_and_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    lines = [
        json.dumps({"id": "d1", "title": "T", "publisher": "Port", "published": "2026-03-01", "text": TEXT, "x": 1}),
        "{broken",
        json.dumps({"id": "d2", "text": ""}),
        json.dumps({"id": "d3", "text": "Fine.", "published": "last week"}),
        json.dumps({"id": "d4", "text": "Also fine."}),
    ]
    path.write_text("\n".join(lines))
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="import the file again"):
        call_command("import_documents", path, stdout=out, stderr=err)
    assert out.getvalue() == "2 new, 0 known already, 3 not taken\n"
    assert [line.split(": ", 2)[1] for line in err.getvalue().splitlines()] == ["line 2", "line 3", "line 4"]
    with pytest.raises(CommandError):
        call_command("import_documents", path, stdout=out, stderr=err)
    assert "0 new, 2 known already" in out.getvalue()
    assert Document.objects.get(external_id="d1").published_at.date().isoformat() == "2026-03-01"


def test_the_same_text_under_two_imported_names_is_two_documents() -> None:
    for name in ("d1", "d2"):
        assert add_document(draft=DocumentDraft(text=TEXT, publisher="Port", external_id=name), by=None).created
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"text": "Half \ud83d."}, "half of one"),
        ({"url": "javascript:alert(1)"}, "address of a web page"),
        ({"external_id": "x" * 201}, "at most 200"),
        ({"publisher_kind": "blog"}, "no kind of publisher"),
    ],
)
def test_a_document_that_can_not_be_stored_is_refused(editor: User, wrong: dict[str, str], complaint: str) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        add_document(draft=DocumentDraft(**{"text": TEXT} | wrong), by=editor)
    assert not Document.objects.exists()
    assert not Source.objects.exists()


def test_another_text_under_a_known_id_is_refused_and_not_dropped(editor: User) -> None:
    add_document(draft=DocumentDraft(text=TEXT, title="Inspection", external_id="d1"), by=editor)
    with pytest.raises(InvalidInput, match="“Inspection” is known under this id with another text"):
        add_document(draft=DocumentDraft(text=f"{TEXT} More.", external_id="d1"), by=editor)
    assert not add_document(draft=DocumentDraft(text=TEXT, external_id="d1"), by=editor).created


def arrived(editor: User, monkeypatch: pytest.MonkeyPatch, fetched_from: str, **given: str) -> Document:
    """The document of a page that calls itself the Harbour Gazette's, fetched from ``fetched_from``."""
    reading = Reading(TEXT, outlet="Harbour Gazette", url="https://gazette.example/pier")
    monkeypatch.setattr(
        "claims.services.intake.receive", lambda _intake: Received(keep_snapshot(b"page"), reading, fetched_from)
    )
    intake = take_in_document(incoming=Incoming(IntakeWay.URL, url=fetched_from), given=given, by=editor)
    run_document_intake(intake_id=intake.pk)
    return Document.objects.get()


def test_a_fetched_page_can_not_take_the_name_of_a_source_elsewhere(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_source(name="Harbour Gazette", domain="gazette.example")
    document = arrived(editor, monkeypatch, "https://copy.example/pier")
    assert (document.source.name, document.url) == ("copy.example", "https://copy.example/pier")
    address, publisher = document.notes
    assert address.startswith("The page names https://gazette.example/pier as its address")
    assert publisher == (
        "The page says that it is of Harbour Gazette, which is at gazette.example; it was fetched from copy.example."
    )


@pytest.mark.parametrize("host", ["gazette.example", "www.gazette.example", "news.gazette.example"])
def test_a_page_on_the_host_of_its_source_is_of_that_source(
    editor: User, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    source = make_source(name="Harbour Gazette", domain="gazette.example")
    assert arrived(editor, monkeypatch, f"https://{host}/pier").source == source


def test_the_publisher_that_a_person_gives_stands(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(name="Harbour Gazette", domain="gazette.example")
    document = arrived(editor, monkeypatch, "https://copy.example/pier", publisher="Harbour Gazette")
    assert (document.source, len(document.notes)) == (source, 1)
