"""What a page says about itself: that it was corrected, updated or withdrawn; and walls in front of its text."""

import re
from collections.abc import Iterator
from typing import Final

from factcheck.lib.fingerprints import normalise
from sources.drift.base import Page, Sign, SignKind
from sources.drift.furniture import is_furniture

_LONGEST: Final = 600  # characters of a line that are looked at
_MOST: Final = 20
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_THIS: Final = (
    r"\b(?:this (?:paper|study|text|headline|document|dispatch|report)"
    r"|(?:this|the) (?:article|story|page|piece|post))\b"
)
_EARLIER: Final = r"\b(?:earlier|previous|prior|original) versions? of this\b"

_RETRACTION: Final = re.compile(
    rf"{_THIS} (?:has been|was|is|is being|had to be) (?:now |since |formally )?(?:retracted|withdrawn|taken down)\b"
    r"|\bwe (?:have |are )?(?:retract|withdraw|withdrew)(?:ed|n|ing)? th(?:is|e) (?:article|story|report|paper|study)\b"
    r"|\A(?:notice of )?(?:retraction|retracted|withdrawn|withdrawal)(?: (?:notice|note|article|story|paper))?"
    r"\s?[:.–—-]",
    re.IGNORECASE,
)
_CORRECTION: Final = re.compile(
    r"\A(?:(?:editor['’]?s|our) )?"
    r"(?:corrections?|clarifications?|erratum|errata|corrigendum|amendment|korrektur|berichtigung|rectificatif)"
    r"(?:\s(?:and clarifications?|notice|note|appended))?\s?(?:\([^)]{1,60}\)|[\w, ]{1,40})?\s?[:–—-]"
    rf"|{_THIS} (?:has been|was|is) (?:\w{{1,12}} )?(?:corrected|amended|clarified|edited to|changed to|updated to "
    r"(?:correct|clarify|reflect|remove|fix))"
    rf"|{_EARLIER}"
    r"|\bwe (?:have )?(?:corrected|amended) (?:this|the|an|a)\b"
    r"|\bwe (?:regret|apologi[sz]e for) (?:the|this|an|our) error|\bexpression of concern\b",
    re.IGNORECASE,
)
_UPDATE: Final = re.compile(
    r"\A(?:update[ds]?|editor['’]?s['’]? note|note)(?:\s?\([^)]{1,60}\)|[\w,. ]{0,40})?\s?[:–—-]\s?\w", re.IGNORECASE
)
_WALL: Final = re.compile(
    r"\b(?:sign|log) in (?:or \w{1,12} )?(?:to|and) (?:continue|read|view|access)\b"
    r"|\bsubscribe (?:now )?to (?:continue|read|unlock)\b"
    r"|\b(?:register|create (?:a|your) (?:free )?account) to (?:continue|read)\b"
    r"|\bto continue reading\b|\bcontinue reading with\b|\balready a subscriber\b|\bfor subscribers only\b"
    r"|\bthis (?:article|content|page|story) is (?:only )?(?:for|available to|reserved for) "
    r"|\byou have (?:reached|read) (?:your|all)\b|\b(?:enable|turn on) javascript\b"
    r"|\bare you a (?:robot|human)\b|\bverify (?:that )?you are (?:a )?human\b|\bcaptcha\b"
    r"|\baccess (?:is )?denied\b|\bchecking your browser\b|\bunusual traffic\b"
    r"|\b(?:log|sign) in\b.{0,40}\bpassword\b|\bforgot(?:ten)? (?:your )?password\b",
    re.IGNORECASE,
)

_SAID: Final = {
    SignKind.RETRACTION: "The page says that it was withdrawn",
    SignKind.CORRECTION: "A correction was added",
    SignKind.UPDATE: "An update was added",
}


def new_signs(kept: Page, found: Page) -> list[Sign]:
    """What the page that was found says about itself and the kept one did not, and its title when that changed."""
    known = {normalise(line) for line in _lines(kept)}
    signs: dict[str, Sign] = {}
    for line in _lines(found):
        kind = _kind(line)
        if kind and normalise(line) not in known and len(signs) < _MOST:
            signs.setdefault(normalise(line), Sign(kind, f"{_SAID[kind]}: “{line}”", line))
    return [*signs.values(), *_title(kept, found)]


def has_notes(page: Page) -> bool:
    """Whether a page says anything about itself, so that the kept page has to be looked at too."""
    return any(map(_kind, _lines(page)))


def is_walled(page: Page) -> bool:
    """Whether a page asks for a log-in, a subscription or a proof of being human."""
    return any(_WALL.search(line) for line in _lines(page))


def _kind(line: str) -> SignKind | None:
    if _RETRACTION.search(line):
        return SignKind.RETRACTION
    if _CORRECTION.search(line):
        return SignKind.CORRECTION
    return SignKind.UPDATE if _UPDATE.match(line) and not is_furniture(line) else None


def _title(kept: Page, found: Page) -> list[Sign]:
    before, after = _own_title(kept.title), _own_title(found.title)
    if not before or not after or normalise(before) == normalise(after):
        return []
    return [Sign(SignKind.TITLE, f"The title was “{before}” and is now “{after}”.", found.title)]


def _own_title(title: str) -> str:
    """A title without the name of the site behind it."""
    return re.split(r" [|–—-] ", title, maxsplit=1)[0].strip() or title.strip()


def _lines(page: Page) -> Iterator[str]:
    text = f"{page.everything}\n{page.text}" if page.everything else page.text
    for line in text.split("\n"):
        plain = " ".join(_INVISIBLE.sub("", line[: 2 * _LONGEST]).split())[:_LONGEST]
        if plain:
            yield plain
