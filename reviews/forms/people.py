"""What is known of somebody who judges."""

from typing import Any

from django import forms

from claims.forms import DayInput
from factcheck.lib.forms import DeskForm
from reviews.forms.fields import WordsField
from reviews.models import ReviewerProfile
from reviews.services.people import Profile


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
