"""Which formats there are of an entry, of an article and of the feed: the last word of their addresses."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from exports.formats import annotation, ans, claimreview, galley, ninjs
from exports.formats.entries import Entry, House, MarkedArticle

JSON: Final = "application/json"
JSON_LD: Final = "application/ld+json"
ANNOTATION: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
HTML: Final = "text/html; charset=utf-8"

Thing = TypeVar("Thing")


def as_json(written: Mapping[str, Any]) -> bytes:
    """JSON values as they go out."""
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Shape(Generic[Thing]):
    """A format: its media type, and what writes a thing in it as JSON values or as bytes."""

    media_type: str
    write: Callable[[Thing, House], Mapping[str, Any] | bytes]
    of_retractions: bool = True

    def content(self, thing: Thing, house: House) -> bytes:
        """``thing`` in this format."""
        written = self.write(thing, house)
        if isinstance(written, bytes):
            return written
        return as_json(written)


OF_ENTRY: Final[Mapping[str, Shape[Entry]]] = {
    "claimreview": Shape(JSON_LD, claimreview.claim_review, of_retractions=False),
    "claim": Shape(JSON_LD, lambda entry, _house: claimreview.claim_ld(entry)),
    "ninjs": Shape(JSON, ninjs.ninjs_3),
    "ninjs2": Shape(JSON, ninjs.ninjs_2),
    "ninjs1": Shape(JSON, ninjs.ninjs_1),
    "superdesk": Shape(JSON, ninjs.superdesk),
    "ans": Shape(JSON, ans.ans_story),
}
"""What is written from the frozen payload alone."""

NEEDS_MORE: Final = {"annotations": ANNOTATION, "prov": JSON}
"""Formats of an entry that also need the article's text or the rows behind the verdict, with their media types."""

OF_ARTICLE: Final[Mapping[str, Shape[MarkedArticle]]] = {
    "claimreview": Shape(JSON_LD, claimreview.claim_reviews),
    "claim": Shape(JSON_LD, lambda article, _house: claimreview.claims_ld(article)),
    "ninjs": Shape(JSON, ninjs.ninjs_3_article),
    "ninjs2": Shape(JSON, ninjs.ninjs_2_article),
    "ninjs1": Shape(JSON, ninjs.ninjs_1_article),
    "ans": Shape(JSON, ans.ans_article),
    "annotations": Shape(ANNOTATION, annotation.article_annotations),
    "galley": Shape(JSON, lambda article, _house: galley.galley(article)),
    "galley-html": Shape(HTML, lambda article, _house: galley.galley_html(article)),
}
