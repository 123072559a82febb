import datetime as dt

import pytest
from rest_framework.exceptions import ValidationError

from claims.api.fields import MomentField


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-06T08:00:00Z", "2026-03-06T08:00:00+00:00"),
        ("2026-03-06T08:00:00+05:30", "2026-03-06T08:00:00+05:30"),
        (" 2026-03-06 08:00-04:00 ", "2026-03-06T08:00:00-04:00"),
        ("2026-03-06T08:00:00.123456Z", "2026-03-06T08:00:00.123456+00:00"),
    ],
)
def test_a_moment_keeps_the_offset_it_came_with(text: str, moment: str) -> None:
    assert MomentField().run_validation(text).isoformat() == moment


def test_a_day_begins_at_midnight_where_the_desk_is(settings: object) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"

    assert MomentField().run_validation("2026-03-06") == dt.datetime(2026, 3, 5, 18, 30, tzinfo=dt.UTC)


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValidationError, match="no offset"):
        MomentField().run_validation("2026-03-06T08:00:00")


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "06.03.2026", "2026-02-30", "2026-13-01T00:00:00Z", "20260306", 1772784000, None, True, [],
     "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-14:00", "2026-03-06T08:00:00Z" + " " * 100, "٢٠٢٦-٠٣-٠٦"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        MomentField().run_validation(text)
