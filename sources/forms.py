"""What people type about documents and evidence, cleaned."""

import datetime as dt
from typing import Any

from django import forms

from claims.choices import IntakeWay
from claims.forms import LocalTimeInput
from factcheck.lib.forms import DeskForm
from sources.choices import SourceKind, StanceChoice

REJECT = "reject"


class FactsForm(DeskForm):
    """What is known about a document besides its text."""

    title = forms.CharField(max_length=500, required=False)
    publisher = forms.CharField(
        max_length=200, required=False, help_text="Who published it, not who speaks in it: “Port Authority”."
    )
    publisher_kind = forms.ChoiceField(label="The publisher is", choices=SourceKind.choices, initial="other")
    primary = forms.BooleanField(
        label="Primary source",
        required=False,
        help_text="It publishes what it knows at first hand: records, rulings, measurements, transcripts.",
    )
    published_at = forms.DateTimeField(label="Published", required=False, widget=LocalTimeInput)

    def facts(self) -> dict[str, Any]:
        """The facts by name; empty ones are left out."""
        return {name: self.cleaned_data[name] for name in FactsForm.base_fields if self.cleaned_data.get(name)}

    def facts_as_json(self) -> dict[str, Any]:
        """The facts as they are stored while the text is on its way; times as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in self.facts().items()
        }


class PasteForm(FactsForm):
    """A document as text."""

    field_order = ("text",)
    text = forms.CharField(
        label="Text of the document", widget=forms.Textarea(attrs={"rows": 14, "class": "reading"}), strip=False
    )
    url = forms.URLField(label="Address", max_length=2000, required=False, assume_scheme="https")


class UploadForm(FactsForm):
    """A document as a file."""

    field_order = ("file",)
    file = forms.FileField(help_text="HTML, PDF, DOCX, plain text or Markdown.")


class FetchForm(FactsForm):
    """A document at a web address."""

    field_order = ("url",)
    url = forms.URLField(label="Address", max_length=2000, assume_scheme="https")


FORMS: dict[str, type[FactsForm]] = {
    IntakeWay.PASTE.value: PasteForm,
    IntakeWay.UPLOAD.value: UploadForm,
    IntakeWay.URL.value: FetchForm,
}


class CurationForm(DeskForm):
    """What a person makes of a passage: evidence with a stance, or none."""

    decision = forms.ChoiceField(
        choices=[*StanceChoice.choices, (REJECT, "no evidence")], widget=forms.RadioSelect, label="This passage"
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PinForm(DeskForm):
    """A passage of the library set against a claim by hand."""

    passage = forms.UUIDField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(choices=StanceChoice.choices, label="The passage")
    note = forms.CharField(required=False, max_length=2000)


class SearchForm(forms.Form):
    """Words to look for."""

    words = forms.CharField(required=False, max_length=200, label="Words")

    def given(self) -> str:
        """What was asked for; empty when it can not be used."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""
