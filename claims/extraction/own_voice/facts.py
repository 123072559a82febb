"""Sentences that the article says in its own voice and that hold something to check."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.checkworthiness import checkworthiness
from claims.extraction.own_voice.splitting import Fact, facts
from claims.extraction.parsing.frames import Frame, frames
from claims.extraction.parsing.phrases import Range
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.page_furniture import is_furniture
from claims.extraction.text.quotes import Quotation
from claims.extraction.text.tokens import Token
from factcheck.lib.spans import Span

_FEWEST_WORDS = 6
_MOST_WORDS = 120
_FEWEST_WORDS_OF_PART = 4
_LEAST_WORTH = 0.24
_HOLDS_FACT = re.compile(r"\d|(?<=[\w,’'] )[A-Z]\w+|-[A-Z]|\b[A-Z]{2,}\b")


def _has_verb(frame: Frame) -> bool:
    return any(t.kind == "word" and grammar.is_verb_like(t.lower) for t in frame.tokens) or any(
        t.lower.endswith(("s", "ing")) for t in frame.tokens[1:]
    )


def _is_statement(frame: Frame) -> bool:
    words = sum(1 for token in frame.tokens if token.kind == "word")
    if not _FEWEST_WORDS <= words <= _MOST_WORDS or frame.tokens[-1].text == "?":
        return False
    quoted = sum(len(token.text) for token in frame.tokens if token.kind == "quote")
    whole = frame.tokens[-1].end - frame.tokens[0].start
    return quoted * 2 < whole and _has_verb(frame)


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A checkable statement in the article's own voice.

    ``subject`` holds words from elsewhere in the sentence that have to stand before the content for it to be read
    alone, in place of ``relative`` ("which") where the content begins with that. ``how`` tells an editor why it is one.
    """

    content: tuple[Span, ...]
    subject: Span | None = None
    relative: Span | None = None
    how: str = "The article says it in its own voice."


def own_claims(layout: Layout, saids: Iterable[Said]) -> Iterator[OwnClaim]:
    """What the article itself says that can be checked, one claim for each fact, in order.

    A sentence with an attribution in it counts only for those of its facts that no cue and no content touches.
    """
    taken = _merged(span for said in saids for span in (*said.cue, *said.content))
    quoted = [Quotation(span) for span in layout.quoted]
    for frame in frames(layout.tokenized, layout.paragraphs, layout.sentences, quoted):
        if frame.tokens and not is_furniture(layout, _span(frame.tokens, (0, len(frame.tokens)))):
            yield from _claims(layout, frame, taken)


def _claims(layout: Layout, frame: Frame, taken: Sequence[Span]) -> Iterator[OwnClaim]:
    tokens = frame.tokens
    whole = _span(tokens, (0, len(tokens)))
    is_touched = _touches(whole, taken)
    if not is_touched and not _is_statement(frame):
        return
    parts = facts(tokens, tails=is_touched)
    sound = [part for part in parts if _is_sound(tokens, part)]
    if not is_touched and (len(parts) == 1 or len(sound) < len(parts)):
        parts = [Fact(((0, len(tokens)),))] if _is_checkable(layout.text, (whole,)) else []
    for part in parts:
        claim = _claim(tokens, part, is_part=len(parts) > 1 or is_touched)
        if not any(_touches(span, taken) for span in claim.content) and _holds(layout.text, claim, tokens, part):
            yield claim


def _holds(text: str, claim: OwnClaim, tokens: Sequence[Token], part: Fact) -> bool:
    spans = (*((claim.subject,) if claim.subject else ()), *claim.content)
    return _is_sound(tokens, part) and _is_checkable(text, spans)


def _claim(tokens: Sequence[Token], part: Fact, *, is_part: bool) -> OwnClaim:
    content = tuple(_span(tokens, piece) for piece in part.content)
    if not is_part:
        return OwnClaim(content)
    return OwnClaim(
        content=content,
        subject=_span(tokens, part.subject) if part.subject else None,
        relative=_span(tokens, (part.relative, part.relative + 1)) if part.relative is not None else None,
        how="The article says it in its own voice, as one of several facts in its sentence.",
    )


def _span(tokens: Sequence[Token], part: Range) -> Span:
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)


def _is_sound(tokens: Sequence[Token], part: Fact) -> bool:
    """Whether the part is long enough to tell something, and not mostly a quotation."""
    words = [token for start, end in part.content for token in tokens[start:end]]
    quoted = sum(len(token.text) for token in words if token.kind == "quote")
    return sum(token.kind == "word" for token in words) >= _FEWEST_WORDS_OF_PART and quoted * 2 < sum(
        len(token.text) for token in words
    )


def _is_checkable(text: str, spans: Sequence[Span]) -> bool:
    words = " ".join(span.cut(text) for span in spans)
    return bool(_HOLDS_FACT.search(words)) and checkworthiness(words).value >= _LEAST_WORTH


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap put together."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    nearest = bisect_right(taken, span.start, key=lambda other: other.end)
    return nearest < len(taken) and taken[nearest].start < span.end
