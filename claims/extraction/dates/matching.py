"""Where to look for an expression of time: trying the whole pattern at every letter would take longer than all else."""

import re
from collections.abc import Iterator

from claims.extraction.dates.patterns import EXPRESSION
from claims.extraction.dates.words import COUNTS, MONTHS, VAGUE_COUNTS, WEEKDAYS
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_WORD = re.compile(r"['’](?=\d\d)|\w+")
_TELLING = {name.lower() for name in (*MONTHS, *WEEKDAYS)} | word_set(
    """day week month year decade days weeks months years decades century quarter period weekend morning afternoon
    evening night tonight today tomorrow yesterday spring summer autumn fall winter recently currently jan feb mar
    apr jun jul aug sep sept oct nov dec"""
)
"""Every expression holds one of these or a figure."""
_OPENING = COUNTS.keys() | VAGUE_COUNTS | word_set(
    """on in since by until till from during before after through throughout over as at for of to between and
    the early late mid earlier later first second third fourth final last this next past that more less just about
    around nearly almost roughly following previous end beginning start middle rest remainder close mon tue tues wed
    thu thurs fri sat sun"""
)  # fmt: skip
"""Every expression begins with one of these, or with a word that tells."""
_REACH = 80
"""Characters from the beginning of an expression to the first word of it that tells, at most."""


def matches(text: str, span: Span) -> Iterator[re.Match[str]]:
    """What ``EXPRESSION.finditer`` finds within ``span``, in order."""
    openings: list[int] = []
    end = span.start
    for word in _WORD.finditer(text, span.start, span.end):
        lower = word.group().lower()
        tells = lower in _TELLING or not lower.isalpha()
        if tells or lower in _OPENING:
            openings.append(word.start())
        if not tells:
            continue
        for start in openings:
            match = EXPRESSION.match(text, start, span.end) if start >= max(end, word.start() - _REACH) else None
            if match:
                end = match.end()
                yield match
        openings = []
