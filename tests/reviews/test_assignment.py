"""Giving out work: by rule, in bulk, with a reason; and never to who wrote, is away, or can judge no more."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import LedgerEntry
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput, NotAllowed
from reviews import policies
from reviews.models import Review, ReviewerProfile
from reviews.services import assignment, lifecycle
from reviews.services.people import Profile, describe_reviewer
from reviews.services.rules import change_rules, rules_in_force
from tests.factories import make_article, make_claim, make_review
from tests.reviews.conftest import answer, place

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def automatic(settings: Any) -> None:
    settings.AUTO_ASSIGN = True


def known(person: User, **over: Any) -> ReviewerProfile:
    return ReviewerProfile.objects.create(person=person, **over)


def assigned_entry() -> LedgerEntry:
    return LedgerEntry.objects.filter(verb="review.assigned").latest("pk")


def test_nothing_is_given_out_unless_the_rules_say_so(opened: Review, reviewer: User) -> None:
    assert assignment.assign_waiting() == 0
    opened.refresh_from_db()
    assert opened.state == "open"


def test_a_review_goes_to_who_reads_the_language_and_knows_the_topic_and_the_ledger_says_why(
    automatic: None, opened: Review, reviewer: User, second_reviewer: User
) -> None:
    known(reviewer, languages=["de"])
    known(second_reviewer, languages=["en"], topics=["harbours"])
    article = opened.claim.article
    article.topic = "Harbours"
    article.save()
    assert [assignment.assign_waiting(), assignment.assign_waiting()] == [1, 0]
    opened.refresh_from_db()
    assert opened.assignee == second_reviewer
    entry = assigned_entry()
    assert (entry.actor, entry.details["reason"]) == (None, "Least load (0) among 1 who reads en and knows Harbours.")
    assert opened.notices.get().text.startswith("You are asked to judge")


def test_the_load_is_shared(automatic: None, reviewer: User, second_reviewer: User) -> None:
    for _ in range(6):
        make_review()
    assert assignment.assign_waiting() == 6
    assert assignment.loads() == {reviewer.pk: 3, second_reviewer.pk: 3}


def test_nobody_gets_more_than_he_takes_and_what_is_due_first_goes_first(automatic: None, reviewer: User) -> None:
    known(reviewer, capacity=1)
    later = make_review()
    first = make_review(due_at=timezone.now())
    assert assignment.assign_waiting() == 1
    assert Review.objects.get(pk=first.pk).assignee == reviewer
    assert Review.objects.get(pk=later.pk).state == "open"
    assert assignment.suggestion(later).reason == "Nobody is free for it: 1 full."


def test_both_places_of_a_blind_review_are_filled_with_two_people(
    automatic: None, opened: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    known(editor)
    place(opened, "open", blind=True)
    assert assignment.assign_waiting() == 2
    opened.refresh_from_db()
    assert set(opened.people) == {reviewer, second_reviewer}


@pytest.mark.parametrize("how", ["entered", "full name", "byline of the profile", "account"])
def test_nobody_gets_a_claim_from_an_article_that_he_entered_or_wrote(
    how: str, automatic: None, opened: Review, reviewer: User, editor: User
) -> None:
    article = opened.claim.article
    reviewer.first_name, reviewer.last_name = "Rosa", "Lind"
    reviewer.save()
    known(reviewer, bylines=["R. Lindqvist"])
    article.submitted_by = reviewer if how == "entered" else None
    article.byline = {
        "entered": "", "full name": "By Rosa Lind and others", "byline of the profile": "R. Lindqvist, Halvern",
        "account": "rosa-reviewer",
    }[how]  # fmt: skip
    article.save()
    assert assignment.assign_waiting() == 0
    assert "in conflict of interest" in assignment.suggestion(opened).reason
    fresh = Review.objects.select_related("claim__article").get(pk=opened.pk)
    with pytest.raises(NotAllowed, match="somebody else must judge its claims"):
        lifecycle.take_review(review=fresh, by=reviewer)
    with pytest.raises(NotAllowed, match=r"rosa-reviewer (entered|wrote) this article"):
        lifecycle.assign_review(review=fresh, assignee=reviewer, by=editor)
    fresh = place(fresh, "assigned", assignee=reviewer)
    assert not policies.can_assess(reviewer, fresh)


def test_an_editor_is_given_work_by_rule_only_when_he_has_a_profile(
    automatic: None, opened: Review, editor: User
) -> None:
    assert assignment.assign_waiting() == 0
    known(editor)
    assert assignment.assign_waiting() == 1


def test_who_is_away_gets_nothing_and_what_he_has_is_given_to_others(
    automatic: None, assigned: Review, reviewer: User, second_reviewer: User
) -> None:
    today = timezone.localdate()
    profile = known(reviewer, absent_from=today, absent_until=today)
    assert [assignment.release_absent(), assignment.release_absent()] == [1, 0]
    assert assignment.assign_waiting() == 1
    assigned.refresh_from_db()
    assert assigned.assignee == second_reviewer
    assert assigned.notices.get(kind="released").text.endswith("You are away, so it is free for others.")
    assert not profile.is_absent(today + DAY)
    assert not profile.is_absent(today - DAY)


def test_of_a_blind_review_only_the_one_who_is_away_goes_and_an_answer_stays(
    blind: Review, reviewer: User, second_reviewer: User
) -> None:
    answer(blind, reviewer)
    known(reviewer, absent_from=timezone.localdate())
    assert assignment.release_absent() == 0
    blind.refresh_from_db()
    assert blind.people == [reviewer, second_reviewer]
    known(second_reviewer, absent_from=timezone.localdate())
    assert assignment.release_absent() == 1
    blind.refresh_from_db()
    assert blind.people == [reviewer]


def test_who_is_no_reviewer_any_more_keeps_no_review(assigned: Review, reviewer: User) -> None:
    reviewer.groups.clear()
    assert assignment.release_absent() == 1
    assigned.refresh_from_db()
    assert assigned.state == "open"


def test_somebody_else_gets_a_review_only_with_a_reason(
    assigned: Review, second_reviewer: User, reviewer: User, editor: User
) -> None:
    with pytest.raises(InvalidInput, match="Say why somebody else gets it"):
        lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason=" ")
    lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason="Rosa is ill.")
    assert assigned_entry().details["reason"] == "Rosa is ill."
    assert "Rosa is ill." in assigned.notices.get(recipient=reviewer).text


def test_a_hand_over_note_stands_for_who_comes_next(
    assigned: Review, reviewer: User, second_reviewer: User, client: Client
) -> None:
    client.force_login(reviewer)
    address = reverse("reviews:release", args=[assigned.public_id])
    client.post(address, {"reason": "Ill.", "handover": "The log is in the archive."})
    client.force_login(second_reviewer)
    content = client.get(assigned.get_absolute_url()).content
    assert b"The log is in the archive." in content
    assert b"hand-over note" in content


def test_an_editor_gives_one_out_by_rule(opened: Review, reviewer: User, editor: User) -> None:
    assignment.assign_by_rule(review=opened, by=editor)
    assert assigned_entry().details["reason"] == "Least load (0) among 1 who reads en."
    assert assigned_entry().actor == editor
    other = make_review(claim=make_claim(article=make_article(language="fi", body="Other.")))
    known(reviewer, languages=["en"])
    with pytest.raises(IllegalTransition, match="Nobody is free for it: 1 not reading fi"):
        assignment.assign_by_rule(review=other, by=editor)
    with pytest.raises(NotAllowed):
        assignment.assign_by_rule(review=other, by=reviewer)


def test_an_opened_review_is_given_out_at_once(
    automatic: None, assigned: Review, reviewer: User, second_reviewer: User, run_on_commit: Any
) -> None:
    with run_on_commit():
        lifecycle.release_review(review=assigned, by=reviewer)
    assigned.refresh_from_db()
    assert assigned.assignee in {reviewer, second_reviewer}


# --- In bulk ---


def test_many_are_assigned_and_each_refusal_is_told(
    editor: User, reviewer: User, decided: Review, client: Client
) -> None:
    client.force_login(editor)
    reviews = [make_review() for _ in range(3)]
    sent = {
        "reviews": [str(each.public_id) for each in [*reviews, decided]], "action": "assign", "assignee": reviewer.pk,
        "filters": "view=all",
    }  # fmt: skip
    answered = client.post(reverse("reviews:bulk"), sent, follow=True)
    assert answered.redirect_chain[0][0].endswith("?view=all")
    content = answered.content.decode()
    assert "Done with 3 reviews." in content
    assert "This review is decided and can not be assigned now." in content
    assert Review.objects.filter(assignee=reviewer, state="assigned").count() == 3


def test_a_refused_bulk_keeps_the_ticks_and_says_what_is_missing(editor: User, client: Client) -> None:
    client.force_login(editor)
    review = make_review()
    sent = {"reviews": [str(review.public_id)], "action": "assign", "reason": "Quick.", "filters": "view=unassigned"}
    answered = client.post(reverse("reviews:bulk"), sent)
    content = answered.content.decode()
    assert answered.status_code == 400
    assert "Choose who is to judge them." in content
    assert f'value="{review.public_id}" form="bulk" checked' in content
    assert 'value="Quick."' in content
    assert "Tick at least one review." in client.post(reverse("reviews:bulk"), {"action": "release"}).content.decode()


def test_a_reviewer_has_no_ticks_and_releases_only_his_own(
    assigned: Review, reviewer: User, second_reviewer: User, client: Client
) -> None:
    client.force_login(second_reviewer)
    assert b'form="bulk"' not in client.get(reverse("reviews:queue"), {"view": "all"}).content
    sent = {"reviews": [str(assigned.public_id)], "action": "release"}
    assert b"Only the reviewer or an editor" in client.post(reverse("reviews:bulk"), sent, follow=True).content
    assigned.refresh_from_db()
    assert assigned.assignee == reviewer


def test_many_are_given_out_by_rule(editor: User, reviewer: User, client: Client) -> None:
    client.force_login(editor)
    reviews = [make_review() for _ in range(2)]
    sent = {"reviews": [str(each.public_id) for each in reviews], "action": "rule"}
    client.post(reverse("reviews:bulk"), sent)
    assert Review.objects.filter(assignee=reviewer).count() == 2


# --- Profiles and rules ---


def test_a_reviewer_changes_his_own_profile_and_nobody_elses(
    reviewer: User, second_reviewer: User, editor: User, client: Client
) -> None:
    client.force_login(reviewer)
    sent = {
        "version": "0", "languages": "de, en", "topics": "Health\nharbours", "bylines": "R. Lind", "capacity": "4",
        "absent_from": "2026-07-01", "absent_until": "2026-07-14",
    }  # fmt: skip
    client.post(reverse("reviews:person", args=[reviewer.username]), sent)
    stored = ReviewerProfile.objects.get()
    assert (stored.languages, stored.topics, stored.capacity) == (["de", "en"], ["Health", "harbours"], 4)
    assert LedgerEntry.objects.get(verb="reviewer.described").details["changes"]["capacity"] == [None, 4]
    assert client.get(reverse("reviews:person", args=[second_reviewer.username])).status_code == 403
    with pytest.raises(Conflict, match="changed meanwhile"):
        describe_reviewer(person=reviewer, profile=Profile(), by=editor, version=0)
    client.force_login(editor)
    assert b"de, en" in client.get(reverse("reviews:people")).content


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"languages": "German"}, "languages"),
        ({"capacity": "-1"}, "capacity"),
        ({"absent_from": "", "absent_until": "2026-07-14"}, "absent_from"),
        ({"absent_from": "2026-07-14", "absent_until": "2026-07-01"}, "absent_until"),
    ],
)
def test_a_profile_with_a_fault_is_refused_and_kept(
    over: dict[str, str], field: str, reviewer: User, client: Client
) -> None:
    client.force_login(reviewer)
    sent = {"version": "0", "languages": "de", "topics": "My topics", "capacity": "4"} | over
    refused = client.post(reverse("reviews:person", args=[reviewer.username]), sent)
    assert refused.status_code == 400
    assert field in refused.context["form"].errors
    assert b"My topics" in refused.content


def test_rules_are_changed_in_the_browser_count_for_new_reviews_and_are_in_the_ledger(
    editor: User, client: Client, opened: Review
) -> None:
    client.force_login(editor)
    page = client.get(reverse("reviews:rules"))
    sent = {field.html_name: field.value() for field in page.context["form"] if field.value() is not None}
    sent = {name: value for name, value in sent.items() if value is not False}
    client.post(reverse("reviews:rules"), sent | {"topics": "migration, courts", "below": "55", "reason": "Elections."})
    in_force = rules_in_force()
    assert (in_force.version, in_force.rules.topics, in_force.rules.below) == (1, ("migration", "courts"), 0.55)
    entry = LedgerEntry.objects.get(verb="rules.changed")
    assert entry.details["changes"] == {"topics": [[], ["migration", "courts"]], "below": [0.0, 0.55]}
    assert (entry.actor, entry.details["reason"]) == (editor, "Elections.")
    article = make_article(body="Another.", topic="Courts")
    review = lifecycle.reopen_review(
        review=place(make_review(claim=make_claim(article=article)), "cancelled"), by=editor, reason="Again."
    )
    assert (review.blind, review.blind_reason) == (True, "The topic “Courts” is sensitive.")


def test_two_who_change_the_rules_at_once_lose_nothing(editor: User, second_editor: User, reviewer: User) -> None:
    rules = rules_in_force().rules
    change_rules(rules=rules, assigns=True, by=editor, reason="So.", version=0)
    with pytest.raises(Conflict, match="edda-editor changed the rules meanwhile"):
        change_rules(rules=rules, assigns=True, by=second_editor, reason="So.", version=0)
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        change_rules(rules=rules, assigns=True, by=second_editor, reason="So.", version=1)
    with pytest.raises(NotAllowed):
        change_rules(rules=rules, assigns=False, by=reviewer, reason="So.", version=1)
    assert rules_in_force().assigns
