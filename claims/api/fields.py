"""Values that the API reads more strictly than its framework does."""

import datetime as dt
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.lib.ingestion.urls import is_web_url

MOST_CHARACTERS = 40


class TextField(serializers.CharField):
    """A string and nothing else: the framework's own field takes numbers too."""

    def to_internal_value(self, data: Any) -> str:
        """The text; ``ValidationError`` for a value of another type."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class WebAddressField(TextField, serializers.URLField):
    """An address of the web: http or https."""

    def to_internal_value(self, data: Any) -> str:
        """The address; ``ValidationError`` for another scheme."""
        url = super().to_internal_value(data)
        if not is_web_url(url):
            self.fail("invalid")
        return url


@extend_schema_field({"type": "string", "example": "2026-03-06T08:00:00+01:00"})
class MomentField(serializers.Field[Any, Any, Any, Any]):
    """A moment of ISO 8601 with its own offset, or a day, which begins at midnight in the desk's time zone.

    A time without an offset is refused: whichever zone we took, it would be a guess, and relative dates hang on it.
    The value keeps the offset it came with.
    """

    default_error_messages: ClassVar = {
        "unreadable": "Send an ISO 8601 time with an offset (2026-03-06T08:00:00Z) or a day (2026-03-06).",
        "no_offset": "This time has no offset; add one, such as Z or +01:00, or send the day alone.",
    }

    def to_internal_value(self, data: Any) -> dt.datetime:
        """An aware moment; ``ValidationError`` for anything else."""
        if not isinstance(data, str) or len(data) > MOST_CHARACTERS or not data.isascii():
            self.fail("unreadable")
        moment = self._read(data.strip())
        if moment is None:
            self.fail("unreadable")
        if timezone.is_naive(moment):
            self.fail("no_offset")
        return self._storable(moment)

    def _read(self, text: str) -> dt.datetime | None:
        try:
            day = parse_date(text) if len(text) == len("2026-03-06") else None
            if day:
                return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_default_timezone())
            return parse_datetime(text)
        except ValueError:
            self.fail("unreadable")

    def _storable(self, moment: dt.datetime) -> dt.datetime:
        """``moment``, if it still is one in UTC: the first and last hours of the calendar are not."""
        try:
            moment.astimezone(dt.UTC)
        except OverflowError:
            self.fail("unreadable")
        return moment
