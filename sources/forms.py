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
    file = forms.FileField(help_text="HTML, PDF, DOCX, plain text, Markdown, or captions (SRT, VTT).")


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


class DismissForm(DeskForm):
    """Why two claims are not alike."""

    reason = forms.CharField(
        required=False, max_length=500, help_text="What another person should know: “another year”, “another town”."
    )


class PinForm(DeskForm):
    """A passage of the library set against a claim by hand."""

    passage = forms.UUIDField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(choices=StanceChoice.choices, label="The passage")
    note = forms.CharField(required=False, max_length=2000)


class CiteForm(DeskForm):
    """Words of a document that a person chose, and which way they bear on a claim."""

    words = forms.CharField(
        label="Exact words of the document",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "reading"}),
        help_text="Copied from the page, letter for letter; white space does not matter.",
    )
    stance = forms.ChoiceField(choices=StanceChoice.choices, label="These words", widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ClaimInMindForm(forms.Form):
    """The claim that somebody looks for evidence of, in an address."""

    claim = forms.UUIDField(required=False)


class SearchForm(forms.Form):
    """Words to look for."""

    words = forms.CharField(required=False, max_length=2_000, label="Words")

    def given(self) -> str:
        """What was asked for; empty when it can not be used."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""


class PublisherForm(DeskForm):
    """What is known of a publisher."""

    name = forms.CharField(max_length=200)
    domain = forms.CharField(
        max_length=200, required=False, help_text="Where it is on the web, as “port.example”; pages there are its own."
    )
    kind = forms.ChoiceField(choices=SourceKind.choices)
    primary = forms.BooleanField(
        label="Primary source",
        required=False,
        help_text="It publishes what it knows at first hand: records, rulings, measurements, transcripts.",
    )
    reliability_note = forms.CharField(
        label="What is known of its reliability",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Read by whoever weighs its documents: who owns it, what it got wrong, what it is good for.",
    )


class MergeForm(DeskForm):
    """The publisher that another one is the same as."""

    into = forms.UUIDField(widget=forms.HiddenInput)


class FollowForm(DeskForm):
    """A feed or a sitemap that fills the library by itself."""

    url = forms.URLField(
        label="Address of the feed or sitemap",
        max_length=2000,
        assume_scheme="https",
        help_text="RSS, Atom, a sitemap or an index of sitemaps, packed or not; a robots.txt that names sitemaps.",
    )
    publisher = forms.CharField(
        max_length=200, required=False, help_text="Whose it is; the host of the address when you leave it empty."
    )
    backlog = forms.TypedChoiceField(
        label="Of what it names already",
        coerce=int,
        initial=100,
        choices=[
            (0, "take nothing, only what is new from now on"),
            (20, "take the newest 20 pages"),
            (100, "take the newest 100 pages"),
            (1_000, "take the newest 1,000 pages"),
            (10_000, "take the newest 10,000 pages"),
        ],
    )


class OriginForm(DeskForm):
    """Whether documents, which the page lists, go back to one report."""

    action = forms.ChoiceField(choices=[("join", "one report"), ("split", "elsewhere")])
    reason = forms.CharField(max_length=2000)
    documents = forms.Field(required=False)
    other = forms.CharField(
        max_length=500,
        required=False,
        label="Another document that belongs here",
        help_text="The address of its page in this library.",
    )

    def clean(self) -> dict[str, Any]:
        """What was typed, without the documents, which the page looks up itself."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("documents", None)
        return cleaned


class RetractionForm(DeskForm):
    """Why nothing may rest on a document any more, or why it may again."""

    reason = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Who says so, and where; it is kept."
    )
