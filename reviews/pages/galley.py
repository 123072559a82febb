"""The galley: an article with its claims marked in the text, and beside it what is known of each claim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from claims.models import Article, Claim
from claims.policies import can_add_claim, can_complete, can_discard, can_restore, can_revise
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from reviews.models import Review
from reviews.pages.evidence import EvidenceRow, evidence_of, evidence_row, seen_evidence
from reviews.pages.machine import MachineProgress, machine_progress
from reviews.pages.standings import LABELS, Segment, bar, standing_of
from sources.pages.seen_before import MatchRow, contradictions
from sources.policies import can_curate

CLAIMS_SHOWN = 100
EVIDENCE_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with its number in the text. ``unseen`` counts the evidence that is only on the review page."""

    claim: Claim
    number: int
    standing: str
    label: str
    review: Review | None
    evidence: tuple[EvidenceRow, ...]
    unseen: int
    may_revise: Decision
    may_discard: Decision
    may_curate: Decision


@dataclass(frozen=True, slots=True)
class DiscardedClaim:
    """A claim that was set aside."""

    claim: Claim
    may_restore: Decision


@dataclass(frozen=True, slots=True)
class Galley:
    """All that the page of an article shows; ``cards`` are those of one page of claims.

    ``language_is_guessed`` says that the machine recognised ``language`` and nobody has said it.
    """

    article: Article
    marks: list[Mark]
    cards: list[ClaimCard]
    page: Page[Claim]
    discarded: list[DiscardedClaim]
    segments: list[Segment]
    progress: MachineProgress
    asks: list[str]
    language: str
    language_is_guessed: bool
    may_complete: Decision
    may_add_claim: Decision
    contradictions: list[MatchRow]


def galley(article: Article, *, user: Any, page: str | None) -> Galley:
    """Read an article for ``user``; ``page`` is the page of claims, as it was asked for. Ten queries at most."""
    claims = list(Claim.objects.visible_to(user).of(article).with_speaker().unexplained())
    for claim in claims:
        claim.article = article
    live = [claim for claim in claims if not claim.discarded_at]
    reviews = newest_reviews(live)
    shown = Paginator(live, CLAIMS_SHOWN).get_page(page)
    standings = {claim.pk: standing_of(reviews.get(claim.pk)) for claim in live}
    progress = machine_progress([article])[article.pk]
    reading = progress.reading
    return Galley(
        article=article,
        marks=_marks(live, standings, page=shown.number),
        cards=_cards(shown, reviews, user),
        page=shown,
        discarded=[DiscardedClaim(claim, can_restore(user, claim)) for claim in claims if claim.discarded_at],
        segments=bar(_counted(standings.values())),
        progress=progress,
        asks=_asks(article),
        language=article.language or (reading.language if reading else ""),
        language_is_guessed=article.language_recognised or bool(not article.language and reading),
        may_complete=can_complete(user, article),
        may_add_claim=can_add_claim(user, article),
        contradictions=contradictions(article, user=user),
    )


def newest_reviews(claims: Iterable[Claim]) -> dict[int, Review]:
    """The newest review of each claim by the claim's primary key; one query."""
    rows = Review.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("assignee", "second_assignee")
    return {review.claim_id: review for review in rows.order_by("pk")}


def _counted(standings: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for standing in standings:
        counts[standing] = counts.get(standing, 0) + 1
    return counts


def _marks(live: Sequence[Claim], standings: dict[int, str], *, page: int) -> list[Mark]:
    """Every piece of every claim; the first piece carries the number, which leads to the claim's card."""
    marks = []
    for number, claim in enumerate(live, 1):
        key, standing = str(claim.public_id), standings[claim.pk]
        home = (number - 1) // CLAIMS_SHOWN + 1
        href = f"#claim-{key}" if home == page else f"?page={home}#claim-{key}"
        label = f"{number}: claim, {LABELS[standing]}"
        for place, span in enumerate(claim.content_spans):
            numbered = 0 if place else number
            marks.append(Mark(span.start, span.end, standing, key=key, number=numbered, href=href, label=label))
    return marks


def _cards(shown: Page[Claim], reviews: dict[int, Review], user: Any) -> list[ClaimCard]:
    claims = list(shown.object_list)
    evidence = evidence_of(claims)
    numbered = enumerate(claims, shown.start_index())
    return [_card(claim, number, reviews.get(claim.pk), evidence.get(claim.pk, []), user) for number, claim in numbered]


def _card(claim: Claim, number: int, review: Review | None, evidence: Sequence[Any], user: Any) -> ClaimCard:
    may_curate = can_curate(user, claim)
    rows = [evidence_row(row, may=may_curate) for row in seen_evidence(review, evidence, user=user)]
    kept = [row for row in rows if not row.is_rejected]
    standing = standing_of(review)
    return ClaimCard(
        claim=claim,
        number=number,
        standing=standing,
        label=LABELS[standing],
        review=review,
        evidence=tuple(kept[:EVIDENCE_SHOWN]),
        unseen=len(rows) - len(kept[:EVIDENCE_SHOWN]),
        may_revise=can_revise(user, claim),
        may_discard=can_discard(user, claim),
        may_curate=may_curate,
    )


def _asks(article: Article) -> list[str]:
    """What nobody has said about the article yet and the work needs."""
    asks = []
    if article.published_at is None:
        asks.append("When was it published? Dates such as “on Wednesday” stay unresolved until this is known.")
    if article.notes and any("headline" in note.casefold() for note in article.notes):
        asks.append("What is its headline? The first words stand in its place.")
    return asks
