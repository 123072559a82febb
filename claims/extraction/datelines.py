"""The dateline of a report ("PORT SELLA (Northline) —"): where it was filed, and part of no statement."""

import re

from claims.extraction import grammar
from factcheck.lib.spans import Span

_WORD = r"[^\W\d_][\w.'’-]{0,30}"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,3}})(?P<region>(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}(?:\s\d{{1,2}})?)"
    r"\s?(?P<agency>[(/][^()/\n]{2,40}[)/])?(?:\s?(?:—|--)|\s[–-])\s?(?P<next>[\"'“‘«]|\d|[^\W\d_]{1,20})"
)
_OPENERS = grammar.DETERMINERS | grammar.PREPOSITIONS


def without_dateline(text: str, paragraph: Span) -> Span:
    """``paragraph`` from its first word after the dateline; the same span when it has none.

    A place in capitals is one, and so is a place that names its agency or stands before an article.
    """
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    if match is None or not _is_dateline(match):
        return paragraph
    return Span(match.start("next"), paragraph.end)


def _is_dateline(match: re.Match[str]) -> bool:
    following = match["next"]
    if following[0].islower():
        return False
    if match["place"].isupper():
        return True
    capitalised = all(word[0].isupper() for word in match["place"].split())
    return capitalised and (bool(match["agency"]) or following.lower() in _OPENERS)
