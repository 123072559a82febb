"""Noticing which documents are an article of ours, or copies of it: they are never evidence for its claims."""

from collections.abc import Iterable

from django.db.models import Q

from claims.models import Article
from sources.copies import containment, shingles
from sources.models import ArticleCopy, Document

COPY_SHARE = 0.5


def known_copies(article: Article) -> frozenset[int]:
    """Primary keys of the documents that have the article's text or address, or were found to share its words."""
    same = Q(text_hash=article.body_hash)
    if article.url:
        same |= Q(url=article.url)
    listed = ArticleCopy.objects.filter(article=article).values_list("document_id", flat=True)
    return frozenset(Document.objects.filter(same).values_list("pk", flat=True)) | frozenset(listed)


class CopyFinder:
    """Compares one article with documents as searches bring them up; each document is compared once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._own = shingles(article.body)
        self.copies = set(known_copies(article))
        self._compared: set[int] = set(self.copies)
        self.found: list[ArticleCopy] = []

    def look_at(self, document_ids: Iterable[int]) -> None:
        """Compare the article with those of ``document_ids`` not compared yet; copies are added to ``found``."""
        new = set(document_ids) - self._compared
        for document in Document.objects.filter(pk__in=new).only("pk", "shingles"):
            share = containment(self._own, frozenset(document.shingles))
            if share >= COPY_SHARE:
                self.copies.add(document.pk)
                self.found.append(ArticleCopy(article=self._article, document=document, share=share, why="shared text"))
        self._compared |= new


def store_copies(found: Iterable[ArticleCopy]) -> None:
    """Keep what a finder found, in the caller's transaction."""
    ArticleCopy.objects.bulk_create(found, ignore_conflicts=True)
