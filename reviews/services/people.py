"""What is known of the people who judge: languages, topics, bylines, capacity, absence."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from reviews.models import ReviewerProfile
from reviews.policies import can_describe_reviewer

CAPACITY_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of somebody; empty languages or topics mean: all."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    capacity: int = 10
    absent_from: dt.date | None = None
    absent_until: dt.date | None = None


@transaction.atomic(durable=True)
def describe_reviewer(*, person: Any, profile: Profile, by: Any, version: int) -> ReviewerProfile:
    """Store what is known of ``person``; ``version`` is the profile that was seen, 0 when there was none.

    Raises ``Conflict`` when somebody else changed it meanwhile, ``InvalidInput`` with a sentence for each fault.
    """
    can_describe_reviewer(by, person).enforce()
    _check(profile)
    stored = ReviewerProfile.objects.select_for_update().filter(person=person).first()
    if (stored.version if stored else 0) != version:
        message = "This profile was changed meanwhile. Look at it, then save yours again; what you typed is kept."
        raise Conflict(message)
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(profile).items()}
    before = {name: getattr(stored, name) for name in values} if stored else {}
    saved, _ = ReviewerProfile.objects.update_or_create(person=person, defaults=values | {"version": version + 1})
    changes = {name: [_plain(before.get(name)), _plain(value)] for name, value in values.items()}
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    ledger.record("reviewer.described", by=by, person=person.get_username(), changes=changed)
    return saved


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _check(profile: Profile) -> None:
    fields = {}
    if wrong := [code for code in profile.languages if not (2 <= len(code.partition("-")[0]) <= 3 and code.isascii())]:
        fields["languages"] = f"“{wrong[0]}” is no language code; write two letters, such as “en” or “de”."
    if not 0 <= profile.capacity <= CAPACITY_MOST:
        fields["capacity"] = f"Give a number from 0 to {CAPACITY_MOST}; 0 means no work by rule."
    if profile.absent_until and not profile.absent_from:
        fields["absent_from"] = "Say from which day on, or leave both days empty."
    if profile.absent_from and profile.absent_until and profile.absent_until < profile.absent_from:
        fields["absent_until"] = "The last day lies before the first; give a later one."
    if fields:
        raise InvalidInput(" ".join(fields.values()), fields=fields)
