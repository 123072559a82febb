"""Choosing claims with a known answer, handing them out, and saying how sure one is, in the browser."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from factcheck.lib.errors import InvalidInput
from reviews.models import Assessment, CalibrationItem, CalibrationTrial, Review
from reviews.services.calibration import mark_item
from reviews.services.verdicts import assess_review
from sources.models import Evidence
from tests.conftest import make_person
from tests.factories import get_rating, make_claim, make_review
from tests.reviews.conftest import answer, make_accepted, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


@pytest.fixture
def enter(client: Client) -> Callable[[User], Client]:
    def logged_in(user: User) -> Client:
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def published(editor: User) -> Review:
    claim = make_claim(statement="The wall is three years late.")
    make_accepted(claim, editor, "corroborates")
    judge = make_person("rita-retired", "reviewer")
    review = answer(place(make_review(claim=claim), "assigned", assignee=judge), judge)
    return place(review, "published", closed_by=editor)


@pytest.fixture
def item(published: Review, editor: User) -> CalibrationItem:
    return mark_item(claim=published.claim, reason="The court has ruled on it.", by=editor)


@pytest.mark.parametrize("name", ["calibration", "calibration_candidates"])
def test_these_pages_are_for_editors_alone(enter: Callable[..., Client], reviewer: User, name: str) -> None:
    assert enter(reviewer).get(reverse(f"reviews:{name}")).status_code == 403


def test_a_reviewer_finds_no_item_by_its_address(
    enter: Callable[..., Client], item: CalibrationItem, reviewer: User
) -> None:
    for name in ("calibration_hand_out", "calibration_retire"):
        assert enter(reviewer).post(reverse(f"reviews:{name}", args=[item.public_id])).status_code == 404


def test_an_editor_chooses_a_published_claim_and_says_why(
    enter: Callable[..., Client], published: Review, editor: User
) -> None:
    browser = enter(editor)
    assert "No claim is used yet" in browser.get(reverse("reviews:calibration")).content.decode()
    address = reverse("reviews:calibration_mark", args=[published.claim.public_id])
    assert address in browser.get(reverse("reviews:calibration_candidates")).content.decode()

    refused = browser.post(address, {"reason": " "})
    done = browser.post(address, {"reason": "The court has ruled on it."}, follow=True)

    assert refused.status_code == 400
    assert "The court has ruled on it." in done.content.decode()
    assert address not in browser.get(reverse("reviews:calibration_candidates")).content.decode()


def test_a_claim_that_is_not_settled_says_why_it_can_not_be_used(enter: Callable[..., Client], editor: User) -> None:
    address = reverse("reviews:calibration_mark", args=[make_claim().public_id])
    assert "verdict stands published" in enter(editor).get(address).content.decode()
    assert enter(editor).post(address, {"reason": "I know."}).status_code == 403


def test_an_editor_hands_it_out_and_reads_why_he_can_not_twice(
    enter: Callable[..., Client], item: CalibrationItem, editor: User, reviewer: User
) -> None:
    address = reverse("reviews:calibration_hand_out", args=[item.public_id])

    done = enter(editor).post(address, {"person": reviewer.pk}, follow=True)
    again = enter(editor).post(address, {"person": reviewer.pk})

    assert "1 time" in done.content.decode()
    assert again.status_code == 403
    assert "was tried with it already" in again.content.decode()
    assert CalibrationTrial.objects.count() == 1


def test_editors_can_not_be_chosen(
    enter: Callable[..., Client], item: CalibrationItem, editor: User, second_editor: User, reviewer: User
) -> None:
    page = enter(editor).get(reverse("reviews:calibration")).content.decode()
    assert f'<option value="{reviewer.pk}">' in page
    assert f'<option value="{second_editor.pk}">' not in page
    address = reverse("reviews:calibration_hand_out", args=[item.public_id])
    assert enter(editor).post(address, {"person": second_editor.pk}).status_code == 400


def test_retiring_keeps_the_item_and_takes_its_form_away(
    enter: Callable[..., Client], item: CalibrationItem, editor: User
) -> None:
    address = reverse("reviews:calibration_retire", args=[item.public_id])
    page = enter(editor).post(address, follow=True).content.decode()
    assert "retired by edda-editor" in page
    assert "Hand it out" not in page


def test_a_reviewer_says_how_sure_he_is(
    enter: Callable[..., Client], assigned: Review, supporting: Evidence, reviewer: User
) -> None:
    browser = enter(reviewer)
    assert 'name="confidence"' in browser.get(assigned.get_absolute_url()).content.decode()
    typed = {"version": assigned.version, "rating": "true", "rationale": "It says so.", "cited": [supporting.public_id]}

    done = browser.post(reverse("reviews:assess", args=[assigned.public_id]), {**typed, "confidence": "80"})

    assert done.status_code == 302, done.content.decode()
    assert Assessment.objects.get(review=assigned).confidence == 80


def test_nobody_has_to_say_it(assigned: Review, reviewer: User) -> None:
    answer(assigned, reviewer)
    assert Assessment.objects.get(review=assigned).confidence is None


def test_a_confidence_that_is_no_percentage_is_refused(assigned: Review, supporting: Evidence, reviewer: User) -> None:
    with pytest.raises(InvalidInput, match="percentage") as refused:
        assess_review(
            review=assigned, by=reviewer, version=assigned.version, rating=get_rating("true"),
            rationale="It says so.", cited=[supporting], confidence=101,
        )  # fmt: skip
    assert set(refused.value.fields) == {"confidence"}


def test_who_settles_is_not_asked_how_sure_he_is(
    enter: Callable[..., Client], disputed: Review, second_editor: User
) -> None:
    page = enter(second_editor).get(disputed.get_absolute_url()).content.decode()
    assert "Settle the dispute" in page
    assert 'name="confidence"' not in page


def test_ones_confidence_is_shown_to_nobody_else(
    enter: Callable[..., Client], blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    answer(blind, reviewer, "true", confidence=95)
    answer(blind, second_reviewer, "false", confidence=60)
    for reader in (reviewer, second_reviewer, editor):
        page = enter(reader).get(blind.get_absolute_url()).content.decode()
        assert "95 %" not in page
        assert "60 %" not in page
