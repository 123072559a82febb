"""What people type about articles and claims, cleaned."""

import datetime as dt
import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from claims.choices import SaidPrecision, SpeakerKind
from claims.formats.places import Flat, find_nearest, flatten
from claims.models import Article, Claim
from factcheck.lib.forms import DeskForm
from factcheck.lib.spans import Span

PLACES_MOST = 10_000
NEVER_EMPTIED: Final = {
    "headline": "An article needs a headline; write another one.",
    "published_at": "Its dates count from this time; give another one, for it can not be taken away.",
    "language": "Its claims were read in this language; give another one, for it can not be taken away.",
}
_PIECES = re.compile(r"…|\.\.\.|\n")
_KINDS = [choice for choice in SpeakerKind.choices if choice[0] != SpeakerKind.ARTICLE.value]


class LocalTimeInput(forms.DateTimeInput):
    """The browser's own date and time picker, in the desk's time zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FactsForm(DeskForm):
    """What is known about an article besides its text; all of it may be filled in later."""

    headline = forms.CharField(max_length=500, required=False)
    published_at = forms.DateTimeField(
        label="Published",
        required=False,
        widget=LocalTimeInput,
        help_text="“On Wednesday” counts from this time. Left empty, it is asked for and never guessed.",
    )
    outlet = forms.CharField(max_length=200, required=False)
    byline = forms.CharField(max_length=300, required=False)
    language = forms.CharField(
        max_length=12, required=False, help_text="Two letters, such as “en”. Found from the text when left empty."
    )
    topic = forms.CharField(
        max_length=60, required=False, help_text="A word of the desk, such as “health”. Work goes to who knows it."
    )

    @staticmethod
    def stored(article: Article) -> dict[str, Any]:
        """What is stored about ``article``, by the names of the inputs; the time to the minute, as it is typed."""
        published_at = article.published_at
        stored = {name: getattr(article, name) for name in FactsForm.base_fields}
        return stored | {"published_at": published_at and published_at.replace(second=0, microsecond=0)}

    def clean(self) -> dict[str, Any]:
        """What is known and other things hang on can be corrected, but not taken away."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in NEVER_EMPTIED.keys() & set(self._typed()):
            if name in cleaned and not cleaned[name]:
                self.add_error(name, NEVER_EMPTIED[name])
        return cleaned

    def _typed(self) -> list[str]:
        """What is otherwise than before; an input that was not sent at all is as before."""
        return [name for name in FactsForm.base_fields if name in self.changed_data and name in self.data]

    def facts(self) -> dict[str, Any]:
        """The facts that were typed, by name, also those that were emptied; those left as they were are left out."""
        return {name: self.cleaned_data[name] for name in self._typed()}

    def facts_as_json(self) -> dict[str, str]:
        """The facts as they are stored while the text is on its way; times as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in self.facts().items()
        }


class PasteForm(FactsForm):
    """An article as text."""

    field_order = ("body",)
    body = forms.CharField(
        label="Text of the article",
        widget=forms.Textarea(attrs={"rows": 16, "class": "reading"}),
        strip=False,
        help_text="Leave an empty line between paragraphs. The text is frozen once it is handed in.",
    )
    url = forms.URLField(label="Address", max_length=2000, required=False, assume_scheme="https")


class UploadForm(FactsForm):
    """An article as a file."""

    field_order = ("file",)
    file = forms.FileField(help_text="HTML, PDF, DOCX, plain text or Markdown.")


class FetchForm(FactsForm):
    """An article at a web address."""

    field_order = ("url",)
    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="The page is fetched once; its bytes are kept as they came.",
    )


class ClaimForm(DeskForm):
    """What is said about a claim. Its exact words are not here: they never change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="So that it can be judged alone: names for pronouns, a date for “yesterday”.",
    )
    speaker_name = forms.CharField(
        label="Speaker", max_length=300, required=False, help_text="Empty: the article says it in its own voice."
    )
    speaker_kind = forms.ChoiceField(label="The speaker is", choices=_KINDS, required=False)
    role = forms.CharField(max_length=300, required=False, help_text="In the words of the article.")
    affiliation = forms.CharField(
        max_length=300, required=False, help_text="Whom the speaker speaks for or belongs to."
    )
    said_on = forms.DateField(label="Said on", required=False, widget=DayInput)
    said_until = forms.DateField(
        label="Until", required=False, widget=DayInput, help_text="The last day, for a range of days only."
    )
    said_precision = forms.ChoiceField(label="Known to the", choices=SaidPrecision.choices)

    @staticmethod
    def stored(claim: Claim) -> dict[str, Any]:
        """What is stored about ``claim``, by the names of the inputs."""
        return {
            "version": claim.version,
            "statement": claim.statement,
            "speaker_name": claim.speaker.name if claim.speaker else "",
            "speaker_kind": claim.speaker.kind if claim.speaker else "person",
            "role": claim.role,
            "affiliation": claim.affiliation,
            "said_on": claim.said_on,
            "said_until": claim.said_until if claim.said_precision == SaidPrecision.RANGE else None,
            "said_precision": claim.said_precision,
        }

    def clean(self) -> dict[str, Any]:
        """A day goes with a precision, and a last day with a range."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        precision, first, last = (cleaned.get(name) for name in ("said_precision", "said_on", "said_until"))
        if precision != SaidPrecision.UNKNOWN and not first:
            self.add_error("said_on", "Give the day, or the first day of the period, or choose “unknown”.")
        if precision == SaidPrecision.RANGE and first and not (last and first <= last):
            self.add_error("said_until", "A range of days needs its last day, which is not before the first.")
        return cleaned


class CandidateForm(DeskForm):
    """Which of the machine's candidates speaks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    candidate = forms.CharField(max_length=300, widget=forms.HiddenInput)


class MatchForm(DeskForm):
    """Whether one speaker is another name of the other."""

    alias = forms.UUIDField(widget=forms.HiddenInput)
    speaker = forms.UUIDField(widget=forms.HiddenInput)
    same = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda word: word == "yes")


class ReasonForm(DeskForm):
    """Why something is set aside."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NewClaimForm(DeskForm):
    """Words of an article that are a claim. ``at`` is about where they were selected, sent beside the inputs."""

    content = forms.CharField(
        label="Exact words",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "reading"}),
        help_text="Copied from the article. For a claim in several pieces put … between them.",
    )
    statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="The claim so that it can be judged alone."
    )
    speaker_name = forms.CharField(
        label="Speaker", max_length=300, required=False, help_text="Empty: the article says it in its own voice."
    )
    speaker_kind = forms.ChoiceField(label="The speaker is", choices=_KINDS, required=False)
    source = forms.CharField(
        label="Words that name the speaker",
        max_length=1000,
        required=False,
        help_text="As they stand beside the claim: “he”, “the harbour board”.",
    )
    cue = forms.CharField(
        label="Words that attribute",
        max_length=1000,
        required=False,
        help_text="“said”, “according to”. With them the marking can teach the machine.",
    )

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        """``body`` is the text of the article in which the words must stand."""
        super().__init__(*args, **kwargs)
        self._body = body

    def _near(self) -> int | None:
        """About where the words were selected; ``None`` when they were typed."""
        at = str(self.data.get("at", ""))
        return int(at) if at.isdecimal() and len(at) < 10 else None

    def clean_content(self) -> tuple[Span, ...]:
        """Where the words stand in the article."""
        spans = find_pieces(self._body, self.cleaned_data["content"], near=self._near())
        if not spans:
            raise ValidationError("Write the words of the claim.")
        return spans

    def clean(self) -> dict[str, Any]:
        """The speaker's and the attributing words are those nearest to the claim."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        content = cleaned.get("content")
        for name in ("source", "cue"):
            words = cleaned.get(name, "")
            place = find_nearest(self._body, words, content) if words and content else None
            if words and content and place is None:
                self.add_error(name, "These words do not stand near the claim.")
            cleaned[name] = (place,) if place else ()
        return cleaned


def find_pieces(body: str, words: str, *, near: int | None = None) -> tuple[Span, ...]:
    """Where the pieces of ``words`` stand in ``body``, each after the one before; white space may differ.

    Of several places the one nearest to the offset ``near`` is taken. Raises ``ValidationError`` for a piece that is
    not there, or, without ``near``, a first piece that stands in several places.
    """
    flat = flatten(body)
    spans: list[Span] = []
    place = 0
    for piece in filter(None, (" ".join(part.split()) for part in _PIECES.split(words))):
        found = flat.text.find(piece, place)
        if found < 0:
            raise ValidationError("These words are not in the article: “%(piece)s”", params={"piece": piece})
        if not spans and near is not None:
            found = _nearest(flat, piece, near)
        elif not spans and flat.text.find(piece, found + 1) >= 0:
            raise ValidationError("These words stand in several places. Copy more of the sentence.")
        place = found + len(piece)
        spans.append(Span(flat.offset(found), flat.offset(place - 1) + 1))
    return tuple(spans)


def _nearest(flat: Flat, piece: str, near: int) -> int:
    """The place in the flat text at which ``piece`` stands nearest to the offset ``near`` of the body."""
    places: list[int] = []
    place = flat.text.find(piece)
    while place >= 0 and len(places) < PLACES_MOST:
        places.append(place)
        place = flat.text.find(piece, place + 1)
    return min(places, key=lambda found: abs(flat.offset(found) - near))
