"""The statement of a claim: its content in a form that can be read alone."""

import re
from collections.abc import Sequence

from claims.extraction import grammar

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_FIRST_PERSON = re.compile(r"I\b")
_MARKS = "\"“”„«»‘’'`"
_PAIRED = (("“", "”"), ('"', '"'), ("''", "''"), ("‘", "’"), ("«", "»"), ("„", "“"))
_DOUBLED = re.compile(r"\b(the|an?|of|to) \1\b")
_SECOND_THAT = re.compile(
    r"\b(and|but) that "
    r"(?=(?:the|an?|it|he|she|they|we|i|its|his|her|their|all|no|some|many|most|there|this|these)\b|[A-Z\d])"
)
_ENDS = (".", "!", "?", "…")


def tidy(words: str) -> str:
    """``words`` on one line, without invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", words)).strip()


def unquoted(words: str) -> str:
    """``words`` without the quotation marks around the whole; marks inside stay."""
    for opening, closing in _PAIRED:
        if words.startswith(opening) and len(words) > len(opening):
            inner = words[len(opening) :]
            if inner.endswith(closing):
                inner = inner[: -len(closing)]
            elif closing in inner:
                continue
            if opening not in inner and closing not in inner.replace("’", "" if closing == "’" else "’"):
                return inner.strip()
    return words


def _joined(pieces: Sequence[str]) -> str:
    """Pieces as one run of words: a comma that only led to the cue goes, unless the sentence goes on after it."""
    joined = ""
    for piece in pieces:
        words = unquoted(tidy(piece))
        if joined.endswith(",") and words[:1].isupper() and not _FIRST_PERSON.match(words):
            joined = joined[:-1] + "."
        elif _needs_comma(joined, words):
            joined += ","
        joined = f"{joined} {words}" if joined else words
    return joined.strip()


def _needs_comma(before: str, after: str) -> bool:
    """Whether ``before`` is a clause of its own that ``after`` only adds to: "It is safe" and "two years ahead"."""
    if not before[-1:].isalnum() or grammar.is_verb_like(after.split(" ", 1)[0].lower()):
        return False
    return any(grammar.is_verb_like(word) for word in before.lower().split())


def _closed(words: str) -> str:
    trimmed = words.rstrip(" ,;:—–-")
    if not trimmed:
        return words
    bare = trimmed.rstrip(_MARKS + ")")
    return trimmed if bare.endswith(_ENDS) else trimmed + "."


def _capitalised(words: str) -> str:
    for index, letter in enumerate(words):
        if letter.isalpha():
            return words[:index] + letter.upper() + words[index + 1 :]
        if letter.isdigit():
            break
    return words


def statement(pieces: Sequence[str], *, lead: str = "", is_clause: bool = False) -> str:
    """One sentence from the pieces of a content.

    ``is_clause`` says that a leading "that", and one after "and", only joined the content to its cue. ``lead`` is the
    speaker and the verb, put before a content that is no clause of its own ("to confront the plan").
    """
    words = _DOUBLED.sub(r"\1", _joined(pieces))
    if is_clause and words.startswith("that "):
        words = words[5:]
    if is_clause:
        words = _SECOND_THAT.sub(r"\1 ", words)
    return _closed(_capitalised(f"{lead} {words}".strip() if lead else words))
