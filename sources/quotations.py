"""A claim's direct quotation laid beside the document that it may come from. Plain Python."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from claims.extraction.fidelity.base import Edit, Fidelity
from claims.extraction.fidelity.comparing import compare
from claims.extraction.fidelity.turns import Transcript
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

FEWEST_WORDS = 4
"""Fewer words in a row are not enough to say where they were taken from."""
SHARE = 0.5
"""Of the words of a quotation, in the passage that was found: with fewer the document is not looked through."""
LONGEST = 300_000
"""Characters of a document that are looked through."""

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"^[\W_]+|[^\w.!?…]+$")


def quoted_parts(quote: str, *, is_direct: bool) -> list[str]:
    """What stands in quotation marks in a claim's words, or all of them where the whole is a quotation."""
    inside = [_MARKS.sub("", span.cut(quote)) for span in Layout.of(quote).quoted]
    parts = inside or ([quote] if is_direct else [])
    return [part for part in parts if len(_WORD.findall(part)) >= FEWEST_WORDS]


def is_worth_a_look(part: str, passage: str) -> bool:
    """Whether ``passage`` holds enough words of the quotation ``part``."""
    wanted, there = _words(part), _words(passage)
    return len(wanted & there) >= SHARE * len(wanted)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def checks(parts: Iterable[str], transcript: Transcript, *, speaker: str) -> Iterator[dict[str, Any]]:
    """For each part that stands in ``transcript``, how it was quoted, as a record that can be stored."""
    for part in parts:
        found = compare(part, transcript, speaker=speaker)
        if found:
            yield _record(part, transcript.text, found)


def _record(part: str, text: str, found: Fidelity) -> dict[str, Any]:
    """``said`` are the words of the document, ``places`` where they stand in it."""
    return {
        "quoted": part,
        "said": " … ".join(span.cut(text) for span in found.spans),
        "places": [[span.start, span.end] for span in found.spans],
        "speaker": found.label,
        "verdicts": [str(verdict) for verdict in found.verdicts],
        "summary": found.summary,
        "harmful": found.is_harmful,
        "edits": [_edit(edit) for edit in found.edits if not edit.is_harmless],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"kind": str(edit.kind), "before": edit.before, "after": edit.after, "harmful": edit.is_harmful}


def transcript_of(text: str) -> Transcript:
    """The document as one that quotations are compared with."""
    return Transcript.of(text[:LONGEST])


def overlaps(record: dict[str, Any], passage: Span) -> bool:
    """Whether the words that a record is about stand in ``passage``."""
    return any(Span(*place).overlaps(passage) for place in record["places"])
