"""What an extractor tells beyond the words is stored, follows newer readings, and is refused where it does not fit."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.dispatch import receiver

from claims.extraction.base import Change, DateReading, Part, Precision, Step
from claims.models import Article, Claim, ExtractionRun
from claims.services.articles import ArticleDraft, ArticleFacts, complete_article, submit_article
from claims.services.claims import Revision, revise_claim
from claims.services.extraction import request_extraction, run_extraction
from claims.services.periods import period_of
from claims.signals import claim_revised
from factcheck.lib import components
from factcheck.lib.spans import Span
from tests.claims.readings import STATEMENT, TEXT, FullExtractor, full_claim

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def full_extractor(fake_components: None, settings: Any) -> None:
    settings.FACTCHECK_COMPONENTS = {
        **settings.FACTCHECK_COMPONENTS, "extractor": {"BACKEND": "tests.claims.readings.FullExtractor"}
    }  # fmt: skip
    components.get.cache_clear()


def finds(monkeypatch: pytest.MonkeyPatch, version: str = "1", **over: Any) -> None:
    monkeypatch.setattr(FullExtractor, "found", (full_claim(**over),))
    monkeypatch.setattr(FullExtractor, "version", version)


def read(editor: User, **over: Any) -> Claim:
    draft = ArticleDraft(**{"body": TEXT, "published_at": FRIDAY} | over)
    article = submit_article(draft=draft, by=editor).article
    run_extraction(article_id=article.pk)
    return article.claims.get()


def read_again(article: Article) -> Claim:
    request_extraction(article=article)
    run_extraction(article_id=article.pk)
    return article.claims.get()


def test_all_that_the_extractor_tells_is_stored_and_read_back_as_typed_values(editor: User) -> None:
    claim, found = read(editor), full_claim()
    assert (claim.affiliation, claim.lemma, claim.conditional) == ("harbour board", "say", True)
    assert (claim.said_value, claim.said_until, claim.said_anchor) == (
        "2026-03-02", dt.date(2026, 3, 2), dt.date(2026, 3, 6),
    )  # fmt: skip
    assert claim.said_spans == [found.said.span.pair()]
    assert (claim.members, claim.candidates) == (list(found.members), list(found.candidates))
    assert (claim.dates, claim.inner, claim.explanation) == (found.times, found.nested, found.steps)
    assert claim.changed_words == found.changes
    assert claim.machine_statement == claim.statement == STATEMENT


def test_changes_are_not_marked_in_the_words_of_a_person(editor: User) -> None:
    claim = read(editor)
    revised = revise_claim(claim=claim, revision=Revision(statement="Engineers warned."), by=editor, version=1)
    assert revised.changed_words == ()
    assert revised.machine_changes == full_claim().changes


@pytest.mark.parametrize(
    "over",
    [
        {"steps": (Step(Part.DATE, "x", None, (Span(0, 9_999),)),)},
        {"changes": (Change(0, 9_999, "he"),)},
        {"times": (DateReading(span=Span(0, 9_999)),)},
    ],
)
def test_a_reading_that_points_outside_the_text_or_the_statement_has_failed(
    editor: User, monkeypatch: pytest.MonkeyPatch, over: dict[str, Any]
) -> None:
    finds(monkeypatch, **over)
    article = submit_article(draft=ArticleDraft(body=TEXT), by=editor).article
    run_extraction(article_id=article.pk)
    assert ExtractionRun.objects.get().status == "failed"
    assert not article.claims.exists()


def test_another_day_of_publication_words_and_dates_an_untouched_claim_anew(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = read(editor)
    heard: list[dict[str, list[str]]] = []

    @receiver(claim_revised, weak=False, dispatch_uid="test")
    def hear(*, changes: Any, **_kwargs: Any) -> None:
        heard.append(dict(changes))

    later = STATEMENT.replace("9 March", "16 March")
    said = replace(full_claim().said, day=dt.date(2026, 3, 9), until=dt.date(2026, 3, 9), value="2026-03-09")
    finds(monkeypatch, statement=later, said=said, changes=())
    facts = ArticleFacts(published_at=FRIDAY + dt.timedelta(days=7))
    complete_article(article=claim.article, facts=facts, by=editor)
    run_extraction(article_id=claim.article_id)
    claim_revised.disconnect(dispatch_uid="test")
    claim.refresh_from_db()
    assert (claim.statement, claim.said_value, claim.version) == (later, "2026-03-09", 1)
    assert heard == [{"statement": [STATEMENT, later], "said_on": ["2026-03-02", "2026-03-09"]}]


def test_another_extractor_does_not_word_a_claim_anew_but_dates_it(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = read(editor)
    steps = (Step(Part.SPEAKER, "Otherwise."), Step(Part.DATE, "A better reading."))
    finds(monkeypatch, "2", statement="Other words.", steps=steps, changes=(), affiliation="nobody")
    again = read_again(claim.article)
    assert (again.statement, again.affiliation) == (STATEMENT, "harbour board")
    assert [step.how for step in again.explanation] == [full_claim().steps[0].how, "A better reading."]
    assert again.run_id == claim.run_id


def test_another_extractor_that_words_it_alike_explains_it_anew(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = read(editor)
    finds(monkeypatch, "2", affiliation="port authority", steps=(Step(Part.SPEAKER, "Otherwise."),))
    again = read_again(claim.article)
    assert (again.affiliation, [step.how for step in again.explanation]) == ("port authority", ["Otherwise."])
    assert again.run.component == "fake/2"


def test_what_a_person_touched_follows_no_reading(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = read(editor)
    revise_claim(claim=claim, revision=Revision(role="chair"), by=editor, version=1)
    before = Claim.objects.values().get()
    finds(monkeypatch, "2", affiliation="port authority", said=DateReading())
    read_again(claim.article)
    after = Claim.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"updated_at"}


def test_a_claim_marked_by_hand_is_not_explained_by_a_machine(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = read(editor)
    Claim.objects.update(origin="human", run=None, statement="A person's words.", steps=[], affiliation="")
    again = read_again_with(claim, monkeypatch)
    assert (again.statement, again.affiliation, again.run) == ("A person's words.", "", None)


def read_again_with(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> Claim:
    finds(monkeypatch, "2")
    return read_again(claim.article)


def test_a_claim_that_a_person_dated_has_a_value_and_a_last_day(editor: User) -> None:
    claim = read(editor)
    revision = Revision(said_on=dt.date(2026, 1, 1), said_until=dt.date(2026, 1, 20), said_precision="range")
    revised = revise_claim(claim=claim, revision=revision, by=editor, version=1)
    assert (revised.said_value, revised.said_until) == ("2026-01-01/2026-01-20", dt.date(2026, 1, 20))
    assert revised.said_anchor is None
    entry = claim.ledger.get(verb="claim.revised")
    assert entry.details["changes"]["said_until"] == ["", "2026-01-20"]


def test_a_date_that_a_person_leaves_keeps_the_machines_reading(editor: User) -> None:
    claim = read(editor)
    same = Revision(role="chair", said_on=dt.date(2026, 3, 2), said_precision="day")
    revised = revise_claim(claim=claim, revision=same, by=editor, version=1)
    assert revised.said_anchor == dt.date(2026, 3, 6)
    assert set(claim.ledger.get(verb="claim.revised").details["changes"]) == {"role"}


@pytest.mark.parametrize(
    ("day", "precision", "value", "last"),
    [
        ("2026-12-31", "day", "2026-12-31", "2026-12-31"),
        ("2026-12-28", "week", "2026-W53", "2027-01-03"),
        ("2024-02-01", "month", "2024-02", "2024-02-29"),
        ("2026-10-01", "quarter", "2026-Q4", "2026-12-31"),
        ("2026-01-01", "year", "2026", "2026-12-31"),
        ("2026-11-15", "quarter", "2026-Q4", "2026-12-31"),
        ("2026-11-15", "year", "2026", "2026-12-31"),
        ("2026-11-18", "week", "2026-W47", "2026-11-22"),
    ],
)
def test_a_period_has_its_value_and_its_last_day(day: str, precision: str, value: str, last: str) -> None:
    period = period_of(dt.date.fromisoformat(day), precision)
    assert (period.value, period.until.isoformat()) == (value, last)
    assert period.precision is Precision(precision)


# --- The language ---


def test_a_language_that_nobody_said_is_the_machines_and_marked_as_such(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.services.extraction.recognise", lambda text: "nl")
    monkeypatch.setattr("claims.services.articles.guess_language", lambda text: "")
    seen: list[str] = []
    plain = FullExtractor.extract
    monkeypatch.setattr(
        FullExtractor, "extract",
        lambda self, text, *, published, language: (seen.append(language), plain(self, text, published=published))[1],
    )  # fmt: skip
    claim = read(editor)
    assert seen == ["nl"]
    assert (claim.run.language, claim.run.language_recognised) == ("nl", True)
    assert claim.article.language == ""


def test_a_language_guessed_at_the_door_is_marked_until_a_person_says_one(editor: User) -> None:
    claim = read(editor)
    assert (claim.article.language, claim.article.language_recognised) == ("en", True)
    assert (claim.run.language, claim.run.language_recognised) == ("en", True)
    article = complete_article(article=claim.article, facts=ArticleFacts(language="de"), by=editor)
    run_extraction(article_id=article.pk)
    newest = article.extraction_runs.latest("pk")
    assert (article.language_recognised, newest.language, newest.language_recognised) == (False, "de", False)


def test_a_language_that_was_given_is_nobodys_guess(editor: User) -> None:
    claim = read(editor, language="fr-CA")
    assert (claim.run.language, claim.run.language_recognised) == ("fr-CA", False)


def test_a_text_in_no_known_language_is_read_as_english(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.services.extraction.recognise", lambda text: None)
    monkeypatch.setattr("claims.services.articles.guess_language", lambda text: "")
    claim = read(editor)
    assert (claim.run.language, claim.run.language_recognised) == ("", False)
