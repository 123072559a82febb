"""Scales with versions: an edit makes the next one, and what was given keeps its own."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from claims.models import LedgerEntry
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from reviews.forms.scales import RatingForm
from reviews.models import Rating, Review, Scale, Verdict
from reviews.services import lifecycle, verdicts
from reviews.services.scales import RatingDraft, ScaleDraft, define_scale, differences, open_on, revise_scale, use_scale
from tests.factories import get_rating
from tests.reviews.conftest import answer, place

pytestmark = pytest.mark.django_db


def drafted(scale: Scale, *, without: str = "", **over: Any) -> ScaleDraft:
    """``scale`` as a draft, without a rating, with ``over`` in place of what "true" says."""
    ratings = [
        RatingDraft(
            rating.name, rating.description, rating.value, rating.tone, rating.slug,
            {name: getattr(rating, name) for name in Rating.demand_names()},
        )
        for rating in scale.ratings.all()
        if rating.slug != without
    ]  # fmt: skip
    ratings = [replace(draft, **over) if draft.slug == "true" else draft for draft in ratings]
    return ScaleDraft(scale.name, ratings, scale.description, scale.worst, scale.best)


@pytest.fixture
def scale() -> Scale:
    return Scale.objects.in_use()


def revised(scale: Scale, by: User, **over: Any) -> Scale:
    return revise_scale(scale=scale, draft=drafted(scale, **over), by=by, reason="Readers did not understand it.")


def test_an_edit_makes_the_next_version_and_leaves_the_old_one(scale: Scale, editor: User) -> None:
    before = list(scale.ratings.values())
    new = revised(scale, editor, name="Correct", value=6)
    scale.refresh_from_db()
    assert (new.version, new.family, new.is_default, new.is_newest) == (2, scale.family, True, True)
    assert (scale.is_default, scale.is_newest) == (False, False)
    assert list(scale.ratings.values()) == before
    assert differences(scale, new) == ["“True” is called “Correct” now and has another value."]
    entry = LedgerEntry.objects.get(verb="scale.revised")
    assert (entry.chain.name, entry.actor, entry.details["version"]) == ("house", editor, 2)


def test_an_old_verdict_keeps_the_scale_it_was_given_on(decided: Review, scale: Scale, editor: User) -> None:
    revised(scale, editor, name="Correct")
    verdict = Verdict.objects.get()
    assert (verdict.rating.name, verdict.rating.scale) == ("True", scale)
    assert get_rating("true").name == "Correct"


def test_what_is_stored_of_a_scale_refuses_to_change(decided: Review, scale: Scale) -> None:
    scale.name = "Another"
    with pytest.raises(TypeError, match="next version"):
        scale.save()
    rating = scale.ratings.first()
    assert rating is not None
    with pytest.raises(TypeError, match="next version"):
        rating.save()
    with pytest.raises(ProtectedError):
        scale.delete()


def test_two_who_edit_at_once_do_not_lose_a_version(scale: Scale, editor: User, second_editor: User) -> None:
    revised(scale, editor, name="Correct")
    with pytest.raises(Conflict, match="edda-editor made version 2 of this scale meanwhile"):
        revised(scale, second_editor, name="Right")


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"name": ""}, "Give the scale a name"),
        ({"ratings": []}, "two ratings at least"),
        ({"worst": 5, "best": 5}, "must be above the worst"),
        ({"worst": 2}, "outside the ends"),
        ({"ratings": [RatingDraft("A", "a."), RatingDraft("a ", "b.")]}, "the same name"),
        ({"ratings": [RatingDraft("A", "a."), RatingDraft("B", " ")]}, "Say what “B” means"),
        ({"ratings": [RatingDraft(f"R{number}", "x") for number in range(31)]}, "at most 30"),
    ],
)
def test_a_scale_with_a_fault_is_refused(over: dict[str, Any], sentence: str, scale: Scale, editor: User) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        revise_scale(scale=scale, draft=replace(drafted(scale), **over), by=editor, reason="So.")
    assert Scale.objects.count() == 1
    scale.refresh_from_db()
    assert scale.is_default


def test_without_a_reason_a_change_or_a_right_there_is_no_version(scale: Scale, editor: User, reviewer: User) -> None:
    with pytest.raises(InvalidInput, match="Say why"):
        revise_scale(scale=scale, draft=drafted(scale), by=editor, reason=" ")
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        revised(scale, editor)
    with pytest.raises(NotAllowed, match="Only editors"):
        revised(scale, reviewer, name="Right")
    assert Scale.objects.get().is_default


def test_another_scale_is_defined_and_put_into_use(scale: Scale, editor: User) -> None:
    draft = ScaleDraft("Yes or no", [RatingDraft("Yes", "It is so.", 1), RatingDraft("No", "It is not.", 0)])
    made = define_scale(draft=draft, by=editor, reason="For the radio.")
    assert (made.is_default, Scale.objects.in_use()) == (False, scale)
    with pytest.raises(InvalidInput, match="another scale called"):
        define_scale(draft=draft, by=editor, reason="Again.")
    used = use_scale(scale=made, by=editor, reason="From today on.")
    assert Scale.objects.in_use() == used
    with pytest.raises(InvalidInput, match="in use already"):
        use_scale(scale=used, by=editor, reason="Again.")
    assert [rating.slug for rating in made.ratings.all()] == ["yes", "no"]


# --- Reviews that are open while a scale is edited ---


def test_who_writes_on_the_old_version_is_told_what_changed_and_loses_nothing(
    assigned: Review, scale: Scale, editor: User, reviewer: User, client: Client
) -> None:
    client.force_login(reviewer)
    page = client.get(assigned.get_absolute_url()).context["form"]
    typed = {
        "version": page["version"].value(), "scale": str(page["scale"].value()), "rating": "true",
        "rationale": "My long reasons.",
    }  # fmt: skip
    revised(scale, editor, name="Correct")
    address = reverse("reviews:assess", args=[assigned.public_id])
    refused = client.post(address, typed)
    content = refused.content.decode()
    assert refused.status_code == 400
    assert "The scale was changed while you wrote. “True” is called “Correct” now. Choose your rating again" in content
    assert "My long reasons." in content
    assert " checked>" not in content.partition('class="ratings')[2].partition("</fieldset>")[0]
    again = refused.context["form"]
    client.post(address, typed | {"scale": str(again["scale"].value()), "rating": "unproven"})
    assigned.refresh_from_db()
    assert (assigned.state, Verdict.objects.get().rating.scale.version) == ("decided", 2)


def test_a_rating_that_is_gone_is_refused_with_what_is_new(
    assigned: Review, scale: Scale, editor: User, reviewer: User
) -> None:
    old = get_rating("not-checkable")
    revised(scale, editor, without="not-checkable")
    with pytest.raises(InvalidInput, match="“Not checkable” is gone"):
        verdicts.assess_review(
            review=assigned, rating=old, rationale="So.", cited=[], by=reviewer, version=assigned.version
        )


def test_two_blind_reviewers_answer_on_the_version_that_was_in_use_when_their_round_began(
    opened: Review, scale: Scale, editor: User, reviewer: User, second_reviewer: User
) -> None:
    place(opened, "open", blind=True)
    for person in (reviewer, second_reviewer):
        review = lifecycle.take_review(review=opened, by=person)
    old = get_rating("unproven")
    given = {"rating": old, "rationale": "Looked.", "cited": []}
    verdicts.assess_review(review=review, by=reviewer, version=review.version, **given)
    assert open_on(scale) == (0, 1)
    revised(scale, editor, name="Correct")
    review = verdicts.assess_review(review=review, by=second_reviewer, version=review.version, **given)
    assert (review.state, review.verdicts.get().rating) == ("decided", old)
    review = verdicts.return_review(review=review, by=editor, note="Once more.")
    assert review.scale.version == 2


def test_an_edit_counts_the_reviews_that_follow_it(assigned: Review, scale: Scale) -> None:
    assert open_on(scale) == (1, 0)


# --- The pages ---


def test_every_demand_that_a_rating_knows_can_be_set_in_the_browser() -> None:
    assert [field.name for field in RatingForm().demands()] == Rating.demand_names()
    assert {"needs_origins", "needs_primary", "needs_timely", "needs_no_contradiction"} <= set(Rating.demand_names())


def as_sent(page: Any, **over: str) -> dict[str, Any]:
    """What a browser sends for the form of a page, with ``over`` in it."""
    sent: dict[str, Any] = {}
    for form in (page.context["form"], *page.context["ratings"].forms, page.context["ratings"].management_form):
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = "on" if value is True else value
    return sent | over


def test_a_scale_is_edited_in_the_browser_without_scripts(scale: Scale, editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("reviews:revise_scale", args=[scale.public_id])
    page = client.get(address)
    typed = as_sent(page, reason="Clearer.") | {
        "ratings-0-name": "Correct", "ratings-0-needs_primary": "on", "ratings-6-DELETE": "on",
        "ratings-7-name": "Satire", "ratings-7-description": "Meant as a joke.", "ratings-7-tone": "violet",
    }  # fmt: skip
    answer_ = client.post(address, typed)
    assert answer_.status_code == 302, answer_.context["form"].errors
    new = Scale.objects.in_use()
    assert [rating.name for rating in new.ratings.all()] == [
        "Correct", "Mostly true", "Mixed", "Mostly false", "False", "Unproven", "Satire",
    ]  # fmt: skip
    assert new.ratings.get(slug="true").needs_primary
    assert not new.ratings.get(slug="satire").needs_evidence or new.ratings.get(slug="satire").tone == "violet"
    content = client.get(answer_.url).content.decode()
    assert "“Not checkable” is gone." in content
    assert "Must cite a primary source" in content


def test_a_refused_scale_keeps_what_was_typed(scale: Scale, editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("reviews:revise_scale", args=[scale.public_id])
    typed = as_sent(client.get(address), reason="Clearer.") | {"ratings-0-value": "not a number"}
    typed["ratings-0-description"] = "My careful words."
    answer_ = client.post(address, typed)
    assert answer_.status_code == 400
    assert b"My careful words." in answer_.content
    typed |= {"ratings-0-value": "5", "worst": "4"}
    answer_ = client.post(address, typed)
    assert b"outside the ends of the scale" in answer_.content
    assert b"My careful words." in answer_.content
    assert Scale.objects.count() == 1


@pytest.mark.parametrize("name", ["new_scale", "revise_scale"])
def test_only_editors_come_to_the_forms(name: str, scale: Scale, reviewer: User, client: Client) -> None:
    client.force_login(reviewer)
    address = reverse(f"reviews:{name}", args=[scale.public_id] if name == "revise_scale" else [])
    assert client.get(address).status_code == 403
    assert client.get(reverse("reviews:scales")).status_code == 200


# --- What a rating demands ---


def demanding(scale: Scale, editor: User, name: str) -> Rating:
    draft = drafted(scale)
    first = next(each for each in draft.ratings if each.slug == "unproven")
    first = replace(first, demands={**first.demands, name: True})
    ratings = [first if each.slug == "unproven" else each for each in draft.ratings]
    return revise_scale(scale=scale, draft=replace(draft, ratings=ratings), by=editor, reason="So.").ratings.get(
        slug="unproven"
    )


def test_a_demand_for_a_primary_source_is_met_by_one(
    assigned: Review, supporting: Any, scale: Scale, editor: User, reviewer: User
) -> None:
    rating = demanding(scale, editor, "needs_primary")
    with pytest.raises(InvalidInput, match="needs a primary source"):
        answer(assigned, reviewer, rating=rating.slug, cited=[supporting])
    source = supporting.passage.document.source
    source.primary = True
    source.save()
    assert answer(assigned, reviewer, rating=rating.slug, cited=[supporting]).state == "decided"


def test_a_demand_for_evidence_of_the_time_is_not_met_by_what_came_later(
    assigned: Review, supporting: Any, scale: Scale, editor: User, reviewer: User
) -> None:
    rating = demanding(scale, editor, "needs_timely")
    type(supporting).objects.filter(pk=supporting.pk).update(after_claim=True)
    with pytest.raises(InvalidInput, match="was there when the claim was made"):
        answer(assigned, reviewer, rating=rating.slug, cited=[supporting])
    type(supporting).objects.filter(pk=supporting.pk).update(after_claim=False)
    assert answer(assigned, reviewer, rating=rating.slug, cited=[supporting]).state == "decided"


def test_a_rating_that_suffers_no_contradiction_is_refused_beside_one_that_is_not_even_cited(
    assigned: Review, supporting: Any, opposing: Any, scale: Scale, editor: User, reviewer: User
) -> None:
    rating = demanding(scale, editor, "needs_no_contradiction")
    with pytest.raises(InvalidInput, match=r"can not stand beside accepted evidence that contradicts the claim \(“"):
        answer(assigned, reviewer, rating=rating.slug, cited=[supporting])
    type(opposing).objects.filter(pk=opposing.pk).update(decision="rejected")
    assert answer(assigned, reviewer, rating=rating.slug, cited=[supporting]).state == "decided"
