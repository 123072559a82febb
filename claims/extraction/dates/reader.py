"""The expressions of time in a text, in order, with what each stands for.

Rules cover all of it and no library is used: dateparser reads phrases rather than texts, makes a day out of "in March"
and chooses silently where two dates are possible.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.base import DateReading, Precision
from claims.extraction.dates import calendar, relative
from claims.extraction.dates.counting import Base, Resolved
from claims.extraction.dates.matching import matches
from claims.extraction.dates.patterns import FIGURES, KINDS
from claims.extraction.dates.periods import Period, between
from claims.extraction.dates.tense import tense
from factcheck.lib.spans import Span

_RULES: dict[str, Callable[[re.Match[str], Base], Resolved | None]] = {
    "iso": calendar.iso,
    "iso_part": calendar.iso_part,
    "numeric": calendar.figures,
    "days": calendar.days,
    "day": calendar.day,
    "months": calendar.months,
    "month_year": calendar.month_year,
    "quarter": calendar.quarter,
    "half": calendar.half,
    "season": calendar.season,
    "decade": calendar.decade,
    "century": calendar.century,
    "years": calendar.years,
    "weekday_week": relative.weekday_week,
    "weekday": relative.weekday,
    "month": calendar.month,
    "yesterday_but_one": relative.yesterday_but_one,
    "tomorrow_but_one": relative.tomorrow_but_one,
    "yesterday": relative.yesterday,
    "tomorrow": relative.tomorrow,
    "today": relative.today,
    "chain": relative.chain,
    "compared": relative.compared,
    "ago": relative.ago,
    "stretch": relative.stretch,
    "weekend": relative.weekend,
    "period": relative.period,
    "edge": relative.edge,
    "year": calendar.year,
    "short_year": calendar.short_year,
    "vague": relative.vague,
}
_OWN_LEADS = {
    "on": frozenset({"iso", "numeric", "days", "day", "weekday", "weekday_week", "chain"}),
    "in": frozenset(
        {"months", "month_year", "month", "quarter", "half", "season", "decade", "century", "year", "iso_part"}
    ),
    "from": frozenset({"years", "days", "months"}),
    "between": frozenset({"years", "days", "months"}),
}
_OPENS_RANGE = {"from": ("to", "until", "till", "through"), "between": ("and",)}
_ENDS_RANGE = frozenset({"iso", "numeric", "day", "month_year", "weekday", "month", "year", "quarter"})
_DATED = frozenset({"iso", "numeric", "month_year", "year"})
_CHAIN_REACH, _SENTENCE_REACH = 1500, 300
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: where they stand, what they stand for, which kind of ``KINDS`` they are and ``why``."""

    span: Span
    reading: DateReading
    kind: str
    lead: str
    why: str
    period: Period | None = None

    @property
    def how(self) -> str:
        """One sentence for an editor: how the day was found, or why it stays open."""
        return f"“{self.reading.text}” is {self.why}."


@dataclass(frozen=True, slots=True)
class Counting:
    """What the dates of one text count from: ``today``, called ``name``, and the order of its dates in figures."""

    today: dt.date | None
    name: str = "publication"
    saying: dt.date | None = None
    day_first: bool | None = None


def figures_order(text: str) -> bool | None:
    """Whether the dates in figures of ``text`` have the day first; None where they do not show it, or show both."""
    orders = {calendar.day_first(match) for match in FIGURES.finditer(text)} - {None}
    return orders.pop() if len(orders) == 1 else None


def _kind(match: re.Match[str]) -> str:
    return next(name for name in KINDS if match[f"kind_{name}"] is not None)


def _lead(match: re.Match[str]) -> str:
    return " ".join((match["lead"] or "").lower().split())


def _near(found: Expression | None, place: int, reach: int) -> Expression | None:
    """The expression, unless it is too far back for another to count from it."""
    return found if found and place - found.span.end <= reach else None


class Reader:
    """Reads expressions one after the other and remembers the last date, from which "the next day" counts."""

    def __init__(self, text: str, counting: Counting) -> None:
        self._text = text
        self._counting = counting
        self._last: Expression | None = None
        self._last_day: Expression | None = None

    def read(self, matches: Sequence[re.Match[str]]) -> Iterator[Expression]:
        """The expressions among ``matches``, which are in order of the text; what only looks like one is left out."""
        index = 0
        while index < len(matches):
            match, following = matches[index], matches[index + 1] if index + 1 < len(matches) else None
            found = self._range(match, following) if following else None
            index += 2 if found else 1
            found = found or self._single(match)
            if found:
                self._remember(found)
                yield found

    def _remember(self, found: Expression) -> None:
        if found.period:
            self._last = found
            if found.period.precision is Precision.DAY:
                self._last_day = found

    def _base(self, match: re.Match[str]) -> Base:
        last, last_day = (_near(found, match.start(), _CHAIN_REACH) for found in (self._last, self._last_day))
        return Base(
            today=self._counting.today,
            name=self._counting.name,
            tense=lambda: tense(self._text, match.start(), match.end(), _lead(match)),
            saying=self._counting.saying or self._day_in_sentence(match.start()),
            last=last.period if last else None,
            last_day=last_day.reading.day if last_day else None,
            day_first=self._counting.day_first,
        )

    def _day_in_sentence(self, place: int) -> dt.date | None:
        """The last full date, where it stands in the same sentence: most often the day of saying."""
        last = _near(self._last_day, place, _SENTENCE_REACH)
        if last is None or _SENTENCE_END.search(self._text, last.span.end, place):
            return None
        return last.reading.day

    def _single(self, match: re.Match[str]) -> Expression | None:
        kind, lead = _kind(match), _lead(match)
        resolved = _RULES[kind](match, self._base(match))
        if resolved is None:
            return None
        start = match.end("lead") + 1 if lead and kind not in _OWN_LEADS.get(lead, ()) else match.start()
        return self._expression(Span(start, match.end()), kind, lead, resolved)

    def _range(self, match: re.Match[str], following: re.Match[str]) -> Expression | None:
        """ "From May 1 to June 3": one range. An end without a year takes that of the other."""
        if _lead(following) not in _OPENS_RANGE.get(_lead(match), ()):
            return None
        kinds = (_kind(match), _kind(following))
        if not _ENDS_RANGE.issuperset(kinds) or self._text[match.end() : following.start()].strip():
            return None
        ends = self._ends(match, following, kinds)
        period = between(*ends) if ends else None
        if period is None:
            return None
        resolved = Resolved(period, "a range, each end read as the other allows", self._counting.today)
        return self._expression(Span(match.start(), following.end()), "range", _lead(match), resolved)

    def _ends(
        self, match: re.Match[str], following: re.Match[str], kinds: tuple[str, str]
    ) -> tuple[Period, Period] | None:
        """Both ends; the one with a year of its own is read first."""
        bases = self._base(match), self._base(following)
        if kinds[1] in _DATED or (kinds[1] == "day" and following["d_year"]):
            last = _period(_RULES[kinds[1]](following, replace(bases[1], after=dt.date.min)))
            first = _period(_RULES[kinds[0]](match, replace(bases[0], before=last.end))) if last else None
        else:
            first = _period(_RULES[kinds[0]](match, bases[0]))
            last = _period(_RULES[kinds[1]](following, replace(bases[1], after=first.start))) if first else None
        return (first, last) if first and last else None

    def _expression(self, span: Span, kind: str, lead: str, resolved: Resolved) -> Expression:
        words, period = span.cut(self._text), resolved.period
        if period is None:
            reading = DateReading(text=words, span=span, value=resolved.value, anchor=resolved.anchor)
        else:
            reading = DateReading(
                period.start, period.precision, words, period.value, period.end, resolved.anchor, span
            )
        return Expression(span, reading, kind, lead, resolved.why, period)


def _period(resolved: Resolved | None) -> Period | None:
    return resolved.period if resolved else None


def expressions(text: str, spans: Sequence[Span], counting: Counting) -> list[Expression]:
    """The expressions of time within ``spans`` of ``text``, in order; none crosses the end of a span."""
    found = [match for span in spans for match in matches(text, span)]
    return list(Reader(text, counting).read(found))
