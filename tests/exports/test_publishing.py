import json

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Claim
from exports.formats.payload import build_payload
from exports.models import FeedHead, Publication
from exports.services.facts import facts_of
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.lib.errors import Conflict, DomainError, IllegalTransition, InvalidInput, NotAllowed
from reviews.models import Review
from reviews.services.lifecycle import reopen_review
from sources.models import Evidence
from tests.exports.cases import decide, fixed, make_cited, make_known_claim
from tests.factories import make_article, make_review, make_speaker
from tests.snapshots import check_snapshot


def correct(published: Publication, editor: User, reviewer: User, note: str) -> Publication:
    claim = published.review.claim
    make_cited(claim, editor, "contradicts")
    again = reopen_review(review=published.review, by=editor, reason="A reader wrote to us.")
    return publish_verdict(review=decide(claim, reviewer, "false", review=again), by=editor, note=note)


def test_publishing_closes_the_review_and_adds_an_entry(decided: Review, editor: User) -> None:
    entry = publish_verdict(review=decided, by=editor)

    decided.refresh_from_db()
    assert decided.state == "published"
    assert (entry.sequence, entry.kind, entry.published_by) == (1, "published", editor)
    assert entry.article_public_id == decided.claim.article.public_id


def test_the_payload_is_the_documented_one(published: Publication) -> None:
    published.payload["verdict"]["decided_at"] = "2026-03-06T09:00:00Z"

    check_snapshot("publication_payload", published.payload)


def test_the_payload_names_nobody_inside_the_house(published: Publication, editor: User, reviewer: User) -> None:
    payload = json.dumps(published.payload)

    assert editor.username not in payload
    assert reviewer.username not in payload
    assert "do not print this" not in payload


def test_the_payload_stays_when_the_claim_changes(published: Publication) -> None:
    claim = published.review.claim
    Claim.objects.filter(pk=claim.pk).update(statement="Something else.")

    assert Publication.objects.get().payload["claim"]["statement"] == claim.statement


def test_the_payload_has_the_stance_as_it_was_cited(decided: Review, editor: User) -> None:
    Evidence.objects.filter(claim=decided.claim).update(machine_stance="contradicts", human_stance="")
    with pytest.raises(IllegalTransition, match="was restated as “contradicts”"):
        publish_verdict(review=decided, by=editor)

    (piece,) = build_payload(facts_of(decided.verdicts.get()))["evidence"]
    assert piece["stance"] == "corroborates"


def test_publishing_is_recorded_in_the_ledger(published: Publication, editor: User) -> None:
    entry = published.review.claim.ledger.get(verb="verdict.published")

    assert entry.actor == editor
    assert entry.details["publication"] == str(published.public_id)


def test_the_person_who_decided_may_not_publish(claim: Claim, editor: User, second_editor: User) -> None:
    make_cited(claim, editor)
    review = decide(claim, second_editor)

    with pytest.raises(NotAllowed):
        publish_verdict(review=review, by=second_editor)

    assert not Publication.objects.exists()
    assert FeedHead.objects.get().sequence == 0


def test_a_reviewer_may_not_publish(decided: Review, second_reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        publish_verdict(review=decided, by=second_reviewer)


def test_what_is_not_decided_can_not_be_published(claim: Claim, editor: User) -> None:
    with pytest.raises(DomainError):
        publish_verdict(review=make_review(claim=claim), by=editor)


def test_a_review_is_published_once(published: Publication, editor: User) -> None:
    with pytest.raises(DomainError):
        publish_verdict(review=published.review, by=editor)

    assert Publication.objects.count() == 1


def test_a_verdict_whose_evidence_was_rejected_since_is_not_published(decided: Review, editor: User) -> None:
    decided.claim.evidence.update(decision="rejected")

    with pytest.raises(DomainError, match="rejected"):
        publish_verdict(review=decided, by=editor)


def test_publishing_what_changed_since_it_was_seen_is_a_conflict(decided: Review, editor: User) -> None:
    with pytest.raises(Conflict):
        publish_verdict(review=decided, by=editor, version=decided.version - 1)


def test_a_new_verdict_on_a_published_claim_is_a_correction(
    published: Publication, editor: User, reviewer: User
) -> None:
    entry = correct(published, editor, reviewer, "The count was of another pier.")

    assert (entry.kind, entry.sequence, entry.supersedes) == ("corrected", 2, published)
    assert entry.payload["verdict"]["rating"]["slug"] == "false"
    assert entry.review.claim.ledger.filter(verb="verdict.corrected").exists()


def test_a_correction_without_a_note_is_refused_and_leaves_nothing(
    published: Publication, editor: User, reviewer: User
) -> None:
    with pytest.raises(InvalidInput, match="what was wrong"):
        correct(published, editor, reviewer, "  ")

    assert Publication.objects.count() == 1
    assert Review.objects.filter(state="decided").count() == 1


def test_a_verdict_after_a_retraction_is_a_first_word_again(
    published: Publication, editor: User, reviewer: User
) -> None:
    retraction = retract_publication(publication=published, by=editor, note="Wrong person.")
    entry = correct(published, editor, reviewer, "")

    assert (entry.kind, entry.supersedes) == ("published", retraction)


def test_a_retraction_tells_what_it_is_about_and_leaves_nothing_to_print(published: Publication, editor: User) -> None:
    entry = retract_publication(publication=published, by=editor, note=" Wrong person. ")

    assert (entry.kind, entry.sequence, entry.supersedes, entry.note) == ("retracted", 2, published, "Wrong person.")
    assert entry.payload["claim"] == published.payload["claim"]
    assert (entry.payload["verdict"], entry.payload["evidence"]) == (None, [])
    assert entry.review.claim.ledger.filter(verb="verdict.retracted").exists()


def test_a_retraction_says_why(published: Publication, editor: User) -> None:
    with pytest.raises(InvalidInput, match="Say why"):
        retract_publication(publication=published, by=editor, note="")


@pytest.mark.parametrize("who", ["reviewer", "cms", "stranger"])
def test_only_editors_retract(published: Publication, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="Only editors"):
        retract_publication(publication=published, by=request.getfixturevalue(who), note="Wrong.")


def test_nothing_is_retracted_twice(published: Publication, editor: User) -> None:
    retraction = retract_publication(publication=published, by=editor, note="Wrong.")

    with pytest.raises(NotAllowed, match="already"):
        retract_publication(publication=published, by=editor, note="Wrong.")
    with pytest.raises(NotAllowed, match="retraction itself"):
        retract_publication(publication=retraction, by=editor, note="Wrong.")


def test_a_corrected_verdict_can_not_be_retracted_behind_its_correction(
    published: Publication, editor: User, reviewer: User
) -> None:
    entry = correct(published, editor, reviewer, "Other pier.")

    with pytest.raises(NotAllowed, match="newest"):
        retract_publication(publication=published, by=editor, note="Wrong.")
    assert retract_publication(publication=entry, by=editor, note="All wrong.").sequence == 3


def test_entries_of_all_articles_are_numbered_without_gaps(
    published: Publication, editor: User, reviewer: User
) -> None:
    other = make_known_claim(public_id=fixed(20), article=make_article(), speaker=make_speaker())
    entry = publish_verdict(review=decide(other, reviewer, "unproven", public_id=fixed(21)), by=editor)

    assert (entry.sequence, entry.article_public_id) == (2, other.article.public_id)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_publishing_is_a_transaction_of_its_own(decided: Review, editor: User) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        publish_verdict(review=decided, by=editor)


def test_an_entry_is_never_changed_or_deleted(published: Publication) -> None:
    with pytest.raises(TypeError, match="never changed"):
        published.save()
    with pytest.raises(TypeError, match="never deleted"):
        published.delete()


def test_entries_are_never_changed_or_deleted_in_bulk(published: Publication) -> None:
    with pytest.raises(TypeError, match="never changed"):
        Publication.objects.update(note="x")
    with pytest.raises(TypeError, match="never deleted"):
        Publication.objects.all().delete()


def test_the_database_refuses_a_number_twice(published: Publication, editor: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(
            sequence=1, review=published.review, verdict=published.verdict, kind="retracted", note="x", payload={},
            article_public_id=published.article_public_id, published_by=editor, at=published.at,
        )  # fmt: skip
