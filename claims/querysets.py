"""Reading, by name."""

import datetime as dt
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from claims.models import Article, Claim, LedgerEntry, Speaker

MOST_ATTEMPTS = 5
CORRECTED = ("claim.added", "claim.revised", "claim.discarded", "claim.restored")
CONFIRMED = ("review.assessed", "review.disputed", "review.decided", "review.settled", "verdict.published")
"""Entries of the ledger by which a person shows to have read a claim: by changing it, or by judging it as it stands."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def visible_to(self, user: Any) -> Self:
        """The articles that ``user`` may read: all of them for the people of the desk and for the CMS."""
        return self if user.has_perm("claims.view_article") else self.none()

    def for_list(self) -> Self:
        """Without the bodies, which a list does not show."""
        return self.defer("body")

    def looked_at(self, *, since: dt.date | None, only_corrected: bool) -> Self:
        """Articles in which a person has marked, revised, discarded or judged a claim, on the day ``since`` or later.

        With ``only_corrected`` a judgement alone is not enough.
        """
        verbs = CORRECTED if only_corrected else CORRECTED + CONFIRMED
        when = {"ledger__at__date__gte": since} if since else {}
        return self.filter(ledger__verb__in=verbs, ledger__actor__isnull=False, **when).distinct()

    def published(self, now: dt.datetime) -> Self:
        """Articles that have come out by ``now``; one without a publication time has not, as far as is known."""
        return self.filter(published_at__lte=now)

    def newest_drafts(self) -> Self:
        """Articles in whose place no later draft has come."""
        return self.filter(superseded_by__isnull=True)

    def newest_under(self, external_id: str) -> "Article | None":
        """The newest draft that came in under the sender's id; none without an id."""
        return self.filter(external_id=external_id).order_by("-pk").first() if external_id else None

    def same_text(self, *, body_hash: str, external_id: str, url: str) -> Self:
        """Articles that are this one sent again: the same words under the same name.

        Where the sender gave neither an id nor an address, the same words are enough.
        """
        found = self.filter(body_hash=body_hash)
        if external_id:
            return found.filter(external_id=external_id)
        return found.filter(url=url) if url else found


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims."""

    def visible_to(self, user: Any) -> Self:
        """The claims that ``user`` may read."""
        return self if user.has_perm("claims.view_claim") else self.none()

    def live(self) -> Self:
        """Claims that nobody discarded."""
        return self.filter(discarded_at__isnull=True)

    def of(self, article: Any) -> Self:
        """The claims of one article, in the order of the text."""
        return self.filter(article=article).order_by("start", "pk")

    def with_speaker(self) -> Self:
        """With the speaker, who found it and who discarded it, in one query."""
        return self.select_related("speaker", "discarded_by", "run")

    def unexplained(self) -> Self:
        """Without how they were read, which a list of claims does not show."""
        return self.defer("steps", "times", "nested")

    def for_export(self) -> Self:
        """With all that an answer shows, in one query."""
        return self.select_related("article", "speaker", "run")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers."""

    def visible_to(self, user: Any) -> Self:
        """The speakers that ``user`` may read."""
        return self if user.has_perm("claims.view_speaker") else self.none()

    def of_library(self) -> Self:
        """Those that are known across articles and are no other name of another one."""
        return self.filter(article__isnull=True, same_as__isnull=True)

    def counted(self) -> Self:
        """With ``claim_count`` and ``article_count``: what stands under the name itself."""
        live = models.Q(claims__discarded_at__isnull=True)
        return self.annotate(
            claim_count=models.Count("claims", filter=live, distinct=True),
            article_count=models.Count("claims__article", filter=live, distinct=True),
        )


class RunQuerySet(models.QuerySet[Any]):
    """Machine steps."""

    def visible_to(self, user: Any) -> Self:
        """The steps that ``user`` may watch."""
        return self if user.has_perm("claims.view_article") else self.none()

    def takeable(self, now: dt.datetime) -> Self:
        """Steps that a worker may take now: waiting, failed for a passing reason, or left behind by a dead worker."""
        left_behind = models.Q(status="running", lease_expires_at__lt=now)
        return self.filter(models.Q(status="pending") | left_behind, attempts__lt=MOST_ATTEMPTS)

    def stalled(self, *, waiting: dt.timedelta) -> Self:
        """Takeable steps that nobody took for ``waiting``; the sweep asks for them again."""
        now = timezone.now()
        return self.takeable(now).filter(asked_at__lt=now - waiting).order_by("pk")

    def not_arrived(self) -> Self:
        """Steps whose outcome a person still has to look at: under way, or failed in the last week."""
        lately = models.Q(status="failed", requested_at__gte=timezone.now() - dt.timedelta(days=7))
        return self.filter(models.Q(status__in=("pending", "running")) | lately)

    def given_up(self) -> Self:
        """Steps left behind by a dead worker as often as is tried; they need a person."""
        return self.filter(status="running", lease_expires_at__lt=timezone.now(), attempts__gte=MOST_ATTEMPTS)


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Ledger entries: read-only after they were written."""

    def visible_to(self, user: Any) -> Self:
        """The entries that ``user`` may read."""
        return self if user.has_perm("claims.view_ledgerentry") else self.none()

    def of_claim(self, claim: Any) -> Self:
        """What was done with one claim."""
        return self.filter(claim=claim)

    def by_people(self) -> Self:
        """What people did, without what the machine did."""
        return self.filter(actor__isnull=False)

    def newest_first(self) -> Self:
        """In the order in which a person asks: what happened last."""
        return self.order_by("-at", "-sequence")

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: entries are never changed."""
        message = "Ledger entries are never changed."
        raise TypeError(message)

    def delete(self) -> NoReturn:
        """Refuse: entries are never deleted."""
        message = "Ledger entries are never deleted."
        raise TypeError(message)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: entries are never changed."""
        message = "Ledger entries are never changed."
        raise TypeError(message)
