"""What people type about publications, cleaned."""

from django import forms

from factcheck.lib.forms import DeskForm


class PublishForm(DeskForm):
    """A word that goes out with a verdict."""

    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Goes out with the entry. A correction must say what was wrong.",
    )


class RetractForm(DeskForm):
    """Why a publication is taken back."""

    note = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label="Why")
