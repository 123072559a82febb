"""Where a document came from, what stood at its address before and after, and where else its words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Article, Fetch
from sources.models import ArticleCopy, Document, Feed

VERSIONS_SHOWN = 20
FETCHES_SHOWN = 20
ELSEWHERE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CopiedArticle:
    """An article of ours that a document is, or is a copy of; ``share`` is how much of the shorter one, 0 to 1."""

    article: Article
    share: float


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What is known of how a document came in.

    ``versions`` are all that the address has said, the newest first, when there are several; ``elsewhere`` are
    documents of the same words under another publisher or address.
    """

    fetches: Sequence[Fetch]
    feeds: Sequence[Feed]
    versions: Sequence[Document]
    copied: Sequence[CopiedArticle]
    elsewhere: Sequence[Document]


def record_of(document: Document, *, user: Any) -> DocumentRecord:
    """The record of one document, as far as ``user`` may read what it names."""
    return DocumentRecord(
        fetches=list(Fetch.objects.filter(snapshot=document.snapshot_id).order_by("-fetched_at")[:FETCHES_SHOWN]),
        feeds=list(Feed.objects.visible_to(user).filter(entries__intake__document=document).distinct()),
        versions=_versions(document, user),
        copied=_copied(document, user),
        elsewhere=_elsewhere(document, user),
    )


def _versions(document: Document, user: Any) -> list[Document]:
    if not document.url:
        return []
    rows = Document.objects.visible_to(user).for_page().filter(source=document.source, url=document.url)
    found = list(rows.order_by("-pk")[:VERSIONS_SHOWN])
    return found if len(found) > 1 else []


def _copied(document: Document, user: Any) -> list[CopiedArticle]:
    """The articles whose text this is, or that were noticed to share its words."""
    articles = Article.objects.visible_to(user).listed().for_list()
    same = articles.filter(body_hash=document.text_hash)
    noticed = ArticleCopy.objects.filter(document=document, article__in=articles).select_related("article")
    shares = {article.pk: CopiedArticle(article, 1.0) for article in same}
    for copy in noticed:
        shares.setdefault(copy.article_id, CopiedArticle(copy.article, copy.share))
    return sorted(shares.values(), key=lambda copied: -copied.share)


def _elsewhere(document: Document, user: Any) -> list[Document]:
    rows = Document.objects.visible_to(user).for_page().filter(text_hash=document.text_hash).exclude(pk=document.pk)
    return list(rows.order_by("published_at", "pk")[:ELSEWHERE_SHOWN])
