"""Finding the claim that a scene is about, whichever extractor read the article."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from claims.models import Article, Claim
from claims.services.claims import Marking, add_claim_by_hand
from factcheck.demo.content import PREFIX
from factcheck.demo.loading import find_article
from factcheck.lib.spans import Span
from sources.models import Passage

ENOUGH = 0.2
EXACTLY = 0.95


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim by its words: ``words`` stand in the body of the article called ``article``.

    ``statement`` and ``speaker`` are what a person writes who marks the claim by hand; an empty speaker is the
    article's own voice. ``at_least`` is how well a claim has to fit the words, 0 to 1.
    """

    article: str
    words: str
    statement: str
    speaker: str = ""
    at_least: float = ENOUGH


def find_claim(wanted: Wanted, *, taken: Collection[str], by: Any) -> Claim:
    """The live claim that covers the words best and is not ``taken``; where there is none, ``by`` marks one by hand."""
    article = find_article(wanted.article)
    place = locate(article, wanted.words)
    free = [claim for claim in article.claims.live() if str(claim.public_id) not in taken]
    best = max(free, key=lambda claim: _fit(claim, place), default=None)
    if best and _fit(best, place) >= wanted.at_least:
        return best
    return add_claim_by_hand(article=article, by=by, marking=Marking([place], wanted.statement, wanted.speaker))


def locate(article: Article, words: str) -> Span:
    """Where ``words`` stand in the article; ``ValueError`` when they do not."""
    start = article.body.index(words)
    return Span(start, start + len(words))


def find_passage(document: str, words: str) -> Passage:
    """The passage with ``words`` of the document called ``document``."""
    return Passage.objects.with_document().get(document__external_id=PREFIX + document, text__contains=words)


def _fit(claim: Claim, place: Span) -> float:
    """How well the claim covers the place: shared characters by all characters, 0 to 1."""
    shared = sum(max(0, min(span.end, place.end) - max(span.start, place.start)) for span in claim.content_spans)
    length = sum(len(span) for span in claim.content_spans)
    return shared / (length + len(place) - shared)
