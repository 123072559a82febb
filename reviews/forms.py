"""What people type about reviews, cleaned."""

from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model

from factcheck.lib.forms import DeskForm
from reviews.models import Rating, Review
from reviews.services.evidence import citable_evidence
from sources.models import Evidence

# The largest number that the database keeps as a version.
VERSION_MOST: Final = 2**31 - 1


class VerdictForm(DeskForm):
    """A rating with its reasons. ``version`` is the review as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(), to_field_name="slug", error_messages={"required": "Choose a rating."}
    )
    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 7, "class": "reading"}),
        help_text="What the evidence shows, so that a reader can follow it. This is published.",
    )
    cited = forms.ModelMultipleChoiceField(
        queryset=Evidence.objects.none(), to_field_name="public_id", required=False, label="Cited evidence"
    )

    def __init__(self, data: Any = None, *, review: Review, by: Any) -> None:
        """Only evidence that ``by`` may cite can be chosen, only ratings of the desk's scale be given."""
        super().__init__(data, initial={"version": review.version}, auto_id="verdict_%s")
        ratings: Any = self.fields["rating"]
        ratings.queryset = Rating.objects.filter(scale__is_default=True)
        cited: Any = self.fields["cited"]
        ids = [evidence.pk for evidence in citable_evidence(review, user=by)]
        cited.queryset = Evidence.objects.filter(pk__in=ids)

    def chosen(self) -> str:
        """The slug of the rating that was chosen, as it was sent."""
        return str(self["rating"].value() or "")

    def ticked(self) -> list[str]:
        """The public ids of the evidence that was ticked, as they were sent."""
        return [str(value) for value in self["cited"].value() or []]


class StepForm(DeskForm):
    """An action that needs no words."""


class AssignForm(StepForm):
    """Who is to judge."""

    assignee = forms.ModelChoiceField(queryset=get_user_model().objects.none(), empty_label="Choose a reviewer")
    reason = forms.CharField(max_length=500, required=False, help_text="Whoever has it now reads it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Everybody who may judge claims can be chosen."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["assignee"]
        people.queryset = get_user_model().objects.with_perm("reviews.assess_review").order_by("username")


class ReleaseForm(StepForm):
    """Why a review is given back, if there is something to say."""

    reason = forms.CharField(max_length=500, required=False)


class ReasonForm(StepForm):
    """Why something is done."""

    reason = forms.CharField(max_length=500)


class NoteForm(StepForm):
    """What the reviewer should look at again."""

    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class QueueForm(forms.Form):
    """What is looked for in the queue."""

    view = forms.CharField(required=False)
    words = forms.CharField(required=False, max_length=200, label="Claim or speaker")

    def given(self) -> str:
        """The words that are looked for."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""


STEP_FORMS: Final[dict[str, type[StepForm]]] = {
    "take": StepForm,
    "assign": AssignForm,
    "second": ReasonForm,
    "release": ReleaseForm,
    "return": NoteForm,
    "cancel": ReasonForm,
    "reopen": ReasonForm,
}


def step_form(name: str, data: Any = None) -> StepForm:
    """The form of the action ``name``; its inputs have ids of their own, since a page shows several."""
    return STEP_FORMS[name](data, auto_id=f"{name}_%s")
