"""Comments on a claim or on words of an article, and what was done about what was asked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.formats.places import whole_words
from factcheck.lib.forms import DeskForm
from factcheck.lib.spans import Span


class CommentForm(DeskForm):
    """A comment; ``words`` are those of the article that it is about, where it is about words."""

    text = forms.CharField(
        label="Comment", widget=forms.Textarea(attrs={"rows": 3}), strip=False, max_length=20_000,
        help_text="@name tells somebody.",
    )  # fmt: skip


class WordsCommentForm(CommentForm):
    """A comment on some words of an article."""

    field_order = ("words",)
    words = forms.CharField(
        label="Words of the article", max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "class": "reading"}),
        help_text="Copied from the text.",
    )  # fmt: skip

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        """``body`` is the text in which the words must stand."""
        super().__init__(*args, **kwargs)
        self._body = body

    def clean_words(self) -> Span:
        """Where the words stand first in the article."""
        span = next(whole_words(self._body, self.cleaned_data["words"]), None)
        if span is None:
            message = "These words do not stand in the article; copy them from its text."
            raise ValidationError(message)
        return span


class ResolutionForm(DeskForm):
    """What was done about what was asked."""

    resolution = forms.CharField(max_length=500, label="What was done")
