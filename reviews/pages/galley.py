"""The galley: an article with its claims marked in the text, and beside it what is known of each claim.

A long article comes in parts. The text of all is there at once; marks and claims are those of one part, and the page
asks for another part when it comes near the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from claims.models import Article, Claim
from claims.policies import can_add_claim, can_complete, can_discard, can_restore, can_revise
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from factcheck.lib.spans import Span
from reviews.models import Review
from reviews.pages.coverage import Meter, meter_of, sentence_marks
from reviews.pages.deeds import DeedRow, last_redoable, last_undoable
from reviews.pages.machine import MachineProgress, machine_progress
from reviews.pages.parts import part_at, parts_of
from reviews.pages.stand_ins import Swapped, newest_reviews, standings_of, swapped_for
from reviews.pages.standings import LABELS, Segment, bar, standing_of
from reviews.services.coverage import Coverage, coverage_of
from sources.pages.seen_before import MatchRow, contradictions
from sources.policies import can_curate

CLAIMS_SHOWN = 100
DISCARDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with its number in the text; what is known of it besides is asked for when it is opened."""

    claim: Claim
    number: int
    standing: str
    label: str
    review: Review | None
    may_revise: Decision
    may_discard: Decision
    may_curate: Decision


@dataclass(frozen=True, slots=True)
class DiscardedClaim:
    """A claim that was set aside."""

    claim: Claim
    may_restore: Decision


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text by its number, from 1. Marks, cards and ``page`` are empty for one that is not ``open``."""

    number: int
    text: str
    start: int
    marks: Sequence[Mark] = ()
    cards: Sequence[ClaimCard] = ()
    page: Page[int] | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Galley:
    """All that the page of an article shows. ``opened`` is the part that is marked.

    ``language_is_guessed`` says that the machine recognised ``language`` and nobody has said it.
    """

    article: Article
    parts: list[Part]
    opened: Part
    claims: int
    discarded: list[DiscardedClaim]
    discarded_more: int
    segments: list[Segment]
    meter: Meter
    progress: MachineProgress
    asks: list[str]
    language: str
    language_is_guessed: bool
    may_complete: Decision
    may_add_claim: Decision
    contradictions: list[MatchRow]
    last: DeedRow | None
    undone: DeedRow | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see: a part by its number, or that of a claim by its public id; a page of its claims."""

    part: str = ""
    page: str = ""
    claim: str = ""


def galley(article: Article, *, user: Any, asked: Asked) -> Galley:
    """Read an article for ``user``. The number of queries depends neither on the text nor on the claims."""
    meter = meter_of(article, user=user)
    swapped = swapped_for(user, article)
    spans = parts_of(article.body)
    opened, page = _wanted(article, spans, asked, swapped)
    parts = [
        _part(_View(article, spans, meter.coverage, swapped, user), place, page=page)
        if place == opened
        else Part(place + 1, span.cut(article.body), span.start)
        for place, span in enumerate(spans)
    ]
    progress = machine_progress([article])[article.pk]
    reading = progress.reading
    discarded = Claim.objects.visible_to(user).of(article).filter(discarded_at__isnull=False)
    rows = list(discarded.with_speaker().unexplained()[: DISCARDED_SHOWN + 1])
    return Galley(
        article=article,
        parts=parts,
        opened=parts[opened],
        claims=len(meter.coverage.claims),
        discarded=[_discarded(claim, article, user) for claim in rows[:DISCARDED_SHOWN]],
        discarded_more=discarded.count() - DISCARDED_SHOWN if len(rows) > DISCARDED_SHOWN else 0,
        segments=bar(_counted(claim.standing for claim in meter.coverage.claims)),
        meter=meter,
        progress=progress,
        asks=_asks(article),
        language=article.language or (reading.language if reading else ""),
        language_is_guessed=article.language_recognised or bool(not article.language and reading),
        may_complete=can_complete(user, article),
        may_add_claim=can_add_claim(user, article),
        contradictions=contradictions(article, user=user),
        last=last_undoable(article, user=user),
        undone=last_redoable(article, user=user),
    )


def galley_part(article: Article, *, user: Any, number: int, page: str) -> Part | None:
    """One part of an article with its marks and claims, or ``None`` when it has none of that number."""
    spans = parts_of(article.body)
    if not 1 <= number <= len(spans):
        return None
    swapped = swapped_for(user, article)
    coverage = coverage_of(article, seen=standings_of(swapped))
    return _part(_View(article, spans, coverage, swapped, user), number - 1, page=page)


def _wanted(article: Article, spans: list[Span], asked: Asked, swapped: Swapped) -> tuple[int, str]:
    """The place of the part to open, and the page of its claims."""
    if asked.claim:
        copied = [pk for pk, copy in swapped.items() if str(copy.public_id) == asked.claim]
        named = {"pk": copied[0]} if copied else {"public_id": asked.claim}
        claim = article.claims.live().filter(**named).only("pk", "start").first()
        if claim is not None:
            place = part_at(spans, claim.start)
            before = article.claims.live().filter(start__gte=spans[place].start)
            earlier = before.filter(start__lt=claim.start).count()
            earlier += before.filter(start=claim.start, pk__lt=claim.pk).count()
            return place, str(earlier // CLAIMS_SHOWN + 1)
    number = int(asked.part) if asked.part.isdecimal() and len(asked.part) < 6 else 1
    return min(max(number, 1), len(spans)) - 1, asked.page


@dataclass(frozen=True, slots=True)
class _View:
    """An article as one person sees it: its parts, its coverage, and the claims that others stand in for."""

    article: Article
    spans: list[Span]
    coverage: Coverage
    swapped: Swapped
    user: Any


def _part(view: _View, place: int, *, page: str) -> Part:
    span, coverage, swapped = view.spans[place], view.coverage, view.swapped
    numbers = {claim.pk: number for number, claim in enumerate(coverage.claims, 1)}
    standings = {claim.pk: claim.standing for claim in coverage.claims}
    near = Claim.objects.visible_to(view.user).live().of(view.article).filter(start__lt=span.end, end__gt=span.start)
    claims = [claim for claim in near.only("pk", "public_id", "content", "start") if claim.pk in numbers]
    own = [claim.pk for claim in claims if claim.start >= span.start]
    shown = Paginator(own, CLAIMS_SHOWN).get_page(page)
    homes = {pk: (place + 1, at // CLAIMS_SHOWN + 1) for at, pk in enumerate(own)}
    for claim in claims:
        claim.public_id = swapped[claim.pk].public_id if claim.pk in swapped else claim.public_id
    marks = _marks(claims, span, numbers, standings, homes=homes, here=(place + 1, shown.number))
    return Part(
        number=place + 1,
        text=span.cut(view.article.body),
        start=span.start,
        marks=[*marks, *sentence_marks(coverage, span)],
        cards=_cards(view, list(shown.object_list), numbers),
        page=shown,
        is_open=True,
    )


def _counted(standings: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for standing in standings:
        counts[standing] = counts.get(standing, 0) + 1
    return counts


def _marks(
    claims: Iterable[Claim],
    part: Span,
    numbers: Mapping[int, int],
    standings: Mapping[int, str],
    *,
    homes: Mapping[int, tuple[int, int]],
    here: tuple[int, int],
) -> list[Mark]:
    """Every piece of every claim that lies in ``part``, in its own offsets; each carries the number of the claim."""
    marks = []
    for claim in claims:
        key, number, standing = str(claim.public_id), numbers[claim.pk], standings[claim.pk]
        href = f"#claim-{key}" if homes.get(claim.pk) == here else f"?claim={key}#claim-{key}"
        label = f"{number}: claim, {LABELS[standing]}"
        for place, span in enumerate(claim.content_spans):
            if span.overlaps(part):
                start, end = max(span.start, part.start), min(span.end, part.end)
                shown = number if span.start >= part.start else 0
                marks.append(
                    Mark(
                        start - part.start,
                        end - part.start,
                        standing,
                        key=key,
                        number=shown,
                        href=href,
                        label=label,
                        continues=place > 0,
                    )
                )
    return marks


def _cards(view: _View, keys: Sequence[int], numbers: Mapping[int, int]) -> list[ClaimCard]:
    claims = list(Claim.objects.filter(pk__in=keys).of(view.article).with_speaker().unexplained())
    shown = {claim.pk: view.swapped.get(claim.pk, claim) for claim in claims}
    reviews = newest_reviews(shown.values())
    for claim in shown.values():
        claim.article = view.article
    return [card_of(claim, numbers[pk], reviews.get(claim.pk), view.user) for pk, claim in shown.items()]


def card_of(claim: Claim, number: int, review: Review | None, user: Any) -> ClaimCard:
    """One claim as the list shows it."""
    standing = standing_of(review)
    return ClaimCard(
        claim=claim,
        number=number,
        standing=standing,
        label=LABELS[standing],
        review=review,
        may_revise=can_revise(user, claim),
        may_discard=can_discard(user, claim),
        may_curate=can_curate(user, claim),
    )


def _discarded(claim: Claim, article: Article, user: Any) -> DiscardedClaim:
    claim.article = article
    return DiscardedClaim(claim, can_restore(user, claim))


def _asks(article: Article) -> list[str]:
    """What nobody has said about the article yet and the work needs."""
    asks = []
    if article.published_at is None:
        asks.append("When was it published? Dates such as “on Wednesday” stay unresolved until this is known.")
    if article.notes and any("headline" in note.casefold() for note in article.notes):
        asks.append("What is its headline? The first words stand in its place.")
    return asks
