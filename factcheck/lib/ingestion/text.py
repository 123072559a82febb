"""Plain text files."""

from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.cleaning import tidy
from factcheck.lib.ingestion.decoding import decode
from factcheck.lib.ingestion.sniffing import charset

_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"', "’", "'", "»", ")", "…")


def read_text(upload: Upload, limits: ReadLimits) -> Reading:
    """The text of a plain text file; a file with a paragraph on each line gets the empty lines between them."""
    del limits
    decoded = decode(upload.content, charset=charset(upload.declared_type))
    notes = (decoded.note,) if decoded.note else ()
    return Reading(text=spread_paragraphs(tidy(decoded.text)), notes=notes)


def spread_paragraphs(text: str) -> str:
    """``text`` with its lines made paragraphs, if it has no empty lines and most lines end as sentences do."""
    if "\n\n" in text:
        return text
    lines = text.split("\n")
    ended = sum(line.endswith(_SENTENCE_ENDS) for line in lines)
    return "\n\n".join(lines) if 2 * ended > len(lines) else text
