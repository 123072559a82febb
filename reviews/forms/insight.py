"""Which work the insight page looks at."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms

from claims.choices import AttributionKind
from reviews.insight.periods import DAY, Period, last_days

# How far back the insight page looks by itself, and at most.
DAYS_SHOWN: Final = 90
DAYS_OF_A_NEW_DESK: Final = 7
MOST_DAYS_BACK: Final = 3_660


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
