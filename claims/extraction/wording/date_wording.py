"""Relative dates inside a statement replaced by the day they stand for: "yesterday" by "on 30 May 2017"."""

import re
from collections.abc import Iterable, Iterator

from claims.extraction.base import DateReading, Precision
from claims.extraction.dates.words import MONTHS
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set
from claims.extraction.wording.edits import Edit
from factcheck.lib.spans import Span

_AROUND = 24
_YEAR = re.compile(r"\d{4}")
_WORD_AFTER = re.compile(r"\s?(?P<mark>[^\w\s]?)\s?(?P<word>[^\W_]{0,20})")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W_]{1,20}|[^\w\s])\s?\Z")
_DAY_PART = re.compile(r"\s(?:morning|afternoon|evening|night)\b")
_WHOLE_PERIOD = re.compile(r"(?:(?:in|during)\s)?(?:last|this|next)\s\w+\Z", re.IGNORECASE)
_NIGHTS = {"last night": "night", "tonight": "night"}
_TODAY_PART = re.compile(r"this (morning|afternoon|evening)\Z", re.IGNORECASE)
_AFTER_PREPOSITION = word_set("until till by since from before after to of for between through around on and or than")
_NOUN_BEFORE = grammar.ARTICLES | grammar.POSSESSIVES | word_set("every each any that those these previous past final")
_MAY_FOLLOW = (
    grammar.PREPOSITIONS | grammar.COORDINATORS | grammar.SUBORDINATORS | grammar.DETERMINERS | grammar.PERSONAL
    | grammar.AUXILIARIES | grammar.RELATIVES
)  # fmt: skip


def date_edits(layout: Layout, times: Iterable[DateReading]) -> Iterator[Edit]:
    """Edits, in places of the text, for the ``times`` that are relative and whose value is known.

    A day is put in place where the grammar allows it: not in "Monday's vote" or "the Monday meeting".
    """
    for time in times:
        if time.span is None or time.day is None or _YEAR.search(time.span.cut(layout.text)):
            continue
        edit = _edit(layout, time, time.span)
        if edit:
            yield edit


def _edit(layout: Layout, time: DateReading, span: Span) -> Edit | None:
    words = span.cut(layout.text)
    value = _value(time, words)
    if not value or (words.lower() == "today" and layout.is_quoted(span.start)):
        return None
    part, end = _part_of_day(layout.text, words, span.end)
    before = _before(layout.text, span.start)
    if before in _NOUN_BEFORE or not _is_adverbial(layout.text, end):
        return None
    preposition = "on" if time.precision is Precision.DAY else "in"
    if before == preposition or (before in _AFTER_PREPOSITION and not part) or _is_subject(layout, span.start, end):
        lead = ""
    else:
        lead = f"{preposition} "
    lead = lead + f"the {part} of " if part else lead
    lead = lead[:1].upper() + lead[1:] if words[:1].isupper() and words.split()[0].lower() in _OPENERS else lead
    return Edit(span.start, end, f"{lead}{value}", layout.text[span.start : end])


_OPENERS = word_set("on yesterday today tomorrow last this next the earlier later in tonight")


def _value(time: DateReading, words: str) -> str:
    day = time.day
    if day is None:
        return ""
    if time.precision is Precision.DAY:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    is_period = _WHOLE_PERIOD.match(words)
    if time.precision is Precision.MONTH and is_period:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return str(day.year) if time.precision is Precision.YEAR and is_period else ""


def _part_of_day(text: str, words: str, end: int) -> tuple[str, int]:
    """``morning`` of "Monday morning", "this morning" or "last night", and where the whole expression ends."""
    lower = words.lower()
    inside = _TODAY_PART.search(lower)
    if lower in _NIGHTS or inside:
        return (inside[1] if inside else _NIGHTS[lower]), end
    match = _DAY_PART.match(text, end)
    return (match.group().strip(), match.end()) if match else ("", end)


def _before(text: str, start: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, start - _AROUND) : start])
    return match["word"].lower() if match else ""


def _is_adverbial(text: str, end: int) -> bool:
    """Whether what follows shows that the date says when, and belongs to no noun: "Monday’s", "Monday meeting"."""
    match = _WORD_AFTER.match(text, end)
    if match is None or match["mark"] in ("'", "’", "-", "–"):
        return bool(match and match["mark"] in ("'", "’") and not match["word"])
    word = match["word"]
    if match["mark"] or not word or word[0].isupper():
        return True
    return word in _MAY_FOLLOW or grammar.is_verb_like(word) or grammar.is_adverb(word)


def _is_subject(layout: Layout, start: int, end: int) -> bool:
    """Whether the date is the subject of its sentence: "Yesterday was the coldest day"."""
    match = _WORD_AFTER.match(layout.text, end)
    if not match or match["mark"] or match["word"] not in grammar.AUXILIARIES:
        return False
    sentence = layout.sentences[layout.sentence(start)].start if layout.sentences else 0
    before = _before(layout.text, start)
    return start == sentence or not before.isalnum() or before == "that" or grammar.is_verb_like(before)
