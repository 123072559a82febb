"""What is published settles the claim; a correction renews it and a retraction takes it back."""

from django.contrib.auth.models import User

from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from reviews.services.lifecycle import reopen_review
from sources.models import SettledClaim
from tests.exports.cases import decide, make_cited


def test_a_published_verdict_settles_its_claim(published: Publication) -> None:
    settled = SettledClaim.objects.get()
    claim, rating = published.review.claim, published.verdict.rating
    assert (settled.claim, settled.statement, settled.rating_words) == (claim, claim.statement, rating.name)
    assert (settled.rating_value, settled.rating_worst) == (rating.value, 1)
    assert settled.withdrawn_at is None
    assert settled.address == claim.get_absolute_url()


def test_a_correction_renews_what_is_settled(published: Publication, editor: User, reviewer: User) -> None:
    claim = published.review.claim
    make_cited(claim, editor, "contradicts")
    again = reopen_review(review=published.review, by=editor, reason="A reader wrote to us.")
    publish_verdict(review=decide(claim, reviewer, "false", review=again), by=editor, note="It was wrong.")
    assert SettledClaim.objects.get().rating_words == "False"


def test_a_retraction_withdraws_what_was_settled(published: Publication, editor: User) -> None:
    retract_publication(publication=published, by=editor, note="We had the wrong man.")
    assert SettledClaim.objects.get().withdrawn_at is not None
    assert not SettledClaim.objects.standing().exists()
