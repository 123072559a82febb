"""How far the claims of articles are, counted and laid out as a bar."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from claims.models import Article, Claim
from reviews.models import Review

WAITING: Final = "waiting"
# In the order of the work: what is nearest to the reader comes first in a bar.
LABELS: Final[dict[str, str]] = {
    "published": "published",
    "decided": "decided",
    "disputed": "disputed",
    "assigned": "in review",
    "open": "open",
    WAITING: "being prepared",
    "cancelled": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar; ``start`` and ``width`` in hundredths of the bar."""

    tone: str
    label: str
    count: int
    start: float
    width: float


def standing_of(review: Review | None) -> str:
    """Where a claim stands, by its newest review."""
    return review.state if review else WAITING


def bar(counts: Mapping[str, int]) -> list[Segment]:
    """The bar for ``counts`` of claims by standing; empty when there are none."""
    return lay_out(counts, LABELS)


def lay_out(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[Segment]:
    """A bar for ``counts`` by tone, in the order of ``labels``; empty when there is nothing to count."""
    total, start = sum(counts.values()), 0.0
    segments = []
    for tone, label in labels.items():
        if counts.get(tone):
            width = 100 * counts[tone] / total
            segments.append(Segment(tone, label, counts[tone], round(start, 2), round(width, 2)))
            start += width
    return segments


def count_standings(articles: Iterable[Article]) -> dict[int, dict[str, int]]:
    """How many live claims of each article stand where, by the article's primary key; one query."""
    newest = Review.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("state")[:1]
    claims: Any = Claim.objects.live().filter(article__in=[article.pk for article in articles])
    with_standing = claims.annotate(standing=Coalesce(Subquery(newest), Value(WAITING)))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for row in with_standing.order_by().values("article_id", "standing").annotate(number=Count("pk")):
        counts[row["article_id"]][row["standing"]] = row["number"]
    return counts
