"""Rows of the feed as the formats take them: with addresses, which only a request knows."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.models import Article
from exports.choices import PublicationKind
from exports.formats.entries import Entry, House, MarkedArticle
from exports.formats.payload import moment
from exports.models import Publication
from exports.services.marked import marked_article


def house() -> House:
    """Who publishes, after the settings."""
    return House(settings.ORGANISATION_NAME, settings.ORGANISATION_URL)


def feed_address(request: Request) -> str:
    """Where the feed is; an entry lies below it, under its id."""
    return str(reverse("api:publication-list", request=request))


def entry_of(publication: Publication, base: str) -> Entry:
    """One row, read ``for_export``; ``base`` is the address of the feed."""
    before = publication.supersedes
    return Entry(
        url=f"{base}{publication.public_id}/",
        at=moment(publication.at) or "",
        correction=publication.note if publication.kind == PublicationKind.CORRECTED else "",
        payload=publication.payload,
        id=str(publication.public_id),
        sequence=publication.sequence,
        kind=publication.kind,
        note=publication.note,
        supersedes=f"{base}{before.public_id}/" if before else "",
    )


def marked(article: Article, request: Request) -> MarkedArticle:
    """An article with its claims as who asks may see them."""
    base = feed_address(request)
    rows: Any = Publication.objects.visible_to(request.user).of_article(article.public_id).last_words().for_export()
    entries = {row.review.claim_id: entry_of(row, base) for row in rows.select_related("review")}
    url = reverse("api:article-detail", [article.public_id], request=request)
    return marked_article(article, user=request.user, url=url, entries=entries)
