"""The people of the simulated desk. They do only what the pages would let them do: they call the services."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction

from bench.desk.plan import KINDS, SHIFTS, ZONE
from bench.desk.world import World
from factcheck.lib.errors import DomainError, NotAllowed
from reviews.deadlines import instant
from reviews.models import Rating, Review, ReviewerProfile
from reviews.services import lifecycle, verdicts
from reviews.services.people import Profile, describe_reviewer

LOOK = dt.timedelta(minutes=10)
HAND_OUT = dt.timedelta(minutes=30)
QUEUE_MOST = 5
SPREAD = 0.6
# What was decided and not published in so many reviews is published no more.
PUBLISHED_WITHIN = 2_000
NOT_DECIDED = ("open", "assigned", "disputed", "published", "cancelled")
DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Person:
    """One of the desk: when he works, how fast, and what he works on (a review, the version he saw, the end)."""

    user: User
    shift: str
    rest: frozenset[int]
    pace: float
    away: set[dt.date] = field(default_factory=set)
    begun: tuple[Review, dt.timedelta] | None = None

    def works_until(self, now: dt.datetime) -> dt.datetime | None:
        """The end of the shift that he is in now; ``None`` when he is not at work."""
        today = now.astimezone(ZONE).date()
        for day in (today - DAY, today):
            start, length = SHIFTS[self.shift]
            begins = instant(day, dt.time(start), ZONE)
            ends = begins + dt.timedelta(hours=length)
            if begins <= now < ends and day.weekday() not in self.rest and day not in self.away:
                return ends
        return None


class Desk:
    """Everybody, and what each does next."""

    def __init__(self, world: World) -> None:
        self.world = world
        plan = world.plan
        shifts = ("early", "late", "early", "late", "night")
        self.reviewers = [self._join(f"reviewer-{n}", "reviewer", shifts[n % 5], n) for n in range(plan.reviewers)]
        self.editors = [self._join(f"editor-{n}", "editor", ("early", "late")[n % 2], n) for n in range(plan.editors)]
        self.people = [*self.reviewers, *self.editors]
        self._ratings = [
            Rating.objects.get(scale__is_default=True, slug=slug) for slug in ("unproven", "not-checkable")
        ]
        self._conflicting: list[Review] = []

    def _join(self, name: str, group: str, shift: str, number: int) -> Person:
        user = User.objects.create_user(name, email=f"{name}@desk.example")
        user.groups.add(Group.objects.get(name=group))
        rest = frozenset({(2 * number) % 7, (2 * number + 1) % 7})
        person = Person(User.objects.get(pk=user.pk), shift, rest, pace=self.world.random.uniform(0.8, 1.25))
        self._plan_absences(person)
        return person

    def _plan_absences(self, person: Person) -> None:
        """Days off: single ones and weeks, about the share that the plan asks for."""
        plan, day, random = self.world.plan, 0, self.world.random
        first = self.world.now.astimezone(ZONE).date()
        while day < plan.days:
            length = random.choice((1, 1, 2, 5, 10))
            if random.random() < plan.absences / 3.8:
                start = first + dt.timedelta(days=day)
                person.away |= {start + n * DAY for n in range(length)}
                if random.random() < plan.announced:
                    moment = instant(start, dt.time(0, 30), ZONE)
                    self.world.at(moment, partial(self._announce, person, start, start + (length - 1) * DAY))
                day += length
            day += 1

    def _announce(self, person: Person, first: dt.date, last: dt.date) -> None:
        """Somebody says when he is away, so that nothing is given to him and what he has is given back."""
        stored = ReviewerProfile.objects.filter(person=person.user).first()
        profile = Profile(capacity=QUEUE_MOST, absent_from=first, absent_until=last)
        describe_reviewer(
            person=person.user, profile=profile, by=self.editors[0].user, version=stored.version if stored else 0
        )

    def start(self) -> None:
        """Everybody looks what there is to do."""
        for person in self.reviewers:
            self.world.after(dt.timedelta(), lambda person=person: self.look(person))
        for person in self.editors:
            self.world.after(dt.timedelta(minutes=1), lambda person=person: self.edit(person))

    # --- Reviewers ---

    def look(self, person: Person) -> None:
        """What a reviewer does who is free: go on, or take the next one."""
        world = self.world
        ends = person.works_until(world.now)
        if ends is None:
            world.after(LOOK, lambda: self.look(person))
            return
        person.begun = person.begun or self._next(person)
        if person.begun is None:
            world.after(LOOK, lambda: self.look(person))
            return
        review, left = person.begun
        if world.now + left > ends:
            person.begun = (review, left - (ends - world.now))
            world.at(ends, lambda: self.look(person))
            return
        world.after(left, lambda: self.finish(person, review))

    def _next(self, person: Person) -> tuple[Review, dt.timedelta] | None:
        review = _first(Review.objects.assigned_to(person.user)) or self._take(person)
        return (review, self._length(person, review)) if review else None

    def _take(self, person: Person) -> Review | None:
        for review in _in_order(Review.objects.unassigned())[:3]:
            taken = self._try("take_review", lambda review=review: lifecycle.take_review(review=review, by=person.user))
            if taken:
                return taken
        return None

    def _length(self, person: Person, review: Review) -> dt.timedelta:
        _, minutes = KINDS[review.claim.force]
        drawn = self.world.random.lognormvariate(math.log(minutes * person.pace), SPREAD)
        return dt.timedelta(minutes=drawn)

    def finish(self, person: Person, review: Review) -> None:
        """The answer is ready: send it with the version that was looked at."""
        person.begun = None
        differs = review.blind and self.world.random.random() < self.world.plan.disputes
        done = self._assess(person.user, review, self._ratings[1 if differs else 0])
        if done:
            self.world.counts.answers += 1
            self.world.counts.decided += done.state == "decided"
        self.look(person)

    def _assess(self, user: User, review: Review, rating: Rating) -> Review | None:
        return self._try(
            "assess_review",
            lambda: verdicts.assess_review(
                review=review, rating=rating, rationale="Looked.", cited=[], by=user, version=review.version
            ),
        )

    # --- Editors ---

    def edit(self, person: Person) -> None:
        """What an editor does twice an hour: hand out what is open, settle, publish."""
        if person.works_until(self.world.now):
            self._hand_out(person)
            self._settle(person)
            self._publish(person)
        self.world.after(HAND_OUT, lambda: self.edit(person))

    def _hand_out(self, editor: Person) -> None:
        present = [person for person in self.reviewers if person.works_until(self.world.now)]
        self._take_from_absent(editor, present)
        load = {person.user.pk: Review.objects.assigned_to(person.user).count() for person in present}
        for review in Review.objects.unassigned().for_list()[:40]:
            self._try_conflict(editor, review)
            fits = [person for person in present if self._fits(person, review, load)]
            if fits:
                chosen = min(fits, key=lambda person: load[person.user.pk])
                load[chosen.user.pk] += 1
                self._try("assign_review", self._assignment(review, chosen.user, editor.user))

    def _take_from_absent(self, editor: Person, present: list[Person]) -> None:
        """What is overdue and with somebody who is not at work goes to somebody who is."""
        here = {person.user.pk for person in present}
        for review in Review.objects.overdue().filter(state="assigned", blind=False).for_list()[:20]:
            fits = [person for person in present if review.claim.article.submitted_by_id != person.user.pk]
            if review.assignee_id not in here and fits:
                chosen = self.world.random.choice(fits).user
                given = partial(lifecycle.assign_review, review=review, assignee=chosen, by=editor.user)
                self._try("assign_review", partial(given, reason="It is overdue and you are not at work."))

    @staticmethod
    def _fits(person: Person, review: Review, load: dict[int, int]) -> bool:
        entered = review.claim.article.submitted_by_id == person.user.pk
        return not entered and person.user not in review.people and load[person.user.pk] < QUEUE_MOST

    @staticmethod
    def _assignment(review: Review, assignee: User, by: User) -> Callable[[], Review]:
        return lambda: lifecycle.assign_review(review=review, assignee=assignee, by=by)

    def _try_conflict(self, editor: Person, review: Review) -> None:
        """Now and then somebody is given a claim from an article that he entered: the service has to refuse."""
        entered_by = review.claim.article.submitted_by
        if entered_by is None or self.world.random.random() > 0.05:
            return
        self.world.counts.conflicts_tried += 1
        try:
            self._assignment(review, entered_by, editor.user)()
        except NotAllowed:
            return
        self.world.counts.conflicts_let_through += 1

    def _settle(self, editor: Person) -> None:
        for review in _in_order(Review.objects.disputed())[:10]:
            settled = self._try("settle_review", self._settlement(review, editor.user))
            self.world.counts.settled += settled is not None

    def _settlement(self, review: Review, by: User) -> Callable[[], Review]:
        answer: dict[str, Any] = {"rating": self._ratings[0], "rationale": "Compared.", "cited": []}
        return lambda: verdicts.settle_review(review=review, by=by, version=review.version, **answer)

    def _publish(self, editor: Person) -> None:
        """A share of what was decided: the step of the review, without what goes to the CMS."""
        share = self.world.plan.published
        if not share:
            return
        every = round(1 / share)
        newest = Review.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        last_days = range(max(0, newest - PUBLISHED_WITHIN) // every * every, newest + 1, every)
        chosen = Review.objects.filter(pk__in=last_days).exclude(state__in=NOT_DECIDED)
        for review in chosen.order_by("pk").select_related("claim")[:10]:
            done = self._try("publish", lambda review=review: self._close(review, editor.user))
            self.world.counts.published += done is not None

    @staticmethod
    @transaction.atomic(durable=True)
    def _close(review: Review, by: User) -> Review:
        return lifecycle.close_as_published(review=review, by=by)

    def _try(self, what: str, action: Callable[[], Review]) -> Review | None:
        """Do it; a refusal is what a person reads and goes on from."""
        try:
            return self.world.timed(what, action)
        except DomainError as error:
            self.world.counts.refuse(f"{what}: {error.code}")
            return None


def _in_order(reviews: Any) -> Any:
    """In the order of the list on the page, with the claim alone."""
    return reviews.select_related("claim").order_by("due_at", "-claim__checkworthiness", "pk")


def _first(reviews: Any) -> Review | None:
    return next(iter(_in_order(reviews)[:1]), None)
