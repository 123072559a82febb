"""Working time: what the clocks, the calendar and the hours of a desk make of it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.lib.hours import read_dates, read_days, read_hours
from reviews.deadlines import DueRule, WorkingTime, instant

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
OFFICE = WorkingTime(BERLIN, frozenset(range(5)), dt.time(9), dt.time(18))
NIGHT = WorkingTime(BERLIN, frozenset(range(7)), dt.time(22), dt.time(6))
ALWAYS = WorkingTime(BERLIN)


def berlin(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


# --- Days and hours ---


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02T10:00", 3, "2026-03-02T13:00"),
        ("2026-03-02T17:00", 1, "2026-03-02T18:00"),
        ("2026-03-02T17:00", 2, "2026-03-03T10:00"),
        ("2026-03-06T17:30", 1, "2026-03-09T09:30"),
        ("2026-03-07T12:00", 2, "2026-03-09T11:00"),
        ("2026-03-02T05:00", 1, "2026-03-02T10:00"),
        ("2026-03-02T09:00", 45, "2026-03-06T18:00"),
        ("2026-03-07T12:00", 0, "2026-03-07T12:00"),
    ],
)
def test_work_goes_on_when_the_desk_opens_again(start: str, hours: int, end: str) -> None:
    assert OFFICE.add(berlin(start), hours * HOUR) == berlin(end)
    assert OFFICE.between(berlin(start), berlin(end)) == hours * HOUR


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        ("2026-03-02T10:00", 1, "2026-03-02T09:00"),
        ("2026-03-02T09:00", 1, "2026-02-27T17:00"),
        ("2026-03-02T06:00", 1, "2026-02-27T17:00"),
        ("2026-03-03T09:30", 2, "2026-03-02T16:30"),
    ],
)
def test_work_is_counted_back_over_a_weekend(end: str, hours: int, start: str) -> None:
    assert OFFICE.subtract(berlin(end), hours * HOUR) == berlin(start)


def test_nobody_works_on_a_holiday() -> None:
    christmas = WorkingTime(BERLIN, OFFICE.days, OFFICE.opens, OFFICE.closes, frozenset({dt.date(2026, 12, 25)}))
    assert christmas.add(berlin("2026-12-24T17:00"), 2 * HOUR) == berlin("2026-12-28T10:00")


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    fridays = WorkingTime(BERLIN, frozenset({4}), dt.time(22), dt.time(6))
    assert fridays.is_open(berlin("2026-03-07T05:59"))
    assert not fridays.is_open(berlin("2026-03-07T06:00"))
    assert not fridays.is_open(berlin("2026-03-06T05:00"))
    assert fridays.next_open(berlin("2026-03-07T06:00")) == berlin("2026-03-13T22:00")


def test_a_desk_that_never_opens_is_refused_and_not_waited_for() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        WorkingTime(BERLIN, frozenset())
    holidays = frozenset(dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(1000))
    closed = WorkingTime(BERLIN, OFFICE.days, OFFICE.opens, OFFICE.closes, holidays)
    with pytest.raises(ValueError, match="no working day"):
        closed.add(berlin("2026-03-01T10:00"), HOUR)


# --- Daylight saving: on 29 March 2026 the clocks skip an hour, on 25 October they show one twice ---


def test_a_night_in_which_the_clocks_go_forward_is_an_hour_shorter() -> None:
    start, end = berlin("2026-03-28T22:00"), berlin("2026-03-29T06:00")
    assert NIGHT.between(start, end) == 7 * HOUR
    assert NIGHT.add(start, 7 * HOUR) == end


def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer() -> None:
    start, end = berlin("2026-10-24T22:00"), berlin("2026-10-25T06:00")
    assert NIGHT.between(start, end) == 9 * HOUR
    assert NIGHT.add(start, 5 * HOUR) == dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)


def test_twenty_four_hours_are_twenty_four_hours_on_a_day_of_twenty_five() -> None:
    assert ALWAYS.add(berlin("2026-10-24T12:00"), 24 * HOUR) == berlin("2026-10-25T11:00")
    assert ALWAYS.add(berlin("2026-03-28T12:00"), 24 * HOUR) == berlin("2026-03-29T13:00")


def test_a_time_that_the_clocks_skip_is_the_moment_of_the_change() -> None:
    change = dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC)
    assert instant(dt.date(2026, 3, 29), dt.time(2, 30), BERLIN) == change
    assert instant(dt.date(2026, 3, 29), dt.time(3, 0), BERLIN) == change


def test_a_time_that_comes_twice_is_the_first_one() -> None:
    assert instant(dt.date(2026, 10, 25), dt.time(2, 30), BERLIN) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_a_day_that_a_country_left_out_has_no_shift() -> None:
    apia = WorkingTime(ZoneInfo("Pacific/Apia"), opens=dt.time(9), closes=dt.time(17))
    thursday = dt.datetime(2011, 12, 29, 17, 0, tzinfo=apia.zone)
    assert apia.next_open(thursday) == dt.datetime(2011, 12, 31, 9, 0, tzinfo=apia.zone)


# --- Laws, for any desk and any moment ---

zones = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu")]
)
times = st.times(max_value=dt.time(23, 59)).map(lambda time: time.replace(second=0, microsecond=0))
days = st.frozensets(st.integers(0, 6), min_size=1)
desks = st.builds(
    WorkingTime,
    zones,
    days,
    times,
    times,
    st.frozensets(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=5),
)
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1), timezones=zones)  # noqa: DTZ001
lengths = st.timedeltas(dt.timedelta(), dt.timedelta(hours=60))


@given(desks, moments, lengths)
def test_what_is_added_has_been_worked(desk: WorkingTime, moment: dt.datetime, length: dt.timedelta) -> None:
    assert desk.between(moment, desk.add(moment, length)) == length


@given(desks, moments, lengths)
def test_what_is_taken_away_would_have_been_worked(
    desk: WorkingTime, moment: dt.datetime, length: dt.timedelta
) -> None:
    assert desk.between(desk.subtract(moment, length), moment) == length


@given(desks, moments, lengths)
def test_nothing_is_worked_just_before_the_end_of_what_is_added(
    desk: WorkingTime, moment: dt.datetime, length: dt.timedelta
) -> None:
    end = desk.add(moment, length)
    earlier = end - dt.timedelta(microseconds=1)
    assert length == dt.timedelta() or desk.between(moment, earlier) < length


@given(desks, moments, moments, moments)
def test_working_time_adds_up(desk: WorkingTime, a: dt.datetime, b: dt.datetime, c: dt.datetime) -> None:
    assert desk.between(a, b) + desk.between(b, c) == desk.between(a, c)


@given(desks, moments, lengths, lengths)
def test_a_longer_work_never_ends_earlier(
    desk: WorkingTime, moment: dt.datetime, one: dt.timedelta, other: dt.timedelta
) -> None:
    short, long = sorted((one, other))
    assert desk.add(moment, short) <= desk.add(moment, long)


@given(desks, moments, moments)
def test_no_more_is_worked_than_time_goes_by(desk: WorkingTime, a: dt.datetime, b: dt.datetime) -> None:
    gone = b.astimezone(dt.UTC) - a.astimezone(dt.UTC)
    assert abs(desk.between(a, b)) <= abs(gone)
    if desk.is_always_open:
        assert desk.between(a, b) == gone


@given(desks, moments)
def test_the_desk_is_open_when_it_opens(desk: WorkingTime, moment: dt.datetime) -> None:
    opening = desk.next_open(moment)
    assert desk.is_open(opening)
    assert opening >= moment
    assert desk.between(moment, opening) == dt.timedelta()


@given(zones, st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), times, times)
def test_a_later_time_on_the_clock_is_never_an_earlier_moment(
    zone: ZoneInfo, day: dt.date, one: dt.time, other: dt.time
) -> None:
    early, late = sorted((one, other))
    assert instant(day, early, zone) <= instant(day, late, zone)


# --- When a review is due ---

RULE = DueRule(OFFICE, usual=9 * HOUR, lead=HOUR)
MONDAY = "2026-03-02T10:00"


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (None, "2026-03-03T10:00"),
        ("2026-03-01T12:00", "2026-03-03T10:00"),
        ("2026-03-02T16:00", "2026-03-02T15:00"),
        ("2026-03-03T06:00", "2026-03-02T17:00"),
        ("2026-03-02T10:30", "2026-03-02T10:30"),
        ("2026-03-20T12:00", "2026-03-03T10:00"),
    ],
)
def test_a_review_is_due_before_the_article_is_out_and_while_people_work(published: str | None, due: str) -> None:
    now = berlin(MONDAY)
    moment = berlin(published) if published else None
    assert RULE.due(moment, opened_at=now, now=now) == berlin(due)


def test_an_article_that_came_out_early_makes_its_review_due_then() -> None:
    due = RULE.due(berlin("2026-03-02T14:00"), opened_at=berlin(MONDAY), now=berlin("2026-03-02T15:00"))
    assert due == berlin("2026-03-02T14:00")


@given(desks, moments, st.none() | moments, st.timedeltas(dt.timedelta(), dt.timedelta(days=3)))
def test_a_new_review_is_never_due_before_it_is_opened(
    desk: WorkingTime, opened: dt.datetime, published: dt.datetime | None, lead: dt.timedelta
) -> None:
    rule = DueRule(desk, usual=24 * HOUR, lead=lead)
    due = rule.due(published, opened_at=opened, now=opened)
    assert due > opened
    assert published is None or published <= opened or due <= published


# --- As they are written in a setting ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon, Wed,sat", {0, 2, 5}),
        ("sat-mon", {5, 6, 0}),
        ("sunday", {6}),
        ("mon-sun", set(range(7))),
    ],
)
def test_days_are_read(text: str, wanted: set[int]) -> None:
    assert read_days(text) == wanted


@pytest.mark.parametrize("text", ["", "someday", "mon-", "1-5", "mon-fry"])
def test_days_that_can_not_be_read_are_named(text: str) -> None:
    if text == "mon-":
        assert read_days(text) == {0}
        return
    with pytest.raises(ValueError, match="days of the week"):
        read_days(text)


def test_hours_and_dates_are_read() -> None:
    assert read_hours("09:00-18:30") == (dt.time(9), dt.time(18, 30))
    assert read_hours("00:00 - 24:00") == (dt.time(), dt.time())
    assert read_dates(["2026-12-24", " ", " 2026-12-31 "]) == {dt.date(2026, 12, 24), dt.date(2026, 12, 31)}


@pytest.mark.parametrize("text", ["", "nine to five", "9-18", "09:00", "25:00-26:00"])
def test_hours_that_can_not_be_read_are_named(text: str) -> None:
    with pytest.raises(ValueError, match="write them like"):
        read_hours(text)
