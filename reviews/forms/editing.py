"""Changing the words of claims, splitting and merging them."""

from typing import Any

from django import forms

from claims.forms import find_pieces
from claims.models import Claim
from factcheck.lib.forms import DeskForm
from reviews.forms.fields import VERSION_MOST


class SpansForm(DeskForm):
    """Other words of the article for a claim. ``at`` is about where they stand, for words that stand in many places."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    content = forms.CharField(
        label="Exact words",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "reading"}),
        help_text="Copied from the article. For a claim in several pieces put … between them.",
    )
    statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="The claim so that it can be judged alone."
    )

    def __init__(self, data: Any = None, *, claim: Claim, selected: str = "", at: str = "") -> None:
        """``selected`` are words that were selected in the article, ``at`` about where."""
        place = int(at) if at.isdecimal() and len(at) < 10 else claim.start
        content = selected[:5000] or claim.quote
        first = {"version": claim.version, "at": place, "content": content, "statement": claim.statement}
        super().__init__(data, initial=first)
        self._claim = claim

    def clean(self) -> dict[str, Any]:
        """The words as spans of the article."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words, near = cleaned.get("content"), cleaned.pop("at", None)
        if words:
            try:
                cleaned["content"] = find_pieces(self._claim.article.body, words, near=near)
            except forms.ValidationError as error:
                self.add_error("content", error)
        return cleaned


class SplitForm(DeskForm):
    """The claims that one is split into: the words of each on a line, and the statement of each if it is another."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    pieces = forms.CharField(
        label="Words of each claim",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "reading"}),
        help_text="One claim on each line, in the exact words of the article. Press Enter where it is to be split.",
    )
    statements = forms.CharField(
        label="Statements",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One on each line, in the same order, so that each can be judged alone. Empty: the words.",
    )

    def __init__(self, data: Any = None, *, claim: Claim) -> None:
        """The words of the claim stand in the form, on one line each piece."""
        first = {"version": claim.version, "pieces": claim.quote.replace(" … ", "\n")}
        super().__init__(data, initial=first)
        self._claim = claim

    def clean(self) -> dict[str, Any]:
        """``pieces`` as spans of the article, each with its statement."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [line.strip() for line in cleaned.get("pieces", "").splitlines() if line.strip()]
        said = [line.strip() for line in cleaned.pop("statements", "").splitlines() if line.strip()]
        if said and len(said) != len(lines):
            self.add_error("statements", f"There are {len(lines)} claims and {len(said)} statements.")
        body, near, found = self._claim.article.body, self._claim.start, []
        for place, line in enumerate(lines):
            try:
                spans = find_pieces(body, line, near=near)
            except forms.ValidationError as error:
                self.add_error("pieces", error)
                break
            near = spans[-1].end
            found.append((spans, said[place] if len(said) == len(lines) else line))
        cleaned["pieces"] = found
        return cleaned


class MergeForm(DeskForm):
    """The claims that are merged into one, and its statement."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    others = forms.ModelMultipleChoiceField(
        queryset=Claim.objects.none(), to_field_name="public_id", widget=forms.CheckboxSelectMultiple,
        label="Claims that are part of it", error_messages={"required": "Choose at least one claim."},
    )  # fmt: skip
    statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="The one claim, so that it can be judged alone."
    )

    def __init__(self, data: Any = None, *, claim: Claim) -> None:
        """The claims nearest to this one can be chosen."""
        super().__init__(data, initial={"version": claim.version, "statement": claim.statement})
        others: Any = self.fields["others"]
        others.queryset = Claim.objects.near(claim)
        others.label_from_instance = lambda other: other.statement

    def clean_others(self) -> list[Claim]:
        """The claims as a list."""
        return list(self.cleaned_data["others"])
