"""The page of a scale: what its ratings mean and demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reviews.models import Rating, Scale
from reviews.services.scales import differences, open_on


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One answer with what it demands, in words."""

    rating: Rating
    demands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a scale, and what it changed of the one before."""

    scale: Scale
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScalePage:
    """One version of a scale; ``follow`` and ``kept`` count the reviews under way that an edit moves and does not."""

    scale: Scale
    ratings: tuple[RatingRow, ...]
    versions: tuple[VersionRow, ...]
    follow: int
    kept: int


def scale_page(scale: Scale) -> ScalePage:
    """Read one version of a scale with the versions beside it."""
    versions = list(Scale.objects.versions_of(scale).select_related("made_by").prefetch_related("ratings"))
    follow, kept = open_on(scale)
    return ScalePage(
        scale=scale,
        ratings=tuple(RatingRow(rating, demands_of(rating)) for rating in scale.ratings.all()),
        versions=tuple(_version(row, versions[place + 1 :]) for place, row in enumerate(versions)),
        follow=follow,
        kept=kept,
    )


def demands_of(rating: Rating) -> tuple[str, ...]:
    """What ``rating`` demands, a sentence for each; a demand that counts says how many."""
    found = []
    for name in Rating.demand_names():
        value = getattr(rating, name)
        if value:
            field: Any = Rating._meta.get_field(name)
            text = str(field.help_text)
            found.append(text if value is True else f"{text.partition(';')[0].rstrip('.')}: {value}.")
    return tuple(found)


def _version(scale: Scale, older: Sequence[Scale]) -> VersionRow:
    return VersionRow(scale, tuple(differences(older[0], scale)) if older else ())
