"""Reads a document once for what it tells about its own origin."""

from sources.copies import own_words
from sources.origins.base import Trace
from sources.origins.credits import read_credits
from sources.origins.naming import is_first_hand, read_naming
from sources.origins.subjects import heading_terms, subject_terms
from sources.origins.weblinks import page_links, telling_links, text_links


def read_trace(text: str, *, title: str = "", publisher: str = "", url: str = "", page: str = "") -> Trace:
    """The trace of a text; ``page`` is the HTML it was read from, where there is one. Time is linear in the length."""
    return Trace(
        subject=subject_terms(text, title),
        heading=heading_terms(title),
        credits=read_credits(text),
        naming=read_naming(text),
        links=telling_links([*text_links(text), *page_links(page, text)], url),
        own_words=len(own_words(text)),
        first_hand=is_first_hand(text, publisher),
    )
