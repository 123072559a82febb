"""Sentences that the article says in its own voice and that hold something to check."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction import grammar
from claims.extraction.checkworthiness import checkworthiness
from claims.extraction.frames import Frame
from factcheck.lib.spans import Span

_FEWEST_WORDS = 6
_MOST_WORDS = 120
_LEAST_WORTH = 0.24
_HOLDS_FACT = re.compile(r"\d|(?<=[\w,’'] )[A-Z]\w+|-[A-Z]|\b[A-Z]{2,}\b")


def _has_verb(frame: Frame) -> bool:
    return any(t.kind == "word" and grammar.is_verb_like(t.lower) for t in frame.tokens) or any(
        t.lower.endswith(("s", "ing")) for t in frame.tokens[1:]
    )


def own_voice(text: str, frames: Sequence[tuple[Frame, bool]]) -> Iterator[Span]:
    """Spans of the checkable sentences among ``frames``, each given with whether anything in it is attributed."""
    for frame, attributed in frames:
        if attributed or not frame.tokens or not _is_statement(frame):
            continue
        span = Span(frame.tokens[0].start, frame.tokens[-1].end)
        words = span.cut(text)
        if _HOLDS_FACT.search(words) and checkworthiness(words).value >= _LEAST_WORTH:
            yield span


def _is_statement(frame: Frame) -> bool:
    words = sum(1 for token in frame.tokens if token.kind == "word")
    if not _FEWEST_WORDS <= words <= _MOST_WORDS or frame.tokens[-1].text == "?":
        return False
    quoted = sum(len(token.text) for token in frame.tokens if token.kind == "quote")
    whole = frame.tokens[-1].end - frame.tokens[0].start
    return quoted * 2 < whole and _has_verb(frame)
