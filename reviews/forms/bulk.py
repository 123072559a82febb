"""Doing the same with many reviews of the queue."""

from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model

from claims.forms import LocalTimeInput
from factcheck.lib.forms import DeskForm
from reviews.models import Review


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
