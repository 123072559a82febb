"""The hash-chained record of who did what, when and why."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from claims.models.article import Article
from claims.models.claim import Claim
from claims.querysets import LedgerQuerySet


class LedgerChain(models.Model):
    """The head of one chain: an article's, or the house's own for what belongs to no article.

    The row is the lock under which entries are added, and it shows when entries were cut off the end.
    """

    article = models.OneToOneField(Article, null=True, on_delete=models.PROTECT, related_name="ledger_chain")
    name = models.CharField(max_length=60, unique=True, help_text='"house", or "article:" and its public id.')
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True, help_text="Hash of the newest entry.")
    seal = models.CharField(
        max_length=64, blank=True,
        help_text="Length and head signed with a key that is not in the database; empty before the first entry.",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class LedgerEntry(models.Model):
    """One thing that was done. Insert-only: ``claims.services.ledger.record`` is the one way to write it.

    ``hash`` covers the entry and the hash before it, so a change, a gap or another order shows; ``scheme`` says which
    columns it covers, see ``claims.formats.chain``.
    """

    chain = models.ForeignKey(LedgerChain, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField(help_text="From 1, without gaps, in each chain.")
    verb = models.CharField(max_length=60, help_text='What was done: "review.assigned".')
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="ledger")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="ledger")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who did it; empty for the machine.",
    )  # fmt: skip
    actor_name = models.CharField(max_length=150, help_text='The name at that time, or "machine".')
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    scheme = models.PositiveSmallIntegerField(default=1, help_text="What the hash covers: 2 is all of the entry.")
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ("chain", "sequence")
        verbose_name_plural = "ledger entries"
        constraints = (models.UniqueConstraint(fields=("chain", "sequence"), name="a_place_in_a_chain_is_taken_once"),)

    def __str__(self) -> str:
        return f"{self.chain.name} {self.sequence}: {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the entry; refuses to change one that is stored."""
        if not self._state.adding:
            message = "Ledger entries are never changed; record what happened as a new entry."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the ledger only grows."""
        message = "Ledger entries are never deleted."
        raise TypeError(message)
