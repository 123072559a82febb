"""Reading, by name."""

import datetime as dt
import functools
import operator
import uuid
from collections.abc import Iterable
from typing import Any, Final, NoReturn, Self

from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone

from claims.querysets import RunQuerySet

OPEN_RUNS: Final = ("pending", "running")
MOST_DELIVERY_ATTEMPTS: Final = 10_000  # a worker that dies each time is the only way to get there

MOST_WORDS: Final = 20


class PublicationQuerySet(models.QuerySet[Any]):
    """Entries of the feed."""

    def visible_to(self, user: Any) -> Self:
        """The entries that ``user`` may read."""
        return self if user.has_perm("exports.view_publication") else self.none()

    def in_feed_order(self) -> Self:
        """From the first to the newest."""
        return self.order_by("sequence")

    def of_article(self, public_id: uuid.UUID) -> Self:
        """The entries about the claims of one article."""
        return self.filter(article_public_id=public_id)

    def of_kind(self, kind: str) -> Self:
        """The entries that tell the same thing: published, corrected or retracted."""
        return self.filter(kind=kind)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        """The entries that tell one of several things."""
        return self.filter(kind__in=list(kinds))

    def after(self, sequence: int) -> Self:
        """The entries that a reader who has those up to ``sequence`` does not have yet."""
        return self.filter(sequence__gt=sequence)

    def newest_of_claim(self, claim_id: int) -> Any:
        """The last word on a claim, or ``None``: what stands, unless it is a retraction."""
        return self.filter(review__claim_id=claim_id).order_by("-sequence").first()

    def up_to(self, sequence: int) -> Self:
        """The entries that were there when the head of the feed stood at ``sequence``."""
        return self.filter(sequence__lte=sequence)

    def before(self, sequence: int) -> Self:
        """Entries older than ``sequence``."""
        return self.filter(sequence__lt=sequence)

    def newest_first(self) -> Self:
        """From the newest to the first."""
        return self.order_by("-sequence")

    def last_words(self) -> Self:
        """The entries in whose place no later one has come: what stands on a claim, or that nothing does."""
        return self.filter(superseded_by__isnull=True)

    def standing(self) -> Self:
        """The verdicts that stand: the last word on their claim, and no retraction."""
        return self.last_words().exclude(kind="retracted")

    def first_of_articles(self) -> Self:
        """One entry of each article: of those that stand, the one with the smallest number."""
        earlier = self.model._default_manager.standing().filter(
            article_public_id=models.OuterRef("article_public_id"), sequence__lt=models.OuterRef("sequence")
        )
        return self.filter(~models.Exists(earlier))

    def of_articles(self, public_ids: Iterable[uuid.UUID]) -> Self:
        """The entries about the claims of several articles."""
        return self.filter(article_public_id__in=list(public_ids))

    def at_address(self, url: str) -> Self:
        """The entries about the article with this address."""
        return self.filter(review__claim__article__url=url)

    def in_language(self, code: str) -> Self:
        """The entries about articles in a language: "en" is also "en-GB"."""
        language = "review__claim__article__language"
        return self.filter(
            models.Q(**{f"{language}__iexact": code}) | models.Q(**{f"{language}__istartswith": f"{code}-"})
        )

    def since(self, moment: dt.datetime) -> Self:
        """The entries that went out at ``moment`` or later."""
        return self.filter(at__gte=moment)

    def holding(self, words: str) -> Self:
        """The entries whose claim, speaker or headline holds every one of ``words``."""
        places = ("statement", "quote", "speaker__name", "article__headline")
        found = self
        for word in words.split()[:MOST_WORDS]:
            within = (models.Q(**{f"review__claim__{place}__icontains": word}) for place in places)
            found = found.filter(functools.reduce(operator.or_, within))
        return found

    def as_text_values(self) -> models.QuerySet[Any, tuple[Any, ...]]:
        """Id, sequence, kind, time, note, the id that is superseded, version and payload.

        Ids, time and payload as the text that the database has of them, which is read far faster than as values.
        """
        return self.values_list(
            _as_text("public_id"), "sequence", "kind", _as_text("at"), "note", _as_text("supersedes__public_id"),
            "schema_version", _as_text("payload"),
        )  # fmt: skip

    def for_export(self) -> Self:
        """With all that an answer shows, in one query."""
        return self.select_related("supersedes").defer("supersedes__payload")

    def for_page(self) -> Self:
        """Newest first, with verdict, claim and people; ``is_outdated`` where a later entry on the claim stands."""
        later = self.model._default_manager.filter(
            review__claim=models.OuterRef("review__claim"), sequence__gt=models.OuterRef("sequence")
        )
        about = self.select_related(
            "review__claim__article", "review__claim__speaker", "verdict__rating", "published_by"
        )
        return (
            about.defer("review__claim__article__body").annotate(is_outdated=models.Exists(later)).order_by("-sequence")
        )

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: entries are never changed."""
        message = "Publications are never changed; correct or retract them with a new entry."
        raise TypeError(message)

    def delete(self) -> NoReturn:
        """Refuse: the feed only grows."""
        message = "Publications are never deleted; retract them with a new entry."
        raise TypeError(message)


def _as_text(column: str) -> Cast:
    return Cast(column, models.TextField())


class GrowingQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: they are never changed."""
        message = f"{self.model._meta.verbose_name_plural} are never changed."
        raise TypeError(message)

    def delete(self) -> NoReturn:
        """Refuse: they are never deleted."""
        message = f"{self.model._meta.verbose_name_plural} are never deleted."
        raise TypeError(message)


class SubscriberQuerySet(models.QuerySet[Any]):
    """Who is told what is published."""

    def visible_to(self, user: Any) -> Self:
        """Those that ``user`` may see: editors, for it is they who publish, all; a system those that it added."""
        if user.has_perm("reviews.publish_review"):
            return self.present()
        return self.present().filter(created_by=user) if user.has_perm("exports.view_subscriber") else self.none()

    def present(self) -> Self:
        """Those that nobody removed."""
        return self.filter(removed_at__isnull=True)

    def wanting(self, kind: str) -> list[Any]:
        """Those that get entries of this kind, in a steady order."""
        return [row for row in self.present().order_by("pk") if kind in row.kinds]

    def for_list(self) -> Self:
        """With how many messages wait, failed and arrived."""
        waiting = models.Q(deliveries__status__in=("pending", "running"))
        return self.annotate(
            waiting_count=models.Count("deliveries", filter=waiting),
            failed_count=models.Count("deliveries", filter=models.Q(deliveries__status="failed")),
            done_count=models.Count("deliveries", filter=models.Q(deliveries__status="done")),
        ).order_by("name", "pk")

    def to_tell_about(self, *, failing_before: dt.datetime) -> Self:
        """Those that stopped by themselves, or have not answered since then, and nobody was told."""
        stopped = models.Q(enabled=False, failing_since__isnull=False)
        return self.present().filter(stopped | models.Q(failing_since__lt=failing_before), told_at__isnull=True)


class DeliveryQuerySet(RunQuerySet):
    """Messages on their way."""

    def visible_to(self, user: Any) -> Self:
        """The messages that ``user`` may see, as with subscribers."""
        if user.has_perm("reviews.publish_review"):
            return self
        return self.filter(subscriber__created_by=user) if user.has_perm("exports.view_subscriber") else self.none()

    def open(self) -> Self:
        """Messages that have not arrived, and on which work goes on."""
        return self.filter(status__in=OPEN_RUNS)

    def unconfirmed(self) -> Self:
        """Messages of which no receipt came, those that were given up included, but not those set aside."""
        return self.filter(status__in=(*OPEN_RUNS, "failed"))

    def takeable(self, now: dt.datetime) -> Self:
        """Messages that may be sent now: due, to a subscriber that wants them, and the next one in its order.

        Only conditions on the row itself and ``EXISTS``, so that the update that takes it looks again under its lock.
        """
        due = models.Q(status="pending", next_attempt_at__lte=now)
        left_behind = models.Q(status="running", lease_expires_at__lt=now)
        deliveries = self.model._default_manager.all()
        earlier = deliveries.open().filter(
            subscriber=models.OuterRef("subscriber"), sequence__lt=models.OuterRef("sequence")
        )
        subscribers = self.model._meta.get_field("subscriber").related_model._default_manager.present()
        wanting = subscribers.filter(pk=models.OuterRef("subscriber"))
        wanted = models.Exists(wanting.filter(enabled=True)) | models.Q(models.Exists(wanting), kind="test")
        return self.filter(due | left_behind, wanted, ~models.Exists(earlier), attempts__lt=MOST_DELIVERY_ATTEMPTS)

    def given_up(self) -> Self:
        """Messages on which worker after worker died; they need a person."""
        return (
            self.open()
            .filter(attempts__gte=MOST_DELIVERY_ATTEMPTS)
            .exclude(status="running", lease_expires_at__gte=timezone.now())
        )

    def for_log(self) -> Self:
        """Newest first, with what they are about, in one query."""
        about = self.select_related("subscriber", "publication__review__claim__article", "requested_by")
        return about.defer("publication__payload", "publication__review__claim__article__body").order_by("-pk")


class BackfillQuerySet(models.QuerySet[Any]):
    """Requests for what was published before."""

    def for_list(self) -> Self:
        """Newest first, with how many of the messages arrived, wait and failed."""
        waiting = models.Q(deliveries__status__in=OPEN_RUNS)
        return (
            self.select_related("requested_by", "subscriber")
            .annotate(
                done_count=models.Count("deliveries", filter=models.Q(deliveries__status="done")),
                waiting_count=models.Count("deliveries", filter=waiting),
                failed_count=models.Count("deliveries", filter=models.Q(deliveries__status="failed")),
            )
            .order_by("-pk")
        )


class ReceiptQuerySet(GrowingQuerySet):
    """What subscribers said."""

    def remote_of(self, *, subscriber: Any, claim: Any) -> Any:
        """The newest receipt that names the item of ``claim`` there, or ``None``."""
        return self.filter(subscriber=subscriber, claim=claim).exclude(remote_id="").order_by("-pk").first()

    def of_claims(self, claims: Any) -> Self:
        """The receipts that name items of ``claims``, newest first, with their subscriber."""
        found = self.filter(claim__in=claims).exclude(remote_id="")
        return found.select_related("subscriber", "delivery").order_by("-pk")


class RecallQuerySet(models.QuerySet[Any]):
    """Changes that touched what was published."""

    def visible_to(self, user: Any) -> Self:
        """The recalls that ``user`` may see."""
        return self if user.has_perm("reviews.view_review") else self.none()
