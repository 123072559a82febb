"""PDF files: the text layer, page by page."""

import io
import logging
from collections.abc import Iterator
from statistics import median_high
from typing import TYPE_CHECKING

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import Mark, Reading, ReadLimits, Upload
from factcheck.lib.ingestion.cleaning import one_line, tidy
from factcheck.lib.ingestion.lines import find_compounds, join_lines, line_width

if TYPE_CHECKING:
    from pypdf import PdfReader

logger = logging.getLogger(__name__)


def read_pdf(upload: Upload, limits: ReadLimits) -> Reading:
    """The text of a PDF with a mark where each page begins; a page without text, or a broken one, is noted.

    The date in a PDF is that of the file, not of its publication, so it is only noted.
    """
    document = _open(upload.content)
    texts, broken = _pages(document, limits)
    if not any(texts):
        message = (
            "The PDF has no text that can be read: it is scanned or damaged. "
            "Run text recognition (OCR) on it, or paste the text."
        )
        raise InvalidInput(message)
    text, marks = _join(texts)
    title, author, dated = _metadata(document)
    return Reading(
        text=text,
        headline=title,
        byline=author,
        notes=(*_page_notes(texts, broken), *((f"The PDF file is dated {dated}.",) if dated else ())),
        breaks=marks,
    )


def _open(content: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        document = PdfReader(io.BytesIO(content))
        locked = document.is_encrypted and not document.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "The PDF is damaged and can not be opened. Export it again, or paste the text."
        raise InvalidInput(message) from error
    if locked:
        message = "The PDF is protected with a password. Save it without one, or paste the text."
        raise InvalidInput(message)
    return document


def _pages(document: "PdfReader", limits: ReadLimits) -> tuple[list[str], list[int]]:
    """The text of each page and the numbers of those that can not be read; stops soon after the text is too long."""
    count = _count_pages(document)
    if count > limits.pages:
        message = f"The PDF has {count:,} pages; {limits.pages:,} are the limit. Upload the part that matters."
        raise TooLarge(message)
    texts: list[str] = []
    broken: list[int] = []
    size = 0
    for number in range(1, count + 1):
        text = _page_text(document, number)
        if text is None:
            broken.append(number)
        texts.append(tidy(text or ""))
        size += len(texts[-1])
        if size > 2 * limits.characters:
            break
    return texts, broken


def _count_pages(document: "PdfReader") -> int:
    try:
        return len(document.pages)
    except Exception as error:  # a damaged page tree provokes errors of any kind
        message = "The PDF is damaged: its pages can not be found. Export it again, or paste the text."
        raise InvalidInput(message) from error


def _page_text(document: "PdfReader", number: int) -> str | None:
    try:
        return document.pages[number - 1].extract_text()
    except MemoryError:
        raise
    except Exception:  # a damaged page provokes errors of any kind; the other pages are still of use
        logger.info("page %d can not be read", number, exc_info=True)
        return None


def _join(texts: list[str]) -> tuple[str, tuple[Mark, ...]]:
    compounds = find_compounds("\n".join(texts))
    width = median_high(line_width(page) for page in texts if page)
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, page in enumerate(texts, start=1):
        text = join_lines(page, width, compounds)
        if pieces and text:
            pieces.append(" " if _runs_on(pieces[-1], text) else "\n\n")
            length += len(pieces[-1])
        if text:
            pieces.append(text)
            marks.append(Mark(length, f"page {number}"))
            length += len(text)
    return "".join(pieces), tuple(marks)


def _runs_on(before: str, after: str) -> bool:
    """Whether a sentence goes on over the page."""
    return after[0].islower() and (before[-1].islower() or before[-1] == ",")


def _page_notes(texts: list[str], broken: list[int]) -> Iterator[str]:
    empty = [number for number, text in enumerate(texts, start=1) if not text and number not in broken]
    if empty:
        yield f"{len(empty)} of {len(texts)} pages have no text (scanned?): {_listed(empty)}."
    if broken:
        yield f"{len(broken)} of {len(texts)} pages are damaged and were left out: {_listed(broken)}."


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return f"{shown} and more" if len(numbers) > 10 else shown


def _metadata(document: "PdfReader") -> tuple[str, str, str]:
    """Title, author and date of the file, as far as they can be read."""
    try:
        facts = document.metadata
        if facts is None:
            return "", "", ""
        dated = facts.creation_date
        title, author = one_line(str(facts.title or "")), one_line(str(facts.author or ""))
    except Exception:  # dates and names in damaged form provoke errors of any kind; they are not worth the text
        return "", "", ""
    return title, author, dated.date().isoformat() if dated else ""
