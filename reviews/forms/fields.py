"""Inputs of several forms: a version, and a list of words."""

from typing import Any, Final

from django import forms

# The largest number that the database keeps as a version.
VERSION_MOST: Final = 2**31 - 1


class WordsField(forms.CharField):
    """Several words or names, one a line or with commas between; gives them in order, each once."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        """``rows``: how high the input is."""
        kwargs.setdefault("required", False)
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As it is shown: with commas between."""
        return value if isinstance(value, str) or value is None else ", ".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The words without space around them."""
        text = super().clean(value)
        words = (" ".join(part.split()) for line in text.splitlines() for part in line.split(","))
        return tuple(dict.fromkeys(word for word in words if word))
