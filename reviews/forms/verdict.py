"""The answer to a claim: a rating, its reasons and what it cites."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from factcheck.lib.forms import DeskForm
from reviews.forms.fields import VERSION_MOST
from reviews.models import Rating, Review, Scale
from reviews.services.evidence import citable_evidence
from reviews.services.scales import scale_for
from reviews.services.steps import seen_version
from sources.models import Evidence

NOT_CITABLE: Final = (
    "A passage that you cite is not accepted as evidence for this claim, or not any more: accept it again above, or "
    "take its tick away. What you wrote is kept."
)
CONFIDENCES: Final = (
    ("", "I do not say"),
    ("50", "Even odds, 50 %"),
    ("60", "More likely than not, 60 %"),
    ("70", "Rather sure, 70 %"),
    ("80", "Sure, 80 %"),
    ("90", "Very sure, 90 %"),
    ("95", "Nearly certain, 95 %"),
    ("99", "Certain, 99 %"),
)


class CitedField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Passages that are cited; whatever is wrong with one of them, the sentence says what to do."""

    def clean(self, value: Any) -> Any:
        """The evidence; ``ValidationError`` when any of it can not be cited."""
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(NOT_CITABLE, code="invalid_choice") from error


class VerdictForm(DeskForm):
    """A rating with its reasons. ``version`` is the review as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    scale = forms.ModelChoiceField(
        queryset=Scale.objects.all(), to_field_name="public_id", widget=forms.HiddenInput, required=False
    )
    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(),
        to_field_name="slug",
        error_messages={
            "required": "Choose a rating.",
            "invalid_choice": "This rating is not on the scale; choose one of those that are shown.",
        },
    )
    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 7, "class": "reading"}),
        help_text="What the evidence shows, so that a reader can follow it. This is published.",
    )
    cited = CitedField(
        queryset=Evidence.objects.none(), to_field_name="public_id", required=False, label="Cited evidence"
    )
    confidence = forms.TypedChoiceField(
        choices=CONFIDENCES,
        coerce=int,
        empty_value=None,
        required=False,
        label="How sure are you that this rating will stand?",
        help_text="Never published, and shown to nobody beside your name. Your own page tells you how well it fits.",
    )

    def __init__(self, data: Any = None, *, review: Review, by: Any) -> None:
        """Only evidence that ``by`` may cite can be chosen, only ratings of the desk's scale be given."""
        scale = scale_for(review)
        initial = {"version": seen_version(review), "scale": scale.public_id}
        super().__init__(data, initial=initial, auto_id="verdict_%s")
        ratings: Any = self.fields["rating"]
        ratings.queryset = Rating.objects.filter(scale=self._scale_seen() or scale)
        cited: Any = self.fields["cited"]
        ids = [evidence.pk for evidence in citable_evidence(review, user=by)]
        cited.queryset = Evidence.objects.filter(pk__in=ids)
        if review.state == "disputed":  # who settles gives no assessment
            del self.fields["confidence"]

    def _scale_seen(self) -> Scale | None:
        """The scale whose ratings the person was shown; ``None`` when the page did not say it."""
        try:
            return self.fields["scale"].clean(self["scale"].value()) if self.is_bound else None
        except ValidationError:
            return None

    def renew_scale(self, review: Review) -> None:
        """Have the rating chosen again where another version of the scale counts now; all else stays as typed."""
        scale = scale_for(review)
        if self["scale"].value() not in {None, "", str(scale.public_id)}:
            self.renew("scale", scale.public_id)
            self.renew("rating", "")

    def answer(self) -> dict[str, Any]:
        """What was given, by the names that the services know."""
        return {name: value for name, value in self.cleaned_data.items() if name != "scale"}

    def chosen(self) -> str:
        """The slug of the rating that was chosen, as it was sent."""
        return str(self["rating"].value() or "")

    def ticked(self) -> list[str]:
        """The public ids of the evidence that was ticked, as they were sent."""
        return [str(value) for value in self["cited"].value() or []]
