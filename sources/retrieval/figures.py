"""Numbers and days of a text in one spelling each, so that "1,200" finds "1200" and "6 March 2026" finds "2026-03-06".

Plain Python. A figure is a word of letters and digits, as an index keeps it: ``1200``, ``3p5`` for 3.5, ``d20260306``.
"""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"\d[\d.,]{0,30}")
_SCALE = re.compile(r"[\s-]?(hundred|thousand|million|billion|trillion|bn|m|k)\b", re.IGNORECASE)
_ZEROS = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,20})?")
_ISO_REST = re.compile(r"-(\d{2})-(\d{2})(?!\d)")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})\.?,? $")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? $")
_BEFORE_YEAR = 24  # characters that hold day and month

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_OF_WORD = {word: str(number) for number, word in enumerate(_SMALL.split())} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
WORD_OF_NUMBER = {number: word for word, number in NUMBER_OF_WORD.items()}


def figures(text: str) -> list[str]:
    """All numbers written with digits, and all days with a year, in their one spelling, in order of appearance."""
    return [figure for found in _NUMBER.finditer(text) for figure in _read(text, found)]


def unusual_figures(text: str) -> list[str]:
    """Those of ``figures`` that are not words of the text already: what an index has to keep beside the text."""
    return [
        figure
        for found in _NUMBER.finditer(text)
        if not _is_plain(text, found)
        for figure in _read(text, found)
        if figure != found.group().rstrip(".,")
    ]


def _is_plain(text: str, found: re.Match[str]) -> bool:
    """Whether a number is surely a word of the text already; most are, and there are millions of them."""
    written = found.group().rstrip(".,")
    if not written.isdecimal() or written[0] == "0" or (len(written) == 4 and "1500" <= written < "2100"):
        return False
    return not _SCALE.match(text, found.start() + len(written))


def _read(text: str, found: re.Match[str]) -> Iterator[str]:
    written = found.group().rstrip(".,")
    end = found.start() + len(written)
    yield _canonical(written, _zeros_after(text, end))
    if len(written) == 4 and written.isdecimal():
        day = _iso_day(text, written, end) or _day_before_year(text, written, found.start())
        if day:
            yield day


def _zeros_after(text: str, end: int) -> int:
    scale = _SCALE.match(text, end, end + 10)
    return _ZEROS[scale[1].lower()] if scale else 0


def _canonical(written: str, zeros: int) -> str:
    plain = written.replace(",", "") if _GROUPED.fullmatch(written) else written.replace(",", ".")
    whole, _, decimals = plain.partition(".")
    decimals = decimals.replace(".", "p")
    moved = decimals[:zeros].ljust(zeros, "0")
    rest = decimals[zeros:].rstrip("0")
    number = (whole + moved).lstrip("0") or "0"
    return f"{number}p{rest}" if rest else number


def _iso_day(text: str, year: str, end: int) -> str:
    rest = _ISO_REST.match(text, end)
    return f"d{year}{rest[1]}{rest[2]}" if rest else ""


def _day_before_year(text: str, year: str, start: int) -> str:
    before = text[max(0, start - _BEFORE_YEAR) : start]
    found = _DAY_MONTH.search(before)
    if found:
        return _day(year, found[2], found[1])
    found = _MONTH_DAY.search(before)
    return _day(year, found[1], found[2]) if found else ""


def _day(year: str, month: str, day: str) -> str:
    number = _MONTHS.get(month[:3].lower())
    return f"d{year}{number:02d}{int(day):02d}" if number else ""
