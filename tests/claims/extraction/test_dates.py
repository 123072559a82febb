import datetime as dt

import pytest

from claims.extraction.base import Precision
from claims.extraction.dates import time_expressions
from factcheck.lib.spans import Span

FRIDAY = dt.date(2021, 3, 12)


def read(text: str, published: dt.date | None = FRIDAY) -> list[tuple[str, str | None, str]]:
    found = time_expressions(text, [Span(0, len(text))], published)
    return [(e.said.text, e.said.day.isoformat() if e.said.day else None, e.said.precision.value) for e in found]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("On Wednesday", "2021-03-10", "day"),
        ("on Friday", "2021-03-12", "day"),
        ("last Friday", "2021-03-05", "day"),
        ("Last Saturday", "2021-03-06", "day"),
        ("Saturday", "2021-03-06", "day"),
        ("yesterday", "2021-03-11", "day"),
        ("last night", "2021-03-11", "day"),
        ("the day before yesterday", "2021-03-10", "day"),
        ("today", "2021-03-12", "day"),
        ("this morning", "2021-03-12", "day"),
        ("three days ago", "2021-03-09", "day"),
        ("two weeks ago", "2021-02-22", "week"),
        ("two months ago", "2021-01-01", "month"),
        ("10 years ago", "2011-01-01", "year"),
        ("last week", "2021-03-01", "week"),
        ("this week", "2021-03-08", "week"),
        ("earlier this month", "2021-03-01", "month"),
        ("last month", "2021-02-01", "month"),
        ("last quarter", "2020-10-01", "quarter"),
        ("last year", "2020-01-01", "year"),
        ("2 June 2017", "2017-06-02", "day"),
        ("the 2nd of June 2017", "2017-06-02", "day"),
        ("June 2, 2017", "2017-06-02", "day"),
        ("Feb. 3", "2021-02-03", "day"),
        ("June 2", "2020-06-02", "day"),
        ("2017-06-02", "2017-06-02", "day"),
        ("June 2017", "2017-06-01", "month"),
        ("in March", "2021-03-01", "month"),
        ("last March", "2020-03-01", "month"),
        ("in November", "2020-11-01", "month"),
        ("in 2015", "2015-01-01", "year"),
        ("Q3 2019", "2019-07-01", "quarter"),
        ("the first quarter of 2019", "2019-01-01", "quarter"),
        ("in the second quarter", "2020-04-01", "quarter"),
    ],
)
def test_an_expression_of_time_is_resolved_with_its_precision(text: str, day: str, precision: str) -> None:
    assert read(text) == [(text, day, precision)]


@pytest.mark.parametrize(
    "text", ["On Wednesday", "yesterday", "June 2", "last week", "in March", "the third quarter", "two days ago"]
)
def test_without_publication_date_nothing_relative_is_resolved(text: str) -> None:
    assert read(text, published=None) == [(text, None, Precision.UNKNOWN.value)]


def test_explicit_dates_need_no_publication_date() -> None:
    assert read("2 June 2017", published=None) == [("2 June 2017", "2017-06-02", "day")]


def test_the_next_day_counts_from_the_day_before_it_in_the_text() -> None:
    assert read("On Monday it fell. The next day it rose. Two days later it fell.") == [
        ("On Monday", "2021-03-08", "day"),
        ("The next day", "2021-03-09", "day"),
        ("Two days later", "2021-03-11", "day"),
    ]


def test_the_next_day_without_a_day_before_it_stays_unresolved() -> None:
    assert read("The next day it rose.") == [("The next day", None, "unknown")]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2017",
        "next Friday",
        "may",
        "march on",
        "Wednesday's paper",
        "2017-13-40",
        "version 2017",
        "A 1950s house",
    ],
)
def test_what_is_no_day_of_saying_is_left_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(2020, 2, 29)])
@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "last Monday",
        "last week",
        "last month",
        "last year",
        "999 years ago",
        "in May",
        "29 February",
        "last quarter",
    ],
)
def test_the_ends_of_the_calendar_do_not_break_the_clock(text: str, published: dt.date) -> None:
    for _, day, _ in read(text, published=published):
        assert day is None or dt.date.fromisoformat(day) <= published
