"""The keys of one person."""

from typing import Any

from django import forms

from factcheck.lib.forms import DeskForm
from reviews.services.keys import ACTIONS


class KeysForm(DeskForm):
    """One key for each action; whether two clash is asked by the service."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        """An input for each action, in their order."""
        super().__init__(data, initial=initial)
        for action in ACTIONS:
            size = forms.TextInput(attrs={"maxlength": 1, "autocomplete": "off", "class": "key-input"})
            label = action.label[0].upper() + action.label[1:]
            self.fields[action.name] = forms.CharField(max_length=1, label=label, widget=size, strip=False)
