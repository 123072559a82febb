"""What a change touches, and putting it right until everybody has confirmed."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import LedgerEntry, SpeakerMatch
from claims.services.speakers import confirm_same_speaker
from exports.models import Publication, Recall
from exports.services.corrections import open_recall, progress_of, unconfirmed_corrections
from exports.services.impact import impact_of
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.lib.errors import InvalidInput, NotAllowed
from reviews.models import Review
from reviews.services.lifecycle import cancel_review
from sources.models import Document
from sources.services.retraction import retract_document
from tests.exports.cases import decide, fixed, make_cited, make_known_claim
from tests.exports.cms.base import Answer
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add, add_wordpress, deliver, later
from tests.exports.cms.wordpress import FakeWordPress
from tests.factories import make_article, make_claim, make_evidence, make_speaker

SOON = dt.timedelta(hours=4)


def document_of(publication: Publication) -> Document:
    return publication.verdict.citations.get().evidence.passage.document


def recall_document(publication: Publication, editor: User, **over: Any) -> Recall:
    impact = impact_of(document_of(publication), user=editor)
    values = {"reason": "The report was withdrawn.", "due_at": timezone.now() + SOON}
    return open_recall(impact=impact, by=editor, **values | over)


def answer(recall: Recall, editor: User, reviewer: User) -> Publication:
    """Judge the claim of ``recall`` again and publish the correction."""
    review = recall.items.get().review
    make_cited(review.claim, editor, "contradicts")
    decided = decide(review.claim, reviewer, "false", review=review)
    return publish_verdict(review=decided, by=editor, note="The report was withdrawn.")


# --- What it touches ---


def test_a_document_touches_what_was_published_citing_it_though_its_evidence_was_rejected_since(
    published: Publication, editor: User
) -> None:
    document = document_of(published)
    published.review.claim.evidence.update(decision="rejected")
    impact = impact_of(document, user=editor)

    (item,) = impact.touched
    assert (item.claim, item.entry) == (published.review.claim, published)
    assert item.why == ("Its published verdict cites this document.",)
    assert impact.articles == [published.review.claim.article]


def test_a_document_touches_claims_that_only_rest_on_it_and_published_ones_come_first(
    published: Publication, editor: User
) -> None:
    article = make_article(body="Engineers counted 1,200 cracks, the port said in a note.")
    resting = make_claim(article=article, content=[[0, 20]])
    make_evidence(claim=resting, passage=document_of(published).passages.get())
    impact = impact_of(document_of(published), user=editor)

    assert [(item.claim, item.entry) for item in impact.touched] == [
        (published.review.claim, published),
        (resting, None),
    ]


def test_a_claim_touches_itself_and_the_items_elsewhere(
    decided: Review, editor: User, wordpress: FakeWordPress, receiver: FakeReceiver
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    silent = add("webhook", receiver, editor)
    receiver.accidents = [Answer(500)]
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    deliver(silent)
    (item,) = impact_of(decided.claim, user=editor).touched

    assert [(remote.subscriber, remote.id, remote.sequence) for remote in item.remote] == [(subscriber.name, "101", 1)]
    assert item.unconfirmed == (silent.name,)


def test_a_retracted_verdict_is_touched_no_more(published: Publication, editor: User) -> None:
    retract_publication(publication=published, by=editor, note="Wrong person.")
    (item,) = impact_of(published.review.claim, user=editor).touched

    assert item.entry is None
    with pytest.raises(InvalidInput, match="nothing to put right"):
        open_recall(
            impact=impact_of(published.review.claim, user=editor),
            reason="It is wrong.", due_at=timezone.now() + SOON, by=editor,
        )  # fmt: skip


def test_a_merged_speaker_touches_what_was_published_under_the_other_name(published: Publication, editor: User) -> None:
    alias = published.review.claim.speaker
    bearer = make_speaker(name="Mara Lindt-Hansen")
    assert impact_of(alias, user=editor).touched == ()
    confirm_same_speaker(alias=alias, speaker=bearer, by=editor)
    assert SpeakerMatch.objects.filter(same=True).exists()

    for speaker in (alias, bearer):
        speaker.refresh_from_db()
        (item,) = impact_of(speaker, user=editor).touched
        assert item.why == ("Published under the name “Mara Lindt”.",)


def test_an_impact_costs_the_same_for_one_claim_and_for_five(
    published: Publication, editor: User, reviewer: User, django_assert_max_num_queries: Any
) -> None:
    document = document_of(published)
    with django_assert_max_num_queries(25) as one:
        impact_of(document, user=editor)
    for number in range(4):
        article = make_article(body=f"Engineers counted {number}00 cracks, the port said in a note.")
        claim = make_known_claim(
            public_id=fixed(50 + number), article=article, content=[[0, 20]], speaker=make_speaker()
        )
        make_evidence(
            claim=claim, passage=document.passages.get(), human_stance="corroborates", decision="accepted",
            curated_by=editor, curated_at=timezone.now(),
        )  # fmt: skip
        publish_verdict(review=decide(claim, reviewer, public_id=fixed(70 + number)), by=editor)
    User.objects.get(pk=editor.pk)
    with django_assert_max_num_queries(len(one) + 4 * 4) as five:
        assert len(impact_of(document, user=editor).published) == 5
    assert len(five) <= len(one) + 16, "what the desk's own list asks of each claim, and no more"


# --- Putting it right ---


def test_one_action_opens_the_reviews_with_their_due_time(published: Publication, editor: User) -> None:
    due_at = timezone.now() + SOON
    recall = recall_document(published, editor, due_at=due_at)

    review = recall.items.get().review
    assert (review.state, review.supersedes, review.due_at) == ("open", published.review, due_at)
    assert LedgerEntry.objects.get(verb="recall.opened").details["claims"] == [str(review.claim.public_id)]
    (progress,) = progress_of(recall)
    assert not progress.is_done


def test_a_review_that_the_retraction_opened_is_taken_up_and_due_sooner(published: Publication, editor: User) -> None:
    retract_document(document=document_of(published), by=editor, reason="The authority took it back.")
    opened = Review.objects.get(claim=published.review.claim, state="open")
    recall = recall_document(published, editor)

    item = recall.items.get()
    opened.refresh_from_db()
    assert item.review == opened
    assert opened.due_at == recall.due_at


def test_a_review_that_is_due_sooner_stays_so(published: Publication, editor: User) -> None:
    first = recall_document(published, editor)
    second = recall_document(published, editor, due_at=timezone.now() + 5 * SOON)

    assert second.items.get().review.due_at == first.due_at


def test_what_can_not_be_opened_says_why_and_does_not_stop_the_rest(published: Publication, editor: User) -> None:
    claim = published.review.claim
    claim.discarded_at = timezone.now()
    claim.discard_reason = "Not checkable."
    claim.save()
    recall = recall_document(published, editor)

    assert "restore it first" in recall.items.get().refusal
    (progress,) = progress_of(recall)
    assert not progress.is_done


@pytest.mark.parametrize("over", [{"reason": " "}, {"due_at": timezone.now() - SOON}, {"reason": "x" * 501}])
def test_a_recall_needs_a_reason_and_a_time_to_come(published: Publication, editor: User, over: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        recall_document(published, editor, **over)
    assert not Recall.objects.exists()


def test_a_reviewer_may_not_open_a_recall(published: Publication, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        recall_document(published, reviewer)


def test_a_correction_goes_to_everybody_and_is_done_only_when_each_has_confirmed(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress, receiver: FakeReceiver
) -> None:
    cms, hook = add_wordpress(wordpress, editor), add("webhook", receiver, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(cms)
    deliver(hook)
    recall = recall_document(published, editor)
    receiver.accidents = [Answer(500)]
    entry = answer(recall, editor, reviewer)
    deliver(cms)
    deliver(hook)

    (progress,) = progress_of(recall)
    assert (progress.answer, [row.subscriber for row in progress.waiting]) == (entry, [hook])
    assert not progress.is_done
    assert [row.subscriber for row in unconfirmed_corrections()] == [hook]

    later()
    deliver(hook)
    (progress,) = progress_of(recall)
    assert progress.is_done
    assert list(unconfirmed_corrections()) == []
    (post,) = wordpress.shown
    assert "The report was withdrawn." in post["content"]


def test_the_claim_review_of_a_correction_carries_it(
    published: Publication, editor: User, reviewer: User, cms_client: APIClient
) -> None:
    entry = answer(recall_document(published, editor), editor, reviewer)
    found = cms_client.get(f"/api/v1/publications/{entry.public_id}/", headers={"Accept": "application/ld+json"})

    assert found.json()["correction"]["text"] == "The report was withdrawn."


def test_a_review_that_a_person_cancels_lets_the_verdict_stand(published: Publication, editor: User) -> None:
    recall = recall_document(published, editor)
    cancel_review(review=recall.items.get().review, by=editor, reason="The report is back.")

    (progress,) = progress_of(recall)
    assert progress.stands
    assert progress.is_done
