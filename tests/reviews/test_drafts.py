"""A new draft: what stays, what is judged again, and why."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.moves import Moves
from claims.models import Article, Claim
from claims.services.drafts import carry_claims
from claims.services.extraction import run_extraction
from claims.services.redrafting import submit_draft
from factcheck.lib.errors import Conflict
from factcheck.lib.spans import Span
from reviews.models import CarriedClaim, Review
from reviews.pages.changes import changes_of
from reviews.services.lifecycle import open_reviews
from tests.factories import BODY, make_claim, make_review
from tests.reviews.conftest import make_linked

MOVED = "A new beginning.\n\n" + BODY.replace("1,200 cracks", "1,300 cracks")
pytestmark = pytest.mark.usefixtures("fake_components")


@given(st.lists(st.sampled_from(["one two", "three", "four five six", "one"]), max_size=6), st.data())
def test_what_is_placed_has_the_same_words(paragraphs: list[str], data: st.DataObject) -> None:
    before, after = "\n\n".join(paragraphs), "\n\n".join(data.draw(st.permutations(paragraphs)))
    if before:
        start = data.draw(st.integers(0, len(before) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(before))))
        placed = Moves(before, after).place([span])
        assert placed is None or placed[0].cut(after) == span.cut(before)


def test_words_that_changed_are_not_placed() -> None:
    assert Moves(BODY, MOVED).place([Span(0, 80)]) == (Span(18, 98),)
    assert Moves(BODY, MOVED).place([Span(83, 110)]) is None


@pytest.fixture
def drafted(decided: Review, editor: User) -> Article:
    """A draft in which the decided claim stayed, and another one has another number."""
    article = decided.claim.article
    make_claim(article=article, content=[[83, 110]], quote=BODY[83:110])
    make_linked(decided.claim)
    Claim.objects.filter(pk=decided.claim.pk).update(quote=BODY[:40])
    return submit_draft(article=article, body=MOVED, headline="", by=editor)


def test_a_decided_claim_comes_along_with_evidence_and_verdict(drafted: Article, decided: Review) -> None:
    claim = drafted.claims.get()
    assert (claim.start, claim.end, claim.quote) == (18, 58, BODY[:40])
    review = claim.reviews.get()
    old, new = decided.verdicts.get(), review.verdicts.get()
    assert review.state == "decided"
    assert (new.rating, new.rationale, new.decided_by, new.decided_at) == (
        old.rating, old.rationale, old.decided_by, old.decided_at,
    )  # fmt: skip
    assert [one.evidence.claim for one in new.citations.all()] == [claim]
    assert claim.evidence.count() == decided.claim.evidence.count()
    assert review.assessments.get().reviewer == decided.assessments.get().reviewer
    assert (drafted.supersedes, drafted.headline) == (decided.claim.article, decided.claim.article.headline)


def test_a_verdict_whose_evidence_changed_is_judged_again_and_says_why(decided: Review, editor: User) -> None:
    evidence = decided.verdicts.get().citations.get().evidence
    evidence.decision = "rejected"
    evidence.save()
    article = submit_draft(article=decided.claim.article, body=MOVED, headline="", by=editor)
    row = CarriedClaim.objects.get(after__article=article)
    assert row.was_checked
    assert row.reopened_because
    assert row.after.reviews.get().state == "open"
    assert changes_of(article, user=editor).summary == "1 of 1 changed since checked"


def test_undecided_reviews_of_the_old_draft_are_withdrawn_and_stay_so(editor: User) -> None:
    review = make_review()
    make_linked(review.claim)
    submit_draft(article=review.claim.article, body=MOVED, headline="", by=editor)
    review.refresh_from_db()
    assert (review.state, review.closing_reason) == ("cancelled", "A newer draft of the article came in.")
    assert open_reviews(article_id=review.claim.article_id) == 0


def test_a_changed_claim_follows_from_the_one_before(decided: Review, editor: User) -> None:
    claim = decided.claim
    body = claim.article.body
    Claim.objects.filter(pk=claim.pk).update(content=[[82, 147]], start=82, end=147, quote=body[82:147])
    article = submit_draft(article=claim.article, body=MOVED, headline="", by=editor)
    assert not article.claims.exists()
    run_extraction(article_id=article.pk)
    shown = changes_of(article, user=editor)
    assert [(row.before, row.was_checked) for row in shown.changed] == [(claim, True)]
    assert shown.summary == "1 of 1 changed since checked"
    assert "1,300 cracks" in shown.changed[0].after.quote


def test_the_machine_does_not_find_a_second_time_what_came_along(editor: User) -> None:
    from tests.factories import make_article

    article = make_article()
    from claims.services.extraction import request_extraction

    request_extraction(article=article)
    run_extraction(article_id=article.pk)
    found = article.claims.count()
    draft = submit_draft(article=article, body=f"{BODY}\n\nA last line.", headline="", by=editor)
    run_extraction(article_id=draft.pk)
    assert draft.claims.count() == found == 2


def test_nothing_changed_or_an_old_draft_is_a_conflict(drafted: Article, decided: Review, editor: User) -> None:
    with pytest.raises(Conflict, match="newer draft"):
        submit_draft(article=decided.claim.article, body="Another text.", headline="", by=editor)
    with pytest.raises(Conflict, match="nothing changed"):
        submit_draft(article=drafted, body=MOVED, headline="", by=editor)


def test_the_pages_take_a_draft_and_show_what_changed(client: Client, decided: Review, editor: User) -> None:
    client.force_login(editor)
    article = decided.claim.article
    page = reverse("reviews:new_draft", args=[article.public_id])
    assert client.get(page).status_code == 200
    answer = client.post(page, {"headline": "New", "body": MOVED}, follow=True)
    content = answer.content.decode()
    assert "0 of 1 changed since checked" in content
    assert "1 claim came along" in content
    assert client.get(reverse("reviews:changes", args=[article.public_id])).status_code == 404
    refused = client.post(page, {"headline": "New", "body": "Yet another."})
    assert refused.status_code == 409
    assert "Yet another." in refused.content.decode()


def test_speakers_of_one_article_do_not_come_along(editor: User) -> None:
    from tests.factories import make_article, make_speaker

    article = make_article()
    make_claim(article=article, speaker=make_speaker(name="officials", kind="unnamed", article=article))
    draft = make_article(body=MOVED, supersedes=article)
    from django.db import transaction

    with transaction.atomic():
        assert carry_claims(before=article, after=draft, by=editor) == []
