"""How each person wants to be told: what by mail at once, what in the daily digest, what never, and when not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

from factcheck.lib.errors import InvalidInput
from reviews.choices import NoticeKind, Way
from reviews.deadlines import WorkingTime
from reviews.models import NoticePreference
from reviews.models.preference import DIGEST_TIME

# Verdicts that are ready are a list on the desk; a mail for each would bury the other mails.
USUAL: Final[Mapping[str, Way]] = {NoticeKind.DECIDED: Way.DIGEST}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person set, or the usual ways. ``quiet`` are the hours, where the person is, in which no mail goes."""

    ways: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""
    digest_at: dt.time = DIGEST_TIME
    quiet: tuple[dt.time, dt.time] | None = None

    def way(self, kind: str) -> str:
        """How the person is told of this kind of thing."""
        return str(self.ways.get(kind) or USUAL.get(kind, Way.AT_ONCE))

    def local(self, moment: dt.datetime) -> dt.datetime:
        """``moment`` as the person's clock shows it."""
        return moment.astimezone(self._zone)

    def quiet_until(self, moment: dt.datetime) -> dt.datetime | None:
        """When the quiet hours end that ``moment`` lies in; ``None`` when it lies in none."""
        if self.quiet is None:
            return None
        return WorkingTime(self._zone, opens=self.quiet[0], closes=self.quiet[1]).closing(moment)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone or settings.TIME_ZONE)


def wishes_of(people: Iterable[Any]) -> dict[int, Wishes]:
    """What each of ``people`` wants, by primary key; one question to the database."""
    keys = [person.pk for person in people]
    rows = NoticePreference.objects.filter(person__in=keys) if keys else ()
    stored = {row.person_id: _wishes(row) for row in rows}
    return {key: stored.get(key, Wishes()) for key in keys}


def _wishes(row: NoticePreference) -> Wishes:
    quiet = (row.quiet_from, row.quiet_until) if row.quiet_from is not None and row.quiet_until is not None else None
    return Wishes(ways=row.ways, zone=row.zone, digest_at=row.digest_at, quiet=quiet)


def set_wishes(*, by: Any, wishes: Wishes) -> None:
    """Keep how ``by`` wants to be told from now on; what was said before goes out as it was to.

    ``InvalidInput`` names the field: a kind or a way that is none, an unknown zone, quiet hours that never end.
    """
    faults = _faults(wishes)
    if faults:
        raise InvalidInput(" ".join(faults.values()), fields=faults)
    start, end = wishes.quiet or (None, None)
    values = {"ways": dict(wishes.ways), "zone": wishes.zone, "digest_at": wishes.digest_at}
    NoticePreference.objects.update_or_create(person=by, defaults=values | {"quiet_from": start, "quiet_until": end})


def _faults(wishes: Wishes) -> dict[str, str]:
    faults = {}
    for kind, way in wishes.ways.items():
        if kind not in NoticeKind.values or way not in Way.values:
            faults[kind] = "Choose one of: at once, in the daily digest, never."
    if wishes.zone and wishes.zone not in available_timezones():
        faults["zone"] = f"{wishes.zone!r} is no time zone; choose one like Europe/Berlin."
    if wishes.quiet and wishes.quiet[0] == wishes.quiet[1]:
        faults["quiet_until"] = "Quiet hours that last all day would hold back every mail; choose another end."
    return faults
