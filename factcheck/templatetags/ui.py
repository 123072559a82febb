"""Small words on every page: times, shares, numbers of things."""

import datetime as dt

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.lib.differences import Change, Piece, pieces

register = template.Library()

_DAY = 24 * 60


@register.filter
def moment(value: dt.datetime | None) -> SafeString | str:
    """A time as a person of the desk reads it, with the machine's form beside it; empty for none."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    words = f"{date_format(local, 'j M Y')}, {date_format(local, 'H:i')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.filter
def due(value: dt.datetime | None) -> str:
    """How far off a due time is: "due in 3 h", "overdue by 2 days"."""
    if value is None:
        return ""
    minutes = round((value - timezone.now()).total_seconds() / 60)
    return f"due in {_length(minutes)}" if minutes >= 0 else f"overdue by {_length(-minutes)}"


@register.filter
def is_past(value: dt.datetime | None) -> bool:
    """Whether a time lies behind us."""
    return value is not None and value < timezone.now()


def _length(minutes: int) -> str:
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 2 * _DAY:
        return f"{minutes // 60} h"
    return f"{minutes // _DAY} days"


@register.filter
def percent(value: float | None) -> str:
    """A share of 0 to 1 as a whole percentage; empty for none."""
    return "" if value is None else f"{round(value * 100)} %"


@register.filter
def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2 claims"; give both forms as "person,people" where an s is not enough."""
    one, _, several = noun.partition(",")
    return f"{number:,} {one if number == 1 else several or one + 's'}"


@register.simple_tag
def difference(before: str, after: str) -> SafeString:
    """Two wordings in one: what is gone struck out, what is new underlined, and both said in words."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces(before, after)))


def _marked(piece: Piece) -> SafeString | str:
    if piece.change is Change.SAME:
        return piece.text
    tag, words = ("del", "left out") if piece.change is Change.GONE else ("ins", "put in")
    return format_html(' <{0}><span class="sr">{1}: </span>{2}</{0}>', tag, words, piece.text.strip())


@register.simple_tag
def organisation() -> str:
    """The name of the newsroom."""
    return str(settings.ORGANISATION_NAME)
