"""Reading, by name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck.lib.fingerprints import normalise

if TYPE_CHECKING:
    from claims.models import Article, Claim, LedgerEntry, Speaker

MOST_ATTEMPTS = 5
CORRECTED = (
    "claim.added", "claim.revised", "claim.respanned", "claim.split", "claim.merged", "claim.discarded",
    "claim.restored",
)  # fmt: skip
HOLDING = {
    "sqlite": "SELECT rowid FROM claims_claim_fts WHERE claims_claim_fts MATCH %s",
    # Words that PostgreSQL leaves out of its index, such as "the", are in every claim.
    "postgresql": """SELECT claims_claim.id FROM claims_claim, to_tsquery('english', %s) AS wanted
        WHERE numnode(wanted) = 0 OR to_tsvector('english', statement || ' ' || quote) @@ wanted""",
}
CONFIRMED = ("review.assessed", "review.disputed", "review.decided", "review.settled", "verdict.published")
"""Entries of the ledger by which a person shows to have read a claim: by changing it, or by judging it as it stands."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def visible_to(self, user: Any) -> Self:
        """The articles that ``user`` may read: all of them for the people of the desk and for the CMS.

        Stand-ins are for those who judge claims; everybody else does not know of them.
        """
        rows = self if user.has_perm("claims.view_article") else self.none()
        return rows if user.has_perm("reviews.assess_review") else rows.listed()

    def listed(self) -> Self:
        """Without the stand-ins, the copies that reviewers are tried with: what a list, a count or an export takes."""
        return self.filter(stands_in_for__isnull=True)

    def for_page(self) -> Self:
        """With who handed it in, the kept bytes, the draft before it and what it stands in for, in one query."""
        return self.select_related("submitted_by", "snapshot", "supersedes", "stands_in_for")

    def for_list(self) -> Self:
        """Without the bodies, which a list does not show."""
        return self.defer("body")

    def looked_at(self, *, since: dt.date | None, only_corrected: bool) -> Self:
        """Articles in which a person has marked, revised, discarded or judged a claim, on the day ``since`` or later.

        With ``only_corrected`` a judgement alone is not enough.
        """
        verbs = CORRECTED if only_corrected else CORRECTED + CONFIRMED
        when = {"ledger__at__date__gte": since} if since else {}
        return self.listed().filter(ledger__verb__in=verbs, ledger__actor__isnull=False, **when).distinct()

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
        found = self.listed().filter(body_hash=body_hash)
        if external_id:
            return found.filter(external_id=external_id)
        return found.filter(url=url) if url else found


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims."""

    def visible_to(self, user: Any) -> Self:
        """The claims that ``user`` may read; those of stand-ins are for those who judge claims."""
        rows = self if user.has_perm("claims.view_claim") else self.none()
        return rows if user.has_perm("reviews.assess_review") else rows.listed()

    def listed(self) -> Self:
        """Without the claims of stand-ins, the copies that reviewers are tried with."""
        return self.filter(article__stands_in_for__isnull=True)

    def live(self) -> Self:
        """Claims that nobody discarded."""
        return self.filter(discarded_at__isnull=True)

    def of(self, article: Any) -> Self:
        """The claims of one article, in the order of the text."""
        return self.filter(article=article).order_by("start", "pk")

    def said_by(self, speaker: Any) -> Self:
        """The claims of a speaker under its name or one that leads to it, in the order in which they were stored."""
        names = models.Q(speaker=speaker) | models.Q(speaker__same_as=speaker)
        return self.filter(names | models.Q(speaker__same_as__same_as=speaker)).order_by("pk")

    def by_time(self) -> Self:
        """What was said last first, by the day it was said or, where that is not known, the day it came out."""
        return self.annotate(said_day=Coalesce("said_on", "article__published_on")).order_by(
            models.F("said_day").desc(nulls_last=True), "-pk"
        )

    def holding_all(self, phrases: Iterable[Sequence[str]]) -> Self:
        """The claims that hold each of ``phrases``; all when there are none."""
        found = self
        for phrase in phrases:
            found = found.holding(phrase)
        return found

    def holding(self, phrase: Sequence[str]) -> Self:
        """The claims in whose statement or quote the words of ``phrase`` stand one after the other, in any form.

        Words are letters and digits only, so that they are safe inside a query of the full-text index.
        """
        quoted, between = ("'{}'", " <-> ") if connection.vendor == "postgresql" else ("{}", " ")
        words = between.join(quoted.format(word) for word in phrase)
        asked = words if connection.vendor == "postgresql" else f'"{words}"'
        return self.filter(pk__in=RawSQL(HOLDING[connection.vendor], [asked]))  # noqa: S611

    def near(self, claim: Any, *, most: int = 10) -> Self:
        """The other live claims of the same article that stand nearest to ``claim``: some before, some behind."""
        others = self.live().filter(article=claim.article_id).exclude(pk=claim.pk)
        before = others.filter(start__lte=claim.start).order_by("-start", "-pk").values_list("pk", flat=True)[:most]
        behind = others.filter(start__gt=claim.start).order_by("start", "pk").values_list("pk", flat=True)[:most]
        return self.filter(pk__in=[*before, *behind]).order_by("start", "pk")

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

    def matching(self, words: str) -> Self:
        """Those whose name holds ``words``; all when there are none."""
        return self.filter(name__icontains=words) if words else self

    def called(self, words: str) -> Self:
        """Those of whom one name, their own or another, holds each of ``words``; all when there are none."""
        found, everybody = self, self.model._default_manager
        for word in normalise(words).split():
            called = models.Q(normal_name__contains=word) | models.Q(aliases__normal_name__contains=word)
            by_detour = models.Q(aliases__aliases__normal_name__contains=word)
            found = found.filter(pk__in=everybody.filter(called | by_detour))
        return found

    def of_kind(self, kind: str) -> Self:
        """Those of one kind; all when none is named."""
        return self.filter(kind=kind) if kind else self

    def named_like(self, words: str) -> Self:
        """Speakers across articles whose name has ``words``, those that begin so first, with whom each is."""
        named = self.filter(article__isnull=True, normal_name__contains=normalise(words))
        begins = models.Case(models.When(normal_name__startswith=normalise(words), then=0), default=1)
        return named.select_related("same_as").order_by(begins, "normal_name", "pk")

    def counted(self) -> Self:
        """With ``claim_count`` and ``article_count``: what stands under the name itself."""
        live = models.Q(claims__discarded_at__isnull=True, claims__article__stands_in_for__isnull=True)
        return self.annotate(
            claim_count=models.Count("claims", filter=live, distinct=True),
            article_count=models.Count("claims__article", filter=live, distinct=True),
        )

    def most_said_first(self) -> Self:
        """``counted``, those with the most claims first."""
        rows: Any = self.counted()
        ordered: Self = rows.order_by("-claim_count", "normal_name", "pk")
        return ordered


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

    def of_chain(self, chain: Any, *, after: int = 0) -> Self:
        """The entries of one chain behind the place ``after``, in order."""
        return self.filter(chain=chain, sequence__gt=after).order_by("sequence")

    def until(self, moment: dt.datetime) -> Self:
        """What was recorded by ``moment``."""
        return self.filter(at__lte=moment)

    def with_names(self) -> Self:
        """With all that the hash of an entry covers, in one query, without the texts."""
        rows = self.select_related("chain", "article", "claim", "actor")
        return rows.only(
            "sequence", "verb", "actor_name", "details", "at", "scheme", "previous_hash", "hash",
            "chain__name", "article__public_id", "claim__public_id", "actor__date_joined",
        )  # fmt: skip

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
