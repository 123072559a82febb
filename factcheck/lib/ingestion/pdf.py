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

DAMAGED = "they are damaged"
TOO_LARGE = "unpacked they are over the limit of 75 MB"  # the default of pypdf for one stream


def read_pdf(upload: Upload, limits: ReadLimits) -> Reading:
    """The text of a PDF with a mark where each page begins; a page without text, or a broken one, is noted.

    The date in a PDF is that of the file, not of its publication, so it is only noted.
    """
    document = _open(upload.content)
    texts, faults = _pages(document, limits)
    _check_texts(texts, faults)
    text, marks = _join(texts)
    title, author, dated = _metadata(document)
    return Reading(
        text=text,
        headline=title,
        byline=author,
        notes=(*_page_notes(texts, faults), *((f"The PDF file is dated {dated}.",) if dated else ())),
        breaks=marks,
    )


def _check_texts(texts: list[str], faults: dict[int, str]) -> None:
    if any(texts):
        return
    if TOO_LARGE in faults.values():
        message = f"No page of the PDF can be read: {TOO_LARGE}. Export it again, or paste the text."
        raise TooLarge(message)
    message = (
        "The PDF has no text that can be read: it is scanned or damaged. "
        "Run text recognition (OCR) on it, or paste the text."
    )
    raise InvalidInput(message)


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


def _pages(document: "PdfReader", limits: ReadLimits) -> tuple[list[str], dict[int, str]]:
    """The text of each page, and why those that can not be read can not; stops soon after the text is too long."""
    count = _count_pages(document)
    if count > limits.pages:
        message = f"The PDF has {count:,} pages; {limits.pages:,} are the limit. Upload the part that matters."
        raise TooLarge(message)
    texts: list[str] = []
    faults: dict[int, str] = {}
    size = 0
    for number in range(1, count + 1):
        text, fault = _page_text(document, number)
        if fault:
            faults[number] = fault
        texts.append(tidy(text))
        size += len(texts[-1])
        if size > 2 * limits.characters:
            break
    return texts, faults


def _count_pages(document: "PdfReader") -> int:
    try:
        return len(document.pages)
    except Exception as error:  # a damaged page tree provokes errors of any kind
        message = "The PDF is damaged: its pages can not be found. Export it again, or paste the text."
        raise InvalidInput(message) from error


def _page_text(document: "PdfReader", number: int) -> tuple[str, str]:
    """The text of a page, and what is wrong with it; empty when nothing is."""
    from pypdf.errors import LimitReachedError

    try:
        return document.pages[number - 1].extract_text(), ""
    except MemoryError:
        raise
    except LimitReachedError:
        return "", TOO_LARGE
    except Exception:  # a damaged page provokes errors of any kind; the other pages are still of use
        logger.info("page %d can not be read", number, exc_info=True)
        return "", DAMAGED


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


def _page_notes(texts: list[str], faults: dict[int, str]) -> Iterator[str]:
    empty = [number for number, text in enumerate(texts, start=1) if not text and number not in faults]
    if empty:
        yield f"{len(empty)} of {len(texts)} pages have no text (scanned?): {_listed(empty)}."
    for fault in (DAMAGED, TOO_LARGE):
        numbers = [number for number in faults if faults[number] == fault]
        if numbers:
            yield f"{len(numbers)} of {len(texts)} pages were left out, because {fault}: {_listed(numbers)}."


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
