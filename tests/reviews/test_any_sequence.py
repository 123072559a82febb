"""No sequence of calls, by anybody and from stale pages, gets a review where the table does not let it go.

A Hypothesis state machine plays the desk: people of every role call every service in any order, with the review as it
is and as it was several steps ago, which is how calls that are made at the same time look to the database. After each
call the rows themselves are asked. Real concurrency, in threads on PostgreSQL, is at the end.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from claims.models import LedgerChain, LedgerEntry
from claims.services import ledger_checks
from exports.models import Publication
from exports.services.publishing import publish_verdict
from factcheck.lib.errors import DomainError
from reviews.models import Assessment, Rating, Review, Scale, Verdict
from reviews.services import lifecycle, scales, verdicts
from reviews.services.verdicts import missing
from reviews.transitions import FINAL, LIVE, TABLE, UNANSWERED, State
from sources.models import Evidence
from tests.conftest import make_person
from tests.factories import get_rating, make_claim, make_review
from tests.reviews.conftest import make_accepted, make_linked

PEOPLE = ("edda-editor", "emil-editor", "rosa-reviewer", "rolf-reviewer", "rita-reviewer", "stella-stranger", "cms")
GROUPS = ("editor", "editor", "reviewer", "reviewer", "reviewer", None, "cms")
RATINGS = ("true", "mixed", "false", "unproven")
# By the verbs of the ledger, the steps that the table allows: what a recorded step may have led from and to.
MOVES = {(str(before), str(after)) for (before, _action), after in TABLE.items()}

# As many as a test run can wait for; EXAMPLES=300 in the environment looks longer.
EXAMPLES, STEPS = int(os.environ.get("EXAMPLES", "8")), 30

names = st.sampled_from(PEOPLE)
ratings = st.sampled_from(RATINGS)
reasons = st.sampled_from(["Because.", " ", "Look again."])


class Desk(RuleBasedStateMachine):
    """Everybody does everything, at any time, from any page."""

    pages = Bundle("pages")

    @initialize(target=pages, blind=st.booleans(), entered=st.sampled_from([None, "edda-editor", "rosa-reviewer"]))
    def open(self, blind: bool, entered: str | None) -> Review:
        """A claim with evidence on both sides and a review of it."""
        self.mark = transaction.savepoint()
        self.people = {name: make_person(name, group) for name, group in zip(PEOPLE, GROUPS, strict=True)}
        self.claim = make_claim()
        if entered:
            self.claim.article.submitted_by = self.people[entered]
            self.claim.article.save()
        make_linked(self.claim)
        for stance in ("corroborates", "contradicts"):
            make_accepted(self.claim, self.people["emil-editor"], stance)
        review = make_review(claim=self.claim, blind=blind, blind_reason="For a test." if blind else "")
        self.before = {review.pk: "open"}
        return review

    def teardown(self) -> None:
        """The ledger holds together; nothing is kept."""
        if not hasattr(self, "mark"):
            return
        try:
            self.the_ledger_tells_every_change_in_order()
        finally:
            transaction.savepoint_rollback(self.mark)

    def attempt(self, call: Callable[[], Any]) -> None:
        """Make a call; a refusal is an answer, anything else that is raised a failure."""
        try:
            call()
        except DomainError as error:
            assert error.message.endswith((".", "!", "?", "…"))

    # --- What people do ---

    @rule(target=pages, page=pages)
    def look(self, page: Review) -> Review:
        """Load a page: what it shows may be old when it is used."""
        return Review.objects.filter(claim=page.claim).select_related("claim__article").order_by("-pk")[0]

    @rule(page=pages, by=names)
    def take(self, page: Review, by: str) -> None:
        """Take it oneself."""
        self.attempt(lambda: lifecycle.take_review(review=page, by=self.people[by]))

    @rule(page=pages, by=st.one_of(st.none(), names), to=names, reason=reasons)
    def assign(self, page: Review, by: str | None, to: str, reason: str) -> None:
        """Give it to somebody; nobody is the machine."""
        person = self.people[by] if by else None
        self.attempt(lambda: lifecycle.assign_review(review=page, assignee=self.people[to], by=person, reason=reason))

    @rule(page=pages, by=st.one_of(st.none(), names))
    def release(self, page: Review, by: str | None) -> None:
        """Give it back."""
        self.attempt(lambda: lifecycle.release_review(review=page, by=self.people[by] if by else None))

    @rule(page=pages, by=names, reason=reasons)
    def second(self, page: Review, by: str, reason: str) -> None:
        """Ask for a second reviewer."""
        self.attempt(lambda: lifecycle.ask_for_second(review=page, by=self.people[by], reason=reason))

    @rule(page=pages, by=names, rating=ratings, rationale=reasons, cites=st.sampled_from(["fitting", "all", "none"]))
    def assess(self, page: Review, by: str, rating: str, rationale: str, cites: str) -> None:
        """Answer."""
        self.judge(verdicts.assess_review, page, self.people[by], (rating, rationale, cites))

    @rule(page=pages, rating=ratings)
    def assess_as_the_one_who_has_it(self, page: Review, rating: str) -> None:
        """Answer, by somebody who can, so that the machine gets beyond the first states."""
        fresh = Review.objects.get(pk=page.pk)
        for person in Assessment.objects.awaited_in(fresh)[:1]:
            self.judge(verdicts.assess_review, fresh, person, (rating, "It is so.", "fitting"))

    @rule(page=pages, by=names, rating=ratings, cites=st.sampled_from(["fitting", "all", "none"]))
    def settle(self, page: Review, by: str, rating: str, cites: str) -> None:
        """Decide between two."""
        self.judge(verdicts.settle_review, page, self.people[by], (rating, "Both have a point.", cites))

    @rule(page=pages, by=st.one_of(st.none(), names), note=reasons)
    def send_back(self, page: Review, by: str | None, note: str) -> None:
        """Return it."""
        person = self.people[by] if by else None
        self.attempt(lambda: verdicts.return_review(review=page, by=person, note=note))

    @rule(page=pages, by=names)
    def publish(self, page: Review, by: str) -> None:
        """Publish it, with a note should it be a correction."""
        person = self.people[by]
        self.attempt(lambda: publish_verdict(review=page, by=person, note="It was wrong.", version=page.version))

    @rule(page=pages, by=names, reason=reasons)
    def cancel(self, page: Review, by: str, reason: str) -> None:
        """Close it without a verdict."""
        self.attempt(lambda: lifecycle.cancel_review(review=page, by=self.people[by], reason=reason))

    @rule(target=pages, page=pages, by=names, reason=reasons)
    def reopen(self, page: Review, by: str, reason: str) -> Review:
        """Open another one in its place."""
        self.attempt(lambda: lifecycle.reopen_review(review=page, by=self.people[by], reason=reason))
        return self.look(page)

    @rule(decision=st.sampled_from(["accepted", "rejected"]), which=st.integers(0, 1), by=names)
    def weigh(self, decision: str, which: int, by: str) -> None:
        """Somebody changes what was made of a passage, whatever was cited before."""
        rows = list(Evidence.objects.filter(claim=self.claim).order_by("pk"))
        Evidence.objects.filter(pk=rows[which].pk).update(decision=decision, curated_by=self.people[by])

    @rule(by=names)
    def lose_the_role(self, by: str) -> None:
        """Somebody is no reviewer and no editor any more; or is again."""
        person, groups = User.objects.get(username=by), Group.objects.filter(name__in=["editor", "reviewer"])
        if person.groups.exists():
            person.groups.remove(*groups)
        else:
            person.groups.add(Group.objects.get(name=dict(zip(PEOPLE, GROUPS, strict=True))[by] or "reviewer"))
        self.people[by] = User.objects.get(username=by)

    @rule(by=names)
    def edit_the_scale(self, by: str) -> None:
        """Another version of the scale, with a rating less."""
        scale = Scale.objects.in_use()
        kept = [rating for rating in scale.ratings.all() if rating.slug != "not-checkable"]
        drafts = [
            scales.RatingDraft(
                rating.name, f"{rating.description[:200]} v{scale.version}", rating.value, rating.tone, rating.slug,
                {name: getattr(rating, name) for name in Rating.demand_names()},
            )
            for rating in kept
        ]  # fmt: skip
        draft = scales.ScaleDraft(scale.name, drafts)
        self.attempt(lambda: scales.revise_scale(scale=scale, draft=draft, by=self.people[by], reason="Clearer."))

    def judge(self, service: Callable[..., Review], page: Review, by: User, typed: tuple[str, str, str]) -> None:
        rating, rationale, cites = typed
        stance = {"true": "corroborates", "false": "contradicts"}.get(rating)
        rows = list(Evidence.objects.filter(claim=page.claim))
        if cites == "fitting":
            rows = [row for row in rows if row.decision == "accepted" and row.stance == stance]
            if page.blind and page.state == "assigned":
                Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(curated_by=by)
        given = {"rating": get_rating(rating), "rationale": rationale, "cited": [] if cites == "none" else rows}
        self.attempt(lambda: service(review=page, by=by, version=page.version, **given))

    # --- What must hold after every call ---

    @invariant()
    def every_state_was_reached_by_a_step_of_the_table(self) -> None:
        """From what it was after the last call: by one allowed move, or not at all."""
        for review in Review.objects.all():
            was = self.before.get(review.pk, "open")
            assert review.state == was or (was, review.state) in MOVES, (was, review.state)
            self.before[review.pk] = review.state

    @invariant()
    def a_claim_has_one_live_review_and_a_closed_one_stays_closed(self) -> None:
        """What the constraint says, and what no constraint can."""
        assert Review.objects.filter(state__in=[str(state) for state in LIVE]).count() <= 1
        for review in Review.objects.filter(state__in=[str(state) for state in FINAL]):
            assert review.closed_at is not None

    @invariant()
    def nothing_is_published_without_its_contract_or_by_who_judged_it(self) -> None:
        """Four eyes, and the contract as it was when it went out."""
        for publication in Publication.objects.select_related("review", "published_by", "verdict"):
            review, by = publication.review, publication.published_by
            assert review.state == "published"
            assert not Assessment.objects.filter(review=review, reviewer=by).exists()
            assert not Verdict.objects.filter(review=review, decided_by=by).exists()
            assert by.has_perm("reviews.publish_review") or by.username in PEOPLE
        for review in Review.objects.filter(state="published"):
            assert Publication.objects.filter(review=review).count() == 1

    @invariant()
    def what_was_published_just_now_met_its_contract(self) -> None:
        """Asked at once, before anybody weighs the evidence anew."""
        published = set(Publication.objects.values_list("pk", flat=True))
        for publication in Publication.objects.filter(pk__in=published - getattr(self, "known", set())):
            assert missing(publication.review) == []
        self.known = published

    @invariant()
    def nobody_fills_two_roles(self) -> None:
        """Two reviewers are two people, who settles gave neither answer, who entered the article judged nothing."""
        for review in Review.objects.all():
            assert review.assignee_id is None or review.assignee_id != review.second_assignee_id
            answers = Assessment.objects.filter(review=review)
            for number in {answer.round for answer in answers}:
                people = [answer.reviewer_id for answer in answers if answer.round == number]
                assert len(people) == len(set(people)) <= (2 if review.blind else 1)
            author = review.claim.article.submitted_by_id
            assert author is None or not answers.filter(reviewer=author).exists()
            assert author is None or not review.verdicts.filter(decided_by=author).exists()
        for entry in LedgerEntry.objects.filter(verb="review.settled"):
            answered = Assessment.objects.filter(review__public_id=entry.details["review"], reviewer=entry.actor)
            assert not answered.filter(round=entry.details["round"]).exists()

    @invariant()
    def a_blind_answer_is_seen_by_its_author_alone(self) -> None:
        """As long as the other one is missing."""
        for review in Review.objects.filter(blind=True, state__in=[str(state) for state in UNANSWERED]):
            for answer in Assessment.objects.of_round(review):
                for person in (self.people[name] for name in PEOPLE[:5]):
                    seen = Assessment.objects.visible_to(person).filter(pk=answer.pk).exists()
                    assert seen is (person.pk == answer.reviewer_id and person.has_perm("reviews.view_review"))

    @invariant()
    def a_decision_says_what_its_answers_say(self) -> None:
        """Two blind answers that agree decide so; of two that differ none is the verdict unsettled."""
        for review in Review.objects.filter(blind=True, state__in=["decided", "disputed"]):
            given = {answer.rating_id for answer in Assessment.objects.of_round(review)}
            assert len(given) == (2 if review.state == "disputed" else len(given))
            assert review.state != "disputed" or not review.verdicts.filter(version__gt=review.round - 1).exists()

    def the_ledger_tells_every_change_in_order(self) -> None:
        """The chain holds together, and no version of the review is missing or told twice."""
        assert list(ledger_checks.verify(LedgerChain.objects.all())) == []
        for review in Review.objects.all():
            steps = LedgerEntry.objects.filter(details__review=str(review.public_id), verb__startswith="review.")
            versions = [entry.details["version"] for entry in steps.order_by("sequence") if "version" in entry.details]
            assert versions == sorted(versions)
            assert versions == [] or versions[-1] == review.version


@pytest.mark.django_db
def test_no_sequence_of_calls_breaks_the_desk() -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=quiet, database=None,
            derandomize=True, phases=[Phase.generate], report_multiple_bugs=False,
        ),
    )  # fmt: skip


# --- At the same time, for real ---

Call = Callable[[], Any]


def at_once(calls: list[Call]) -> list[DomainError | None]:
    """What became of each call, made in a thread of its own."""

    def run(call: Call) -> DomainError | None:
        try:
            call()
        except DomainError as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def rounds() -> Iterator[tuple[str, str]]:
    """Pairs of things that two people do at once."""
    return itertools.product(("assess", "release", "assign", "cancel", "publish"), repeat=2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize(("one", "other"), list(rounds()))
def test_two_things_at_once_are_as_one_after_the_other(one: str, other: str) -> None:
    desk = Desk.__new__(Desk)
    desk.people = {name: make_person(name, group) for name, group in zip(PEOPLE, GROUPS, strict=True)}
    desk.claim = make_claim()
    for stance in ("corroborates", "contradicts"):
        make_accepted(desk.claim, desk.people["emil-editor"], stance)
    review = make_review(claim=desk.claim)
    rosa, edda, emil = (desk.people[name] for name in ("rosa-reviewer", "edda-editor", "emil-editor"))
    lifecycle.take_review(review=review, by=rosa)
    if "publish" in {one, other}:
        verdicts.assess_review(
            review=review, rating=get_rating("unproven"), rationale="Looked.", cited=[], by=rosa, version=2
        )
    stale = Review.objects.get(pk=review.pk)
    calls = {
        "assess": lambda: verdicts.assess_review(
            review=stale, rating=get_rating("unproven"), rationale="Looked.", cited=[], by=rosa, version=stale.version
        ),
        "release": lambda: lifecycle.release_review(review=stale, by=edda, version=stale.version),
        "assign": lambda: lifecycle.assign_review(review=stale, assignee=emil, by=edda, reason="Quicker."),
        "cancel": lambda: lifecycle.cancel_review(review=stale, by=edda, reason="Not now."),
        "publish": lambda: publish_verdict(review=stale, by=edda, version=stale.version),
    }
    desk.before = {}
    at_once([calls[one], calls[other]])
    desk.nothing_is_published_without_its_contract_or_by_who_judged_it()
    desk.nobody_fills_two_roles()
    desk.the_ledger_tells_every_change_in_order()
    steps = LedgerEntry.objects.filter(details__review=str(review.public_id)).count()
    stored = Review.objects.get(pk=review.pk)
    assert stored.version == 1 + steps
    assert State(stored.state) in {*LIVE, *FINAL}
