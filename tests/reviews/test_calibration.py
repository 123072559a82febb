"""Claims with a known answer: a reviewer can not tell one from another review, and nothing of it gets out."""

import datetime as dt
import difflib
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article, Claim
from exports.models import Publication
from exports.services.publishing import publish_verdict
from factcheck.lib.errors import IllegalTransition, InvalidInput, NotAllowed
from reviews import policies
from reviews.api.progress import progress_of
from reviews.models import CalibrationItem, CalibrationTrial, Notice, Review, Verdict
from reviews.pages.desk import waiting_for
from reviews.pages.galley import Asked, galley
from reviews.services import lifecycle, reminders
from reviews.services.calibration import hand_out, hand_out_due, mark_item, retire_item
from reviews.services.steps import record_step
from sources.models import Evidence
from sources.services.curation import accept_evidence
from sources.services.seen_before import _settled
from sources.services.settled import OwnRating, settle_claim
from tests.conftest import make_person
from tests.factories import get_rating, make_claim, make_evidence, make_review
from tests.reviews.conftest import answer, make_accepted, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
WHY = "The court has ruled on it."


@pytest.fixture
def published(claim: Claim, supporting: Evidence, second_editor: User, editor: User) -> Review:
    """A claim that somebody else judged, with what the machine found, and that is out."""
    make_evidence(claim=claim, rank=2, machine_stance="contradicts")
    judge = make_person("rita-retired", "reviewer")
    review = place(make_review(claim=claim), "assigned", assignee=judge)
    return place(answer(review, judge), "published", closed_by=editor)


@pytest.fixture
def item(published: Review, editor: User) -> CalibrationItem:
    return mark_item(claim=published.claim, reason=WHY, by=editor)


@pytest.fixture
def trial(item: CalibrationItem, reviewer: User, editor: User) -> CalibrationTrial:
    return hand_out(item=item, person=reviewer, by=editor)


def judge(trial: CalibrationTrial, by: User, rating: str = "true") -> Review:
    """``by`` accepts what the machine found for ``rating`` in the copy, and answers."""
    stance = {"true": "corroborates", "false": "contradicts"}[rating]
    row = trial.review.claim.evidence.filter(machine_stance=stance).first()
    accept_evidence(evidence=row, by=by)
    return answer(trial.review, by, rating)


def test_only_a_claim_whose_verdict_stands_published_has_a_known_answer(claim: Claim, editor: User) -> None:
    with pytest.raises(NotAllowed, match="published"):
        mark_item(claim=claim, reason=WHY, by=editor)


def test_the_published_rating_is_the_known_answer(item: CalibrationItem) -> None:
    assert item.rating == get_rating("true")


def test_marking_needs_a_reason_and_an_editor(published: Review, editor: User, reviewer: User) -> None:
    with pytest.raises(InvalidInput, match="beyond doubt"):
        mark_item(claim=published.claim, reason="  ", by=editor)
    with pytest.raises(NotAllowed, match="Only editors"):
        mark_item(claim=published.claim, reason=WHY, by=reviewer)


def test_a_claim_is_marked_once_until_it_is_retired(item: CalibrationItem, editor: User) -> None:
    with pytest.raises(NotAllowed, match="already"):
        mark_item(claim=item.claim, reason=WHY, by=editor)

    retire_item(item=item, by=editor)

    assert mark_item(claim=item.claim, reason=WHY, by=editor).pk != item.pk


def test_the_ledger_of_the_claim_does_not_tell_that_it_is_used(item: CalibrationItem, trial: CalibrationTrial) -> None:
    entries = item.claim.ledger.model.objects
    assert not entries.filter(claim=item.claim, verb__startswith="calibration").exists()
    told = entries.filter(verb__startswith="calibration").order_by("pk")
    assert [entry.verb for entry in told] == ["calibration.marked", "calibration.handed_out"]
    assert not any(str(item.claim.public_id) in str(entry.details) for entry in told)


def test_the_copy_holds_what_the_machine_found_and_nothing_that_people_made_of_it(trial: CalibrationTrial) -> None:
    copies = list(trial.review.claim.evidence.order_by("rank"))
    originals = list(trial.item.claim.evidence.order_by("rank"))

    assert [row.passage_id for row in copies] == [row.passage_id for row in originals]
    assert {row.decision for row in originals} == {"accepted", "suggested"}
    assert {(row.decision, row.curated_by_id, row.human_stance) for row in copies} == {("suggested", None, "")}


def test_the_copied_claim_cuts_its_own_words_out_of_the_same_text(trial: CalibrationTrial) -> None:
    copy, claim = trial.review.claim, trial.item.claim
    assert copy.article.body == claim.article.body
    assert copy.article.stands_in_for == claim.article
    assert (copy.content, copy.quote, copy.statement, copy.speaker) == (
        claim.content, claim.quote, claim.statement, claim.speaker,
    )  # fmt: skip
    assert copy.public_id != claim.public_id


CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|<time[^>]*>[^<]*</time>|(over)?due (in|by) [^<(]*')
UUIDS = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def page_of(address: str, reader: User) -> bytes:
    """A page without what differs between any two reviews: names of rows, times and tokens."""
    client = Client()
    client.force_login(reader)
    response = client.get(address)
    assert response.status_code == 200, address
    return UUIDS.sub(b"ID", CHANGING.sub(b"", response.content))


def test_the_page_of_the_review_is_that_of_an_ordinary_one_to_the_last_byte(
    trial: CalibrationTrial, reviewer: User, second_reviewer: User, editor: User
) -> None:
    """An ordinary claim with the same words and the same findings, handed to the same reviewer by the same editor."""
    twin = make_claim(
        article=make_claim().article, statement=trial.item.claim.statement, speaker=trial.item.claim.speaker
    )
    for row in trial.item.claim.evidence.order_by("rank"):
        make_evidence(
            claim=twin, passage=row.passage, rank=row.rank, machine_stance=row.machine_stance,
        )  # fmt: skip
    lifecycle.open_reviews(article_id=twin.article_id)
    ordinary = make_review(claim=twin, due_at=trial.review.due_at)
    record_step(ordinary, "review.opened", by=None, due_at=ordinary.due_at.isoformat(), second="")
    lifecycle.assign_review(review=ordinary, assignee=reviewer, by=editor)

    one, two = (page_of(review.get_absolute_url(), reviewer).decode() for review in (trial.review, ordinary))
    assert list(difflib.unified_diff(one.splitlines(), two.splitlines(), n=0)) == []


def test_the_notice_is_worded_like_any_other(trial: CalibrationTrial, reviewer: User, editor: User) -> None:
    other = make_review(claim=make_claim(statement=trial.item.claim.statement), due_at=trial.review.due_at)
    lifecycle.assign_review(review=other, assignee=reviewer, by=editor)

    first, second = Notice.objects.filter(recipient=reviewer).order_by("pk")
    assert (first.text, first.kind) == (second.text, second.kind)


def test_the_reviewer_finds_it_among_his_others_and_nobody_else_does(
    trial: CalibrationTrial, reviewer: User, second_reviewer: User, editor: User, second_editor: User
) -> None:
    assert list(Review.objects.visible_to(reviewer).assigned_to(reviewer)) == [trial.review]
    for other in (second_reviewer, editor, second_editor):
        assert trial.review not in Review.objects.visible_to(other)
        assert trial.review not in waiting_for(other).decided
        client = Client()
        client.force_login(other)
        assert client.get(trial.review.get_absolute_url()).status_code == 404


def test_for_him_the_copy_stands_in_the_place_of_the_claim_in_the_article(
    trial: CalibrationTrial, reviewer: User, second_reviewer: User
) -> None:
    article = trial.item.claim.article
    make_claim(article=article, content=[[50, 70]])

    his, others = (galley(article, user=user, asked=Asked()).opened for user in (reviewer, second_reviewer))

    assert [card.standing for card in his.cards] == ["assigned", "waiting"]
    assert [card.standing for card in others.cards] == ["published", "waiting"]
    shown = page_of(reverse("reviews:article", args=[trial.review.claim.article.public_id]), reviewer)
    assert shown == page_of(reverse("reviews:article", args=[article.public_id]), reviewer)


def test_what_he_makes_of_the_evidence_does_not_touch_the_claim(trial: CalibrationTrial, reviewer: User) -> None:
    before = list(trial.item.claim.evidence.order_by("pk").values())

    judge(trial, reviewer, "false")

    assert list(trial.item.claim.evidence.order_by("pk").values()) == before
    assert Verdict.objects.filter(review__claim=trial.item.claim).count() == 1


def test_his_verdict_is_never_published_and_no_editor_hears_of_it(
    trial: CalibrationTrial, reviewer: User, editor: User, second_editor: User
) -> None:
    judge(trial, reviewer)
    trial.review.refresh_from_db()

    assert trial.review.state == "decided"
    assert policies.can_publish(second_editor, trial.review).reason == policies.NEVER_PUBLISHED
    with pytest.raises((NotAllowed, IllegalTransition)):
        publish_verdict(review=trial.review, by=second_editor)
    assert not Publication.objects.filter(review=trial.review).exists()
    assert not Notice.objects.filter(review=trial.review).exclude(recipient=reviewer).exists()


def test_the_refusal_that_he_reads_does_not_give_it_away(trial: CalibrationTrial, reviewer: User) -> None:
    judge(trial, reviewer)
    trial.review.refresh_from_db()

    assert policies.can_publish(reviewer, trial.review).reason == "Only editors can publish verdicts."


def test_the_article_counts_as_if_there_were_no_copy(trial: CalibrationTrial, reviewer: User) -> None:
    judge(trial, reviewer)

    progress = progress_of(trial.item.claim.article)
    assert (progress.claims, progress.published, progress.reviews["decided"]) == (1, 1, 0)
    assert not Article.objects.listed().filter(pk=trial.review.claim.article_id).exists()
    assert not Claim.objects.listed().filter(pk=trial.review.claim_id).exists()


def test_the_cms_sees_nothing_of_it(trial: CalibrationTrial, reviewer: User, cms_client: APIClient) -> None:
    judge(trial, reviewer)
    copy = trial.review.claim
    hidden = [
        f"/api/v1/articles/{copy.article.public_id}/",
        f"/api/v1/articles/{copy.article.public_id}/progress/",
        f"/api/v1/claims/{copy.public_id}/",
        f"/api/v1/claims/?article={copy.article.public_id}",
        f"/api/v1/evidence/?claim={copy.public_id}",
        f"/api/v1/evidence/{copy.evidence.first().public_id}/",
    ]
    assert [cms_client.get(address).status_code for address in hidden] == [404] * len(hidden)
    listed = cms_client.get("/api/v1/articles/").json()["results"]
    assert [row["id"] for row in listed] == [str(trial.item.claim.article.public_id)]
    assert str(copy.public_id) not in cms_client.get("/api/v1/publications/").content.decode()


def test_no_list_of_the_desk_shows_it(trial: CalibrationTrial, reviewer: User, editor: User) -> None:
    judge(trial, reviewer)
    client = Client()
    client.force_login(editor)
    key = str(trial.review.claim.article.public_id)
    addresses = [reverse("reviews:desk"), *(f"{reverse('reviews:queue')}?view={view}" for view in ("all", "decided"))]
    for address in [*addresses, reverse("sources:library"), reverse("exports:feed")]:
        content = client.get(address).content.decode()
        assert key not in content
        assert str(trial.review.public_id) not in content
    document = trial.review.claim.evidence.first().passage.document
    for address in (document.get_absolute_url(), reverse("reviews:touched", args=[document.public_id])):
        assert str(trial.review.claim.public_id) not in client.get(address).content.decode()


def test_the_same_text_handed_in_again_is_the_article_and_not_the_copy(trial: CalibrationTrial) -> None:
    article = trial.item.claim.article
    found = Article.objects.same_text(body_hash=article.body_hash, external_id="", url="")
    assert list(found) == [article]


def test_a_lapsed_copy_bothers_nobody(trial: CalibrationTrial, reviewer: User, editor: User) -> None:
    """He gives it back and it becomes overdue: no editor is reminded, no new review opens, he may still take it."""
    lifecycle.release_review(review=trial.review, by=reviewer)
    Review.objects.filter(pk=trial.review.pk).update(due_at=timezone.now() - dt.timedelta(days=2))

    reminders.remind_overdue()
    reminders.open_missing_reviews()

    assert not Notice.objects.filter(review=trial.review).exclude(recipient=reviewer).exists()
    assert Review.objects.filter(claim=trial.review.claim).count() == 1
    trial.review.refresh_from_db()
    assert lifecycle.take_review(review=trial.review, by=reviewer).assignee == reviewer


def test_nobody_is_tried_with_a_claim_that_he_judged_or_saw(
    item: CalibrationItem, trial: CalibrationTrial, reviewer: User, second_reviewer: User, editor: User
) -> None:
    former = User.objects.get(username="rita-retired")
    assert policies.can_hand_out(editor, item, second_reviewer)
    for person in (former, reviewer, editor):
        assert not policies.can_hand_out(editor, item, person)
        with pytest.raises(NotAllowed, match="choose"):
            hand_out(item=item, person=person, by=editor)


def test_who_handed_the_article_in_is_not_tried_with_it(
    item: CalibrationItem, second_reviewer: User, editor: User
) -> None:
    Article.objects.filter(pk=item.claim.article_id).update(submitted_by=second_reviewer)
    assert not policies.can_hand_out(editor, item, second_reviewer)


def test_a_claim_that_is_judged_again_is_handed_out_no_more(
    item: CalibrationItem, published: Review, reviewer: User, editor: User
) -> None:
    assert policies.can_hand_out(editor, item, reviewer)
    lifecycle.reopen_review(review=published, by=editor, reason="New figures came out.")
    with pytest.raises(NotAllowed, match="judged again"):
        hand_out(item=item, person=reviewer, by=editor)


def test_a_retired_item_is_handed_out_no_more_and_the_claim_stands_again(
    trial: CalibrationTrial, reviewer: User, second_reviewer: User, editor: User
) -> None:
    judge(trial, reviewer)
    retire_item(item=trial.item, by=editor)

    trial.item.refresh_from_db()
    assert not policies.can_hand_out(editor, trial.item, second_reviewer)
    (card,) = galley(trial.item.claim.article, user=reviewer, asked=Asked()).opened.cards
    assert card.standing == "published"


def test_a_new_comparison_of_the_copy_does_not_find_the_verdict_of_the_claim(
    trial: CalibrationTrial, published: Review
) -> None:
    settle_claim(claim=trial.item.claim, rating=OwnRating("True"), on=dt.date(2026, 3, 6))
    copy = trial.review.claim
    other = make_claim(statement=copy.statement)

    assert _settled(copy) == []
    assert [found.match.relation for found in _settled(other)] == ["same"]


class TestHandingOutByItself:
    """The clock hands out an item after as many claims as the setting says."""

    @pytest.fixture
    def busy(self, reviewer: User, editor: User) -> User:
        """A reviewer who has judged two claims."""
        for _ in range(2):
            claim = make_claim()
            make_accepted(claim, editor, "corroborates")
            answer(place(make_review(claim=claim), "assigned", assignee=reviewer), reviewer)
        return reviewer

    def test_nothing_is_handed_out_when_nobody_said_so(self, item: CalibrationItem, busy: User) -> None:
        assert hand_out_due() == 0

    def test_who_judged_enough_gets_one_and_only_one(self, item: CalibrationItem, busy: User, settings: Any) -> None:
        settings.CALIBRATION_EVERY = 2
        assert [hand_out_due(), hand_out_due()] == [1, 0]
        (trial,) = CalibrationTrial.objects.all()
        assert (trial.person, trial.handed_by) == (busy, None)

    def test_it_waits_in_his_queue_where_people_take_their_reviews(
        self, item: CalibrationItem, busy: User, second_reviewer: User, settings: Any
    ) -> None:
        settings.CALIBRATION_EVERY = 2
        hand_out_due()
        (trial,) = CalibrationTrial.objects.all()
        assert trial.review.state == "open"
        assert trial.review in Review.objects.visible_to(busy).unassigned()
        assert trial.review not in Review.objects.visible_to(second_reviewer).unassigned()
        assert lifecycle.take_review(review=trial.review, by=busy).assignee == busy

    def test_who_has_not_judged_enough_waits(self, item: CalibrationItem, busy: User, settings: Any) -> None:
        settings.CALIBRATION_EVERY = 3
        assert hand_out_due() == 0
