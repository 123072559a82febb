import datetime as dt

import pytest

from factcheck.lib.ingestion.dates import parse_when

PLUS_TWO = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-03-04T10:15:00+02:00", dt.datetime(2026, 3, 4, 10, 15, tzinfo=PLUS_TWO)),
        ("2026-03-04T10:15:00+0200", dt.datetime(2026, 3, 4, 10, 15, tzinfo=PLUS_TWO)),
        ("2026-03-04T10:15:00.123Z", dt.datetime(2026, 3, 4, 10, 15, 0, 123000, tzinfo=dt.UTC)),
        ("2026-03-04 10:15:00Z", dt.datetime(2026, 3, 4, 10, 15, tzinfo=dt.UTC)),
        ("Wed, 04 Mar 2026 10:15:00 +0200", dt.datetime(2026, 3, 4, 10, 15, tzinfo=PLUS_TWO)),
    ],
)
def test_a_time_with_a_zone_is_a_moment_in_its_own_zone(stated: str, expected: dt.datetime) -> None:
    moment, day = parse_when(stated)
    assert (moment, day) == (expected, None)
    assert moment.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "stated",
    ["2026-03-04", "2026-03-04T10:15:00", "2026-03-04 10:15", "2026-03-04Tgarbage", "Wed, 04 Mar 2026 10:15:00 -0000"],
)
def test_a_time_without_a_zone_is_only_a_day(stated: str) -> None:
    assert parse_when(stated) == (None, dt.date(2026, 3, 4))


@pytest.mark.parametrize(
    "stated", ["", "yesterday", "2026-13-40", "0000-00-00", "0001-01-01T00:00:00Z", "9" * 500, "04/03/2026"]
)
def test_what_is_no_date_is_never(stated: str) -> None:
    assert parse_when(stated) == (None, None)
