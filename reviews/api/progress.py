"""How far an article is, counted over its live claims."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from claims.choices import RunStatus
from claims.models import Article, Claim, ExtractionRun
from reviews.choices import ReviewState
from reviews.models import Review
from sources.models import LinkingRun

UNDER_WAY = (RunStatus.PENDING.value, RunStatus.RUNNING.value)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of live claims; ``reviews`` counts each claim once, by the state of its newest review.

    ``published`` are the claims that have a published verdict, also while its correction is being worked on.
    ``finished`` means: read, searched, and no claim waits for people any more.
    """

    extraction: ExtractionRun | None
    claims: int
    linked: int
    reviews: dict[str, int]
    published: int
    finished: bool

    @property
    def stage(self) -> str:
        """What the article waits for: reading, searching (both the machine's), reviewing (people), or nothing."""
        if self.extraction is None or self.extraction.is_under_way:
            return "reading"
        if self.extraction.status == RunStatus.FAILED:
            return "failed"
        if self.linked < self.claims:
            return "searching"
        return "finished" if self.finished else "reviewing"


def progress_of(article: Article) -> Progress:
    """The progress of ``article``, in two queries whatever its size."""
    extraction = ExtractionRun.objects.filter(article=article).order_by("-pk").first()
    counts = _counted_claims(article).aggregate(
        claims=Count("pk"),
        linked=Count("pk", filter=Q(searched=True, searching=False)),
        published=Count("pk", filter=Q(has_verdict=True)),
        settled=Count("pk", filter=Q(state="published") | Q(state="cancelled", closer__isnull=False)),
        **{f"in_{state}": Count("pk", filter=Q(state=state)) for state in ReviewState.values},
    )
    is_read = extraction is not None and extraction.status == RunStatus.DONE
    return Progress(
        extraction=extraction,
        claims=counts["claims"],
        linked=counts["linked"],
        reviews={state: counts[f"in_{state}"] for state in ReviewState.values},
        published=counts["published"],
        finished=is_read and counts["claims"] == counts["linked"] == counts["settled"],
    )


def _counted_claims(article: Article) -> Any:
    """The live claims of ``article`` with what is known of their searches and of their newest review."""
    searches = LinkingRun.objects.filter(claim=OuterRef("pk"))
    reviews = Review.objects.filter(claim=OuterRef("pk"))
    newest = reviews.order_by("-pk")
    return (
        Claim.objects.live()
        .filter(article=article)
        .annotate(
            searched=Exists(searches),
            searching=Exists(searches.filter(status__in=UNDER_WAY)),
            has_verdict=Exists(reviews.filter(state=ReviewState.PUBLISHED)),
            state=Subquery(newest.values("state")[:1]),
            closer=Subquery(newest.values("closed_by")[:1]),
        )
    )
