"""What kind of phrase a source is, before anybody is looked for."""

import re
from enum import StrEnum

from claims.extraction.cast.salience import GENDERS
from claims.extraction.cast.words import ANY_GROUP, GROUP_NOUNS
from claims.extraction.text.word_lists import word_set


class Phrase(StrEnum):
    """How a source stands for its speaker."""

    PERSONAL = "personal"
    GROUP = "group"
    THEY = "they"
    RELATIVE = "relative"
    FIRST_PERSON = "first person"
    SEVERAL = "several"
    HANDLE = "handle"
    OTHER = "other"


_FIRST = word_set("i we me us my our myself ourselves i'm i've we've we're i'd we'd")
_RELATIVE = word_set("who which that whose whom")
_PLURAL = word_set("they them their themselves")
_SEVERAL = re.compile(
    r"both|(?:the|both|these|those)(?: two| pair| duo| couple)(?: \w{1,20})?|they both|the two of them"
    r"|both (?:men|women|leaders|sides|ministers|officials|candidates|senators|companies|groups|countries)"
)
_GROUP = re.compile(r"(?:the|this|that|its) (?P<modifier>[a-z-]{1,20} )?(?P<noun>[a-z]{2,20})")
_LONGEST = 40


def phrase_of(words: str) -> Phrase:
    """How ``words``, the source as it stands, stands for its speaker."""
    lower = words.lower().strip(" ,").replace("’", "'")
    bare = lower.split(" ", 1)[0] if lower.endswith(("self", "selves")) else lower
    for known, phrase in _WORDS.items():
        if bare in known and (len(words) == 1 or not words.isupper()):
            return phrase
    if words.startswith("@") and " " not in words:
        return Phrase.HANDLE
    if len(lower) > _LONGEST:
        return Phrase.OTHER
    if _SEVERAL.fullmatch(lower):
        return Phrase.SEVERAL
    return Phrase.GROUP if group_noun(words) else Phrase.OTHER


def group_noun(words: str) -> str:
    """``company`` of "the company", ``it`` of "it"; empty for anything else."""
    lower = words.lower().strip(" ,")
    if lower in ("it", "its", "itself"):
        return "it"
    found = _GROUP.fullmatch(lower) if words[1:].islower() and len(lower) <= _LONGEST else None
    if found is None or (found["modifier"] and found["noun"] not in ANY_GROUP):
        return ""
    return found["noun"] if found["noun"] in GROUP_NOUNS else ""


_WORDS = {
    frozenset(GENDERS): Phrase.PERSONAL,
    frozenset({"it", "its", "itself"}): Phrase.GROUP,
    _PLURAL: Phrase.THEY,
    _RELATIVE: Phrase.RELATIVE,
    _FIRST: Phrase.FIRST_PERSON,
}
