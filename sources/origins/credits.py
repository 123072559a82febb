"""By-lines: the agencies that a text itself names as the one it was taken from."""

import re
from collections.abc import Iterator

from sources.origins.base import Naming
from sources.origins.names import AGENCIES, is_press_name, plain_name

_LINES = 8  # by-lines stand in the first or in the last lines
_LONGEST = 300  # characters of a line that are looked at

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĚĢĪĶŁŃŇŌŐŒŘŚŠŞŤŪŮŰŹŻŽ"
_CAPITALISED = rf"[{_CAPITAL}](?:[\w&'’-]|\.(?=\w)){{0,30}}"
NAME = rf"(?:{_CAPITALISED}(?:[ /](?:of|the|for|and|{_CAPITALISED})){{0,5}}|\b(?:dpa|afp|apa|ansa|efe|tass)\b)"
"""A name as it stands in a text: capitalised words, with the small words that names have; some agencies are small."""

_DATELINE = re.compile(rf"^[{_CAPITAL}][\w .,'’/-]{{1,60}}\(({NAME})\)[ ]?(?:[-–—:]|$)")
_IN_FRONT = re.compile(rf"^({NAME})[ ]?[-–—:] ")
_BY = re.compile(r"^(?:[Bb]y|BY|[Ff]rom|[Ss]ource:|©|\(c\)|Copyright) (.{2,120})$")
_WITH = re.compile(
    r"\b[Ww]ith (?:\w+ ){0,3}(?:material|reports?|reporting|inputs?|information|copy) (?:from|by|of) (?:the )?"
    rf"({NAME})"
)
_CONTRIBUTED = re.compile(rf"({NAME}) contributed to this (?:report|article|story)")
_ALONE = re.compile(rf"^[(\[—–-]{{0,2}} ?({NAME})[)\]]?\.?$")
_AT_END = re.compile(rf"[.!?”\"] [(\[—–-]{{1,2}} ?({NAME})[)\]]?\.?$")
_SPLIT = re.compile(r"\s*(?:,|/|;| and | with |\bfor\b)\s*")


def read_credits(text: str) -> tuple[Naming, ...]:
    """Whom the by-lines of ``text`` name, each once, in the order of the text; reporters among them are not press.

    Reads "HALVERN (Northline) —", "By Northline", "Source: AP", "with material from dpa", "(Reuters)".
    """
    found: dict[str, Naming] = {}
    for line in _edge_lines(text):
        for name, sure in _names_in(line):
            plain = plain_name(name)
            is_press = sure or is_press_name(plain) or "agency" in name.lower()
            if plain and plain not in found:
                found[plain] = Naming(plain, line[:80].strip(), is_press)
    return tuple(found.values())


def _edge_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text[: 40 * _LONGEST].split("\n", _LINES)[:_LINES]]
    if len(text) > 40 * _LONGEST or len(lines) == _LINES:
        lines += [line.strip() for line in text[-10 * _LONGEST :].rsplit("\n", _LINES // 2)[1:]]
    return [line for line in lines if line]


def _names_in(line: str) -> Iterator[tuple[str, bool]]:
    """Names that the line may credit, each with whether the form of the line alone shows it."""
    head, tail = line[:_LONGEST], line[-_LONGEST:]
    if match := _DATELINE.search(head):
        yield match.group(1), True
    if (match := _IN_FRONT.search(head)) and plain_name(match.group(1)) in AGENCIES:
        yield match.group(1), True
    if match := _BY.search(line if len(line) < _LONGEST else ""):
        yield from ((part, False) for part in _SPLIT.split(match.group(1)))
    for pattern, sure in ((_WITH, True), (_CONTRIBUTED, True), (_AT_END, False)):
        if match := pattern.search(tail):
            yield match.group(1), sure
    if len(line) < 60 and (match := _ALONE.search(line)):
        yield from ((part, False) for part in _SPLIT.split(match.group(1)))
