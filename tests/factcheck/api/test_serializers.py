"""Moments have one form."""

import datetime as dt

from factcheck.api.serializers import moment_field


def test_a_moment_is_in_utc_without_fractions_and_its_year_has_four_digits() -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    field = moment_field()
    assert field.to_representation(dt.datetime(2026, 3, 6, 9, 0, 1, 5, berlin)) == "2026-03-06T08:00:01Z"
    assert field.to_representation(dt.datetime(817, 3, 6, tzinfo=dt.UTC)) == "0817-03-06T00:00:00Z"
