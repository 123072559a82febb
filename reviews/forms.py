"""What people type about reviews, cleaned."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from claims.choices import AttributionKind
from claims.forms import LocalTimeInput, find_pieces
from claims.models import Claim
from factcheck.lib.forms import DeskForm
from factcheck.lib.spans import Span
from reviews.choices import NoticeKind, ReplyChannel, ReplyOutcome, Way
from reviews.insight.periods import DAY, Period, last_days
from reviews.models import Rating, Review, Scale
from reviews.services.evidence import citable_evidence
from reviews.services.keys import ACTIONS
from reviews.services.preferences import Wishes
from reviews.services.scales import scale_for
from reviews.services.steps import seen_version
from sources.models import Evidence

NOT_CITABLE: Final = (
    "A passage that you cite is not accepted as evidence for this claim, or not any more: accept it again above, or "
    "take its tick away. What you wrote is kept."
)
# The largest number that the database keeps as a version.
VERSION_MOST: Final = 2**31 - 1
# How far back the insight page looks by itself, and at most.
DAYS_SHOWN: Final = 90
DAYS_OF_A_NEW_DESK: Final = 7
MOST_DAYS_BACK: Final = 3_660

CONFIDENCES: Final = (
    ("", "I do not say"),
    ("50", "Even odds, 50 %"),
    ("60", "More likely than not, 60 %"),
    ("70", "Rather sure, 70 %"),
    ("80", "Sure, 80 %"),
    ("90", "Very sure, 90 %"),
    ("95", "Nearly certain, 95 %"),
    ("99", "Certain, 99 %"),
)
ZONES: Final = frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


class TimeInput(forms.TimeInput):
    """The browser's own picker of a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


_SPAN: Final = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class CitedField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Passages that are cited; whatever is wrong with one of them, the sentence says what to do."""

    def clean(self, value: Any) -> Any:
        """The evidence; ``ValidationError`` when any of it can not be cited."""
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(NOT_CITABLE, code="invalid_choice") from error


class VerdictForm(DeskForm):
    """A rating with its reasons. ``version`` is the review as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=VERSION_MOST)
    scale = forms.ModelChoiceField(
        queryset=Scale.objects.all(), to_field_name="public_id", widget=forms.HiddenInput, required=False
    )
    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(),
        to_field_name="slug",
        error_messages={
            "required": "Choose a rating.",
            "invalid_choice": "This rating is not on the scale; choose one of those that are shown.",
        },
    )
    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 7, "class": "reading"}),
        help_text="What the evidence shows, so that a reader can follow it. This is published.",
    )
    cited = CitedField(
        queryset=Evidence.objects.none(), to_field_name="public_id", required=False, label="Cited evidence"
    )
    confidence = forms.TypedChoiceField(
        choices=CONFIDENCES,
        coerce=int,
        empty_value=None,
        required=False,
        label="How sure are you that this rating will stand?",
        help_text="Never published, and shown to nobody beside your name. Your own page tells you how well it fits.",
    )

    def __init__(self, data: Any = None, *, review: Review, by: Any) -> None:
        """Only evidence that ``by`` may cite can be chosen, only ratings of the desk's scale be given."""
        scale = scale_for(review)
        initial = {"version": seen_version(review), "scale": scale.public_id}
        super().__init__(data, initial=initial, auto_id="verdict_%s")
        ratings: Any = self.fields["rating"]
        ratings.queryset = Rating.objects.filter(scale=self._scale_seen() or scale)
        cited: Any = self.fields["cited"]
        ids = [evidence.pk for evidence in citable_evidence(review, user=by)]
        cited.queryset = Evidence.objects.filter(pk__in=ids)
        if review.state == "disputed":  # who settles gives no assessment
            del self.fields["confidence"]

    def _scale_seen(self) -> Scale | None:
        """The scale whose ratings the person was shown; ``None`` when the page did not say it."""
        try:
            return self.fields["scale"].clean(self["scale"].value()) if self.is_bound else None
        except ValidationError:
            return None

    def renew_scale(self, review: Review) -> None:
        """Have the rating chosen again where another version of the scale counts now; all else stays as typed."""
        scale = scale_for(review)
        if self["scale"].value() not in {None, "", str(scale.public_id)}:
            self.renew("scale", scale.public_id)
            self.renew("rating", "")

    def answer(self) -> dict[str, Any]:
        """What was given, by the names that the services know."""
        return {name: value for name, value in self.cleaned_data.items() if name != "scale"}

    def chosen(self) -> str:
        """The slug of the rating that was chosen, as it was sent."""
        return str(self["rating"].value() or "")

    def ticked(self) -> list[str]:
        """The public ids of the evidence that was ticked, as they were sent."""
        return [str(value) for value in self["cited"].value() or []]


class StepForm(DeskForm):
    """An action that needs no words."""


class AssignForm(StepForm):
    """Who is to judge."""

    assignee = forms.ModelChoiceField(queryset=get_user_model().objects.none(), empty_label="Choose a reviewer")
    reason = forms.CharField(max_length=500, required=False, help_text="Whoever has it now reads it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Everybody who may judge claims can be chosen."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["assignee"]
        people.queryset = get_user_model().objects.with_perm("reviews.assess_review").order_by("username")


class ReleaseForm(StepForm):
    """Why a review is given back, if there is something to say, and what who comes next should know."""

    reason = forms.CharField(max_length=500, required=False)
    handover = forms.CharField(
        max_length=5_000,
        required=False,
        label="Hand-over note",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands among the comments for who comes next; of a blind review when both answers are in.",
    )


class ReasonForm(StepForm):
    """Why something is done."""

    reason = forms.CharField(max_length=500)


class NoteForm(StepForm):
    """What the reviewer should look at again."""

    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DueForm(StepForm):
    """When a review is due, and why then."""

    due_at = forms.DateTimeField(label="Due", widget=LocalTimeInput, help_text="In the time zone of the desk.")
    reason = forms.CharField(max_length=200, help_text="Whoever has the review reads it.")


class CutForm(DeskForm):
    """Reviews that are closed without a verdict because there is no time for them."""

    reviews = forms.ModelMultipleChoiceField(
        queryset=Review.objects.undecided(),
        to_field_name="public_id",
        error_messages={
            "required": "Choose at least one claim to cut.",
            "invalid_choice": "One of these was decided or closed meanwhile; look at the list again.",
        },
    )
    reason = forms.CharField(max_length=500, help_text="It is kept, and whoever has a review reads it.")

    def ticked(self) -> list[str]:
        """The public ids that were ticked, as they were sent."""
        return [str(value) for value in self["reviews"].value() or []]


class PreferencesForm(DeskForm):
    """How a person is told of each kind of thing, and when."""

    digest_at = forms.TimeField(
        label="Daily digest at", widget=TimeInput, help_text="None goes out when nothing waits."
    )
    zone = forms.ChoiceField(label="Time zone", required=False)
    quiet_from = forms.TimeField(label="No mail from", widget=TimeInput, required=False)
    quiet_until = forms.TimeField(label="No mail until", widget=TimeInput, required=False)

    def __init__(self, data: Any = None, *, wishes: Wishes) -> None:
        """With what is set now; ``Wishes()`` are the usual ways."""
        quiet_from, quiet_until = wishes.quiet or (None, None)
        initial = {"digest_at": wishes.digest_at, "zone": wishes.zone}
        super().__init__(data, initial=initial | {"quiet_from": quiet_from, "quiet_until": quiet_until})
        zone: Any = self.fields["zone"]
        zone.choices = [("", f"that of the desk ({settings.TIME_ZONE})"), *((name, name) for name in sorted(ZONES))]
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label.capitalize(), choices=Way.choices, initial=wishes.way(kind)
            )

    def kinds(self) -> list[Any]:
        """The inputs of the kinds of notice."""
        return [self[kind.value] for kind in NoticeKind]

    def times(self) -> list[Any]:
        """The other inputs."""
        return [self[name] for name in ("digest_at", "zone", "quiet_from", "quiet_until")]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        given = super().clean() or self.cleaned_data
        ends = [name for name in ("quiet_from", "quiet_until") if given.get(name) is None]
        if len(ends) == 1 and ends[0] not in self.errors:
            self.add_error(ends[0], "Give both times, or neither.")
        return given

    def wishes(self) -> Wishes:
        """What was chosen; only what is not usual is kept, so that the usual ways of the desk may change."""
        given = self.cleaned_data
        ways = {kind.value: given[kind.value] for kind in NoticeKind if given[kind.value] != Wishes().way(kind)}
        quiet = (given["quiet_from"], given["quiet_until"]) if given["quiet_from"] is not None else None
        return Wishes(ways=ways, zone=given["zone"], digest_at=given["digest_at"], quiet=quiet)


class QueueForm(forms.Form):
    """What is looked for in the queue."""

    view = forms.CharField(required=False)
    words = forms.CharField(required=False, max_length=200, label="Claim or speaker")

    def given(self) -> str:
        """The words that are looked for."""
        return str(self.cleaned_data["words"]) if self.is_valid() else ""


STEP_FORMS: Final[dict[str, type[StepForm]]] = {
    "take": StepForm,
    "assign": AssignForm,
    "second": ReasonForm,
    "release": ReleaseForm,
    "return": NoteForm,
    "cancel": ReasonForm,
    "due": DueForm,
    "follow": StepForm,
    "reopen": ReasonForm,
}


def step_form(name: str, data: Any = None) -> StepForm:
    """The form of the action ``name``; its inputs have ids of their own, since a page shows several."""
    return STEP_FORMS[name](data, auto_id=f"{name}_%s")


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


class MomentForm(DeskForm):
    """A moment that is asked for, to the minute or as exact as the ledger has it."""

    at = forms.DateTimeField(
        label="Known at",
        required=False,
        widget=LocalTimeInput,
        error_messages={"invalid": "Give a day and a time, such as 2026-03-06 08:00."},
    )


class InsightForm(forms.Form):
    """Which work the insight page looks at. ``days`` counts back from today where no first day is given."""

    since = forms.DateField(required=False, label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput(attrs={"type": "date"}))
    outlet = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, label="Kind of claim", choices=[("", "all"), *AttributionKind.choices])
    days = forms.IntegerField(required=False, min_value=1, max_value=MOST_DAYS_BACK, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, choices: Mapping[str, list[str]]) -> None:
        """``choices`` are the outlets, topics and languages that there are."""
        super().__init__(data)
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", "all"), *((value, value) for value in values)]

    def clean(self) -> dict[str, Any]:
        """The days in their order, and not more than can be drawn."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day lies before the first one; change one of them.")
        if since and until and (until - since).days > MOST_DAYS_BACK:
            self.add_error("since", "That is more than ten years; choose a later first day.")
        return cleaned

    def period(self, today: dt.date, *, begun: dt.date | None = None) -> Period:
        """The days that were asked for; the last 90 where nothing usable was, fewer for a desk that began since.

        ``begun`` is the day of its first article.
        """
        given = self.cleaned_data if self.is_valid() else {}
        last = given.get("until") or today
        if given.get("since") and given["since"] <= last:
            return Period(given["since"], last + DAY)
        age = (last - begun).days + 1 if begun else DAYS_SHOWN
        return last_days(given.get("days") or min(DAYS_SHOWN, max(DAYS_OF_A_NEW_DESK, age)), today=last)

    def filters(self) -> dict[str, str]:
        """The outlet, topic, language and kind that were chosen; empty for all."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: given.get(name, "") for name in ("outlet", "topic", "language", "kind")}


class MarkForm(DeskForm):
    """Why the answer of a settled claim is beyond doubt."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why is its answer beyond doubt?",
        help_text="Only editors read it.",
    )


class HandOutForm(DeskForm):
    """Who is to be tried."""

    person = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(), empty_label="Choose a reviewer", label="Reviewer"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Everybody who judges claims and is no editor can be chosen."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        editors = get_user_model().objects.with_perm("claims.change_claim")
        judges = get_user_model().objects.with_perm("reviews.assess_review")
        people.queryset = judges.exclude(pk__in=editors.values("pk")).order_by("username")


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


class KeysForm(DeskForm):
    """One key for each action; whether two clash is asked by the service."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        """An input for each action, in their order."""
        super().__init__(data, initial=initial)
        for action in ACTIONS:
            size = forms.TextInput(attrs={"maxlength": 1, "autocomplete": "off", "class": "key-input"})
            label = action.label[0].upper() + action.label[1:]
            self.fields[action.name] = forms.CharField(max_length=1, label=label, widget=size, strip=False)


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


class DraftForm(DeskForm):
    """A new version of an article."""

    headline = forms.CharField(max_length=500)
    body = forms.CharField(
        label="Text of the new draft",
        widget=forms.Textarea(attrs={"rows": 20, "class": "reading"}),
        strip=False,
        help_text="Paste the whole new text. Claims whose words are still there come along with what was decided.",
    )
