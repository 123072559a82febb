"""What people put right, as examples to learn from."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import AttributionKind
from claims.formats.annotations import Annotated, Attributed
from claims.models import Article
from claims.services import ledger
from factcheck.lib.spans import Span, from_pairs


def annotated_articles(*, since: dt.date | None = None, only_corrected: bool = False) -> Iterator[Annotated]:
    """The published articles that a person has looked at, each with the attributions that stand in it.

    A claim that was discarded is no attribution. ``since`` counts from when somebody looked; ``only_corrected`` leaves
    out the articles in which people judged claims but changed none.
    """
    looked_at = Article.objects.looked_at(since=since, only_corrected=only_corrected)
    for article in looked_at.published(timezone.now()).newest_drafts().order_by("pk").iterator(chunk_size=50):
        if article.published_on:
            yield _annotated(article, article.published_on)


def _annotated(article: Article, day: dt.date) -> Annotated:
    attributions, discuss = [], list[Span]()
    for claim in article.claims.live().exclude(attribution=AttributionKind.OWN_VOICE).order_by("start", "pk"):
        source, cue = from_pairs(claim.source_spans), from_pairs(claim.cue_spans)
        if cue:
            attributions.append(Attributed(source, cue, claim.content_spans))
        else:
            discuss.extend(claim.content_spans)
    return Annotated(
        id=str(article.public_id),
        text=article.body,
        date=day,
        language=article.language,
        headline=article.headline,
        outlet=article.outlet,
        byline=article.byline,
        attributions=tuple(attributions),
        discuss=tuple(discuss),
    )


@transaction.atomic(durable=True)
def note_export(*, articles: int, by: Any = None) -> None:
    """Write into the house's ledger that texts have left it, and how many."""
    ledger.record("annotations.exported", by=by, articles=articles)
