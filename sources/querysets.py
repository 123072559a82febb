"""Reading, by name."""

import datetime as dt
import functools
import operator
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce

from claims.querysets import RunQuerySet

if TYPE_CHECKING:
    from sources.models import (
        ClaimMatch,
        Document,
        Evidence,
        Feed,
        FeedEntry,
        LibraryChange,
        Origin,
        OriginDecision,
        OriginLink,
        Passage,
        SettledClaim,
        Source,
    )


FIRST_CHECK = dt.timedelta(hours=6)


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
        cited = evidence.objects.listed().accepted().filter(passage__document=models.OuterRef("pk")).order_by()
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

    def newest_at(self, url: str, *, source: Any) -> "Document | None":
        """What a publisher's page said when it was last taken in; none without an address."""
        return self.filter(source=source, url=url).order_by("-pk").first() if url else None

    def due_for_check(self, now: dt.datetime) -> Self:
        """Documents with an address that evidence rests on and whose time has come, those that people cite first.

        One that was never looked at again is due some hours after it came in.
        """
        evidence: Any = self.model._meta.get_field("passages").related_model._meta.get_field("evidence").related_model
        checks: Any = self.model._meta.get_field("checks").related_model
        here = evidence.objects.resting_on(models.OuterRef("pk"))
        waiting = checks.objects.filter(document=models.OuterRef("pk"), status__in=("pending", "running"))
        first = models.Q(next_check_at__isnull=True, created_at__lte=now - FIRST_CHECK)
        rows = self.filter(models.Q(next_check_at__lte=now) | first, models.Exists(here), url__startswith="http")
        return (
            rows.filter(~models.Exists(waiting))
            .annotate(is_cited=models.Exists(here.filter(decision="accepted")))
            .order_by("-is_cited", models.F("next_check_at").asc(nulls_first=True), "pk")
        )

    def drifted(self) -> Self:
        """Documents whose cited words are no longer there as they were, that are gone, or that were retracted."""
        evidence: Any = self.model._meta.get_field("passages").related_model._meta.get_field("evidence").related_model
        rows = evidence.objects.on_document(models.OuterRef("pk")).filter(drifted_by__isnull=False)
        return self.filter(
            models.Exists(rows) | models.Q(retracted_at__isnull=False) | models.Q(gone_since__isnull=False)
        )

    def for_page(self) -> Self:
        """With publisher, kept bytes and who added it; without the text, which the passages hold."""
        return self.defer("text", "shingles").select_related("source", "snapshot", "added_by", "origin")


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages."""

    def with_document(self) -> Self:
        """With the document's facts and its publisher, without its text."""
        return self.select_related("document__source").defer("document__text", "document__shingles")

    def visible_to(self, user: Any) -> Self:
        """The passages that ``user`` may read: those of the documents he may read."""
        return self if user.has_perm("sources.view_document") else self.none()

    def usable(self) -> Self:
        """Passages that can become evidence: of the newest version of a page, and of nothing that was retracted."""
        return self.filter(document__retracted_at__isnull=True, document__superseded_by__isnull=True)

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

    def with_citations(self) -> Self:
        """With ``weighed``, all evidence on each, which ``services.opinions`` shows as a person may see it."""
        evidence: Any = self.model._meta.get_field("evidence").related_model
        rows = evidence.objects.listed().select_related("claim__article", "claim__speaker")
        rows = rows.defer("claim__article__body")
        return self.prefetch_related(models.Prefetch("evidence", rows, to_attr="weighed"))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence."""

    def visible_to(self, user: Any) -> Self:
        """The evidence that ``user`` may read; that of stand-ins is for those who judge claims."""
        rows = self if user.has_perm("sources.view_evidence") else self.none()
        return rows if user.has_perm("reviews.assess_review") else rows.listed()

    def listed(self) -> Self:
        """Without what is set against the claims of stand-ins, the copies that reviewers are tried with."""
        return self.filter(claim__article__stands_in_for__isnull=True)

    def with_passage(self) -> Self:
        """With passage, document and publisher, in one query."""
        return self.select_related("passage__document__source", "curated_by", "drifted_by").defer(
            "passage__document__text", "passage__document__shingles"
        )

    def on_document(self, document: Any) -> Self:
        """What stands with live claims from ``document``, whatever people made of it; not everybody may see that."""
        return self.listed().filter(passage__document=document, claim__discarded_at__isnull=True)

    def resting_on(self, document: Any) -> Self:
        """What stands with live claims from ``document``, or an outer reference to one: all but what was rejected."""
        return self.on_document(document).exclude(decision="rejected")

    def accepted(self) -> Self:
        """What a person accepted."""
        return self.filter(decision="accepted")

    def for_export(self) -> Self:
        """With all that an answer shows."""
        return self.with_passage().select_related("claim", "passage__document__origin")


class SourceQuerySet(models.QuerySet["Source"]):
    """Publishers."""

    def visible_to(self, user: Any) -> Self:
        """The publishers that ``user`` may read about."""
        return self if user.has_perm("sources.view_source") else self.none()

    def of_library(self) -> Self:
        """Those that are no other name of another one."""
        return self.filter(same_as__isnull=True)

    def matching(self, words: str) -> Self:
        """Those whose name or domain holds ``words``; all when there are none."""
        return self.filter(models.Q(name__icontains=words) | models.Q(domain__icontains=words)) if words else self

    def for_list(self) -> Self:
        """By name, with how many documents and feeds each has."""
        documents: Any = self.model._meta.get_field("documents").related_model
        feeds: Any = self.model._meta.get_field("feeds").related_model
        return self.annotate(
            document_count=_count_of(documents.objects, "source"), feed_count=_count_of(feeds.objects, "source")
        ).order_by("normal_name")


class FeedQuerySet(models.QuerySet["Feed"]):
    """What is followed."""

    def visible_to(self, user: Any) -> Self:
        """What ``user`` may see followed: all for those who may read the library."""
        return self if user.has_perm("sources.view_document") else self.none()

    def due(self, now: dt.datetime) -> Self:
        """What is to be asked now, and is not being asked."""
        under_way = models.Q(runs__status__in=("pending", "running"))
        return self.filter(enabled=True, next_poll_at__lte=now).exclude(under_way).order_by("next_poll_at")

    def for_list(self) -> Self:
        """By publisher, with how many pages each has named and how many of them wait."""
        entries: Any = self.model._meta.get_field("entries").related_model
        return self.select_related("source", "followed_by").annotate(
            entry_count=_count_of(entries.objects, "feed"), waiting_count=_count_of(entries.objects.waiting(), "feed")
        )


class FeedEntryQuerySet(models.QuerySet["FeedEntry"]):
    """Pages that feeds named."""

    def waiting(self) -> Self:
        """Those that are wanted and that nobody has asked for yet."""
        return self.filter(intake__isnull=True, wanted=True)

    def for_list(self) -> Self:
        """Newest first, with how far each is on its way in."""
        return self.select_related("intake__document").defer("intake__document__text", "intake__document__shingles")


def _count_of(rows: Any, key: str) -> Coalesce:
    """How many of ``rows`` have the row of the outer query as ``key``."""
    here = rows.filter(**{key: models.OuterRef("pk")}).order_by().values(key)
    return Coalesce(models.Subquery(here.annotate(number=models.Count("pk")).values("number")), 0)


class LibraryChangeQuerySet(models.QuerySet["LibraryChange"]):
    """Changes of the library."""

    def unnumbered(self) -> Self:
        """Those that no writer of an index has asked for yet."""
        return self.filter(number__isnull=True)

    def after(self, *, number: int, document: int) -> Self:
        """Those with a number that come after the change ``number`` of ``document``, in order."""
        return self.filter(self._later(number, document)).order_by("number", "document_number")

    def waiting(self, *, number: int, document: int) -> Self:
        """All that an index does not hold which has come to the change ``number`` of ``document``."""
        return self.filter(self._later(number, document) | models.Q(number__isnull=True))

    def _later(self, number: int, document: int) -> models.Q:
        """With ``document`` -1 the whole of ``number`` is past."""
        later = models.Q(number__gt=number)
        return later if document < 0 else later | models.Q(number=number, document_number__gt=document)


class SettledClaimQuerySet(models.QuerySet["SettledClaim"]):
    """Claims that are settled."""

    def visible_to(self, user: Any) -> Self:
        """The settled claims that ``user`` may read: what is settled is published, so whoever may read claims."""
        return self if user.has_perm("claims.view_claim") else self.none()

    def standing(self) -> Self:
        """Those whose verdict was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_claim(self, claim: Any) -> Self:
        """The verdict on ``claim`` itself, or on the claim of which it is a copy in a stand-in."""
        original = claim.article.stands_in_for_id
        if original is None:
            return self.filter(claim=claim)
        return self.filter(claim__article=original, claim__fingerprint=claim.fingerprint)

    def holding(self, words: str) -> Self:
        """Those whose statement, speaker or publisher holds every one of ``words``; all when there are none."""
        found = self
        for word in words.split()[:20]:
            within = (models.Q(**{f"{name}__icontains": word}) for name in ("statement", "speaker", "publisher"))
            found = found.filter(functools.reduce(operator.or_, within))
        return found

    def for_list(self) -> Self:
        """Newest verdict first, with the claim of those that are our own."""
        return self.select_related("claim__article").defer("claim__article__body").order_by("-reviewed_on", "-pk")


class ClaimMatchQuerySet(models.QuerySet["ClaimMatch"]):
    """Claims that are like others."""

    def visible_to(self, user: Any) -> Self:
        """The matches that ``user`` may read."""
        return self if user.has_perm("claims.view_claim") else self.none()

    def of_claim(self, claim: Any) -> Self:
        """The matches of one claim, with whichever of the two it was stored under."""
        return self.filter(models.Q(claim=claim) | models.Q(other_claim=claim))

    def current(self) -> Self:
        """Without those of claims that were discarded and of verdicts that were withdrawn."""
        return self.filter(
            claim__discarded_at__isnull=True,
            other_claim__discarded_at__isnull=True,
            settled__withdrawn_at__isnull=True,
        )

    def contradictions_in(self, article: Any) -> Self:
        """Two claims of one article of which one thing is told in two ways, and nobody said that they are not alike."""
        clashing = ("opposite", "other_number", "other_date", "other_name")
        found = self.current().filter(claim__article=article, other_claim__isnull=False, relation__in=clashing)
        standing = found.filter(dismissed_at__isnull=True)
        return standing.with_claims().order_by("claim__start", "other_claim__start", "pk")

    def with_claims(self) -> Self:
        """With both claims, their speakers and who dismissed the match, in one query."""
        about = self.select_related(
            "claim__article", "claim__speaker", "other_claim__article", "other_claim__speaker",
            "settled__claim__article", "dismissed_by",
        )  # fmt: skip
        bodies = ("claim__article__body", "other_claim__article__body", "settled__claim__article__body")
        return about.defer(*bodies)

    def best_first(self) -> Self:
        """The same first, then what is told otherwise, then what is only related."""
        order = ("same", "opposite", "other_number", "other_date", "other_name")
        places = [models.When(relation=name, then=place) for place, name in enumerate(order)]
        return self.order_by(models.Case(*places, default=len(order)), "-score", "pk")


class OriginQuerySet(models.QuerySet["Origin"]):
    """Origins."""

    def visible_to(self, user: Any) -> Self:
        """The origins that ``user`` may read: those of the documents he may read."""
        return self if user.has_perm("sources.view_document") else self.none()


class OriginDecisionQuerySet(models.QuerySet["OriginDecision"]):
    """What people said of the origins of two documents."""

    def touching(self, documents: Any) -> Self:
        """Those about one of ``documents``."""
        return self.filter(models.Q(first__in=documents) | models.Q(second__in=documents))

    def about(self, origin: Any) -> Self:
        """Those about a document of ``origin``, newest first, with who decided and the publishers."""
        concerned = models.Q(first__origin=origin) | models.Q(second__origin=origin)
        rows = self.filter(concerned).select_related("first__source", "second__source", "decided_by")
        return rows.defer("first__text", "first__shingles", "second__text", "second__shingles")


class OriginLinkQuerySet(models.QuerySet["OriginLink"]):
    """Signs that documents go back to one report."""

    def touching(self, documents: Any) -> Self:
        """Those that lead from or to one of ``documents``."""
        return self.filter(models.Q(document__in=documents) | models.Q(upstream__in=documents))

    def among(self, documents: Any) -> Self:
        """Those between two of ``documents``."""
        return self.filter(document__in=documents, upstream__in=documents)


class DocumentCheckQuerySet(RunQuerySet):
    """Looks at the addresses of documents."""

    def ended(self) -> Self:
        """Those that brought an outcome, the newest first."""
        return self.filter(status="done").order_by("-pk")

    def of_host(self, host: str) -> Self:
        """Those of one host."""
        return self.filter(host=host)
