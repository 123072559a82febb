"""Which reviews are cut, and why."""

from django import forms

from factcheck.lib.forms import DeskForm
from reviews.models import Review


class CutForm(DeskForm):
    """Reviews that are closed without a verdict because there is no time for them."""

    reviews = forms.ModelMultipleChoiceField(
        queryset=Review.objects.undecided(),
        to_field_name="public_id",
        error_messages={
            "required": "Choose at least one claim to cut.",
            "invalid_choice": "One of these was decided or closed meanwhile; look at the list again.",
        },
    )
    reason = forms.CharField(max_length=500, help_text="It is kept, and whoever has a review reads it.")

    def ticked(self) -> list[str]:
        """The public ids that were ticked, as they were sent."""
        return [str(value) for value in self["reviews"].value() or []]
