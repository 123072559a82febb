"""Reading an article adds claims, keeps what people touched, and may run twice."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, ExtractionRun, Speaker
from claims.services.articles import ArticleDraft, ArticleFacts, complete_article, submit_article
from claims.services.claims import Marking, Revision, add_claim_by_hand, discard_claim, restore_claim, revise_claim
from claims.services.extraction import run_extraction
from factcheck.lib.errors import ComponentFailed, ComponentUnavailable, Conflict, InvalidInput, NotAllowed
from factcheck.lib.spans import Span
from tests.factories import BODY, make_article, make_claim, make_review
from tests.fakes import FakeExtractor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


def submitted(editor: User, **over: Any) -> Any:
    return submit_article(draft=ArticleDraft(body=BODY, **over), by=editor).article


def test_claims_are_stored_with_exact_words_speaker_and_date(editor: User) -> None:
    article = submitted(editor, published_at=dt.datetime(2026, 3, 6, tzinfo=dt.UTC))
    run_extraction(article_id=article.pk)
    claims = list(article.claims.order_by("start"))
    assert len(claims) == 2
    for claim in claims:
        assert claim.quote == article.body[claim.start : claim.end]
        assert claim.speaker.name == "Mara Lindt"
        assert claim.said_on == dt.date(2026, 3, 6)
        assert claim.run.component == "fake/1"
    run = ExtractionRun.objects.get()
    assert (run.status, run.claims_found) == ("done", 2)


def test_reading_twice_changes_nothing(editor: User) -> None:
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    before = list(article.claims.values())
    run_extraction(article_id=article.pk)
    assert list(article.claims.values()) == before


def test_no_claims_is_a_result(editor: User) -> None:
    article = submit_article(draft=ArticleDraft(body="Nothing here."), by=editor).article
    run_extraction(article_id=article.pk)
    assert ExtractionRun.objects.get().claims_found == 0


def test_a_speaker_is_one_row_across_articles_but_an_unnamed_one_belongs_to_its_article(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unnamed(self: FakeExtractor, text: str, **kwargs: Any) -> Any:
        return [replace(claim, speaker="officials", speaker_kind="unnamed") for claim in plain(self, text, **kwargs)]

    plain = FakeExtractor.extract
    for number in range(2):
        run_extraction(article_id=submitted(editor, external_id=f"a{number}").pk)
    assert Speaker.objects.count() == 1
    from claims.extraction.base import SpeakerKind

    def of_nobody(self: FakeExtractor, text: str, **kwargs: Any) -> Any:
        kind = SpeakerKind.UNNAMED
        return [replace(claim, speaker="officials", speaker_kind=kind) for claim in plain(self, text, **kwargs)]

    monkeypatch.setattr(FakeExtractor, "extract", of_nobody)
    for number in range(2, 4):
        run_extraction(article_id=submitted(editor, external_id=f"a{number}").pk)
    assert Speaker.objects.filter(kind="unnamed").count() == 2


def test_a_publication_time_given_later_dates_the_claims_but_not_those_that_a_person_dated(editor: User) -> None:
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    first, second = article.claims.order_by("start")
    assert first.said_on is None
    dated = Revision(said_on=dt.date(2026, 1, 1), said_precision="day")
    revise_claim(claim=second, revision=dated, by=editor, version=1)
    facts = ArticleFacts(published_at=dt.datetime(2026, 3, 6, tzinfo=dt.UTC))
    complete_article(article=article, facts=facts, by=editor)
    run_extraction(article_id=article.pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.said_on == dt.date(2026, 3, 6)
    assert second.said_on == dt.date(2026, 1, 1)
    assert article.claims.count() == 2


def test_a_publication_time_given_later_withdraws_what_was_judged_without_the_date(
    editor: User, reviewer: User
) -> None:
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    first, second = article.claims.order_by("start")
    for claim, state in ((first, "decided"), (second, "assigned")):
        make_review(claim=claim, state=state, assignee=reviewer)
    facts = ArticleFacts(published_at=dt.datetime(2026, 3, 6, tzinfo=dt.UTC))
    complete_article(article=article, facts=facts, by=editor)
    run_extraction(article_id=article.pk)
    assert [claim.reviews.get().state for claim in (first, second)] == ["cancelled", "assigned"]
    reason = "The claim was revised (the date); evidence is looked up again."
    assert first.reviews.get().closing_reason == reason
    run_extraction(article_id=article.pk)
    assert first.reviews.count() == 1


def test_a_claim_that_a_newer_reading_does_not_find_is_kept_and_marked(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    monkeypatch.setattr(FakeExtractor, "version", "2")
    plain = FakeExtractor.extract
    monkeypatch.setattr(FakeExtractor, "extract", lambda self, text, **kwargs: plain(self, text, **kwargs)[:1])
    from claims.services.extraction import request_extraction

    request_extraction(article=article)
    run_extraction(article_id=article.pk)
    found, missing = article.claims.order_by("start")
    assert found.missing_since is None
    assert missing.missing_since.component == "fake/2"


def test_a_broken_extractor_is_recorded_in_words_and_not_tried_for_ever(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> Any:
        message = "this text has no end"
        raise ComponentFailed(message)

    monkeypatch.setattr(FakeExtractor, "extract", fail)
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    run = ExtractionRun.objects.get()
    assert (run.status, run.error) == ("failed", "this text has no end")


def test_an_extractor_that_is_away_is_tried_again_later(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> Any:
        message = "the model is loading"
        raise ComponentUnavailable(message)

    article = submitted(editor)
    with monkeypatch.context() as patched:
        patched.setattr(FakeExtractor, "extract", fail)
        run_extraction(article_id=article.pk)
    assert ExtractionRun.objects.get().status == "pending"
    run_extraction(article_id=article.pk)
    assert ExtractionRun.objects.get().status == "done"


def test_a_span_outside_the_text_is_refused_whole(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = FakeExtractor.extract

    def outside(self: FakeExtractor, text: str, **kwargs: Any) -> Any:
        return [replace(claim, content=(Span(0, len(text) + 1),)) for claim in plain(self, text, **kwargs)]

    monkeypatch.setattr(FakeExtractor, "extract", outside)
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    assert "not in the text" in ExtractionRun.objects.get().error
    assert not Claim.objects.exists()


def test_more_claims_than_the_limit_are_refused_with_the_limit(editor: User, settings: object) -> None:
    settings.CLAIMS_MAX_PER_ARTICLE = 1
    article = submitted(editor)
    run_extraction(article_id=article.pk)
    assert "holds 2 claims; at most 1" in ExtractionRun.objects.get().error


def test_revising_a_claim_counts_its_version_and_is_a_conflict_for_the_second_person(editor: User) -> None:
    claim = make_claim()
    revised = revise_claim(claim=claim, revision=Revision(statement="The pier  closes."), by=editor, version=1)
    assert (revised.statement, revised.version) == ("The pier closes.", 2)
    with pytest.raises(Conflict, match="now reads: “The pier closes"):
        revise_claim(claim=claim, revision=Revision(statement="The pier opens."), by=editor, version=1)


def test_an_empty_statement_is_refused(editor: User) -> None:
    with pytest.raises(InvalidInput, match="needs a statement"):
        revise_claim(claim=make_claim(), revision=Revision(statement=" "), by=editor, version=1)


def test_a_reviewer_can_not_revise_or_discard(reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        revise_claim(claim=make_claim(), revision=Revision(statement="x"), by=reviewer, version=1)
    with pytest.raises(NotAllowed):
        discard_claim(claim=make_claim(article=make_article(external_id="b")), by=reviewer, reason="x")


def test_discarding_needs_a_reason_and_can_be_taken_back(editor: User) -> None:
    claim = make_claim()
    with pytest.raises(InvalidInput, match="Say why"):
        discard_claim(claim=claim, by=editor, reason=" ")
    discard_claim(claim=claim, by=editor, reason="a greeting")
    assert not Claim.objects.live().exists()
    restore_claim(claim=claim, by=editor)
    assert Claim.objects.live().get() == claim


def test_a_claim_marked_by_hand_has_the_exact_words_and_is_kept_by_later_readings(editor: User) -> None:
    article = submitted(editor)
    start = BODY.index("The pier was opened")
    marking = Marking([Span(start, start + 28)], "The pier was opened in 1958.")
    claim = add_claim_by_hand(article=article, by=editor, marking=marking)
    assert claim.quote == "The pier was opened in 1958."
    assert claim.attribution == "own_voice"
    run_extraction(article_id=article.pk)
    claim.refresh_from_db()
    assert claim.missing_since is None
    with pytest.raises(Conflict, match="already"):
        add_claim_by_hand(article=article, by=editor, marking=Marking(marking.content, "Again."))


def test_words_outside_the_text_can_not_be_marked(editor: User) -> None:
    with pytest.raises(InvalidInput, match="Select the words"):
        add_claim_by_hand(article=make_article(), by=editor, marking=Marking([Span(5, 99_999)], "x"))
