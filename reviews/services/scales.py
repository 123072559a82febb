"""Scales that the newsroom defines: a new one, the next version of one, and which one is in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from reviews.models import Rating, Review, Scale
from reviews.policies import can_run_desk
from reviews.services.steps import checked_reason

RATINGS_LEAST: Final = 2
RATINGS_MOST: Final = 30
WHY: Final = "Say why; whoever reads an old verdict will want to know."


@dataclass(frozen=True, slots=True)
class RatingDraft:
    """One answer as a person types it; without a ``slug`` one is made of the name. ``demands`` by field name."""

    name: str
    description: str
    value: int | None = None
    tone: str = "unproven"
    slug: str = ""
    demands: Mapping[str, bool | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScaleDraft:
    """A scale as a person types it, its answers in order."""

    name: str
    ratings: Sequence[RatingDraft]
    description: str = ""
    worst: int | None = None
    best: int | None = None


@transaction.atomic(durable=True)
def define_scale(*, draft: ScaleDraft, by: Any, reason: str) -> Scale:
    """Store a new scale, which is not in use yet. Raises ``InvalidInput`` with a sentence for each fault."""
    can_run_desk(by).enforce()
    text = checked_reason(reason, field="reason", sentence=WHY)
    _check(draft, family=None)
    made = _store(draft, Scale(made_by=by, reason=text))
    ledger.record("scale.defined", by=by, scale=str(made.public_id), name=made.name, reason=text)
    return made


@transaction.atomic(durable=True)
def revise_scale(*, scale: Scale, draft: ScaleDraft, by: Any, reason: str) -> Scale:
    """Store the next version of ``scale``; in use if that was. The version that is there stays as it is.

    Raises ``Conflict`` when somebody else made a newer one meanwhile, ``InvalidInput`` as ``define_scale`` does or when
    nothing was changed.
    """
    can_run_desk(by).enforce()
    text = checked_reason(reason, field="reason", sentence=WHY)
    locked = Scale.objects.select_for_update().get(pk=scale.pk)
    if not locked.is_newest:
        newest = Scale.objects.versions_of(locked)[0]
        message = f"{newest.made_by} made version {newest.version} of this scale meanwhile. Look at it and change that."
        raise Conflict(message)
    _check(draft, family=locked.family)
    was_in_use = locked.is_default
    Scale.objects.filter(pk=locked.pk).update(is_default=False, is_newest=False)
    made = _store(draft, Scale(made_by=by, reason=text, family=locked.family, version=locked.version + 1))
    changed = differences(locked, made)
    if not changed and (locked.name, locked.description) == (made.name, made.description):
        message = "Nothing was changed, so there is no new version."
        raise InvalidInput(message)
    if was_in_use:
        Scale.objects.filter(pk=made.pk).update(is_default=True)
        made.is_default = True
    ledger.record(
        "scale.revised", by=by, scale=str(made.public_id), name=made.name, version=made.version, reason=text,
        changes=changed,
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def use_scale(*, scale: Scale, by: Any, reason: str) -> Scale:
    """Have new verdicts given on ``scale``, whose newest version that must be."""
    can_run_desk(by).enforce()
    text = checked_reason(reason, field="reason", sentence=WHY)
    locked: dict[int, Scale] = {each.pk: each for each in Scale.objects.select_for_update().order_by("pk")}
    chosen, before = locked[scale.pk], next((each for each in locked.values() if each.is_default), None)
    if not chosen.is_newest:
        message = "This is an old version of the scale; use its newest one."
        raise InvalidInput(message)
    if chosen == before:
        message = "This scale is in use already."
        raise InvalidInput(message)
    Scale.objects.filter(is_default=True).update(is_default=False)
    Scale.objects.filter(pk=chosen.pk).update(is_default=True)
    ledger.record("scale.used", by=by, scale=str(chosen.public_id), instead_of=str(before or ""), reason=text)
    chosen.is_default = True
    return chosen


def scale_for(review: Review) -> Scale:
    """The version on which ``review`` is judged now.

    Both answers of a blind round are given on the version that was in use when it began, so that they can be compared
    and nobody sees from it whether the other one has answered. Every other review is judged on the one in use.
    """
    if review.scale and review.blind and review.state in {"assigned", "disputed"}:
        return review.scale
    in_use: Scale = Scale.objects.in_use()
    return in_use


def open_on(scale: Scale) -> tuple[int, int]:
    """How many reviews under way are judged on ``scale``: those that follow an edit, and blind ones that do not."""
    undecided = Review.objects.undecided()
    pinned = undecided.filter(blind=True, state__in=["assigned", "disputed"])
    kept = pinned.filter(scale=scale).count()
    follows = undecided.count() - pinned.count() if scale.is_default else 0
    return follows, kept


def scale_fault(review: Review, rating: Rating) -> str:
    """Why ``rating`` can not be given in ``review`` and what to do, in a sentence; empty when it can."""
    wanted = scale_for(review)
    if rating.scale_id == wanted.pk:
        return ""
    if rating.scale.family != wanted.family:
        return f"“{rating}” is not on the scale in use; choose another rating."
    told = " ".join(differences(rating.scale, wanted))
    return f"The scale was changed while you wrote. {told} Choose your rating again; what you wrote is kept.".strip()


def differences(before: Scale, after: Scale) -> list[str]:
    """What another version of a scale changed, a sentence for each answer."""
    old = {rating.slug: rating for rating in before.ratings.all()}
    new = {rating.slug: rating for rating in after.ratings.all()}
    gone = [f"“{old[slug]}” is gone." for slug in old if slug not in new]
    added = [f"“{new[slug]}” is new." for slug in new if slug not in old]
    kept = [sentence for slug in new if slug in old and (sentence := _changed(old[slug], new[slug]))]
    ends = (before.worst, before.best) != (after.worst, after.best)
    return gone + added + kept + (["The ends of the scale were changed."] if ends else [])


def _changed(old: Rating, new: Rating) -> str:
    parts = [f"is called “{new}” now"] if old.name != new.name else []
    parts += ["has another meaning"] if old.description != new.description else []
    parts += ["has another value"] if old.value != new.value else []
    parts += ["has another colour"] if old.tone != new.tone else []
    parts += ["stands at another place"] if old.order != new.order else []
    demands = Rating.demand_names()
    parts += ["demands something else"] if _values(old, demands) != _values(new, demands) else []
    return f"“{old}” {' and '.join(parts)}." if parts else ""


def _values(rating: Rating, names: Sequence[str]) -> list[Any]:
    return [getattr(rating, name) for name in names]


def _store(draft: ScaleDraft, scale: Scale) -> Scale:
    scale.name, scale.description = draft.name.strip(), draft.description.strip()
    scale.worst, scale.best = draft.worst, draft.best
    scale.save()
    Rating.objects.bulk_create(
        Rating(
            scale=scale, slug=_slug(rating), name=rating.name.strip(), description=rating.description.strip(),
            value=rating.value, order=place, tone=rating.tone, **rating.demands,
        )
        for place, rating in enumerate(draft.ratings, 1)
    )  # fmt: skip
    return scale


def _slug(rating: RatingDraft) -> str:
    return rating.slug or slugify(rating.name)[:40] or "rating"


def _check(draft: ScaleDraft, *, family: Any) -> None:
    """Raise ``InvalidInput`` with a sentence for each fault of ``draft``, the next version of ``family`` if that is."""
    faults = {
        "name": _name_fault(draft.name.strip(), family),
        "best": _ends_fault(draft),
        "ratings": " ".join(_rating_faults(draft)),
    }
    fields = {name: sentence for name, sentence in faults.items() if sentence}
    if fields:
        raise InvalidInput(" ".join(fields.values()), fields=fields)


def _name_fault(name: str, family: Any) -> str:
    if not name:
        return "Give the scale a name."
    taken = Scale.objects.filter(is_newest=True, name__iexact=name).exclude(family=family)
    return f"There is another scale called “{name}”; choose another name." if taken.exists() else ""


def _ends_fault(draft: ScaleDraft) -> str:
    if draft.worst is not None and draft.best is not None and draft.worst >= draft.best:
        return "The best value must be above the worst."
    return ""


def _rating_faults(draft: ScaleDraft) -> list[str]:
    number = len(draft.ratings)
    if number < RATINGS_LEAST:
        return ["A scale needs two ratings at least."]
    if number > RATINGS_MOST:
        return [f"A scale has at most {RATINGS_MOST} ratings; this one has {number}."]
    slugs = [_slug(rating) for rating in draft.ratings]
    names = [rating.name.strip().casefold() for rating in draft.ratings]
    faults = ["Two ratings have the same name; give each its own."] if _twice(slugs) or _twice(names) else []
    faults += ["Every rating needs a name."] if not all(names) else []
    faults += [fault for rating in draft.ratings if (fault := _rating_fault(draft, rating))]
    return faults


def _twice(listed: Sequence[str]) -> bool:
    return len(set(listed)) < len(listed)


def _rating_fault(draft: ScaleDraft, rating: RatingDraft) -> str:
    if not rating.description.strip():
        return f"Say what “{rating.name}” means."
    if rating.value is None:
        return ""
    too_low = draft.worst is not None and rating.value < draft.worst
    too_high = draft.best is not None and rating.value > draft.best
    return f"The value of “{rating.name}” lies outside the ends of the scale." if too_low or too_high else ""
