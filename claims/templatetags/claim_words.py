"""What is known of a claim, in words."""

import datetime as dt
from typing import Final

from django import template
from django.conf.locale import LANG_INFO
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.choices import SaidPrecision
from claims.extraction.base import Change, DateReading
from claims.models import Claim
from factcheck.lib.ingestion.language import language_tag

register = template.Library()

_QUARTERS = ("first", "second", "third", "fourth")
_SURE: Final = ((0.9, "very sure"), (0.75, "fairly sure"), (0.5, "not sure"), (0.0, "a mere guess"))
READS_WELL = "en"


@register.filter
def said_when(claim: Claim) -> str:
    """When it was said, as exactly as it is known: "31 May 2017", "first quarter of 2017", empty when unknown."""
    return period(claim.said_on, claim.said_precision, claim.said_until)


@register.filter
def date_words(date: DateReading) -> str:
    """A date of the content, as exactly as it is known; empty when unknown."""
    return period(date.day, date.precision.value, date.until)


def period(day: dt.date | None, precision: str, until: dt.date | None = None) -> str:
    """The period that starts with ``day``, in words; empty when it is not known. ``until`` counts for a range only."""
    if day is None:
        return ""
    if precision == SaidPrecision.WEEK:
        return f"week of {date_format(day, 'j F Y')}"
    if precision == SaidPrecision.QUARTER:
        return f"{_QUARTERS[(day.month - 1) // 3]} quarter of {day.year}"
    if precision == SaidPrecision.RANGE and until:
        return f"{date_format(day, 'j F Y')} to {date_format(until, 'j F Y')}"
    return date_format(day, {"month": "F Y", "year": "Y"}.get(precision, "j F Y"))


@register.filter
def sure(confidence: float | None) -> str:
    """How sure a machine is, in words and as a number: "fairly sure, 82 %"."""
    if confidence is None:
        return "not measured"
    words = next(words for least, words in _SURE if confidence >= least)
    return f"{words}, {round(confidence * 100)} %"


@register.filter
def worded(claim: Claim) -> SafeString:
    """The statement, with what the machine put in other words marked and the article's own words beside it."""
    return with_changes(claim.statement, claim.changed_words)


@register.filter
def machine_worded(claim: Claim) -> SafeString:
    """The same for the statement as the machine worded it, whatever people have made of it since."""
    return with_changes(claim.machine_statement, claim.machine_changes)


@register.simple_tag
def changed_words(statement: str, change: Change) -> str:
    """The words of ``statement`` that the machine put there; empty where it left something out."""
    return statement[change.start : change.end]


def with_changes(statement: str, changes: tuple[Change, ...]) -> SafeString:
    """``statement`` with ``changes`` marked; those that overlap one before are left out."""
    pieces, place = [], 0
    for change in sorted(changes, key=lambda change: change.start):
        if place <= change.start < change.end <= len(statement):
            pieces.append((statement[place : change.start], _change(statement, change)))
            place = change.end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), statement[place:])


def _change(statement: str, change: Change) -> SafeString:
    note = f"in the article: “{change.original}”" if change.original else "not in the article"
    return format_html(
        '<span class="change" title="{}">{}<span class="sr"> ({})</span></span>',
        note[0].upper() + note[1:], statement[change.start : change.end], note,
    )  # fmt: skip


@register.filter
def language_name(tag: str) -> str:
    """The English name of a language by its tag: "French" for "fr-CA"; the tag itself where it is not known."""
    code = language_tag(tag)
    return str(LANG_INFO[code]["name"]) if "name" in LANG_INFO.get(code, {}) else tag


@register.filter
def language_note(tag: str) -> str:
    """What a person must know of a reading in that language; empty for English and where it is not known."""
    if not tag or language_tag(tag) == READS_WELL:
        return ""
    return f"This article is in {language_name(tag)}. Only simple rules read it: expect missed claims."
