"""Periods, figures, tables and plots from plain values."""

import csv
import datetime as dt
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.insight.drawing import Series, intervals, lines, reliability, stacked
from reviews.insight.measures import by_part, quantile, share, spread
from reviews.insight.periods import Period, last_days
from reviews.insight.tables import Table, as_csv, in_words

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def test_the_last_days_end_with_today() -> None:
    week = last_days(7, today=dt.date(2026, 3, 8))
    assert (week.start, week.last, week.days) == (dt.date(2026, 3, 2), dt.date(2026, 3, 8), 7)


def test_the_period_before_is_as_long_and_ends_where_this_one_begins() -> None:
    assert MARCH.before == Period(dt.date(2026, 1, 29), dt.date(2026, 3, 1))


@pytest.mark.parametrize(
    ("days", "unit", "parts"), [(31, "day", 31), (32, "week", 5), (190, "week", 28), (191, "month", 7)]
)
def test_the_longer_the_period_the_longer_its_parts(days: int, unit: str, parts: int) -> None:
    period = Period(dt.date(2026, 1, 15), dt.date(2026, 1, 15) + dt.timedelta(days=days))
    assert (period.unit, len(period.parts())) == (unit, parts)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 3_700))
def test_the_parts_of_a_period_are_all_of_it_without_gap_or_overlap(start: dt.date, days: int) -> None:
    period = Period(start, start + dt.timedelta(days=days))
    parts = period.parts()
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(one.end == other.start for one, other in itertools.pairwise(parts))
    assert all(part.start < part.end for part in parts)


def test_rows_fall_into_the_part_of_their_day_and_others_into_none() -> None:
    period = Period(dt.date(2026, 3, 2), dt.date(2026, 3, 5))
    days = [dt.date(2026, 3, day) for day in (1, 2, 4, 4, 5)]
    assert [len(group) for group in by_part(days, period, day=lambda each: each)] == [1, 0, 2]


def test_a_spread_is_median_and_ninth_tenth() -> None:
    found = spread([10, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert (found.count, found.middle) == (10, 5.5)
    assert found.high == pytest.approx(9.1)  # as in R's quantile, type 7, and numpy's default
    assert spread([]).middle is None
    assert quantile([7.0], 0.9) == 7.0


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None
    assert share(1, 4) == 0.25


FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_spreadsheet_runs_what_stands_in_a_cell(text: str) -> None:
    written = as_csv(Table("Names", (text, "number"), [(text, -1.5)]))
    for row in csv.reader(io.StringIO(written, newline="")):
        assert row[0] == f"'{text}"
    assert written.rstrip().endswith("-1.5"), "figures stay figures"


def test_cells_are_read_by_people() -> None:
    assert [in_words(cell) for cell in (None, 0.0, -0.25, 1234, 0.123456, 12.0, "so")] == [
        "–", "0", "−0.25", "1,234", "0.12", "12", "so",
    ]  # fmt: skip


def test_columns_are_as_high_as_their_numbers_and_stand_on_each_other() -> None:
    plot = stacked("Title", "Gist", ["Mon", "Tue"], [Series("a", "true", [2, 0]), Series("b", "false", [2, 4])])
    first, second, third = plot.boxes
    assert (first.says, second.says, third.says) == ("Mon: a, 2", "Mon: b, 2", "Tue: b, 4")
    assert first.y == pytest.approx(second.y + second.height)
    assert third.height == pytest.approx(first.height + second.height)
    assert third.y == pytest.approx(10), "the highest column reaches the top of the scale"


def test_nothing_is_drawn_for_nothing() -> None:
    plot = stacked("Title", "Gist", ["Mon"], [Series("a", "true", [0])])
    assert (list(plot.boxes), list(plot.legend)) == ([], [])


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    plot = lines("Title", "Gist", list("abcde"), [Series("a", "open", [1, 2, None, 3, 4])])
    assert len(plot.dots) == 4
    assert [path.count("L") for _tone, path in plot.lines] == [1, 1]


def test_an_interval_reaches_from_its_low_to_its_high_end() -> None:
    plot = intervals("Title", "Gist", [("kappa", "assigned", 0.5, 0.25, 1.0)])
    (dot,) = plot.dots
    assert dot.x_low < dot.x < dot.x_high
    assert (dot.x - dot.x_low) == pytest.approx((dot.x_high - dot.x) / 2)
    assert [label.text for label in plot.labels] == ["kappa", "0", "0.5", "1"]


def test_the_scale_goes_below_zero_only_where_an_interval_does() -> None:
    plot = intervals("Title", "Gist", [("kappa", "assigned", 0.1, -0.2, 0.4)])
    assert [label.text for label in plot.labels] == ["kappa", "−1", "0", "1"]


def test_confidence_that_fits_lies_on_the_slanting_line() -> None:
    plot = reliability("Title", "Gist", [(0.6, 0.6, 0.5, 0.7)])
    (dot,) = plot.dots
    assert dot.x - 38 == pytest.approx(plot.height - 24 - dot.y)


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=40))
def test_every_plot_stays_on_its_canvas(values: list[float]) -> None:
    names = [str(place) for place in range(len(values))]
    plot = stacked("Title", "Gist", names, [Series("a", "true", values)])
    assert all(box.x >= 0 and box.x + box.width <= plot.width for box in plot.boxes)
    assert all(box.y >= -0.01 and box.y + box.height <= plot.height for box in plot.boxes)
    assert all(0 <= label.x <= plot.width for label in plot.labels)
