"""What people type about publications, cleaned."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.conf import settings

from claims.choices import SpeakerKind
from claims.forms import LocalTimeInput
from exports.choices import PublicationKind
from exports.connectors.base import Connector, Option
from exports.services.backfills import Stretch
from exports.services.connecting import connector_named
from exports.services.subscribers import Wanted
from factcheck.lib.forms import DeskForm

ACROSS_ARTICLES: Final = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT)


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


class StopForm(DeskForm):
    """Why a subscriber is sent nothing for a while."""

    reason = forms.CharField(
        required=False, max_length=400, label="Why", help_text="Stands in the log and on its page."
    )


class RecallForm(DeskForm):
    """Why published claims are judged again, and by when."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What changed",
        help_text="The reviewers read it. It does not go out; the correction has a note of its own.",
    )
    due_at = forms.DateTimeField(label="To be judged by", widget=LocalTimeInput)

    @staticmethod
    def usual(now: dt.datetime) -> dt.datetime:
        """A time that is not long: what is published and may be wrong does harm while it stands."""
        return now + dt.timedelta(hours=settings.REVIEW_HOURS)


class BackfillForm(DeskForm):
    """Where what was published before begins."""

    since = forms.DateTimeField(
        required=False, label="From", widget=LocalTimeInput, help_text="When it went out. Empty for the beginning."
    )
    after = forms.IntegerField(
        required=False,
        min_value=0,
        label="After number",
        help_text="Only entries of the feed with a greater number, such as the last one that it has.",
    )
    standing = forms.BooleanField(
        required=False,
        label="Only verdicts that stand",
        help_text="Leaves out what was corrected since or taken back. For a CMS that starts afresh.",
    )

    def stretch(self) -> Stretch:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Stretch(after=typed["after"] or 0, since=typed["since"], standing=typed["standing"])


class SubscriberForm(DeskForm):
    """Who is told, where, and of what. The options of the connector stand behind."""

    name = forms.CharField(max_length=100, help_text="As people of the desk call it.")
    url = forms.CharField(max_length=2000, label="Address", widget=forms.URLInput)
    kinds = forms.MultipleChoiceField(
        label="Is told of",
        choices=PublicationKind.choices,
        initial=PublicationKind.values,
        widget=forms.CheckboxSelectMultiple,
    )
    connector: Connector

    def wanted(self) -> Wanted:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        values = {option.name: typed.get(option.name, "") for option in self.connector.options}
        return Wanted(name=typed["name"], url=typed["url"], kinds=tuple(typed["kinds"]), values=values)


def subscriber_form(name: str, data: Any, *, subscriber: Any = None) -> SubscriberForm:
    """The form for a subscriber of the connector called ``name``, filled in from ``subscriber`` when it is changed.

    A secret is never filled in; one that is stored may be left empty.
    """
    connector = connector_named(name)
    first = {"name": subscriber.name, "url": subscriber.url, "kinds": subscriber.kinds} if subscriber else {}
    form = SubscriberForm(data, initial={**(subscriber.options if subscriber else {}), **first})
    form.connector = connector
    for option in connector.options:
        form.fields[option.name] = _field(option, is_stored=subscriber is not None)
    return form


def _field(option: Option, *, is_stored: bool) -> forms.Field:
    if option.choices:
        return forms.ChoiceField(
            label=option.label, choices=option.choices, required=option.required, help_text=option.help
        )
    help_text = (
        f"{option.help} Leave it empty to keep the one that is stored." if option.secret and is_stored else option.help
    )
    widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if option.secret else forms.TextInput()
    required = option.required and not (option.secret and is_stored)
    return forms.CharField(
        label=option.label, required=required, max_length=2000, widget=widget, help_text=help_text, strip=True
    )


class LookForm(forms.Form):
    """What is looked for in a list; what is too long or fits nothing is left out."""

    def value(self, name: str) -> str:
        """What was typed under ``name``; empty when it can not be used."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class SpeakersForm(LookForm):
    """Which speakers are looked for."""

    words = forms.CharField(required=False, max_length=200, label="Name")
    kind = forms.ChoiceField(
        required=False, label="Kind",
        choices=(("", "all"), *((kind.value, kind.label) for kind in ACROSS_ARTICLES)),
    )  # fmt: skip


class SpeakerClaimsForm(LookForm):
    """What is looked for among the claims of a speaker, and who may be the same."""

    words = forms.CharField(required=False, max_length=200, label="Words of the claim")
    same = forms.CharField(required=False, max_length=200, label="Name")
