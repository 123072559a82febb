"""Web pages: the main text and what the page says about itself."""

import datetime as dt
import logging
import re

from lxml import etree
from lxml.html import HtmlElement

from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.blocks import block_text
from factcheck.lib.ingestion.cleaning import tidy, without_headline
from factcheck.lib.ingestion.decoding import decode
from factcheck.lib.ingestion.facts import Facts, find_facts
from factcheck.lib.ingestion.pages import open_page
from factcheck.lib.ingestion.sniffing import charset

logger = logging.getLogger(__name__)

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.I)
TRUNCATED = (
    "Structure truncated: the elements are nested too deeply; the text is there, headings and lists may be lost."
)
_LEAST_SHARE = 0.3  # of the text in <article> or <main>; less means that the reader missed the point of the page


def read_html(upload: Upload, limits: ReadLimits) -> Reading:
    """The main text of a page without its menus, comments and scripts, and its facts.

    A page in which no main text is found gives all its visible text, with a note.
    """
    content = upload.content
    declared = charset(upload.declared_type) or _meta_charset(content)
    decoded = decode(content, charset=declared, lenient=True)
    page = open_page(decoded.text, depth=limits.depth)
    tree = page.tree
    facts = find_facts(tree, page.json_ld, upload.url)
    everything, central = block_text(tree), _central_length(tree)
    text = _main_text(tree)
    notes = (
        decoded.note,
        TRUNCATED if page.truncated else "",
        _likely_date_note(facts, tree, upload.url),
        _text_note(text, central),
    )
    return Reading(
        text=without_headline(tidy(text or everything), facts.headline),
        headline=facts.headline,
        byline=facts.byline,
        outlet=facts.outlet,
        language=facts.language,
        published_at=facts.published_at,
        published_on=facts.published_on,
        url=facts.url,
        notes=tuple(note for note in notes if note),
        everything=tidy(everything)[: limits.characters],
    )


def _meta_charset(content: bytes) -> str:
    found = _META_CHARSET.search(content[:4096])
    return found[1].decode("ascii", errors="replace") if found else ""


def _main_text(tree: HtmlElement) -> str:
    """The main text by trafilatura; empty when it finds none or gives up."""
    from trafilatura import bare_extraction

    _soften_breaks(tree)
    try:
        document = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        logger.info("the main text can not be found", exc_info=True)
        return ""
    text = getattr(document, "text", None) or ""
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _soften_breaks(tree: HtmlElement) -> None:
    """Make each single ``<br>`` a blank: only two in a row part paragraphs, as trafilatura would take each for."""
    lone = [element for element in tree.iter("br") if not _is_break(element, element.getnext())]
    for element in lone:
        before = element.getprevious()
        if before is None or not _is_break(before, element):
            element.tag = "span"
            element.tail = f" {element.tail or ''}"


def _is_break(first: HtmlElement, second: HtmlElement | None) -> bool:
    """Whether the two are breaks with nothing between them."""
    return second is not None and first.tag == "br" == second.tag and not (first.tail or "").strip()


def _central_length(tree: HtmlElement) -> int:
    element = next(tree.iter("article"), None)
    if element is None:
        element = next(tree.iter("main"), None)
    return 0 if element is None else len(block_text(element))


def _text_note(text: str, central: int) -> str:
    if not text:
        return "No main text was found; this is all the visible text of the page, menus included."
    if len(text) < _LEAST_SHARE * central:
        return "Only a part of the page was taken for its main text; compare it with the page."
    return ""


def _likely_date_note(facts: Facts, tree: HtmlElement, url: str) -> str:
    """A note on a date found elsewhere in the page or in its address; empty when the page states its date plainly.

    It is only told and never taken: relative dates would count from it, and a person knows better.
    """
    if facts.published_at or facts.published_on:
        return ""
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False, url=url or None)
        day = dt.date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return ""
    return f"The page does not state its date plainly; it may be of {day.isoformat()}." if day else ""
