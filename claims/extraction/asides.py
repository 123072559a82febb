"""What an article says of a speaker on the way to the cue is no part of what he says.

"Several doctors, who did not want to be named, said that ...": the clause belongs to the doctors.
"""

from dataclasses import replace

from claims.extraction.said import Said
from claims.extraction.text import grammar
from factcheck.lib.spans import Span

_MARKS = " ,—–(\n"
_RELATIVES = grammar.RELATIVES - {"that"} | {"whose"}


def without_asides(text: str, said: Said) -> Said:
    """``said`` without a piece of content that is a relative clause of its source, as long as another piece is left."""
    kept = tuple(piece for piece in said.content if not _is_aside(text, said, piece))
    return replace(said, content=kept) if kept and kept != said.content else said


def _is_aside(text: str, said: Said, piece: Span) -> bool:
    """Whether ``piece`` is "which" alone, or begins with "who" or "which" between the source and the cue."""
    begins = text[piece.start : min(piece.end, piece.start + 10)].lower().split()[:1]
    if not begins or begins[0].rstrip(",") not in _RELATIVES:
        return False
    if len(piece) == len(begins[0]):
        return True
    ends = [span.end for span in said.source if span.end <= piece.start]
    return bool(ends) and piece.end <= said.place and not text[max(ends) : piece.start].strip(_MARKS)
