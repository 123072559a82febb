"""Accounting for an article: sentences that need no check, and the sign-off."""

import re
from collections.abc import Callable
from typing import Any, Final

from django import forms

from factcheck.lib.forms import DeskForm
from factcheck.lib.spans import Span

_SPAN: Final = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class ClearForm(DeskForm):
    """Sentences that need no check, each as "start-end" in code points of the text, and why."""

    sentences = forms.MultipleChoiceField(
        choices=(), error_messages={"required": "Choose at least one sentence."}, required=True
    )
    reason = forms.CharField(
        max_length=300,
        label="Why they need no check",
        help_text="It stands in the printed galley, with your name.",
        widget=forms.TextInput(attrs={"list": "clear-reasons", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        """Whether a sentence is one of the article is asked by the service."""
        super().__init__(data)
        if data is not None:
            field: Any = self.fields["sentences"]
            field.choices = [(value, value) for value in data.getlist("sentences")]

    def clean_sentences(self) -> list[Span]:
        """The sentences as spans."""
        found = [_SPAN.fullmatch(value) for value in self.cleaned_data["sentences"]]
        try:
            return [Span(int(match[1]), int(match[2])) for match in found if match]
        except ValueError as error:
            raise forms.ValidationError("What was chosen is no sentence of this article.") from error

    def attempt(self, action: Callable[[dict[str, Any]], Any]) -> bool:
        """Call ``action`` with ``spans`` and ``reason``."""
        return super().attempt(lambda typed: action({"spans": typed["sentences"], "reason": typed["reason"]}))

    def ticked(self) -> list[str]:
        """The sentences that were chosen, as they were sent."""
        return list(self["sentences"].value() or [])


class SignOffForm(DeskForm):
    """What is said with a sign-off."""

    note = forms.CharField(max_length=500, required=False, label="Note")


class TakeBackForm(DeskForm):
    """Why a sign-off is taken back."""

    reason = forms.CharField(max_length=300, label="Why it is taken back")
