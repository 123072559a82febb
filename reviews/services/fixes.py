"""What was asked when a verdict was sent back or a review opened again: kept until somebody says that it is done."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.services import ledger
from factcheck.lib.errors import IllegalTransition
from reviews.models import FixRequest, Review, Verdict
from reviews.policies import can_resolve_fix
from reviews.services.steps import checked_reason

PUBLISHED: Final = "It was published."


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a verdict since a fix was asked for; ``after`` is empty as long as there is no newer one."""

    fix: FixRequest
    before: Verdict | None
    after: Verdict | None
    cited: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def is_rating_changed(self) -> bool:
        """Whether the rating is another one."""
        return bool(self.before and self.after and self.before.rating.slug != self.after.rating.slug)

    @property
    def is_rationale_changed(self) -> bool:
        """Whether the reasons are worded otherwise."""
        return bool(self.before and self.after and self.before.rationale != self.after.rationale)


def request_fix(review: Review, *, asked: str, by: Any, before: Verdict | None) -> FixRequest:
    """Note what is asked, in the caller's transaction; ``before`` is the verdict as it stands."""
    return FixRequest.objects.create(review=review, asked=asked, asked_by=by, before=before)


@transaction.atomic(durable=True)
def resolve_fix(*, fix: FixRequest, by: Any, resolution: str) -> FixRequest:
    """Say that what was asked is done, and how; not by who judged the claim."""
    locked = FixRequest.objects.select_for_update(of=("self",)).select_related("review__claim__article").get(pk=fix.pk)
    if locked.resolved_at:
        message = "This is resolved already."
        raise IllegalTransition(message)
    can_resolve_fix(by, locked.review).enforce()
    text = checked_reason(resolution, field="resolution", sentence="Say what was done about it.")
    _resolve(locked, by=by, resolution=text)
    return locked


def close_fixes(review: Review, *, by: Any) -> None:
    """Whoever publishes a verdict is content with it: what is still open is resolved, in the caller's transaction."""
    for fix in FixRequest.objects.filter(review=review, resolved_at__isnull=True):
        _resolve(fix, by=by, resolution=PUBLISHED)


def changes_since(review: Review) -> list[Change]:
    """What was asked in ``review`` and what changed since, the newest first."""
    newest = Verdict.objects.with_citations().newest_of(review)
    fixes = FixRequest.objects.filter(review=review).select_related("asked_by", "resolved_by", "before__rating")
    return [_change(fix, newest) for fix in fixes.order_by("-pk")]


def _change(fix: FixRequest, newest: Verdict | None) -> Change:
    after = newest if newest and newest != fix.before else None
    old, new = _cited(fix.before), _cited(after)
    cited = tuple(title for title in new if title not in old) if after else ()
    dropped = tuple(title for title in old if title not in new) if after else ()
    return Change(fix, fix.before, after, cited, dropped)


def _cited(verdict: Verdict | None) -> list[str]:
    if verdict is None:
        return []
    passages = verdict.citations.select_related("evidence__passage__document")
    return [citation.evidence.passage.document.title for citation in passages]


def _resolve(fix: FixRequest, *, by: Any, resolution: str) -> None:
    fix.resolved_by, fix.resolved_at, fix.resolution = by, timezone.now(), resolution
    fix.save(update_fields=["resolved_by", "resolved_at", "resolution"])
    ledger.record(
        "review.fix_resolved", by=by, claim=fix.review.claim, review=str(fix.review.public_id), fix=str(fix.public_id),
        reason=resolution,
    )  # fmt: skip
