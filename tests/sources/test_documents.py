"""Documents are kept once, cut into passages that cut their own text, with their original bytes."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.models import LedgerEntry
from claims.services.snapshots import snapshot_bytes
from factcheck.lib.errors import InvalidInput, NotAllowed, TooLarge
from sources.models import Document, Source
from sources.services.documents import DocumentDraft, add_document

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
    settings.TEXT_MAX_CHARACTERS = 10
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
