"""What did we know when we published? Each fact changes after the moment that is asked for, and is told as it was."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, LedgerEntry
from claims.services import ledger
from claims.services.claims import Revision, discard_claim, restore_claim, revise_claim
from factcheck.lib.sealing import make_key
from reviews.models import Review
from reviews.services import knowledge, replies
from reviews.services.lifecycle import assign_review, close_as_published, release_review, reopen_review
from sources.models import Evidence
from sources.services.curation import accept_evidence, reject_evidence
from sources.services.retraction import reinstate_document, retract_document
from tests.factories import make_article, make_claim, make_document, make_evidence, make_review
from tests.reviews.conftest import answer, make_linked

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def at(hours: float) -> Any:
    return time_machine.travel(START + hours * HOUR, tick=False)


def known(claim: Claim, hours: float, user: User) -> knowledge.ClaimKnowledge:
    fresh = Claim.objects.select_related("article", "speaker").get(pk=claim.pk)
    return knowledge.known_of_claim(fresh, moment=START + hours * HOUR, user=user)


@pytest.fixture
def claim(db: None) -> Claim:
    with at(0):
        return make_claim()


@pytest.fixture
def evidence(claim: Claim) -> Evidence:
    with at(0):
        return make_evidence(claim=claim)


def test_a_claim_that_was_found_later_was_not_known(claim: Claim, editor: User) -> None:
    before = known(claim, -1, editor)
    assert not before.is_known
    assert knowledge.NOT_YET in before.gaps
    assert known(claim, 0, editor).is_known


def revise(claim: Claim, by: User, **values: Any) -> None:
    claim.refresh_from_db()
    revise_claim(claim=claim, revision=Revision(**values), by=by, version=claim.version)


def test_the_statement_is_told_as_it_was(claim: Claim, editor: User, fake_components: None) -> None:
    first = claim.statement
    with at(1):
        revise(claim, editor, statement="The pier closes.", role="chair")
    with at(2):
        revise(claim, editor, statement="The pier is closed.")
    wordings = [known(claim, hours, editor).facts["statement"] for hours in (0.5, 1.5, 2.5)]
    assert wordings == [first, "The pier closes.", "The pier is closed."]
    assert [known(claim, hours, editor).facts["role"] for hours in (0.5, 1.5)] == ["", "chair"]
    assert known(claim, 0.5, editor).gaps == []


def test_what_a_newer_reading_of_the_machine_changed_is_told_too(claim: Claim, editor: User) -> None:
    with at(1), transaction.atomic():
        was, claim.statement = claim.statement, "The machine words it anew."
        claim.save()
        changed = {str(claim.public_id): {"statement": [was, claim.statement]}}
        ledger.record("claims.extracted", article=claim.article, component="fake/1", changed=changed)
    assert known(claim, 0.5, editor).facts["statement"] == was
    assert known(claim, 1.5, editor).facts["statement"] == "The machine words it anew."


def test_what_the_record_does_not_explain_is_marked(claim: Claim, editor: User, fake_components: None) -> None:
    with at(1):
        revise(claim, editor, statement="The pier closes.")
    Claim.objects.filter(pk=claim.pk).update(statement="Written past the workbench.")
    assert known(claim, 0.5, editor).gaps == [knowledge.UNEXPLAINED]


def test_a_claim_that_was_set_aside_and_restored(claim: Claim, editor: User) -> None:
    with at(1):
        discard_claim(claim=claim, by=editor, reason="An opinion.")
    with at(2):
        restore_claim(claim=claim, by=editor)
    assert [known(claim, hours, editor).discarded for hours in (0.5, 1.5, 2.5)] == ["", "An opinion.", ""]


def test_decisions_on_evidence_are_told_as_they_were(claim: Claim, evidence: Evidence, editor: User) -> None:
    with at(1):
        accept_evidence(evidence=evidence, by=editor, stance="contradicts", note="Page 3.")
    evidence.refresh_from_db()
    with at(2):
        reject_evidence(evidence=evidence, by=editor, note="Another pier.")
    told = [known(claim, hours, editor).passages[0] for hours in (0.5, 1.5, 2.5)]
    assert [passage.decision for passage in told] == ["suggested", "accepted", "rejected"]
    assert [passage.stance for passage in told] == ["corroborates", "contradicts", "contradicts"]
    assert [passage.note for passage in told] == ["", "Page 3.", "Another pier."]
    assert [passage.who for passage in told] == ["", editor.username, editor.username]


def test_a_passage_that_came_later_was_not_known(claim: Claim, evidence: Evidence, editor: User) -> None:
    with at(2):
        make_evidence(claim=claim, passage=make_document(text="A later report on the pier.").passages.get())
    assert len(known(claim, 1, editor).passages) == 1
    assert len(known(claim, 2, editor).passages) == 2


def test_what_a_newer_search_renewed_is_marked(claim: Claim, evidence: Evidence, editor: User) -> None:
    with at(2):
        evidence.run = make_linked(claim)
        evidence.save()
    assert known(claim, 1, editor).passages[0].gap == knowledge.RENEWED
    assert known(claim, 3, editor).passages[0].gap == ""


def test_what_became_of_a_source_is_told_as_it_was(claim: Claim, evidence: Evidence, editor: User) -> None:
    document = evidence.passage.document
    with at(1):
        retract_document(document=document, by=editor, reason="Made up.")
    with at(2):
        reinstate_document(document=document, by=editor, reason="It was not.")
    told = [known(claim, hours, editor).passages[0].troubles for hours in (0.5, 1.5, 2.5)]
    assert told == [(), ("Retracted: Made up.",), ()]


@pytest.fixture
def published(claim: Claim, evidence: Evidence, reviewer: User, editor: User, settings: Any) -> Review:
    """Decided at 2, published at 3, opened again at 5, decided otherwise at 6; a reply was asked for at 1, got at 4."""
    settings.CONTACT_KEYS = [make_key()]
    with at(0.5):
        review = make_review(claim=claim)
        accept_evidence(evidence=evidence, by=editor)
    with at(1):
        assign_review(review=review, assignee=reviewer, by=editor)
        asking = replies.Asking(
            claims=[claim], person="Mara Lindt", channel="phone", question="How many?",
            asked_at=START, deadline=START + 9 * HOUR,
        )  # fmt: skip
        request = replies.ask_for_reply(article=claim.article, asking=asking, by=editor)
    with at(2):
        answer(review, reviewer, "true")
    with at(3), transaction.atomic():
        close_as_published(review=review, by=editor)
        details = {"publication": "x", "sequence": 1, "rating": "true", "note": ""}
        ledger.record("verdict.published", by=editor, claim=claim, **details)
    with at(4):
        answering = replies.Answering("answered", text="Forty.", channel="mail")
        replies.log_reply(reply_request=request, answering=answering, by=editor)
    with at(5):
        again = reopen_review(review=review, by=editor, reason="A reader wrote.")
        assign_review(review=again, assignee=reviewer, by=editor)
    with at(6):
        answer(again, reviewer, "unproven")
    return review


def test_judgements_publications_and_replies_are_told_up_to_the_moment(
    claim: Claim, published: Review, editor: User
) -> None:
    then, now = known(claim, 3, editor), known(claim, 7, editor)
    assert [verdict.rating.slug for verdict in then.verdicts] == ["true"]
    assert [verdict.rating.slug for verdict in now.verdicts] == ["true", "unproven"]
    assert len(then.assessments) == 1
    assert [(entry.kind, entry.rating) for entry in then.publications] == [("published", "True")]
    assert known(claim, 2, editor).publications == []
    assert then.replies[0].replies == []
    assert not then.replies[0].is_over
    assert [reply.text for reply in now.replies[0].replies] == ["Forty."]


def test_the_state_of_the_review_is_told_as_it_was(claim: Claim, published: Review, editor: User) -> None:
    states = [known(claim, hours, editor).state for hours in (1, 2, 3, 5, 6)]
    assert states == ["assigned", "decided", "published", "assigned", "decided"]


def test_a_review_that_was_given_back_was_open(claim: Claim, reviewer: User, editor: User) -> None:
    with at(1):
        review = make_review(claim=claim)
        assign_review(review=review, assignee=reviewer, by=editor)
    with at(2):
        release_review(review=review, by=reviewer)
    assert [known(claim, hours, editor).state for hours in (1, 2)] == ["assigned", "open"]


def test_of_an_article_each_claim_is_told_in_a_line(claim: Claim, published: Review, editor: User) -> None:
    with at(8):
        make_claim(article=claim.article, content=[[41, 60]])
    claims = list(claim.article.claims.all())

    def lines(hours: float) -> list[knowledge.ClaimLine]:
        return knowledge.known_of_article(claim.article, claims, moment=START + hours * HOUR, user=editor)

    assert [(line.state, line.rating, line.published) for line in lines(2)] == [("decided", "True", "")]
    assert [(line.state, line.rating, line.published) for line in lines(7)] == [("decided", "True", "published")]
    assert lines(7)[0].accepted == 1
    assert len(lines(9)) == 2


def test_what_another_made_of_evidence_is_sealed_in_a_blind_review(
    claim: Claim, evidence: Evidence, reviewer: User, second_reviewer: User
) -> None:
    make_review(claim=claim, state="assigned", assignee=reviewer, second_assignee=second_reviewer, blind=True)
    with at(1):
        accept_evidence(evidence=evidence, by=reviewer, stance="contradicts", note="Mine.")
    mine, other = known(claim, 2, reviewer), known(claim, 2, second_reviewer)
    assert (mine.passages[0].decision, other.passages[0].decision) == ("accepted", "suggested")
    assert other.passages[0].stance == "corroborates"
    assert knowledge.SEALED in other.gaps


# --- pages ---


def history_page(client: Client, claim: Claim, **query: str) -> Any:
    return client.get(reverse("reviews:claim_history", args=[claim.public_id]), query)


def test_the_page_begins_at_the_last_publication(
    client: Client, claim: Claim, published: Review, editor: User, fake_components: None
) -> None:
    revise(claim, editor, statement="A later wording.")
    client.force_login(editor)
    page = history_page(client, claim).content.decode()
    assert "The harbour board will close the east pier." in page
    assert "A later wording." not in page
    assert "Forty." not in page
    assert "when we published" in page


def test_the_page_takes_the_exact_moments_that_it_offers(
    client: Client, claim: Claim, published: Review, editor: User
) -> None:
    client.force_login(editor)
    moment = LedgerEntry.objects.filter(verb="review.decided").latest("sequence").at
    page = history_page(client, claim, at=moment.isoformat()).content.decode()
    assert "Unproven" in page
    assert "Forty." in page


def test_a_moment_that_is_none_is_told(client: Client, claim: Claim, editor: User) -> None:
    client.force_login(editor)
    answer_page = history_page(client, claim, at="last Tuesday")
    assert answer_page.status_code == 400
    assert "Give a day and a time" in answer_page.content.decode()


def test_the_page_of_the_article_leads_to_its_claims_at_the_same_moment(
    client: Client, claim: Claim, published: Review, editor: User
) -> None:
    client.force_login(editor)
    page = client.get(reverse("reviews:article_history", args=[claim.article.public_id])).content.decode()
    assert f"{reverse('reviews:claim_history', args=[claim.public_id])}?at=2026-03-06T11" in page


def test_only_the_desk_reads_it(client: Client, claim: Claim, stranger: User, cms: User) -> None:
    for person in (stranger, cms):
        client.force_login(person)
        assert history_page(client, claim).status_code == 403
        assert client.get(reverse("reviews:article_history", args=[claim.article.public_id])).status_code == 403


def test_ten_claims_cost_as_many_queries_as_one(claim: Claim, editor: User, django_assert_max_num_queries: Any) -> None:
    article = make_article(external_id="many")
    for number in range(10):
        make_claim(article=article, content=[[number * 5, number * 5 + 4]])
    claims = list(article.claims.with_speaker())
    with django_assert_max_num_queries(6):
        knowledge.known_of_article(article, claims, moment=timezone.now(), user=editor)
