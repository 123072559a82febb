"""The names of a source that is a list: "Ann Lee and Bo Roe", "the United States and Iraqi Kurds"."""

import re

from claims.extraction.cast.mentions import DEMONYM
from claims.extraction.cast.titles import ORGANISATION_NOUNS, PEOPLES, PERSON_NOUNS
from claims.extraction.text import grammar
from factcheck.lib.spans import Span

_PART = re.compile(
    r"(?P<ahead>(?:[A-Z]?[a-z][\w’'-]{0,30}[ ]){0,5}?)(?P<name>[A-Z][\w’'.-]*(?:[ ][A-Z][\w’'.-]*){0,5})"
    r"(?P<linked>[ ](?:of|for)[ ](?:the[ ])?[A-Z][\w’'.-]*(?:[ ][A-Z][\w’'.-]*){0,4})?(?:[ ]\([A-Z]{2,10}\))?"
)
_BESIDE = re.compile(r"(?:the|an?|his|her|their|its)[ ][a-z][\w ’'-]{1,60}")
_BETWEEN = re.compile(r",?[ ]and[ ]|,[ ]")
_LONGEST = 300
_TWO = 2
_NEVER_AHEAD = grammar.PREPOSITIONS | grammar.RELATIVES | grammar.AUXILIARIES | grammar.SUBORDINATORS
_SHARED = ORGANISATION_NOUNS - PEOPLES
_ENDS_AHEAD = PERSON_NOUNS | ORGANISATION_NOUNS | {"the", "both"}


def listed(text: str, source: Span) -> list[Span]:
    """The names of ``Ann Lee, Bo Roe and Cy Dow``, each with what stands before it; nothing for any other phrase."""
    words = source.cut(text)
    if " and " not in words or len(words) > _LONGEST:
        return []
    found: list[re.Match[str]] = []
    start = 0
    for gap in (*_BETWEEN.finditer(words), None):
        end = gap.start() if gap else len(words)
        part = _PART.fullmatch(words, start, end)
        if part and _is_name(part):
            found.append(part)
        elif gap is None or not found or not _BESIDE.fullmatch(words, start, end):
            return []
        start = gap.end() if gap else end
    if len(found) < _TWO or not _is_list(found):
        return []
    return [Span(source.start + part.start(), source.start + part.end()) for part in found]


def _is_name(part: re.Match[str]) -> bool:
    """Whether a name ends the part, and before it stands no more than who bears it: ``health minister Ida Roe``."""
    ahead = part["ahead"].lower().split()
    if ahead and (ahead[-1] not in _ENDS_AHEAD or any(word in _NEVER_AHEAD for word in ahead)):
        return False
    return part["name"].split()[-1].lower() not in PERSON_NOUNS


def _is_list(parts: list[re.Match[str]]) -> bool:
    """Not ``British and Norwegian Forces``, where two words share a noun, nor ``the Ministry of Dams and Rivers``."""
    if any(part["linked"] for part in parts):
        return all(part.group().lower().startswith("the ") for part in parts)
    return not (_may_share(parts[-1]) and any(_is_adjective(part.group()) for part in parts[:-1]))


def _may_share(last: re.Match[str]) -> bool:
    """Whether what stands in the last part may belong to the words before it as well: ``Republican and | former
    governor Ann Lee``."""
    words = last["name"].split()
    is_group = words[-1].lower() in _SHARED and bool(DEMONYM.fullmatch(words[0]))
    return is_group or bool(last["ahead"].removeprefix("the "))


def _is_adjective(words: str) -> bool:
    return bool(DEMONYM.fullmatch(words)) or (words.isupper() and " " not in words)
