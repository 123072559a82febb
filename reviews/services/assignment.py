"""Giving reviews to people by rule: language, topic, load, absence and conflict of interest, each with its reason."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db.models import Count
from django.utils import timezone

from factcheck.lib.errors import DomainError, IllegalTransition
from reviews import policies
from reviews.choosing import Candidate, Choice, Job, choose
from reviews.models import Review, ReviewerProfile
from reviews.services.lifecycle import assign_review, release_review
from reviews.services.notices import people_with
from reviews.services.rules import rules_in_force

logger = logging.getLogger(__name__)

SWEEP_MOST: Final = 500
_DEFAULT_CAPACITY: Final = ReviewerProfile._meta.get_field("capacity").default


class Staff:
    """Those who may judge claims, with what is known of them and how much each has to do. For one sweep."""

    def __init__(self) -> None:
        """Three queries, however many people and reviews."""
        self.people: Sequence[Any] = people_with("assess_review")
        self.profiles: Mapping[int, ReviewerProfile] = {row.person_id: row for row in ReviewerProfile.objects.all()}
        self.load: dict[int, int] = loads()

    def choice(self, review: Review) -> Choice:
        """Whom ``review`` is given to, and why."""
        article = review.claim.article
        job = Job(key=str(review.public_id), language=article.language, topic=article.topic)
        return choose(job, [self._candidate(person, review) for person in self.people if self._is_asked(person)])

    def named(self, name: str) -> Any:
        """The person with this name."""
        return next(person for person in self.people if person.get_username() == name)

    def took(self, person: Any) -> None:
        """Count one more review for ``person``."""
        self.load[person.pk] = self.load.get(person.pk, 0) + 1

    def _is_asked(self, person: Any) -> bool:
        """Editors have other work: they are given reviews only when they have a profile."""
        return person.pk in self.profiles or not policies.sees_decisions(person)

    def _candidate(self, person: Any, review: Review) -> Candidate:
        profile = self.profiles.get(person.pk)
        return Candidate(
            name=person.get_username(),
            languages=frozenset(profile.languages if profile else ()),
            topics=frozenset(profile.topics if profile else ()),
            load=self.load.get(person.pk, 0),
            capacity=profile.capacity if profile else _DEFAULT_CAPACITY,
            is_absent=bool(profile and profile.is_absent(timezone.localdate())),
            unfit=policies.unfit(person, review),
        )


def loads() -> dict[int, int]:
    """How many reviews each person still has to answer in, by primary key; those with none are left out."""
    counted: dict[int, int] = {}
    for place in ("assignee", "second_assignee"):
        rows = Review.objects.unanswered_by(place)
        for row in rows.order_by().values(place).annotate(number=Count("pk")):
            counted[row[place]] = counted.get(row[place], 0) + row["number"]
    return counted


def suggestion(review: Review) -> Choice:
    """Whom the rules would choose for ``review`` now, without giving it to him."""
    return Staff().choice(review)


def person_called(name: str) -> Any:
    """The primary key of the person with this user name."""
    return get_user_model()._default_manager.values_list("pk", flat=True).get(username=name)


def assign_waiting() -> int:
    """Give every open place to somebody, where the rules say that the machine does; how many. Safe to run twice.

    What is due first goes first. A review for which nobody is free waits; the next sweep looks again.
    """
    if not rules_in_force().assigns:
        return 0
    staff = Staff()
    waiting = Review.objects.listed().unassigned().for_list()[:SWEEP_MOST]
    return sum(_give(review, staff) for review in list(waiting))


def assign_by_rule(*, review: Review, by: Any, reason: str = "") -> Review:
    """Give ``review`` to whom the rules choose, because an editor asks for it. Raises when nobody is free."""
    policies.can_assign(by, review).enforce()
    staff = Staff()
    choice = staff.choice(review)
    if not choice.name:
        raise IllegalTransition(choice.reason)
    why = f"{choice.reason} {reason}".strip()
    return assign_review(review=review, assignee=staff.named(choice.name), by=by, reason=why)


def _give(review: Review, staff: Staff) -> int:
    """Fill the free places of one review; how many."""
    given = 0
    while review.has_a_free_place and (choice := staff.choice(review)).name:
        person = staff.named(choice.name)
        try:
            review = assign_review(review=review, assignee=person, by=None, reason=choice.reason)
        except DomainError as error:
            logger.info("review %s is not given to %s: %s", review.pk, person, error)
            break
        staff.took(person)
        given += 1
    return given


def release_absent() -> int:
    """Give back the places of those who are away or judge no more, unless they have answered; how many."""
    today = timezone.localdate()
    able = {person.pk for person in people_with("assess_review") if person.is_active}
    away = {row.person_id for row in ReviewerProfile.objects.all() if row.is_absent(today)}
    if Review.objects.holders() <= able - away:  # nearly always; which have answered is far more to ask
        return 0
    held = Review.objects.held_by_others_than(able - away).for_list()[:SWEEP_MOST]
    places = [(review, person) for review in held for person in review.people if person.pk not in able - away]
    return sum(_release(review, person, is_away=person.pk in able) for review, person in places)


def _release(review: Review, person: Any, *, is_away: bool) -> bool:
    why = "You are away" if is_away else "You are no reviewer any more"
    try:
        release_review(review=review, by=None, only=person, reason=f"{why}, so it is free for others.")
    except DomainError as error:
        logger.info("review %s stays with %s: %s", review.pk, person, error)
        return False
    return True
