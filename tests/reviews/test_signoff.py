"""Coverage of an article, and its sign-off."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Claim, LedgerEntry
from claims.services.claims import Marking, Revision, add_claim_by_hand, discard_claim, revise_claim
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput, NotAllowed
from factcheck.lib.spans import Span
from reviews.models import ClearedSentence, SignOff
from reviews.services import lifecycle, signoff, verdicts
from reviews.services.coverage import Standing, coverage_of, sentences_of
from sources.models import Evidence
from sources.services.curation import reject_evidence, restate_evidence
from sources.services.retraction import retract_document
from tests.factories import make_article, make_claim, make_evidence, make_review, make_run
from tests.reviews.conftest import place
from tests.reviews.test_sources import drift as find_changed

FIRST, SECOND, THIRD = Span(0, 80), Span(82, 147), Span(149, 177)


@pytest.fixture
def article(db: None) -> Article:
    """Three sentences: the first is decided, the second disputed, the third says when the pier was opened."""
    return make_article()


def make_settled(article: Article, span: Span, editor: User, state: str = "decided") -> Claim:
    claim = make_claim(article=article, content=[span.pair()])
    make_review(claim=claim, state=state, assignee=editor, closed_at=timezone.now(), closing_reason="x")
    return claim


@pytest.fixture
def settled(article: Article, editor: User) -> Article:
    make_settled(article, FIRST, editor)
    claim = make_settled(article, SECOND, editor, state="published")
    make_evidence(
        claim=claim, decision="accepted", human_stance="corroborates", curated_by=editor, curated_at=timezone.now()
    )
    signoff.clear_sentences(article=article, spans=[THIRD], reason="Common knowledge.", by=editor)
    return article


def standings(article: Article) -> list[str]:
    return [str(sentence.standing) for sentence in coverage_of(article).sentences]


def test_the_sentences_are_those_that_say_something() -> None:
    body = "One fact. Another fact!\n\n* * *\n\nA third."
    assert [span.cut(body) for span in sentences_of(body)] == ["One fact.", "Another fact!", "A third."]


def test_a_sentence_stands_where_its_least_settled_claim_does(article: Article, editor: User) -> None:
    make_settled(article, FIRST, editor)
    assert standings(article) == ["checked", "unaccounted", "unaccounted"]
    make_claim(article=article, content=[[10, 20]])
    assert standings(article)[0] == "claimed"
    make_settled(article, Span(12, 30), editor, state="disputed")
    assert standings(article)[0] == "disputed"


def test_a_claim_in_several_sentences_accounts_for_each_and_its_cue_for_its_own(article: Article) -> None:
    make_claim(article=article, content=[[75, 90]], cue_spans=[[153, 157]])
    assert standings(article) == ["claimed"] * 3


@pytest.mark.parametrize(("by_a_person", "expected"), [(True, "checked"), (False, "claimed")])
def test_a_review_that_a_person_cancelled_settles_a_claim(
    article: Article, editor: User, by_a_person: bool, expected: str
) -> None:
    claim = make_claim(article=article, content=[FIRST.pair()])
    place(make_review(claim=claim), "cancelled", closed_by=editor if by_a_person else None)
    assert standings(article)[0] == expected


def test_a_sentence_needs_no_check_with_a_reason_and_a_name(article: Article, editor: User) -> None:
    [row] = signoff.clear_sentences(article=article, spans=[THIRD], reason="  Common   knowledge. ", by=editor)
    assert (row.reason, row.cleared_by) == ("Common knowledge.", editor)
    assert standings(article) == ["unaccounted", "unaccounted", "cleared"]
    entry = LedgerEntry.objects.get(verb="article.sentences_cleared")
    assert entry.details["sentences"] == ["The pier was opened in 1958."]


@pytest.mark.parametrize(
    ("spans", "reason", "field"), [([THIRD], "  ", "reason"), ([], "x", "sentences"), ([Span(1, 5)], "x", "sentences")]
)
def test_what_is_no_sentence_or_has_no_reason_is_refused(
    article: Article, editor: User, spans: list[Span], reason: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        signoff.clear_sentences(article=article, spans=spans, reason=reason, by=editor)
    assert list(refused.value.fields) == [field]
    assert not ClearedSentence.objects.exists()


def test_a_sentence_that_somebody_claimed_meanwhile_is_a_conflict(article: Article, editor: User) -> None:
    make_claim(article=article, content=[THIRD.pair()])
    with pytest.raises(Conflict, match="The pier was opened"):
        signoff.clear_sentences(article=article, spans=[THIRD], reason="x", by=editor)


def test_only_editors_clear_and_sign(article: Article, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        signoff.clear_sentences(article=article, spans=[THIRD], reason="x", by=reviewer)
    with pytest.raises(NotAllowed):
        signoff.sign_off(article=article, by=reviewer)


def test_a_sign_off_is_refused_until_nothing_is_missing_and_says_what_is(article: Article, editor: User) -> None:
    make_claim(article=article, content=[FIRST.pair()])
    make_settled(article, SECOND, editor, state="disputed")
    make_run(article=article)
    with pytest.raises(IllegalTransition) as refused:
        signoff.sign_off(article=article, by=editor)
    for words in ("still being read", "1 sentence is unaccounted", "1 claim is disputed", "1 claim is not decided"):
        assert words in refused.value.message
    assert not SignOff.objects.exists()


def test_an_article_is_signed_off_once(settled: Article, editor: User, second_editor: User) -> None:
    signed = signoff.sign_off(article=settled, by=editor, note="Both sources called.")
    assert (signed.sentences, signed.claims, signed.signed_by) == (3, 2, editor)
    with pytest.raises(Conflict):
        signoff.sign_off(article=settled, by=second_editor)
    assert LedgerEntry.objects.get(verb="article.signed_off").actor == editor


def revise(article: Article, editor: User) -> None:
    claim = article.claims.first()
    revise_claim(claim=claim, revision=Revision(statement="Another one."), by=editor, version=claim.version)


def discard(article: Article, editor: User) -> None:
    discard_claim(claim=article.claims.first(), by=editor, reason="Nothing to check.")


def add(article: Article, editor: User) -> None:
    add_claim_by_hand(article=article, by=editor, marking=Marking(content=[THIRD], statement="It opened in 1958."))


def take_back(article: Article, editor: User) -> None:
    signoff.take_back_cleared(cleared=article.cleared_sentences.get(), by=editor)


def return_review(article: Article, editor: User) -> None:
    review = article.claims.first().reviews.get()
    verdicts.return_review(review=review, by=editor, note="Look again.")


def cancel(article: Article, editor: User) -> None:
    lifecycle.cancel_review(review=article.claims.first().reviews.get(), by=editor, reason="Not needed.")


def accepted(article: Article) -> Evidence:
    return Evidence.objects.get(claim__article=article, decision="accepted")


def reject(article: Article, editor: User) -> None:
    reject_evidence(evidence=accepted(article), by=editor)


def restate(article: Article, editor: User) -> None:
    restate_evidence(evidence=accepted(article), by=editor, stance="contradicts")


def drift(article: Article, editor: User) -> None:
    find_changed(accepted(article))


def retract(article: Article, editor: User) -> None:
    retract_document(document=accepted(article).passage.document, by=editor, reason="The agency took it back.")


@pytest.mark.parametrize(
    "change", [revise, discard, add, take_back, return_review, cancel, reject, restate, drift, retract]
)
def test_a_change_undoes_the_sign_off(
    settled: Article, editor: User, change: Callable[[Article, User], None], fake_components: None
) -> None:
    signed = signoff.sign_off(article=settled, by=editor)
    change(settled, editor)
    signed.refresh_from_db()
    assert signed.undone_at
    assert signed.undone_by is None
    assert signed.undone_because
    assert LedgerEntry.objects.filter(verb="article.sign_off_undone", actor=None).count() == 1


def test_a_reading_that_finds_nothing_new_undoes_nothing(settled: Article, editor: User) -> None:
    from claims.signals import claims_extracted

    signoff.sign_off(article=settled, by=editor)
    claims_extracted.send(sender=Article, article=settled, claims=[])
    assert SignOff.objects.in_force().exists()


def test_a_person_takes_a_sign_off_back_with_a_reason(settled: Article, editor: User, second_editor: User) -> None:
    signed = signoff.sign_off(article=settled, by=editor)
    with pytest.raises(InvalidInput):
        signoff.undo_sign_off(article=settled, by=second_editor, reason=" ")
    signoff.undo_sign_off(article=settled, by=second_editor, reason="A source called back.")
    signed.refresh_from_db()
    assert (signed.undone_by, signed.undone_because) == (second_editor, "A source called back.")
    with pytest.raises(Conflict):
        signoff.undo_sign_off(article=settled, by=second_editor, reason="Again.")


def test_the_coverage_page_clears_sentences_and_signs_off(client: Client, article: Article, editor: User) -> None:
    client.force_login(editor)
    for span in (FIRST, SECOND):
        make_settled(article, span, editor)
    page = reverse("reviews:coverage", args=[article.public_id])
    content = client.get(page).content.decode()
    assert "1 sentence is unaccounted for." in content
    assert "The pier was opened in 1958." in content
    clear = reverse("reviews:clear", args=[article.public_id])
    refused = client.post(clear, {"sentences": "149-177", "reason": ""})
    assert refused.status_code == 400
    assert 'value="149-177" checked' in refused.content.decode()
    client.post(clear, {"sentences": "149-177", "reason": "Common knowledge."})
    assert "Nothing is missing." in client.get(page).content.decode()
    client.post(reverse("reviews:sign_off", args=[article.public_id]), {"note": ""})
    assert f"Signed off</strong> by {editor.username}" in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sent", ["9-2", "x", "1-99999999999", "5-5"])
def test_a_sentence_that_no_page_sends_is_refused(client: Client, article: Article, editor: User, sent: str) -> None:
    client.force_login(editor)
    clear = reverse("reviews:clear", args=[article.public_id])
    assert client.post(clear, {"sentences": sent, "reason": "x"}).status_code == 400


def test_a_stranger_sees_no_coverage(client: Client, article: Article, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(reverse("reviews:coverage", args=[article.public_id])).status_code == 404


def test_five_thousand_claims_on_one_sentence_are_counted_in_a_moment() -> None:
    from reviews.services.coverage import StandingClaim, cover

    spans = [Span(10 * number, 10 * number + 9) for number in range(2_000)]
    claims = [StandingClaim(pk, (Span(5, 8),), "open", False) for pk in range(5_000)]
    started = time.process_time()
    covered = cover(spans, claims, [])
    assert time.process_time() - started < 1
    assert [row.standing for row in covered[:2]] == [Standing.CLAIMED, Standing.UNACCOUNTED]
