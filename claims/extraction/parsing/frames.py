"""Frames: a sentence as a list of tokens in which every quotation is one token.

What is said inside a quotation cannot be taken for the grammar of the sentence around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.text.quotes import Quotation
from claims.extraction.text.tokens import Token, Tokenized
from factcheck.lib.spans import Span

_FRAGMENT_LENGTH, _FRAGMENT_WORDS, _TITLE_WORDS, _SMALL_WORD = 60, 3, 5, 3
_MARKS = "\"“”„«»‘’'`"
FRAME_LIMIT = 400
"""Tokens in one frame at most: keeps the work linear where a text has no full stops."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence, quotations and all. ``paragraph`` counts from 0."""

    tokens: list[Token]
    paragraph: int


def _join(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> list[Span]:
    """Sentences, put together where the border between two lies inside a quotation."""
    joined: list[Span] = []
    position = 0
    for sentence in sentences:
        while position < len(quotations) and quotations[position].span.end <= sentence.start:
            position += 1
        inside = position < len(quotations) and quotations[position].span.start < sentence.start
        if inside and joined:
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _opaque(text: str, span: Span) -> Token:
    words = span.cut(text)
    return Token(span.start, span.end, words, words[:40].lower(), "quote")


def _transparent(tokenized: Tokenized, span: Span) -> list[Token]:
    """The words of a fragment such as “expressed concern”, which is part of the sentence around it; else none.

    Its marks go to its first and last word, so that no character is lost.
    """
    if len(span) > _FRAGMENT_LENGTH:
        return []
    words = tokenized.tokens(span.start, span.end)
    inner = [token for token in words if token.kind == "word"]
    is_fragment = 0 < len(inner) <= _FRAGMENT_WORDS and inner[0].text[0].islower()
    if not is_fragment and not _is_title(inner):
        return []
    if sum(1 for token in words if token.kind != "word" and token.text not in _MARKS):
        return []
    inner[0] = inner[0]._replace(start=span.start)
    inner[-1] = inner[-1]._replace(end=span.end)
    return inner


def _is_title(words: list[Token]) -> bool:
    """Whether a short quotation is the name of a programme or a work: every longer word starts like a name."""
    long = [token for token in words if len(token.text) > _SMALL_WORD]
    return 1 < len(words) <= _TITLE_WORDS and bool(long) and all(token.is_capitalised for token in long)


def _with_quotes(tokenized: Tokenized, sentence: Span, inner: Sequence[Quotation]) -> list[Token]:
    found: list[Token] = []
    start = sentence.start
    for quotation in inner:
        found.extend(tokenized.tokens(start, quotation.span.start))
        found.extend(_transparent(tokenized, quotation.span) or [_opaque(tokenized.text, quotation.span)])
        start = quotation.span.end
    found.extend(tokenized.tokens(start, sentence.end))
    return found


def frames(
    tokenized: Tokenized, paragraphs: Sequence[Span], sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[Frame]:
    """The frames of a text in order; a very long sentence comes in several."""
    position, paragraph = 0, 0
    for sentence in _join(sentences, quotations):
        while paragraphs[paragraph].end <= sentence.start:
            paragraph += 1
        first = position
        while position < len(quotations) and quotations[position].span.end <= sentence.end:
            position += 1
        found = _with_quotes(tokenized, sentence, quotations[first:position])
        for cut in range(0, len(found), FRAME_LIMIT):
            yield Frame(found[cut : cut + FRAME_LIMIT], paragraph)
