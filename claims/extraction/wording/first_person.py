"""The "I" of a person and the "we" of an organisation in quoted words, put into the third person where that is safe.

All or nothing: a statement in which one "I" is a name and the next is not would say less than the words as they stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.base import SpeakerKind
from claims.extraction.cues.heads import heads
from claims.extraction.cues.inflections import third_person
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token, Tokenized
from claims.extraction.text.word_lists import word_set
from claims.extraction.wording.edits import Edit
from factcheck.lib.spans import Span

_PERSON = {"i": "subject", "me": "object", "my": "possessive", "mine": "possessive", "myself": "unsafe"}
_GROUP = {"we": "subject", "us": "object", "our": "possessive", "ours": "possessive", "ourselves": "unsafe"}
_THIRD = {
    "am": "is", "'m": "is", "are": "is", "'re": "is", "have": "has", "'ve": "has", "do": "does", "were": "was",
    "haven't": "hasn't", "don't": "doesn't", "aren't": "isn't", "weren't": "wasn't", "'ll": "will",
}  # fmt: skip
_INVARIANT = word_set(
    """was did had will would can could shall should may might must won't wouldn't can't cannot couldn't shouldn't
    didn't wasn't hadn't went saw took gave knew grew began wrote spoke came became got made said told thought felt
    found held kept left lost met paid ran sat sent stood taught understood won heard built bought brought broke chose
    drove fell fought forgot led rose sold spent swore threw wore woke"""
)
_PRESENT = word_set("am 'm are 're have 've do don't haven't aren't")
_BEFORE_SUBJECT = _PRESENT | {"was", "were"}
_BASES = word_set(
    """want need like live work love think know believe hope feel see say mean get go make take come give keep run pay
    use try call stand agree expect support oppose hear remember understand wish care own build sell help find"""
)
_STEADY = word_set("and or but , if when because that what where how who while as than so then :")
_LOOK_AHEAD = 30
_MOST = 6
"""Replacements beyond which a long speech would read like a list of its speaker's name."""
_INNER_QUOTE = re.compile(r"(?<!\w)[\"'“‘«](?=\w)|``|''")
_MARKS = 2


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb of a subject at ``index``; ``words`` is its third person, None when the form is the same."""

    index: int
    words: str | None


def first_person(tokenized: Tokenized, quoted: Sequence[Span], name: str, kind: SpeakerKind) -> list[Edit]:
    """Edits, in places of the text, for the speaker's own pronouns in the stretches ``quoted``; none in any doubt."""
    pronouns = {SpeakerKind.PERSON: _PERSON, SpeakerKind.ORGANISATION: _GROUP}.get(kind)
    if pronouns is None or not _is_one_name(name):
        return []
    found: list[Edit] = []
    for span in quoted:
        if _INNER_QUOTE.search(tokenized.text, span.start + _MARKS, max(span.start, span.end - _MARKS)):
            return []
        words = tokenized.tokens(span.start, span.end)
        for index, token in enumerate(words):
            role = pronouns.get(token.lower)
            if role is None or (token.text == "US" and role == "object"):
                continue
            edit = _edit(tokenized.text, words, index, role, name)
            if edit is None:
                return []
            found.append(edit)
    return found if len(found) <= _MOST else []


def _is_one_name(name: str) -> bool:
    words = name.split()
    return bool(words) and name[:1].isupper() and "," not in name and "and" not in words[1:]


def _edit(text: str, words: Sequence[Token], index: int, role: str, name: str) -> Edit | None:
    token = words[index]
    before = words[index - 1].lower if index else ""
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if role == "unsafe" or (role != "possessive" and (before in ("and", "or") or following in ("and", "or"))):
        return None
    if role == "subject":
        return _subject(text, words, index, name)
    name = f"{name}’s" if role == "possessive" else name
    return Edit(token.start, token.end, name, token.text)


def _subject(text: str, words: Sequence[Token], index: int, name: str) -> Edit | None:
    """The name with its verb in the third person; None where the verb is unknown or stands before the pronoun."""
    if index and words[index - 1].lower in _BEFORE_SUBJECT:
        return None
    verb = _verb(words, index)
    if verb is None or (verb.words and _may_share(words, verb.index)):
        return None
    start, end = words[index].start, words[index].end
    if verb.words:
        end = words[verb.index].end
        between = text[words[index].end : words[verb.index].start] or " "
        return Edit(start, end, f"{name}{between}{verb.words}", text[start:end])
    return Edit(start, end, name, text[start:end])


def _verb(words: Sequence[Token], index: int) -> _Verb | None:
    position = index + 1
    while position < len(words) and _is_between(words[position].lower):
        position += 1
    if position >= len(words) or words[position].kind != "word":
        return None
    word = words[position].lower
    if words[index].lower == "i" and word in ("were", "weren't", "are", "'re"):
        return None
    if word in _THIRD:
        return _Verb(position, _THIRD[word])
    if word in _INVARIANT or (word.endswith("ed") and len(word) > 4 and not _is_base(word)):
        return _Verb(position, None)
    return _Verb(position, third_person(word)) if _is_base(word) else None


def _is_between(word: str) -> bool:
    return grammar.is_adverb(word) and not _is_base(word)


def _is_base(word: str) -> bool:
    """Whether ``word`` can only be the plain form of a verb: "put" and "read" may be the past as well."""
    if word in _BASES:
        return True
    known = [head for head in heads().get(word, ()) if not head.is_noun and head.lemma == word]
    return bool(known) and word in heads() and third_person(word) in heads() and word not in _AMBIGUOUS


_AMBIGUOUS = word_set("put set cut hit read let bet bid cast split quit forecast broadcast spread cost hurt shut")


def _may_share(words: Sequence[Token], verb: int) -> bool:
    """Whether a later verb of the sentence may have the same subject, and would need another form too."""
    for before, token in _ahead(words, verb):
        if token.text in ".!?;":
            return False
        if before.lower in _STEADY and (token.lower in _PRESENT or _is_base(token.lower)):
            return True
    return False


def _ahead(words: Sequence[Token], verb: int) -> Iterator[tuple[Token, Token]]:
    stretch = [token for token in words[verb : verb + _LOOK_AHEAD] if not grammar.is_adverb(token.lower)]
    return pairwise(stretch)
