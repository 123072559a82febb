"""Hostile HTML to a tree, without loss that nobody is told of."""

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.markup import simplify

_HARMLESS = 64  # what is too deep anyway is cut down to this: readers of main text are slow on deep tables


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of a page, its JSON-LD blocks, and whether tags were left out because of their depth."""

    tree: HtmlElement
    json_ld: tuple[str, ...]
    truncated: bool


def open_page(html: str, *, depth: int) -> Page:
    """Parse ``html`` with at most ``depth`` elements within one another; if there are more, they are cut to 64.

    The text of the elements that are cut is kept. Raises ``InvalidInput`` when there is nothing in it.
    """
    markup = simplify(html, depth=depth)
    # without huge_tree the parser drops what is nested over 256 deep, without a word
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = document_fromstring(markup.html.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        message = "The page is empty: there is no text in it."
        raise InvalidInput(message) from error
    truncated = markup.truncated or _stopped_early(parser)
    if truncated and depth > _HARMLESS:
        return Page(open_page(html, depth=_HARMLESS).tree, markup.json_ld, truncated=True)
    return Page(tree, markup.json_ld, truncated)


def _stopped_early(parser: HTMLParser) -> bool:
    """Whether the parser gave up; elements that it opens by itself can add up to more than it takes."""
    log = parser.error_log
    return len(log) > 0 and log[-1].type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
