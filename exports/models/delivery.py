"""One entry of the feed on its way to one subscriber."""

import uuid
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Claim
from claims.models.run import Run
from exports.choices import AttemptOutcome, DeliveryKind
from exports.models.backfill import Backfill
from exports.models.publication import Publication
from exports.models.subscriber import Subscriber
from exports.querysets import DeliveryQuerySet, GrowingQuerySet, ReceiptQuerySet


class Delivery(Run):
    """A message to a subscriber. The row is the job; it is written with the publication.

    ``public_id`` names the message in every attempt. ``sequence`` is that of the feed, in which a subscriber gets its
    messages; a test has none and waits for nobody. ``sending_at`` is set before anything is sent and cleared when it is
    certain that nothing arrived: while it is set, the other side is asked before the message is sent again.
    ``accepted_at`` says that the other side took the message and has still to confirm it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="deliveries")
    publication = models.ForeignKey(Publication, null=True, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=10, choices=DeliveryKind.choices)
    sequence = models.PositiveBigIntegerField(null=True)
    next_attempt_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0, help_text="How many attempts failed since it was asked for.")
    sending_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who asked for the test or for sending it again.",
    )  # fmt: skip

    backfill = models.ForeignKey(Backfill, null=True, on_delete=models.PROTECT, related_name="deliveries")

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta(Run.Meta):
        verbose_name_plural = "deliveries"
        ordering = ("-pk",)
        indexes = (  # type: ignore[assignment]  # the stubs count the indexes of the base
            *Run.Meta.indexes,
            models.Index(fields=("subscriber", "status", "sequence"), name="delivery_by_subscriber"),
            models.Index(fields=("status", "next_attempt_at"), name="delivery_by_time"),
        )
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(
                fields=("subscriber", "publication"), name="a_subscriber_is_told_of_an_entry_in_one_delivery"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="test", publication__isnull=True, sequence__isnull=True)
                | models.Q(publication__isnull=False, sequence__isnull=False),
                name="a_delivery_is_of_an_entry_or_a_test",
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("exports:delivery", args=[self.public_id])

    @property
    def message_id(self) -> str:
        """The id of the message, without a full stop in it."""
        return f"msg_{self.public_id.hex}"


class Growing(models.Model):
    """Rows that are written once. The database refuses to change or delete them, too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; refuses to change one that is stored."""
        if not self._state.adding:
            message = f"A {self._meta.verbose_name} is never changed."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the log only grows."""
        message = f"A {self._meta.verbose_name} is never deleted."
        raise TypeError(message)


class Attempt(Growing):
    """One attempt to deliver, as it ended. Insert-only. An attempt whose worker died has no row."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts_made")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    seconds = models.FloatField()
    outcome = models.CharField(max_length=10, choices=AttemptOutcome.choices)
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status of the answer; empty for none.")
    sentence = models.TextField(blank=True)

    objects = GrowingQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["confirmed", "accepted", "found", "waiting", "failed"]),
                name="the_outcome_of_an_attempt_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class Receipt(Growing):
    """What a subscriber said when it had the message. Insert-only; the newest one of a claim names its remote item."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="receipts")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="receipts")
    remote_id = models.CharField(max_length=200, blank=True)
    remote_url = models.CharField(max_length=2000, blank=True)
    status = models.PositiveSmallIntegerField()
    detail = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("claim", "subscriber"), name="receipt_by_claim"),)

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.remote_id or self.status}"
