"""The statement of a claim: its content in a form that can be read alone."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction.text import grammar
from claims.extraction.wording.edits import Edit, Worded, concatenated, edited

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_UNTIDY = re.compile(
    "(?P<space>[\\s\u200b\u2060\ufeff\u00ad]*\\s[\\s\u200b\u2060\ufeff\u00ad]*)|[\u200b\u2060\ufeff\u00ad]+"
)
_FIRST_PERSON = re.compile(r"I\b")
_MARKS = "\"“”„«»‘’'`"
_PAIRED = (("“", "”"), ('"', '"'), ("''", "''"), ("‘", "’"), ("«", "»"), ("„", "“"))
_DOUBLED = re.compile(r"\b(the|an?|of|to) (?=\1\b)")
_SECOND_THAT = re.compile(
    r"\b(?:and|but) (?P<that>that )"
    r"(?=(?:the|an?|it|he|she|they|we|i|its|his|her|their|all|no|some|many|most|there|this|these)\b|[A-Z\d])"
)
_THAT = re.compile(
    r"that,? (?!(?:is|was|will|would|has|had|does|did|means|makes|can|could|should|may|might)\b)", re.IGNORECASE
)
_APOSTROPHES = ("’", "''")
_LAST_COMMA = re.compile(r",[\"'”’»]{0,2}\Z")
_TAIL = 4
_ENDS = (".", "!", "?", "…")


def tidy(words: str) -> str:
    """``words`` on one line, without invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", words)).strip()


def tidied(worded: Worded) -> Worded:
    """``worded`` on one line, without invisible characters and without white space around it."""
    return _stripped(edited(worded, _untidy(worded.statement)))


def _untidy(words: str) -> Iterator[Edit]:
    for match in _UNTIDY.finditer(words):
        replacement = " " if match["space"] else ""
        if match.group() != replacement:
            yield Edit(*match.span(), replacement)


def _stripped(worded: Worded) -> Worded:
    start = len(worded.statement) - len(worded.statement.lstrip())
    return _within(worded, start, max(start, len(worded.statement.rstrip())))


def _within(worded: Worded, start: int, end: int) -> Worded:
    if not start and end == len(worded.statement):
        return worded
    cuts = [Edit(0, start, ""), Edit(end, len(worded.statement), "")]
    return edited(worded, [cut for cut in cuts if cut.start < cut.end])


def unquoted(worded: Worded) -> Worded:
    """``worded`` without the quotation marks around the whole; marks inside stay."""
    words = worded.statement
    for opening, closing in _PAIRED:
        if not words.startswith(opening) or len(words) <= len(opening):
            continue
        inner = words[len(opening) :]
        is_closed = inner.endswith(closing)
        inner = inner[: -len(closing)] if is_closed else inner
        if (is_closed or closing not in inner) and not _holds_marks(inner, opening, closing):
            return _stripped(_within(worded, len(opening), len(opening) + len(inner)))
    return _without_last_mark(worded)


def _without_last_mark(worded: Worded) -> Worded:
    """``worded`` without a mark at its end whose opening one stands in an earlier piece."""
    words = worded.statement
    for opening, closing in _PAIRED:
        inner = words.removesuffix(closing)
        if closing not in _APOSTROPHES and inner != words and not _holds_marks(inner, opening, closing):
            return _stripped(_within(worded, 0, len(inner)))
    return worded


def _holds_marks(inner: str, opening: str, closing: str) -> bool:
    return opening in inner or closing in inner.replace("’", "" if closing == "’" else "’")


def joined(pieces: Sequence[Worded], *, quoted: bool = False) -> Worded:
    """Pieces as one run of words: a comma that only led to the cue goes, unless the sentence goes on after it.

    The marks around a whole piece go too, unless it is to stay ``quoted``.
    """
    run: list[Worded | str] = []
    has_verb = False
    for piece in pieces:
        words = tidied(piece) if quoted else unquoted(tidied(piece))
        if not words.statement:
            continue
        if run:
            run.extend(_joint(run.pop(), words.statement, has_verb=has_verb))
        run.append(words)
        has_verb = has_verb or any(grammar.is_verb_like(word) for word in words.statement.lower().split())
    return concatenated(run)


def _joint(before: Worded | str, after: str, *, has_verb: bool) -> list[Worded | str]:
    """The piece before and what stands between it and ``after``.

    A comma parts a clause of its own from what only adds to it: "It is safe" and "two years ahead".
    """
    piece = Worded(before) if isinstance(before, str) else before
    comma = _LAST_COMMA.search(piece.statement, max(0, len(piece.statement) - _TAIL))
    if comma and after[:1].isupper() and not _FIRST_PERSON.match(after):
        return [edited(piece, [Edit(comma.start(), comma.start() + 1, ".")]), " "]
    adds = piece.statement[-1:].isalnum() and not grammar.is_verb_like(after.split(" ", 1)[0].lower())
    return [piece, ", " if adds and has_verb else " "]


def _closed(worded: Worded) -> Worded:
    trimmed = worded.statement.rstrip(" ,;:—–-")
    if not trimmed:
        return worded
    stop = "" if trimmed.rstrip(_MARKS + ")").endswith(_ENDS) else "."
    comma = _LAST_COMMA.search(trimmed, max(0, len(trimmed) - _TAIL))
    bare = _within(worded, 0, len(trimmed))
    return concatenated([edited(bare, [Edit(comma.start(), comma.start() + 1, "")]) if comma else bare, stop])


def _capitalised(worded: Worded) -> Worded:
    for index, letter in enumerate(worded.statement):
        if letter.isalpha():
            upper = letter.upper()
            return edited(worded, [Edit(index, index + 1, upper)]) if upper != letter else worded
        if letter.isdigit():
            break
    return worded


def formed(pieces: Sequence[Worded], *, lead: Worded | None = None, is_clause: bool = False) -> Worded:
    """One sentence from the pieces of a content.

    ``is_clause`` says that a leading "that", and one after "and", only joined the content to its cue. ``lead`` is the
    speaker and the verb, put before a content that is no clause of its own ("to confront the plan").
    """
    words = joined(pieces, quoted=bool(lead and lead.statement))
    words = edited(words, [Edit(match.start(), match.end(), "") for match in _DOUBLED.finditer(words.statement)])
    if is_clause:
        words = edited(words, _joining_that(words.statement))
    if lead and lead.statement:
        words = concatenated([lead, " ", words])
    return _closed(_capitalised(_stripped(words)))


def _joining_that(words: str) -> list[Edit]:
    first = _THAT.match(words)
    found = [Edit(*first.span(), "")] if first else []
    return found + [Edit(*match.span("that"), "") for match in _SECOND_THAT.finditer(words)]
