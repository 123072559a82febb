"""What a person says with a step of a review: to whom, why, by when."""

from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model

from claims.forms import LocalTimeInput
from factcheck.lib.forms import DeskForm


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
    """Why a review is given back, if there is something to say, and what who comes next should know."""

    reason = forms.CharField(max_length=500, required=False)
    handover = forms.CharField(
        max_length=5_000,
        required=False,
        label="Hand-over note",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands among the comments for who comes next; of a blind review when both answers are in.",
    )


class ReasonForm(StepForm):
    """Why something is done."""

    reason = forms.CharField(max_length=500)


class NoteForm(StepForm):
    """What the reviewer should look at again."""

    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DueForm(StepForm):
    """When a review is due, and why then."""

    due_at = forms.DateTimeField(label="Due", widget=LocalTimeInput, help_text="In the time zone of the desk.")
    reason = forms.CharField(max_length=200, help_text="Whoever has the review reads it.")


STEP_FORMS: Final[dict[str, type[StepForm]]] = {
    "take": StepForm,
    "assign": AssignForm,
    "second": ReasonForm,
    "release": ReleaseForm,
    "return": NoteForm,
    "cancel": ReasonForm,
    "due": DueForm,
    "follow": StepForm,
    "reopen": ReasonForm,
}


def step_form(name: str, data: Any = None) -> StepForm:
    """The form of the action ``name``; its inputs have ids of their own, since a page shows several."""
    return STEP_FORMS[name](data, auto_id=f"{name}_%s")
