"""What articles and documents have in common when they are sent: one content, and facts that a worker keeps."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from claims.choices import IntakeWay
from claims.services.intake import Incoming


def check_contents(attrs: dict[str, Any], contents: Sequence[str]) -> dict[str, Any]:
    """``attrs`` with exactly one of ``contents``, and no second address beside an address; else ``ValidationError``."""
    given = [name for name in contents if name in attrs]
    if len(given) != 1:
        message = f"Send exactly one of {', '.join(contents)}; this has {' and '.join(given) or 'none'}."
        raise serializers.ValidationError(message)
    if given == ["url"] and "page_url" in attrs:
        raise serializers.ValidationError({"page_url": ["With url the page is named already; leave this out."]})
    return attrs


def given_facts(data: dict[str, Any], facts: Iterable[str]) -> dict[str, Any]:
    """The ``facts`` that were sent, as an intake keeps them: the time as ISO text, the page's address as ``url``."""
    given = {name: data[name] for name in facts if name in data}
    if "published_at" in given:
        given["published_at"] = given["published_at"].isoformat()
    if "page_url" in data:
        given["url"] = data["page_url"]
    return given


def incoming_of(data: dict[str, Any], *, filename: str) -> Incoming:
    """What a worker has to read: a page that was sent, or one to fetch."""
    if "url" in data:
        return Incoming(way=IntakeWay.URL, url=data["url"])
    content, media_type = data["html"].encode(), "text/html; charset=utf-8"
    return Incoming(way=IntakeWay.API, content=content, filename=filename, media_type=media_type)
