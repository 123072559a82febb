"""Edits of one quantity or date of a claim whose passage has it word for word."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.evidence._true_pairs import Row
from factcheck.lib.fingerprints import hash_text
from factcheck.lib.spans import Span

NUMBER = re.compile(
    r"(?<![\w.,$-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w]|[.,]\d)|(?<![\w.,-])\d{1,9}(?:\.\d+)?(?![\w]|[.,]\d)"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_OTHER_WORDS = {"May", "March"}  # months only after "in", "on", "of" or a day
_NAMED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][A-Za-z]* $|[A-Z]{2,} $|\bCovid $")  # "Billboard 200" counts nothing
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_UNITS = {
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "days", "minutes": "hours",
    "km": "metres", "kilometres": "metres", "kilometers": "meters", "miles": "feet", "metres": "kilometres",
    "meters": "miles", "feet": "metres", "kg": "tonnes", "tonnes": "kilograms", "tons": "kilograms", "mm": "cm",
    "cm": "metres", "inches": "feet", "acres": "square miles", "hectares": "square kilometres", "pounds": "tons",
    "gigatonnes": "tonnes",
}  # fmt: skip
_DIRECTIONS = {
    "increase": "decrease", "increased": "decreased", "increases": "decreases", "increasing": "decreasing",
    "rose": "fell", "rise": "fall", "rises": "falls", "risen": "fallen", "rising": "falling", "grew": "shrank",
    "grown": "shrunk", "decrease": "increase", "decreased": "increased", "decreases": "increases",
    "decline": "rise", "declined": "rose", "declining": "rising", "fell": "rose", "fallen": "risen", "fall": "rise",
    "higher": "lower", "lower": "higher", "more": "fewer", "above": "below", "below": "above", "before": "after",
    "after": "before",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """A claim with one thing changed, and where."""

    kind: str
    claim: str
    span: Span


def edited(row: Row) -> Edit | None:
    """The claim with one shared quantity or date made another; ``None`` where nothing is shared."""
    chance = random.Random(hash_text(row.claim + row.passage))
    for editor in _RARE:
        made = editor(row, chance)
        if made is not None:
            return made
    editors = [*_COMMON]
    chance.shuffle(editors)
    return next((made for editor in editors if (made := editor(row, chance)) is not None), None)


def _weekday(row: Row, chance: random.Random) -> Edit | None:
    return _swap_name("weekday", _WEEKDAYS, row, chance)


def _month(row: Row, chance: random.Random) -> Edit | None:
    return _swap_name("month", _MONTHS, row, chance)


def _swap_name(kind: str, listed: Sequence[str], row: Row, chance: random.Random) -> Edit | None:
    for found in re.finditer(rf"\b(?:{'|'.join(listed)})\b", row.claim):
        if found.group() in _OTHER_WORDS and not re.search(r"\b(?:[io]n|of|\d+) $", row.claim[: found.start()]):
            continue
        if re.search(rf"\b{found.group()}\b", row.passage):
            others = [name for name in listed if name not in row.passage]
            return _put(kind, row, found.span(), chance.choice(others)) if others else None
    return None


def _points(row: Row, chance: random.Random) -> Edit | None:
    found = re.search(r"(\d[\d.,]*)\s?(%|percent\b|per cent\b)", row.claim)
    if found is None or not re.search(rf"(?<![\d.,]){re.escape(found[1])}\s?(%|percent|per cent)", row.passage):
        return None
    return _put("points", row, found.span(), f"{found[1]} percentage points") if chance.random() < 0.5 else None


def _unit(row: Row, chance: random.Random) -> Edit | None:
    for found in re.finditer(rf"(\d[\d.,]*)[ -]({'|'.join(_UNITS)})\b", row.claim):
        if re.search(rf"(?<![\d.,]){re.escape(found[1])}[ -]{found[2]}\b", row.passage) and chance.random() < 0.7:
            return _put("unit", row, found.span(), f"{found[1]} {_UNITS[found[2]]}")
    return None


def _direction(row: Row, chance: random.Random) -> Edit | None:
    if not any(_shared(found.group(), row.passage) for found in NUMBER.finditer(row.claim)):
        return None
    for found in re.finditer(rf"\b(?:{'|'.join(_DIRECTIONS)})\b", row.claim):
        other = _DIRECTIONS[found.group()]
        if _shared(found.group(), row.passage) and not _shared(other, row.passage) and chance.random() < 0.7:
            return _put("direction", row, found.span(), other)
    return None


def _year(row: Row, chance: random.Random) -> Edit | None:
    for found in _shared_numbers(row):
        if _is_year(found.group()):
            return _put_number("year", row, found, int(found.group()) + chance.choice([-9, -4, -2, -1, 1, 2, 4, 9]))
    return None


def _digits(row: Row, chance: random.Random) -> Edit | None:
    for found in _shared_numbers(row):
        if not _is_year(found.group()):
            near_month = re.search("|".join(_MONTHS), row.claim[max(0, found.start() - 12) : found.end() + 12])
            factor = chance.choice([0.5, 0.7, 1.3, 1.5, 2, 3])
            value = _value(found.group())
            other = round(value * factor, 1) if "." in found.group() else round(value * factor)
            other = value % 28 + 3 if near_month and value <= 31 else other
            return _put_number(
                "digits", row, found, int(other + (other == value)) if "." not in found.group() else other
            )
    return None


def _magnitude(row: Row, chance: random.Random) -> Edit | None:
    for found in _shared_numbers(row):
        near_month = re.search("|".join(_MONTHS), row.claim[max(0, found.start() - 12) : found.end() + 12])
        if not _is_year(found.group()) and not near_month:
            value = _value(found.group())
            other = value * 10 if chance.random() < 0.5 or value % 10 else value / 10
            return _put_number("magnitude", row, found, int(other) if other == int(other) else round(other, 3))
    return None


Editor = Callable[[Row, random.Random], Edit | None]
_RARE: tuple[Editor, ...] = (_weekday, _points, _unit, _direction)
_COMMON: tuple[Editor, ...] = (_digits, _magnitude, _year, _month)


def _shared_numbers(row: Row) -> list[re.Match[str]]:
    return [
        found
        for found in NUMBER.finditer(row.claim)
        if _shared(found.group(), row.passage) and not _is_in_name(row.claim, found.start())
    ]


def _is_in_name(claim: str, at: int) -> bool:
    named = _NAMED.search(claim[:at])
    return named is not None and named.group().strip() not in _MONTHS


def _shared(written: str, passage: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(written)}(?!\w|[.,]\d)", passage) is not None


def _is_year(written: str) -> bool:
    return written.isdecimal() and 1000 <= int(written) <= 2099


def _value(written: str) -> float:
    return float(written.replace(",", ""))


def _put_number(kind: str, row: Row, found: re.Match[str], value: float) -> Edit | None:
    written = f"{value:,}" if "," in found.group() else str(value)
    return None if _shared(written, row.passage) else _put(kind, row, found.span(), written)


def _put(kind: str, row: Row, place: tuple[int, int], instead: str) -> Edit:
    start, end = place
    return Edit(kind, row.claim[:start] + instead + row.claim[end:], Span(start, start + len(instead)))
