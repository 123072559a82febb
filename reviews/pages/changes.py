"""What a new draft changed: which claims came along, which are others now, which are gone, and why some reopened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Article, Claim
from reviews.models import CarriedClaim


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft beside the one before it.

    ``checked`` counts the claims that were decided in the draft before, ``reopened`` those of them that are judged
    again and ``lost`` those whose words are gone.
    """

    article: Article
    before: Article
    changed: list[CarriedClaim]
    reopened: list[CarriedClaim]
    gone: list[Claim]
    new: list[Claim]
    kept: int
    checked: int

    @property
    def summary(self) -> str:
        """In one sentence: "3 of 41 changed since checked"."""
        changed = len([row for row in self.changed if row.was_checked]) + len(self.reopened)
        return f"{changed} of {self.checked} changed since checked"


def changes_of(article: Article, *, user: Any) -> Changes | None:
    """What ``article`` changed against the draft before it, or ``None`` when there is none; five queries."""
    if article.supersedes is None:
        return None
    rows = CarriedClaim.objects.filter(after__article=article).select_related("before__speaker", "after__speaker")
    carried = list(rows.order_by("after__start", "after"))
    for row in carried:
        row.before.article, row.after.article = article.supersedes, article
    followed = {row.before_id for row in carried}
    came = {row.after_id for row in carried}
    old = list(Claim.objects.visible_to(user).live().of(article.supersedes).with_speaker().unexplained())
    new = list(Claim.objects.visible_to(user).live().of(article).with_speaker().unexplained())
    gone = [claim for claim in old if claim.pk not in followed]
    return Changes(
        article=article,
        before=article.supersedes,
        changed=[row for row in carried if not row.same_words],
        reopened=[row for row in carried if row.same_words and row.reopened_because],
        gone=gone,
        new=_placed(article, [claim for claim in new if claim.pk not in came]),
        kept=sum(1 for row in carried if row.same_words and not row.reopened_because),
        checked=sum(1 for row in carried if row.was_checked),
    )


def _placed(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    for claim in claims:
        claim.article = article
    return list(claims)
