"""Reading, by name."""

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from sources.models import Document, Evidence, Passage


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of the library."""

    def visible_to(self, user: Any) -> Self:
        """The documents that ``user`` may read."""
        return self if user.has_perm("sources.view_document") else self.none()

    def for_list(self) -> Self:
        """Newest first, without the texts, with the publisher and the number of claims that cite each."""
        passages: Any = self.model._meta.get_field("passages").related_model
        evidence: Any = passages._meta.get_field("evidence").related_model
        # Counted for the shown rows only: a join would count the whole library before the first page is cut off.
        here = passages.objects.filter(document=models.OuterRef("pk")).order_by().values("document")
        cited = evidence.objects.accepted().filter(passage__document=models.OuterRef("pk")).order_by()
        claims = cited.values("passage__document").annotate(number=models.Count("claim", distinct=True))
        return (
            self.defer("text", "shingles")
            .select_related("source")
            .annotate(
                passage_count=Coalesce(models.Subquery(here.annotate(number=models.Count("pk")).values("number")), 0),
                cited_count=Coalesce(models.Subquery(claims.values("number")), 0),
            )
            .order_by("-created_at", "-pk")
        )

    def matching(self, words: str) -> Self:
        """Documents whose title or publisher holds ``words``; all when there are none."""
        if not words:
            return self
        return self.filter(models.Q(title__icontains=words) | models.Q(source__name__icontains=words))

    def for_page(self) -> Self:
        """With publisher, kept bytes and who added it; without the text, which the passages hold."""
        return self.defer("text", "shingles").select_related("source", "snapshot", "added_by")


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages."""

    def with_document(self) -> Self:
        """With the document's facts and its publisher, without its text."""
        return self.select_related("document__source").defer("document__text", "document__shingles")

    def visible_to(self, user: Any) -> Self:
        """The passages that ``user`` may read: those of the documents he may read."""
        return self if user.has_perm("sources.view_document") else self.none()

    def of(self, document: Any) -> Self:
        """The passages of one document, in the order of the text."""
        return self.filter(document=document).order_by("start")

    def place_of(self, public_id: str) -> int:
        """How many of these passages stand before the one with ``public_id``; 0 when there is none."""
        try:
            passage = self.get(public_id=public_id)
        except (self.model.DoesNotExist, ValidationError):
            return 0
        return self.filter(start__lt=passage.start).count()

    def holding(self, words: str) -> Self:
        """Passages that hold every one of ``words``; none when there are no words."""
        wanted = words.split()
        if not wanted:
            return self.none()
        return self.filter(*(models.Q(text__icontains=word) for word in wanted)).order_by(
            "-document__published_at", "pk"
        )

    def with_citations(self) -> Self:
        """With ``weighed``, all evidence on each, which ``services.opinions`` shows as a person may see it."""
        evidence: Any = self.model._meta.get_field("evidence").related_model
        rows = evidence.objects.select_related("claim__article", "claim__speaker").defer("claim__article__body")
        return self.prefetch_related(models.Prefetch("evidence", rows, to_attr="weighed"))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence."""

    def visible_to(self, user: Any) -> Self:
        """The evidence that ``user`` may read."""
        return self if user.has_perm("sources.view_evidence") else self.none()

    def with_passage(self) -> Self:
        """With passage, document and publisher, in one query."""
        return self.select_related("passage__document__source", "curated_by").defer(
            "passage__document__text", "passage__document__shingles"
        )

    def accepted(self) -> Self:
        """What a person accepted."""
        return self.filter(decision="accepted")

    def for_export(self) -> Self:
        """With all that an answer shows."""
        return self.with_passage().select_related("claim")
