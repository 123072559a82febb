"""What the serializers of all apps share."""

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from rest_framework import serializers

PROBLEM = "application/problem+json"


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields that it does not know, so that a typing error is not silently a missing fact."""

    def to_internal_value(self, data: Any) -> Any:
        """The checked values; ``ValidationError`` with a message at every unknown name."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            known = ", ".join(self.fields)
            raise serializers.ValidationError({name: [f"There is no such field; known: {known}."] for name in unknown})
        return super().to_internal_value(data)


class FlawOut(serializers.Serializer[Any]):
    """One input at fault."""

    pointer = serializers.CharField(required=False, help_text="JSON pointer into the body.")
    parameter = serializers.CharField(required=False, help_text="Name of a query parameter.")
    detail = serializers.CharField()


class ProblemOut(serializers.Serializer[Any]):
    """An error, after RFC 9457."""

    type = serializers.CharField(help_text='Always "about:blank": the status and the code say what it is.')
    title = serializers.CharField(help_text="The words of the status.")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable, for programs.")
    detail = serializers.CharField(help_text="A sentence for a person.")
    errors = FlawOut(many=True)  # type: ignore[assignment]  # a field, not the errors of the serializer


class MomentOut(serializers.DateTimeField):
    """Written with ``isoformat``, which pads the year; ``strftime`` does not on every system."""

    def to_representation(self, value: Any) -> Any:
        """``value`` as in 2026-03-06T08:00:00Z."""
        if not isinstance(value, dt.datetime):
            return super().to_representation(value)
        moment = value.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
        return f"{moment.isoformat()}Z"


def moment_field(**options: Any) -> serializers.DateTimeField:
    """A moment in UTC without fractions of a second, the one form that every feed reader takes."""
    return MomentOut(default_timezone=dt.UTC, **options)


def spans_field(**options: Any) -> serializers.ListField:
    """``[[start, end], ...]`` in code points of the article's text."""
    pair = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    return serializers.ListField(child=pair, **options)


def answers(*statuses: int, **good: Any) -> dict[Any, Any]:
    """The answers of an endpoint for the schema: ``answers(404, ok=ArticleOut)``; 401, 403 and 429 are always there."""
    listed: dict[Any, Any] = {HTTPStatus[name.upper()].value: answer for name, answer in good.items()}
    for status in sorted({*statuses, 400, 401, 403, 406, 429}):
        listed[status, PROBLEM] = ProblemOut
    return listed
