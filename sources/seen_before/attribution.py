"""The words of a statement that only say who says it, which two reports of one claim have differently. Plain Python."""

import re

from factcheck.lib.spans import Span

_SAYING = (
    "said|says|say|stated|states|claimed|claims|announced|announces|reported|reports|told reporters|told parliament|"
    "declared|declares|added|adds|noted|notes|wrote|writes|argued|argues|insisted|insists|confirmed|confirms"
)
_DAY = r"(?: (?:on|in|late on|early on|last) [^,.;:]{1,30})?"
_LONGEST = 120  # characters of an attribution
_FEWEST = 3  # words of what is left
# "According to the ministry, ...", "The mayor said that ...", "Says ..."
_LEADS = (
    re.compile(r"(?:[Aa]ccording to|[Aa]s reported by) [^,;:]{1,90}, ?"),
    re.compile(rf"[^,.;:]{{1,80}}? (?:{_SAYING}){_DAY} that ", re.I),
    re.compile(rf"[^,.;:]{{1,60}}? (?:{_SAYING}){_DAY}(?:: |, )", re.I),
    re.compile(r"(?:Says|Claims|Claim:|Said) (?:that )?(?=\S)"),
)
# "..., the mayor said on Monday.", "..., according to the ministry", "..., said the mayor"
_TAIL = re.compile(
    rf"(?:,|,?[\"”’])? (?:according to [^,;:]{{1,90}}|[^,;:.]{{1,60}}? (?:{_SAYING}){_DAY}|"
    rf"(?:{_SAYING}) [^,;:.]{{1,60}})"
    r"[.!?\"”]{0,3}\s{0,3}"
)
_CLAUSES = re.compile(
    r" (?:that|which|who|whom|if|whether|because|when|never|not|no|denied|has|have|is|was|will) ", re.I
)


def claimed(text: str) -> Span:
    """The stretch of a statement that tells what is claimed; the whole where nothing else can be told apart.

    ``ValueError`` for an empty text.
    """
    start, end = 0, len(text)
    for lead in _LEADS:
        found = lead.match(text, start)
        if found is None or _CLAUSES.search(found.group()[: -len("that ")]):
            continue
        if _enough(text[found.end() : end]):
            start = found.end()
            break
    tail = _tail(text, start)
    return Span(start, tail or end)


def _tail(text: str, start: int) -> int:
    """Where a trailing attribution begins; 0 when there is none."""
    least = max(start, len(text) - _LONGEST)
    for at in (text.rfind(", ", least), text.rfind(" according to ", least)):
        if at > start and _TAIL.fullmatch(text, at) and _enough(text[start:at]):
            return at
    return 0


def _enough(rest: str) -> bool:
    return len(rest.split(maxsplit=_FEWEST)) >= _FEWEST
