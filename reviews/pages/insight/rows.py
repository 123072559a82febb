"""What the figures are computed from, read in one query each; stand-ins are in none of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from claims.models import Article, Claim
from reviews.agreement import Numbers, pair_table
from reviews.calibration import Forecast
from reviews.insight.periods import Period
from reviews.models import Assessment, Rating, Review, Verdict
from sources.models import SettledClaim

GROUPS: Final = {
    "outlet": "claim__article__outlet",
    "topic": "claim__article__topic",
    "language": "claim__article__language",
    "kind": "claim__attribution",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Which work is looked at; empty means all. ``kind`` is how the article gives the claim: quoted, reported, ..."""

    outlet: str = ""
    topic: str = ""
    language: str = ""
    kind: str = ""

    def of(self, rows: Any, prefix: str = "") -> Any:
        """Those of ``rows`` that belong to it; ``prefix`` leads from them to the review."""
        given = {name: getattr(self, name) for name in GROUPS if getattr(self, name)}
        return rows.filter(**{f"{prefix}{GROUPS[name]}": value for name, value in given.items()})

    def of_claims(self, rows: Any) -> Any:
        """Those of the claims ``rows`` that belong to it."""
        given = {name: getattr(self, name) for name in GROUPS if getattr(self, name)}
        return rows.filter(**{GROUPS[name].removeprefix("claim__"): value for name, value in given.items()})


@dataclass(frozen=True, slots=True)
class Decided:
    """A review that got its first verdict on ``day``, ``hours`` after it was opened; ``returned`` if it came back."""

    day: dt.date
    hours: float
    returned: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A review that was due on ``day``, and whether it was decided in time."""

    day: dt.date
    in_time: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A verdict that came out on ``day``, and what became of it: "stands", "corrected" or "retracted"."""

    day: dt.date
    rating: str
    fate: str


class Pair(NamedTuple):
    """Two ratings that met ``number`` times, in which part of the period, and in which groups as ``GROUPS`` has them.

    The ratings are places on ``Scales``. A tuple, because there are thousands of them for one page.
    """

    first: int
    second: int
    part: int
    groups: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Scales:
    """The ratings in use, from the truest down, then those of older scales: slug, name and colour of each.

    ``ordered`` are the places of those that have a value on the scale; ``places`` has that of every rating by its
    primary key.
    """

    slugs: tuple[str, ...]
    names: tuple[str, ...]
    tones: tuple[str, ...]
    ordered: tuple[int, ...]
    places: Mapping[int, int]


def between(period: Period) -> tuple[dt.datetime, dt.datetime]:
    """The moments at which a period begins and ends, in the time zone of the desk."""
    midnight = dt.time(tzinfo=timezone.get_current_timezone())
    return dt.datetime.combine(period.start, midnight), dt.datetime.combine(period.end, midnight)


def scales() -> Scales:
    """The ratings that verdicts were given with; one query. The same slug on two scales is the same rating."""
    rows = Rating.objects.select_related("scale").order_by("-scale__is_default", "-scale__pk", "order")
    first: dict[str, Rating] = {}
    for rating in rows:
        first.setdefault(rating.slug, rating)
    ordered = sorted((r for r in first.values() if r.value is not None), key=lambda rating: -(rating.value or 0))
    rest = [rating for rating in first.values() if rating.value is None]
    listed = [*ordered, *rest]
    slugs = [rating.slug for rating in listed]
    return Scales(
        slugs=tuple(slugs),
        names=tuple(rating.name for rating in listed),
        tones=tuple(rating.tone for rating in listed),
        ordered=tuple(range(len(ordered))),
        places={rating.pk: slugs.index(rating.slug) for rating in rows},
    )


def decided(desk: Desk, period: Period) -> list[Decided]:
    """The reviews that got their first verdict in ``period``."""
    rows = Verdict.objects.filter(version=1, review__trial__isnull=True, decided_at__range=between(period))
    found = desk.of(rows, "review__").values_list("decided_at", "review__opened_at", "review__round")
    return [
        Decided(_day(at), (at - opened).total_seconds() / 3600, turns > 1)
        for at, opened, turns in found.order_by("decided_at").iterator()
    ]


def due(desk: Desk, period: Period, *, now: dt.datetime) -> list[Due]:
    """The reviews whose due time lay in ``period`` and has passed, but for those that were cancelled."""
    start, end = between(period)
    rows = (
        desk.of(Review.objects.listed()).exclude(state="cancelled").filter(due_at__gte=start, due_at__lt=min(end, now))
    )
    found = rows.annotate(first=Min("verdicts__decided_at")).values_list("due_at", "first").order_by()
    return [Due(_day(at), first is not None and first <= at) for at, first in found.iterator()]


def published(desk: Desk, period: Period) -> list[Published]:
    """The verdicts that came out in ``period``, and what became of each until today."""
    newest = Verdict.objects.filter(review=OuterRef("pk")).order_by("-version").values("rating__slug")[:1]
    after = Verdict.objects.filter(review__supersedes=OuterRef("pk"), review__state="published").order_by("-version")
    withdrawn = SettledClaim.objects.filter(claim=OuterRef("claim"), withdrawn_at__gte=OuterRef("closed_at"))
    rows = desk.of(Review.objects.listed()).filter(state="published", closed_at__range=between(period))
    found = rows.annotate(
        rating=Subquery(newest), later=Subquery(after.values("rating__slug")[:1]), gone=Exists(withdrawn)
    ).values_list("closed_at", "rating", "later", "gone")
    return [
        Published(_day(at), rating, _fate(rating, later, gone=gone))
        for at, rating, later, gone in found.order_by().iterator()
    ]


def _fate(rating: str, later: str | None, *, gone: bool) -> str:
    if later and later != rating:
        return "corrected"
    return "retracted" if gone and not later else "stands"


def standings(desk: Desk, period: Period) -> dict[dt.date, dict[str, int]]:
    """How many claims of the articles that came in on each day of ``period`` stand where today."""
    newest = Review.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("state")[:1]
    rows = desk.of_claims(Claim.objects.live().listed()).filter(article__created_at__range=between(period))
    rows = rows.annotate(day=TruncDate("article__created_at"), standing=Coalesce(Subquery(newest), Value("waiting")))
    found: dict[dt.date, dict[str, int]] = {}
    for day, standing, number in rows.order_by().values_list("day", "standing").annotate(number=Count("pk")):
        found.setdefault(day, {})[standing] = number
    return found


def answer_pairs(desk: Desk, period: Period, scale: Scales) -> list[Pair]:
    """The two answers to blind reviews of which the second came in in ``period``, counted by the database.

    Only first rounds: afterwards the two know each other's answers.
    """
    answers = Assessment.objects.filter(round=1)
    before = answers.filter(review=OuterRef("review"), pk__lt=OuterRef("pk")).order_by("pk").values("rating")[:1]
    start, end = between(period)
    rows = answers.filter(review__blind=True, review__trial__isnull=True, at__gte=start, at__lt=end)
    ends = (between(Period(part.start, part.end))[1] for part in period.parts())
    part = Case(*(When(at__lt=end, then=Value(place)) for place, end in enumerate(ends)), output_field=IntegerField())
    told = desk.of(rows, "review__").annotate(before=Subquery(before), part=part).filter(before__isnull=False)
    groups = tuple(f"review__{path}" for path in GROUPS.values())
    found = told.order_by().values_list("before", "rating", "part", *groups).annotate(number=Count("pk"))
    return [
        Pair(scale.places[first], scale.places[second], part, tuple(names), number)
        for first, second, part, *names, number in found.iterator()
    ]


def table_of(pairs: Sequence[Pair], scale: Scales) -> Numbers:
    """How often each rating met each other one."""
    often = [pair.number for pair in pairs]
    return pair_table([pair.first for pair in pairs], [pair.second for pair in pairs], len(scale.slugs), often)


def forecasts(rows: Any) -> list[tuple[int, Forecast]]:
    """The reviewer and the forecast of each of the assessments ``rows`` that said how sure it was and that can be told.

    It held when the rating is that of the verdict which stands published today, or the known answer of a claim that
    the reviewer was tried with; a retracted verdict held for nobody.
    """
    stands = Verdict.objects.filter(review__claim=OuterRef("review__claim"), review__state="published")
    newest = stands.order_by("-review__pk", "-version").values("rating__slug")[:1]
    gone = SettledClaim.objects.filter(claim=OuterRef("review__claim"), withdrawn_at__isnull=False)
    over = Q(review__state="published") | Q(review__trial__isnull=False)
    told = rows.filter(over, confidence__isnull=False, round=1).annotate(
        right=Coalesce(F("review__trial__item__rating__slug"), Subquery(newest)), gone=Exists(gone)
    )
    found = told.filter(right__isnull=False).values_list("reviewer", "confidence", "rating__slug", "right", "gone")
    return [
        (reviewer, Forecast(confidence / 100, slug == right and not gone))
        for reviewer, confidence, slug, right, gone in found.order_by("pk").iterator()
    ]


def desk_forecasts(desk: Desk, period: Period) -> list[tuple[int, Forecast]]:
    """The forecasts of all, for assessments that were given in ``period``."""
    return forecasts(desk.of(Assessment.objects.filter(at__range=between(period)), "review__"))


def choices() -> dict[str, list[str]]:
    """The outlets, topics and languages of the articles there are; three queries."""
    names = ("outlet", "topic", "language")
    articles = Article.objects.listed()
    return {
        name: list(articles.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()[:200])
        for name in names
    }


def first_day() -> dt.date | None:
    """The day of the first article, if there is one."""
    first = Article.objects.aggregate(first=Min("created_at"))["first"]
    return _day(first) if first else None


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()
