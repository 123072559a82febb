"""What people type about how the desk works, cleaned: scales, rules, people, work that is given out, comments."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from claims.formats.places import whole_words
from claims.forms import DayInput, LocalTimeInput
from factcheck.lib.forms import DeskForm
from factcheck.lib.spans import Span
from reviews.blind_rules import Rules
from reviews.choices import Tone
from reviews.models import Rating, Review, ReviewerProfile, Scale
from reviews.services.people import Profile
from reviews.services.rules import InForce
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


class WordsField(forms.CharField):
    """Several words or names, one a line or with commas between; gives them in order, each once."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        """``rows``: how high the input is."""
        kwargs.setdefault("required", False)
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As it is shown: with commas between."""
        return value if isinstance(value, str) or value is None else ", ".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The words without space around them."""
        text = super().clean(value)
        words = (" ".join(part.split()) for line in text.splitlines() for part in line.split(","))
        return tuple(dict.fromkeys(word for word in words if word))


class RulesForm(DeskForm):
    """The rules of the desk. ``version`` is that of the rules as the person saw them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)
    forces = WordsField(
        label="What the speaker does", rows=1, help_text="Such as “accuses” or “denies”, with commas between."
    )
    accused = forms.BooleanField(required=False, label="A named person is accused")
    accusing_words = WordsField(label="Words that accuse", rows=3, help_text="“fraud*” means: with any ending.")
    health = forms.BooleanField(required=False, label="The claim is about health")
    health_words = WordsField(label="Words of health", rows=3)
    numbers = forms.BooleanField(required=False, label="The claim rests on a number")
    below = forms.FloatField(
        min_value=0, max_value=100, label="Low confidence: below, in percent",
        help_text="How sure the machine is of its reading of the claim. 0 switches the rule off.",
    )  # fmt: skip
    topics = WordsField(label="Sensitive topics", rows=2, help_text="The topics of articles, with commas between.")
    share = forms.FloatField(
        min_value=0, max_value=100, label="A share of all other claims, in percent",
        help_text="Drawn by the claim’s own id, so the same claims are drawn every time. 0 switches the rule off.",
    )  # fmt: skip
    assigns = forms.BooleanField(
        required=False, label="The machine gives open reviews to people",
        help_text="By language, topic, load and conflict of interest; each choice is in the ledger with its reason.",
    )  # fmt: skip
    reason = forms.CharField(max_length=500, label="Why they are changed")

    @staticmethod
    def stored(in_force: InForce) -> dict[str, Any]:
        """The rules in force, by the names of the inputs."""
        values = {name: getattr(in_force.rules, name) for name in Rules.__dataclass_fields__}
        below = round(in_force.rules.below * 100, 6)
        return values | {"version": in_force.version, "assigns": in_force.assigns, "below": below}

    def given(self) -> dict[str, Any]:
        """What was typed as the service takes it."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in Rules.__dataclass_fields__}
        rules = Rules(**values | {"below": round(typed["below"] / 100, 8)})
        return {"rules": rules} | {name: typed[name] for name in ("assigns", "reason", "version")}


class ProfileForm(DeskForm):
    """What is known of somebody who judges. ``version`` is that of the profile as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)
    languages = WordsField(rows=1, help_text="Two letters each, with commas between: en, de. Left empty: all.")
    topics = WordsField(rows=2, help_text="As they stand at articles, with commas between. Left empty: all.")
    bylines = WordsField(
        rows=2, label="Names in bylines", help_text="Claims of an article that one of these names wrote go to others."
    )
    capacity = forms.IntegerField(
        min_value=0, max_value=500, label="Reviews at once", help_text="The machine gives no more than these; 0: none."
    )
    absent_from = forms.DateField(required=False, label="Away from", widget=DayInput)
    absent_until = forms.DateField(
        required=False, label="Away until", widget=DayInput, help_text="The last day. Left empty: until further notice."
    )

    @staticmethod
    def stored(profile: ReviewerProfile | None) -> dict[str, Any]:
        """What is stored, by the names of the inputs; the usual values where there is nothing."""
        row = profile or ReviewerProfile(version=0)
        return {name: getattr(row, name) for name in ProfileForm.base_fields}

    def given(self) -> dict[str, Any]:
        """What was typed as the service takes it."""
        typed = dict(self.cleaned_data)
        version = typed.pop("version")
        return {"profile": Profile(**typed), "version": version}


class BulkForm(DeskForm):
    """What is done with the reviews that are ticked in the queue."""

    CHOICES: Final = (("assign", "assign"), ("rule", "rule"), ("release", "release"), ("due", "due"))

    reviews = forms.ModelMultipleChoiceField(
        queryset=Review.objects.none(),
        to_field_name="public_id",
        error_messages={
            "required": "Tick at least one review.",
            "invalid_choice": "One of the reviews is not there any more; look at the list again.",
            "invalid_pk_value": "One of the reviews is not there any more; look at the list again.",
        },
    )
    action = forms.ChoiceField(choices=CHOICES)
    assignee = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(), required=False, empty_label="Choose a reviewer", label="Reviewer"
    )
    due_at = forms.DateTimeField(
        required=False, label="Due", widget=LocalTimeInput, help_text="In the time zone of the desk."
    )
    reason = forms.CharField(
        max_length=500, required=False,
        help_text="Needed for another due time, and where somebody has a review already; he reads it.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, reviews: Any) -> None:
        """Only ``reviews`` can be ticked, only people who may judge be chosen."""
        super().__init__(data, auto_id="bulk_%s")
        fields: Any = self.fields
        fields["reviews"].queryset = reviews
        fields["assignee"].queryset = get_user_model().objects.with_perm("reviews.assess_review").order_by("username")

    def clean(self) -> dict[str, Any]:
        """To assign, somebody must be chosen; for another due time, the time."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("action") == "assign" and not cleaned.get("assignee") and "assignee" not in self.errors:
            self.add_error("assignee", "Choose who is to judge them.")
        if cleaned.get("action") == "due" and not cleaned.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", "Say when they are due.")
        return cleaned

    def ticked(self) -> list[str]:
        """The public ids of the reviews that are ticked, as they were sent."""
        return [str(value) for value in self["reviews"].value() or []]


class CommentForm(DeskForm):
    """A comment; ``words`` are those of the article that it is about, where it is about words."""

    text = forms.CharField(
        label="Comment", widget=forms.Textarea(attrs={"rows": 3}), strip=False, max_length=20_000,
        help_text="@name tells somebody.",
    )  # fmt: skip


class WordsCommentForm(CommentForm):
    """A comment on some words of an article."""

    field_order = ("words",)
    words = forms.CharField(
        label="Words of the article", max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "class": "reading"}),
        help_text="Copied from the text.",
    )  # fmt: skip

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        """``body`` is the text in which the words must stand."""
        super().__init__(*args, **kwargs)
        self._body = body

    def clean_words(self) -> Span:
        """Where the words stand first in the article."""
        span = next(whole_words(self._body, self.cleaned_data["words"]), None)
        if span is None:
            message = "These words do not stand in the article; copy them from its text."
            raise ValidationError(message)
        return span


class ResolutionForm(DeskForm):
    """What was done about what was asked."""

    resolution = forms.CharField(max_length=500, label="What was done")
