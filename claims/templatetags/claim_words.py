"""What is known of a claim, in words."""

import datetime as dt

from django import template
from django.utils.formats import date_format

from claims.models import Claim

register = template.Library()

_QUARTERS = ("first", "second", "third", "fourth")


@register.filter
def said_when(claim: Claim) -> str:
    """When it was said, as exactly as it is known: "31 May 2017", "first quarter of 2017", empty when unknown."""
    return period(claim.said_on, claim.said_precision)


def period(day: dt.date | None, precision: str) -> str:
    """The period that starts with ``day``, in words; empty when it is not known."""
    if day is None:
        return ""
    if precision == "week":
        return f"week of {date_format(day, 'j F Y')}"
    if precision == "quarter":
        return f"{_QUARTERS[(day.month - 1) // 3]} quarter of {day.year}"
    return date_format(day, {"month": "F Y", "year": "Y"}.get(precision, "j F Y"))
