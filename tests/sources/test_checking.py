"""Documents looked at again: what a change, a dead page, a wall or an odd site makes of them."""

import datetime as dt
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone

from claims.models import LedgerEntry
from claims.services.fetches import fetch_page, keep_fetch
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from factcheck.lib.ingestion import reader
from sources import signals
from sources.models import Document, DocumentCheck, Evidence, Passage
from sources.services import checking, checks
from sources.services.checks import request_check, request_due_checks
from sources.services.documents import DocumentDraft, store_document
from tests.factcheck.lib.ingestion.files import make_pdf
from tests.factories import make_claim, make_document, make_evidence
from tests.sources.sites import Page, Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components", "quick_reader")]

PARAGRAPHS = (
    "The harbour board will close the east pier in May, its chair Mara Lindt said on Monday.",
    "Engineers counted 1,200 cracks in the pier, the port authority reported. It will not reopen before 2028.",
    "The toll on the bridge is 5 percent higher than in the year before, and ferries sail on Mondays only.",
)


@pytest.fixture
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real reader without the process of its own."""
    monkeypatch.setattr(checking, "read_safely", lambda content, seconds, **over: reader.read(content, **over))
    cache.clear()


def html(*paragraphs: str, title: str = "East pier to close", extra: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article>{extra}<footer>© 2026 The Port</footer></body></html>"
    ).encode()


@pytest.fixture
def document(site: Site) -> Document:
    """A page of the site, kept as it was fetched."""
    site.pages["/pier"] = Page(html(*PARAGRAPHS), headers={"ETag": '"one"'})
    answer = fetch_page(site.url("/pier"))
    snapshot = keep_fetch(asked_url=site.url("/pier"), answer=answer)
    reading = reader.read(answer.content, url=answer.url)
    draft = DocumentDraft(text=reading.text, title=reading.headline, publisher="The Port", url=site.url("/pier"))
    return store_document(draft=draft, snapshot=snapshot, by=None, fetched_at=timezone.now()).document


@pytest.fixture
def evidence(document: Document, editor: User) -> Evidence:
    passage = document.passages.get(text__contains="1,200")
    return make_evidence(passage=passage, decision="accepted", curated_by=editor, curated_at=timezone.now())


@pytest.fixture
def heard() -> list[tuple[DocumentCheck, list[Evidence]]]:
    """What was announced."""
    found: list[Any] = []

    def hear(*, check: DocumentCheck, evidence: list[Evidence], **_kwargs: Any) -> None:
        found.append((check, list(evidence)))

    signals.evidence_drifted.connect(hear, weak=False)
    yield found
    signals.evidence_drifted.disconnect(hear)


def look(document: Document, by: User | None = None) -> DocumentCheck:
    """Look at the document again."""
    check = DocumentCheck.objects.create(
        component="drift/1", document=document, host="127.0.0.1", requested_by=by, status="pending"
    )
    checking.run_check(check_id=check.pk)
    check.refresh_from_db()
    document.refresh_from_db()
    return check


def change(site: Site, *paragraphs: str, **over: str) -> None:
    site.pages["/pier"] = Page(html(*paragraphs, **over))


CHANGED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("1,200", "1,400"), PARAGRAPHS[2])


def test_a_page_that_did_not_change_is_asked_conditionally_and_looked_at_later(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    first = look(document)
    wait = document.next_check_at
    assert (first.outcome, first.snapshot, document.steady_checks) == ("unchanged", None, 1)
    assert site.asked[-1][1]["If-None-Match"] == '"one"'
    look(document)
    look(document)
    assert document.next_check_at > wait + dt.timedelta(hours=5)
    assert heard == []
    assert not LedgerEntry.objects.filter(verb="document.checked").exists()


def test_a_changed_number_flags_the_evidence_keeps_a_version_and_is_announced_once(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    change(site, *CHANGED)
    check = look(document)
    evidence.refresh_from_db()
    assert (check.outcome, check.version.supersedes) == ("changed", document)
    assert "1,400 cracks" in check.version.text
    assert evidence.drifted_by == check
    assert evidence.drift["sentence"] == "A number changed: “1,200” became “1,400”."
    assert evidence.drift["kinds"] == ["number"]
    assert "1,200" in evidence.passage.text
    assert heard == [(check, [evidence])]
    assert evidence.claim.ledger.filter(verb="evidence.drifted").count() == 1
    look(document)
    assert len(heard) == 1
    change(site, *PARAGRAPHS)
    look(document)
    evidence.refresh_from_db()
    assert evidence.drifted_by is None
    assert evidence.claim.ledger.filter(verb="evidence.restored").exists()


def test_a_step_that_is_run_twice_stores_once(site: Site, document: Document, evidence: Evidence) -> None:
    change(site, *CHANGED)
    check = look(document)
    checking.run_check(check_id=check.pk)
    assert Document.objects.count() == 2


def test_trimmings_and_changes_elsewhere_leave_the_evidence_alone(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    change(site, *PARAGRAPHS, extra="<div>142 comments</div>")
    assert look(document).outcome == "unchanged"
    change(site, PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2].replace("5 percent", "6 percent"))
    elsewhere = look(document)
    evidence.refresh_from_db()
    assert (elsewhere.outcome, elsewhere.version is not None) == ("revised", True)
    assert evidence.drifted_by is None
    assert heard == []


def test_a_correction_note_is_announced_once_for_all_that_rests_on_the_page(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    change(site, *PARAGRAPHS, "Correction: an earlier version of this article gave another month.")
    check = look(document)
    look(document)
    evidence.refresh_from_db()
    assert [sign["kind"] for sign in check.changes["signs"]] == ["correction"]
    assert heard == [(check, [evidence])]
    assert evidence.drifted_by is None


def test_a_page_that_is_gone_once_is_in_doubt_and_twice_is_believed(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    kept = site.pages.pop("/pier")
    first = look(document)
    assert (first.outcome, heard) == ("gone", [])
    assert document.next_check_at < timezone.now() + dt.timedelta(hours=2)
    second = look(document)
    evidence.refresh_from_db()
    assert heard == [(second, [evidence])]
    assert evidence.drifted_by == second
    assert document.gone_since is not None
    site.pages["/pier"] = kept
    look(document)
    evidence.refresh_from_db()
    assert (document.gone_since, evidence.drifted_by) == (None, None)


def test_a_page_that_is_gone_once_and_then_back_alarms_nobody(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    kept = site.pages.pop("/pier")
    look(document)
    site.pages["/pier"] = kept
    assert look(document).outcome == "unchanged"
    site.pages.pop("/pier")
    look(document)
    assert heard == []


def other(number: int) -> bytes:
    words = " ".join(f"Story {number} has word {number * place} in it." for place in range(30))
    return html(words, title=f"Story {number}")


def test_a_site_that_gives_another_page_each_time_is_unstable_and_no_alarm(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    numbers = iter(range(1, 9))
    site.pages["/pier"] = Page(lambda: other(next(numbers)))
    assert [look(document).outcome for _ in range(3)] == ["replaced", "unstable", "unstable"]
    assert heard == []
    assert Document.objects.count() == 1


def test_another_page_that_stays_is_believed_the_second_time(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    site.pages["/pier"] = Page(other(1))
    outcomes = [look(document).outcome for _ in range(2)]
    assert (outcomes, len(heard)) == (["replaced", "replaced"], 1)


def test_a_redirect_to_the_home_page_is_told_as_one(site: Site, document: Document, evidence: Evidence) -> None:
    site.pages["/pier"] = Page(b"", status=302, headers={"Location": "/"})
    site.pages["/"] = Page(other(2))
    check = look(document)
    assert check.outcome == "redirected"
    assert site.url("/") in check.sentence


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (Page(html("Please sign in to continue reading.", title="Log in")), "walled"),
        (Page(b"no", status=403), "walled"),
        (Page(b"no", status=500), "unreachable"),
        (Page(b"   "), "unreadable"),
        (Page(b"<html><body></body></html>"), "unreadable"),
        (Page(b"%PDF-1.7 damaged", media_type="application/pdf"), "unreadable"),
        (Page(b"x" * 300_000), "unreachable"),
    ],
)
def test_what_says_nothing_of_the_document_is_no_alarm(
    site: Site, document: Document, evidence: Evidence, heard: list[Any], page: Page, outcome: str, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 200_000
    site.pages["/pier"] = page
    assert [look(document).outcome for _ in range(2)] == [outcome] * 2
    evidence.refresh_from_db()
    assert (heard, evidence.drifted_by, document.gone_since) == ([], None, None)


def test_a_huge_page_is_compared(site: Site, document: Document, evidence: Evidence) -> None:
    more = [f"Paragraph {number} says that {number * 3} ships came and none of them left." for number in range(8_000)]
    change(site, *CHANGED, *more)
    assert look(document).outcome == "changed"


def test_a_transcript_in_plain_text_in_place_of_the_page_is_compared_by_its_words(
    site: Site, document: Document, evidence: Evidence
) -> None:
    site.pages["/pier"] = Page("\n\n".join(PARAGRAPHS).encode(), media_type="text/plain; charset=utf-8")
    assert look(document).outcome == "unchanged"


def test_a_pdf_in_place_of_the_page_is_compared_by_its_words(
    site: Site, document: Document, evidence: Evidence, heard: list[Any]
) -> None:
    lines = [line for paragraph in CHANGED for line in (*textwrap.wrap(paragraph, 70), "")]
    site.pages["/pier"] = Page(make_pdf([lines]), media_type="application/pdf")
    assert look(document).outcome == "changed"
    site.pages["/pier"] = Page(make_pdf([["Another paper altogether, about ferries and the weather."]]))
    assert look(document).outcome == "replaced"
    assert len(heard) == 1


def test_robots_that_ask_us_to_stay_away_are_obeyed_by_the_clock_and_not_by_a_person(
    site: Site, document: Document, evidence: Evidence, editor: User
) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /pier", media_type="text/plain")
    change(site, *CHANGED)
    by_clock = look(document)
    assert (by_clock.outcome, "robots.txt" in by_clock.sentence) == ("unreachable", True)
    assert look(document, by=editor).outcome == "changed"


def test_a_suggestion_is_flagged_and_nobody_is_called(
    site: Site, document: Document, heard: list[Any], editor: User
) -> None:
    passage = document.passages.get(text__contains="1,200")
    suggested = make_evidence(passage=passage)
    change(site, *CHANGED)
    check = look(document)
    suggested.refresh_from_db()
    assert (suggested.drifted_by, heard) == (check, [])


def test_a_person_asks_and_one_look_is_enough(
    document: Document, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals.check_requested, "send", lambda **_kwargs: [])
    request_check(document=document, by=editor)
    with pytest.raises(Conflict, match="looked at already"):
        request_check(document=document, by=editor)


def test_only_people_of_the_desk_and_only_documents_with_an_address(editor: User, stranger: User) -> None:
    with pytest.raises(InvalidInput, match="no web address"):
        request_check(document=make_document(), by=editor)
    with pytest.raises(NotAllowed):
        request_check(document=make_document(url="https://port.example/a", text="Another text."), by=stranger)


def test_a_look_that_is_asked_for_is_taken_after_commit(
    site: Site, document: Document, evidence: Evidence, editor: User, run_on_commit: Callable[[], Any]
) -> None:
    with run_on_commit():
        check = request_check(document=document, by=editor)
    check.refresh_from_db()
    assert (check.status, check.outcome) == ("done", "unchanged")


def due(number: int, url: str, **over: Any) -> Document:
    document = make_document(text=f"Text number {number} of the port.", url=url)
    make_evidence(passage=document.passages.get(), claim=make_claim(), **over)
    Document.objects.filter(pk=document.pk).update(next_check_at=timezone.now() - dt.timedelta(hours=1))
    return document


def test_the_clock_asks_one_page_of_a_host_the_cited_one_first(editor: User) -> None:
    accepted = {"decision": "accepted", "curated_by": editor, "curated_at": timezone.now()}
    due(1, "https://port.example/1")
    cited = due(2, "https://port.example/2", **accepted)
    elsewhere = due(3, "https://coast.example/3")
    due(4, "https://away.example/4", decision="rejected", curated_by=editor, curated_at=timezone.now())
    make_document(text="Nothing rests on this.", url="https://calm.example/5")
    assert request_due_checks() == 2
    assert set(DocumentCheck.objects.values_list("document", flat=True)) == {cited.pk, elsewhere.pk}
    assert request_due_checks() == 0


def test_a_host_that_does_not_answer_is_left_alone_for_longer(editor: User) -> None:
    document = due(1, "https://port.example/1")
    ended = timezone.now() - 5 * checks.HOST_PAUSE
    for _ in range(3):
        DocumentCheck.objects.create(
            component="drift/1", document=document, host="port.example", status="done", outcome="unreachable",
            finished_at=ended,
        )  # fmt: skip
    assert request_due_checks() == 0
    DocumentCheck.objects.update(finished_at=timezone.now() - 2 * checks.FAILING_PAUSE)
    assert request_due_checks() == 1


def test_near_its_publication_an_article_has_its_sources_looked_at_more_often(
    site: Site, document: Document, evidence: Evidence
) -> None:
    look(document)
    far = document.next_check_at - timezone.now()
    article = evidence.claim.article
    article.published_at = timezone.now() + dt.timedelta(hours=5)
    article.save()
    look(document)
    assert document.next_check_at - timezone.now() < dt.timedelta(hours=3) < far


def test_what_was_retracted_or_has_a_newer_version_is_no_new_evidence(
    site: Site, document: Document, evidence: Evidence
) -> None:
    change(site, *CHANGED)
    version = look(document).version
    assert set(Passage.objects.usable().values_list("document", flat=True)) == {version.pk}
    Document.objects.filter(pk=version.pk).update(retracted_at=timezone.now(), retraction_note="Withdrawn.")
    assert not Passage.objects.usable().exists()
