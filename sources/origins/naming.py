"""Whom a text says it has something from: "according to Northline", "the Gazette reported"."""

import re
from collections.abc import Iterator

from sources.origins.base import Naming
from sources.origins.credits import NAME
from sources.origins.names import is_press_name, plain_name, spellings

READ = 60_000  # characters
_MOST = 40  # names kept of one text
_BACK = 90  # characters before "reported" in which the name stands

_BETWEEN = r"(?:[a-z-]{1,14} ){0,4}"
_BEFORE_NAME = re.compile(
    r"\b(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|(?:[Rr]eported|[Pp]ublished|[Qq]uoted|[Cc]ited|[Ss]een|[Oo]btained|"
    r"[Rr]evealed) (?:by|in)|[Tt]old|[Rr]eports? (?:by|in|from|of)|[Ii]nterview with|[Ii]nvestigation by|"
    r"(?:[Ss]tatement|[Rr]elease|[Ff]igures|[Dd]ata) (?:by|from|of)) " + _BETWEEN + rf"({NAME})"
)
_AFTER_NAME = re.compile(
    r" (?:newspaper |news agency |daily |website |agency ){0,1}(?:has |had |also |first |earlier |later ){0,2}"
    r"(?:reported|reports|wrote|writes|revealed|said in a (?:report|statement|press release))\b"
)
_NAME_AT_END = re.compile(rf"({NAME})\Z")
_OWN = re.compile(
    r"\b(?:this (?:newspaper|reporter|correspondent|website|station)|"
    r"our (?:own )?(?:reporters?|correspondents?|newsroom)|told us\b|"
    r"(?:we|our team) (?:visited|counted|measured|spoke|saw))",
    re.IGNORECASE,
)
_FIRST_HAND = ("told ", "seen by ", "obtained by ", "interview with ", "spoke to ", "shown to ")


def read_naming(text: str) -> tuple[Naming, ...]:
    """Whom ``text`` says it has something from, each name once, in the order of the text.

    The names may be of people; which of them publish something is told by the library.
    """
    found: dict[str, Naming] = {}
    one_line = text[:READ].replace("\n", " ").replace("\u00a0", " ")
    for name, words in _named(one_line):
        plain = plain_name(name)
        if plain and plain not in found and len(found) < _MOST:
            found[plain] = Naming(plain, " ".join(words.split())[:120], is_press_name(plain))
    return tuple(found.values())


def _named(text: str) -> Iterator[tuple[str, str]]:
    for match in _BEFORE_NAME.finditer(text):
        yield match.group(1), match.group()
    for match in _AFTER_NAME.finditer(text):
        before = text[max(0, match.start() - _BACK) : match.start()]
        if name := _NAME_AT_END.search(before):
            yield name.group(1), name.group() + match.group()


def is_first_hand(text: str, publisher: str) -> bool:
    """Whether ``text`` says that people of ``publisher`` heard or saw it themselves: "told the Gazette"."""
    start = text[:READ]
    if _OWN.search(start):
        return True
    lowered = " ".join(start.casefold().split())
    names = [name for name in spellings(publisher) if len(name) > 2]
    return any(
        f"{cue}{article}{name}" in lowered for name in names for cue in _FIRST_HAND for article in ("", "the ")
    ) or any(f"{name} {who}" in lowered for name in names for who in ("reporter", "correspondent", "journalist"))
