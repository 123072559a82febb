"""The people who judge: what is known of each, and how much each has to do."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from factcheck.lib.decisions import Decision
from reviews.models import ReviewerProfile
from reviews.policies import can_describe_reviewer
from reviews.services.assignment import loads
from reviews.services.notices import people_with


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; without a ``profile`` he reads all languages and is given work up to the usual number."""

    person: Any
    profile: ReviewerProfile | None
    load: int
    is_absent: bool
    may: Decision


def people_rows(user: Any) -> list[PersonRow]:
    """Everybody who may judge claims, as ``user`` may see them."""
    profiles = {row.person_id: row for row in ReviewerProfile.objects.all()}
    load = loads() if user.has_perm("reviews.assign_review") else {}
    return [_row(person, profiles.get(person.pk), load, user) for person in people_with("assess_review")]


def _row(person: Any, profile: ReviewerProfile | None, load: dict[int, int], user: Any) -> PersonRow:
    is_absent = bool(profile and profile.is_absent(timezone.localdate()))
    return PersonRow(person, profile, load.get(person.pk, 0), is_absent, can_describe_reviewer(user, person))
