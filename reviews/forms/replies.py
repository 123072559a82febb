"""The right of reply: what was asked of whom, and what came back."""

import datetime as dt
from typing import Any

from django import forms

from claims.forms import LocalTimeInput
from claims.models import Claim
from factcheck.lib.forms import DeskForm
from reviews.choices import ReplyChannel, ReplyOutcome


class AskingForm(DeskForm):
    """What was asked of whom, about which claims of an article."""

    claims = forms.ModelMultipleChoiceField(
        queryset=Claim.objects.none(),
        to_field_name="public_id",
        error_messages={"required": "Choose at least one claim that the person was asked about."},
    )
    person = forms.CharField(
        label="Who was asked",
        max_length=300,
        help_text="The person or organisation, as it may be told to anybody; not how they are reached.",
    )
    channel = forms.ChoiceField(label="How", choices=ReplyChannel.choices)
    question = forms.CharField(
        label="What was asked",
        widget=forms.Textarea(attrs={"rows": 5, "class": "reading"}),
        help_text="The question as it was put. It stands in the ledger and in what is exported.",
    )
    asked_at = forms.DateTimeField(label="When", widget=LocalTimeInput)
    deadline = forms.DateTimeField(label="Time given until", widget=LocalTimeInput)
    contact = forms.CharField(
        label="Confidential contact",
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="A number, an address or a name to ask for. Kept encrypted, and left out of every export and list.",
    )

    def __init__(self, data: Any = None, *, claims: Any, asked_at: dt.datetime, chosen: str = "") -> None:
        """Only ``claims`` can be chosen; ``chosen`` is the public id of the one that the person came from."""
        super().__init__(data, initial={"asked_at": asked_at, "claims": [chosen] if chosen else []})
        field: Any = self.fields["claims"]
        field.queryset = claims

    def ticked(self) -> list[str]:
        """The public ids of the claims that are ticked, as they were sent."""
        return [str(value) for value in self["claims"].value() or []]


class AnsweringForm(DeskForm):
    """What came back."""

    outcome = forms.ChoiceField(
        label="What came back",
        choices=[(value, words) for value, words in ReplyOutcome.choices if value != ReplyOutcome.SILENT],
    )
    channel = forms.ChoiceField(label="How", choices=ReplyChannel.choices)
    at = forms.DateTimeField(label="When", widget=LocalTimeInput)
    text = forms.CharField(
        label="What was answered",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "reading"}),
        help_text="In the words of whoever answered. It stands in the ledger and in what is exported.",
    )
