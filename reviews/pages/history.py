"""What was known at a moment, for the pages: the moment that was asked for, and those that are worth asking for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.utils import timezone

from claims.models import Article, Claim, LedgerEntry
from reviews.models import Review
from reviews.services.knowledge import PUBLICATIONS, ClaimKnowledge, ClaimLine, known_of_article, known_of_claim

LINES_SHOWN: Final = 100
MOMENTS_SHOWN: Final = 12
_OCCASIONS: Final = {
    "article.submitted": "when the article came in",
    "review.decided": "when it was decided",
    "review.settled": "when the dispute was settled",
    "verdict.published": "when we published",
    "verdict.corrected": "when we corrected",
    "verdict.retracted": "when we retracted",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment worth asking for, with what happened then."""

    at: dt.datetime
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ClaimHistory:
    """The page of one claim at a moment."""

    known: ClaimKnowledge
    occasions: list[Occasion]


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """The page of one article at a moment; ``lines`` are those of one page of claims."""

    article: Article
    moment: dt.datetime
    occasions: list[Occasion]
    page: Page[Claim]
    lines: list[ClaimLine]
    entries: int | None


def claim_history(claim: Claim, *, moment: dt.datetime | None, user: Any) -> ClaimHistory:
    """One claim at ``moment``; without one at the last publication, or else now."""
    occasions = LedgerEntry.objects.of_claim(claim).filter(verb__in=[*_OCCASIONS])
    moment = moment or _last_publication(LedgerEntry.objects.of_claim(claim)) or timezone.now()
    return ClaimHistory(known_of_claim(claim, moment=moment, user=user), _occasions(occasions, moment))


def article_history(article: Article, *, moment: dt.datetime | None, user: Any, page: str | None) -> ArticleHistory:
    """An article at ``moment``; without one at the last publication of any of its claims, or else now."""
    entries = LedgerEntry.objects.filter(article=article)
    moment = moment or _last_publication(entries) or timezone.now()
    claims = Claim.objects.visible_to(user).of(article).with_speaker().unexplained().filter(created_at__lte=moment)
    shown = Paginator(claims, LINES_SHOWN).get_page(page)
    verbs = ("article.submitted", *PUBLICATIONS)
    # The number would grow with what a blind reviewer does.
    hiding = Review.objects.hiding().filter(claim__article=article)
    return ArticleHistory(
        article=article,
        moment=moment,
        occasions=_occasions(entries.filter(verb__in=verbs), moment),
        page=shown,
        lines=known_of_article(article, list(shown.object_list), moment=moment, user=user),
        entries=None if hiding.exists() else entries.until(moment).count(),
    )


def _last_publication(entries: Any) -> dt.datetime | None:
    moment: dt.datetime | None = (
        entries.filter(verb__in=PUBLICATIONS).order_by("-sequence").values_list("at", flat=True).first()
    )
    return moment


def _occasions(entries: Any, moment: dt.datetime) -> list[Occasion]:
    """The last few, oldest first."""
    rows = list(entries.order_by("-sequence").values_list("verb", "at")[:MOMENTS_SHOWN])
    return [Occasion(at, _OCCASIONS[verb], at == moment) for verb, at in reversed(rows)]
