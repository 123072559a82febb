"""Choosing claims whose answer is known, and handing them out."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from factcheck.lib.forms import DeskForm


class QueueForm(forms.Form):
    """What is looked for among the claims whose answer is known."""

    view = forms.CharField(required=False)
    words = forms.CharField(required=False, max_length=200, label="Claim or speaker")

    def given(self) -> str:
        """The words that are looked for."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""


class MarkForm(DeskForm):
    """Why the answer of a settled claim is beyond doubt."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why is its answer beyond doubt?",
        help_text="Only editors read it.",
    )


class HandOutForm(DeskForm):
    """Who is to be tried."""

    person = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(), empty_label="Choose a reviewer", label="Reviewer"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Everybody who judges claims and is no editor can be chosen."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        editors = get_user_model().objects.with_perm("claims.change_claim")
        judges = get_user_model().objects.with_perm("reviews.assess_review")
        people.queryset = judges.exclude(pk__in=editors.values("pk")).order_by("username")
