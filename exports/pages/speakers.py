"""One speaker: what it said over time, what became of it, under which names and in which roles."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min

from claims.models import Claim, Speaker, SpeakerMatch
from claims.policies import can_match_speakers
from claims.services.speakers import names_of
from exports.models import Publication
from factcheck.lib.decisions import Decision
from reviews.insight.drawing import Plot, Series, stacked
from reviews.insight.measures import by_part, counted
from reviews.insight.periods import DAY, Period
from reviews.insight.tables import Table
from reviews.models import Review
from reviews.pages.insight.rows import Scales, scales
from sources.retrieval.wanted import read_wanted

CLAIMS_SHOWN: Final = 25
ROLES_SHOWN: Final = 40
CANDIDATES_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of the speaker, with what a person decided; ``read_under`` counts claims that carry the name."""

    speaker: Speaker
    match: SpeakerMatch | None
    read_under: int


@dataclass(frozen=True, slots=True)
class Role:
    """How articles introduce the speaker, since when, until when, and in how many claims."""

    role: str
    affiliation: str
    first: dt.date | None
    last: dt.date | None
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    """One claim with its newest review and the entry that stands."""

    claim: Claim
    review: Review | None
    entry: Publication | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts that stand, drawn and as a table; ``None`` where there are none."""

    number: int
    by_rating: Sequence[tuple[str, str, int]]
    plot: Plot
    table: Table


@dataclass(frozen=True, slots=True)
class _Verdict:
    day: dt.date
    rating: str


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All that the page shows. ``candidates`` are speakers that it may be joined with, found by name."""

    speaker: Speaker
    names: list[OtherName]
    roles: list[Role]
    judged: Judged | None
    page: Page[Any]
    said: list[Said]
    claims: int
    articles: int
    may_match: Decision


def speaker_page(speaker: Speaker, *, user: Any, words: str, number: str | None) -> SpeakerPage:
    """What is known of ``speaker``, which is no other name of anybody; claims that ``user`` may see."""
    claims = Claim.objects.visible_to(user).listed().live().filter(speaker__in=names_of(speaker))
    found = claims.holding_all(read_wanted(words).phrases).by_time().select_related("article", "speaker", "named_as")
    shown = Paginator(found.defer("article__body"), CLAIMS_SHOWN).get_page(number)
    totals = claims.aggregate(claims=Count("pk"), articles=Count("article", distinct=True))
    return SpeakerPage(
        speaker=speaker,
        names=_names(speaker),
        roles=_roles(claims),
        judged=_judged(claims),
        page=shown,
        said=_said(list(shown.object_list), user),
        claims=totals["claims"],
        articles=totals["articles"],
        may_match=can_match_speakers(user),
    )


def _names(speaker: Speaker) -> list[OtherName]:
    others = names_of(speaker) - {speaker.pk}
    rows = Speaker.objects.filter(pk__in=others).select_related("same_as").order_by("normal_name", "pk")
    said = SpeakerMatch.objects.filter(same=True, first__in={speaker.pk} | others).select_related("decided_by")
    matches: dict[frozenset[int | None], SpeakerMatch] = {
        frozenset((match.first_id, match.second_id)): match for match in said
    }
    read = Counter(Claim.objects.live().listed().filter(named_as__in=others).values_list("named_as", flat=True))
    read.update(Claim.objects.live().listed().filter(speaker__in=others).values_list("speaker", flat=True))
    return [OtherName(row, matches.get(frozenset((row.pk, row.same_as_id))), read[row.pk]) for row in rows]


def _roles(claims: Any) -> list[Role]:
    rows = claims.exclude(role="", affiliation="").order_by().values_list("role", "affiliation")
    timed = rows.annotate(first=Min("said_on"), last=Max("said_on"), number=Count("pk"))
    return [Role(*row) for row in timed.order_by("-number", "role", "affiliation")[:ROLES_SHOWN]]


def _said(claims: Sequence[Claim], user: Any) -> list[Said]:
    reviews = {row.claim_id: row for row in Review.objects.visible_to(user).filter(claim__in=claims).order_by("pk")}
    standing = Publication.objects.standing().filter(review__claim__in=claims).defer("payload").order_by("sequence")
    entries = {row.review.claim_id: row for row in standing.select_related("review", "verdict__rating")}
    return [Said(claim, reviews.get(claim.pk), entries.get(claim.pk)) for claim in claims]


def _judged(claims: Any) -> Judged | None:
    standing = Publication.objects.standing().filter(review__claim__in=claims.order_by().values("pk"))
    rows = standing.values_list(
        "review__claim__said_on", "review__claim__article__published_on", "at", "verdict__rating__slug"
    )
    found = sorted((_Verdict(said or out or at.date(), slug) for said, out, at, slug in rows), key=lambda row: row.day)
    return _drawn(found, scales()) if found else None


def _drawn(found: Sequence[_Verdict], scale: Scales) -> Judged:
    period = Period(found[0].day, found[-1].day + DAY)
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row.day)
    counts = counted([[row.rating for row in group] for group in groups], scale.slugs)
    used = [
        (name, tone, counts[slug])
        for slug, name, tone in zip(scale.slugs, scale.names, scale.tones, strict=True)
        if any(counts[slug])
    ]
    by_rating = [(name, tone, sum(values)) for name, tone, values in used]
    told = ", ".join(f"{name} {number}" for name, _, number in by_rating)
    title = f"Verdicts that stand, by the {period.unit} in which it was said"
    plot = stacked(title, f"{len(found)} verdicts: {told}.", [part.label for part in parts], _lighter(used))
    table = Table(
        title,
        (f"{period.unit} from", *(name for name, _, _ in used), "all"),
        [
            (part.start.isoformat(), *(values[place] for _, _, values in used), len(groups[place]))
            for place, part in enumerate(parts)
            if groups[place]
        ],
    )
    return Judged(len(found), by_rating, plot, table)


def _lighter(used: Iterable[tuple[str, str, Sequence[int]]]) -> list[Series]:
    """The series; of ratings that share a colour every second one is lighter."""
    seen: Counter[str] = Counter()
    drawn = []
    for name, tone, values in used:
        drawn.append(Series(name, f"{tone} plot-lighter" if seen[tone] % 2 else tone, list(values)))
        seen[tone] += 1
    return drawn


def candidates_for(speaker: Speaker, words: str, *, user: Any) -> list[Speaker]:
    """Speakers of the library whose name holds ``words``, to say that one is the same as ``speaker``."""
    if not words.strip():
        return []
    library = Speaker.objects.visible_to(user).of_library().of_kind(speaker.kind)
    return list(library.called(words).exclude(pk=speaker.pk).most_said_first()[:CANDIDATES_SHOWN])
