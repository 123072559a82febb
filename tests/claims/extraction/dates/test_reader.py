import datetime as dt

import pytest

from claims.extraction.base import Precision
from claims.extraction.dates.reader import Counting, expressions
from factcheck.lib.spans import Span

FRIDAY = dt.date(2021, 3, 12)


def read(text: str, published: dt.date | None = FRIDAY) -> list[tuple[str, str | None, str]]:
    found = [item.reading for item in expressions(text, [Span(0, len(text))], Counting(published))]
    return [(item.text, item.day.isoformat() if item.day else None, item.precision.value) for item in found]


def values(text: str, published: dt.date | None = FRIDAY) -> list[tuple[str, str]]:
    found = expressions(text, [Span(0, len(text))], Counting(published))
    return [(item.reading.text, item.reading.value) for item in found]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("On Wednesday", "2021-03-10", "day"),
        ("on Friday", "2021-03-12", "day"),
        ("last Friday", "2021-03-05", "day"),
        ("Last Saturday", "2021-03-06", "day"),
        ("Saturday", "2021-03-06", "day"),
        ("Tuesday night", "2021-03-09", "day"),
        ("late on Monday", "2021-03-08", "day"),
        ("Tuesday of last week", "2021-03-02", "day"),
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
        ("2017-06-02", "2017-06-02", "day"),
        ("June 2017", "2017-06-01", "month"),
        ("in March", "2021-03-01", "month"),
        ("last March", "2020-03-01", "month"),
        ("in November", "2020-11-01", "month"),
        ("in 2015", "2015-01-01", "year"),
        ("Q3 2019", "2019-07-01", "quarter"),
        ("the first quarter of 2019", "2019-01-01", "quarter"),
    ],
)
def test_an_expression_of_time_is_resolved_with_its_precision(text: str, day: str, precision: str) -> None:
    assert read(text) == [(text, day, precision)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 June 2017", "2017-06-02"),
        ("last week", "2021-W09"),
        ("in March", "2021-03"),
        ("March 2019", "2019-03"),
        ("October of last year", "2020-10"),
        ("Q2 2019", "2019-Q2"),
        ("the third quarter of 2019", "2019-Q3"),
        ("the first half of 2019", "2019-H1"),
        ("early 2016", "2016"),
        ("last summer", "2020-SU"),
        ("the spring of 2016", "2016-SP"),
        ("the 1990s", "199"),
        ("the 20th century", "19"),
        ("last weekend", "2021-W09-WE"),
        ("between May 1 and May 20, 2019", "2019-05-01/2019-05-20"),
        ("from 30 December to 2 January 2019", "2018-12-30/2019-01-02"),
        ("from 2010 to 2014", "2010/2014"),
        ("2010–14", "2010/2014"),
        ("May 3-5, 2019", "2019-05-03/2019-05-05"),
        ("3 to 5 May 2019", "2019-05-03/2019-05-05"),
        ("January to March 2019", "2019-01/2019-03"),
        ("from Monday to Wednesday", "2021-03-08/2021-03-10"),
        ("the past three weeks", "2021-W07/2021-W10"),
        ("5/30/2017", "2017-05-30"),
        ("30/5/2017", "2017-05-30"),
        ("3.4.2017", "2017-04-03"),
        ("4/4/2017", "2017-04-04"),
        ("Wednesday, 3 March", "2021-03-03"),
        ("recently", "PAST_REF"),
    ],
)
def test_a_value_is_written_as_in_timex3(text: str, value: str) -> None:
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She will resign on Sunday.", "2021-03-14"),
        ("On Sunday, the council will vote.", "2021-03-14"),
        ("The bridge is to open on Monday.", "2021-03-15"),
        ("Shops stay shut until Thursday.", "2021-03-18"),
        ("The bridge will be closed on Friday.", "2021-03-12"),
        ("She resigned on Sunday.", "2021-03-07"),
        ("He will pay those who were fired on Monday.", "2021-03-08"),
        ("The fair opens next Tuesday.", "2021-03-16"),
        ("The fair opens this Sunday.", "2021-03-14"),
        ("He said this Sunday that it rained.", "2021-03-07"),
        ("It will be published in November.", "2021-11"),
        ("It was published in November.", "2020-11"),
        ("They may sign on September 12.", "2021-09-12"),
        ("It fell in the second quarter.", "2020-Q2"),
        ("The vote will be held on Sunday.", "2021-03-14"),
        ("It will fall in the second quarter.", "2021-Q2"),
        ("It begins tomorrow.", "2021-03-13"),
        ("It is due next month.", "2021-04"),
    ],
)
def test_the_verb_tells_whether_a_time_is_past_or_to_come(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


def test_what_would_happen_is_counted_from_the_day_it_was_said() -> None:
    said, met = values("He said on Monday that they would meet on Thursday.")
    assert (said, met) == (("on Monday", "2021-03-08"), ("on Thursday", "2021-03-11"))


@pytest.mark.parametrize(
    "text",
    ["3/4/2026", "June 2", "several weeks ago", "more than ten years ago", "this weekend", "30 February 2020",
     "2017-13-40",
     "Monday, 3 March"],
)  # fmt: skip
def test_what_may_be_two_dates_or_none_stays_open_with_its_words(text: str) -> None:
    ((words, day, precision),) = read(text)
    assert (words, day, precision) == (text, None, "unknown")


def test_next_friday_said_on_a_monday_stays_open() -> None:
    assert values("next Friday", dt.date(2021, 3, 8)) == [("next Friday", "")]


@pytest.mark.parametrize(
    "text", ["On Wednesday", "yesterday", "June 2", "last week", "in March", "the third quarter", "two days ago",
     "last summer"]
)  # fmt: skip
def test_without_publication_date_nothing_relative_is_resolved(text: str) -> None:
    assert read(text, published=None) == [(text, None, Precision.UNKNOWN.value)]


def test_explicit_dates_need_no_publication_date() -> None:
    assert read("2 June 2017", published=None) == [("2 June 2017", "2017-06-02", "day")]


def test_chains_count_from_the_last_full_date_before_them() -> None:
    text = "On Monday it fell. The next day it rose. Two days later it fell. It had opened a year earlier."
    assert read(text) == [
        ("On Monday", "2021-03-08", "day"),
        ("The next day", "2021-03-09", "day"),
        ("Two days later", "2021-03-11", "day"),
        ("a year earlier", "2020-01-01", "year"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on 3 May 2019 and rose the following day", "2019-05-04"),
        ("It fell on 3 May 2019, having risen a day earlier", "2019-05-02"),
        ("It fell on 3 May 2019 and rose two weeks later", "2019-W20"),
        ("It fell on 3 May 2019 and rose the following Monday", "2019-05-06"),
        ("It fell in May 2019, after a rise in the same month a year earlier", "2018-05"),
        ("It rose in 2019 and fell the previous year", "2018"),
        ("It rose in 2019 and fell that day", ""),
    ],
)
def test_a_chain_is_as_exact_as_its_unit(text: str, value: str) -> None:
    assert values(text)[-1][1] == value


def test_years_and_months_in_a_list_are_all_read() -> None:
    assert [value for _, value in values("It fell in 2015, 2016 and 2017 it rose.")] == ["2015", "2016", "2017"]
    assert [value for _, value in values("It fell in January and March too.")] == ["2021-01", "2021-03"]


def test_a_quarter_takes_the_year_that_owns_it() -> None:
    assert values("It fell in 2016’s second quarter.") == [("in 2016", "2016"), ("second quarter", "2016-Q2")]


def test_a_weekday_that_does_not_fit_its_date_leaves_it_open() -> None:
    assert values("He left Thursday, March 12.") == [("Thursday, March 12", "")]


def test_a_day_counted_from_an_event_stays_open() -> None:
    assert values("It fell the Monday after the vote.") == [("Monday", "")]


def test_the_next_day_without_a_day_before_it_stays_unresolved() -> None:
    assert read("The next day it rose.") == [("The next day", None, "unknown")]


@pytest.mark.parametrize(
    "text",
    ["may", "march on", "version 2017", "a 1950s house", "Super Tuesday", "of 2000 workers", "Theresa May",
     "1,990 boats",
     "3.14.2", "Q5 2019", "they may fall", "12017-05-03"],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_left_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(2020, 2, 29)])
@pytest.mark.parametrize(
    "text",
    ["yesterday", "last Monday", "last week", "last month", "last year", "999 years ago", "in May", "29 February",
     "last quarter", "last summer", "the past 9999 years", "last weekend", "the same day", "this decade",
     "last century"],
)  # fmt: skip
def test_the_ends_of_the_calendar_do_not_break_the_clock(text: str, published: dt.date) -> None:
    for _, day, _ in read(text, published=published):
        assert day is None or dt.date.fromisoformat(day) <= published
