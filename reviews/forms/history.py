"""The moment of which a person wants to know what was known."""

from django import forms

from claims.forms import LocalTimeInput
from factcheck.lib.forms import DeskForm


class MomentForm(DeskForm):
    """A moment that is asked for, to the minute or as exact as the ledger has it."""

    at = forms.DateTimeField(
        label="Known at",
        required=False,
        widget=LocalTimeInput,
        error_messages={"invalid": "Give a day and a time, such as 2026-03-06 08:00."},
    )
