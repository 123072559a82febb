"""A new draft of an article."""

from django import forms

from factcheck.lib.forms import DeskForm


class DraftForm(DeskForm):
    """A new version of an article."""

    headline = forms.CharField(max_length=500)
    body = forms.CharField(
        label="Text of the new draft",
        widget=forms.Textarea(attrs={"rows": 20, "class": "reading"}),
        strip=False,
        help_text="Paste the whole new text. Claims whose words are still there come along with what was decided.",
    )
