"""Scales of the newsroom, with a row for every rating."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.forms import formset_factory

from factcheck.lib.forms import DeskForm
from reviews.choices import Tone
from reviews.models import Rating, Scale
from reviews.services.scales import RATINGS_MOST, RatingDraft, ScaleDraft

BLANK_ROWS: Final = 3
VALUE_MOST: Final = 32_767  # the largest that the database keeps
_DEMANDS: Final = {
    "needs_evidence": "accepted evidence",
    "needs_contradiction": "a passage that contradicts",
    "needs_corroboration": "a passage that corroborates",
    "needs_origins": "independent reports",
    "needs_primary": "a primary source",
    "needs_timely": "evidence from before the claim",
    "needs_no_contradiction": "nothing accepted against it",
    "needs_reply": "a reply asked for",
}


class ScaleForm(DeskForm):
    """What a scale is called and where its values end."""

    name = forms.CharField(max_length=100)
    description = forms.CharField(max_length=300, required=False, help_text="When it is used.")
    worst = forms.IntegerField(
        required=False, min_value=0, max_value=VALUE_MOST, label="Lowest value",
        help_text="“worstRating” of a ClaimReview. Left empty: the lowest value of a rating.",
    )  # fmt: skip
    best = forms.IntegerField(
        required=False, min_value=0, max_value=VALUE_MOST, label="Highest value",
        help_text="“bestRating” of a ClaimReview. Left empty: the highest value of a rating.",
    )  # fmt: skip
    reason = forms.CharField(
        max_length=500, label="Why", help_text="Kept with this version, for whoever reads an old verdict."
    )

    @staticmethod
    def stored(scale: Scale) -> dict[str, Any]:
        """What is stored about ``scale``, by the names of the inputs."""
        return {name: getattr(scale, name) for name in ("name", "description", "worst", "best")}


class RatingForm(forms.Form):
    """One row: an answer. A row without a name and a meaning is left out. What it demands are the ``needs_`` inputs."""

    slug = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    name = forms.CharField(max_length=60)
    description = forms.CharField(max_length=300, label="Meaning", widget=forms.Textarea(attrs={"rows": 2}))
    value = forms.IntegerField(required=False, min_value=0, max_value=VALUE_MOST, label="Value")
    tone = forms.ChoiceField(choices=Tone.choices, label="Colour", initial=Tone.UNPROVEN.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An input for every demand that a rating knows, with the model's own words."""
        super().__init__(*args, **kwargs)
        for name in Rating.demand_names():
            field = Rating._meta.get_field(name)
            label = _DEMANDS.get(name, name.removeprefix("needs_").replace("_", " "))
            made: Any = field.formfield(label=label, required=False)  # type: ignore[union-attr]
            made.initial = field.default  # type: ignore[union-attr]
            self.fields[name] = made

    def demands(self) -> list[forms.BoundField]:
        """The inputs that say what the rating demands."""
        return [self[name] for name in Rating.demand_names()]

    def draft(self) -> RatingDraft:
        """The row as the service takes it."""
        typed = self.cleaned_data
        words = {name: typed[name] for name in ("name", "description", "value", "tone", "slug")}
        return RatingDraft(**words, demands={name: typed[name] or 0 for name in Rating.demand_names()})


RatingFormSet: Any = formset_factory(
    RatingForm, extra=BLANK_ROWS, can_order=True, can_delete=True, max_num=RATINGS_MOST + BLANK_ROWS,
    absolute_max=RATINGS_MOST + 2 * BLANK_ROWS,
)  # fmt: skip


def shown_ratings(scale: Scale | None) -> list[dict[str, Any]]:
    """The ratings of ``scale`` as they stand in the rows; none for a scale that begins empty."""
    if scale is None:
        return []
    names = ["slug", "name", "description", "value", "tone", *Rating.demand_names()]
    return [{name: getattr(rating, name) for name in names} for rating in scale.ratings.all()]


def drafted(typed: Mapping[str, Any], ratings: Any) -> ScaleDraft:
    """What was typed as the service takes it, rows in the order of their numbers, without those taken away."""
    rows = [row.draft() for row in ratings.ordered_forms if row.cleaned_data.get("name")]
    return ScaleDraft(
        name=typed["name"], description=typed["description"], worst=typed["worst"], best=typed["best"], ratings=rows
    )
