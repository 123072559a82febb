"""What a publication is made of: plain values, no names of people inside the house, nothing confidential."""

import datetime as dt
from dataclasses import dataclass

Pairs = list[list[int]]


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """Who says the claim; ``role`` in the words of the article, ``affiliation`` empty where that is not known."""

    name: str
    kind: str
    role: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """The claim; ``speaker`` is ``None`` where the article speaks for itself. Spans count code points."""

    id: str
    statement: str
    quote: str
    spans: Pairs
    speaker: SpeakerFacts | None
    attribution: str
    said_on: dt.date | None
    said_precision: str
    said_text: str
    said_until: dt.date | None = None
    said_value: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The article that the claim stands in."""

    id: str
    external_id: str
    headline: str
    url: str
    outlet: str
    language: str
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """The answer on its scale; ``value`` is ``None`` for an answer that is no place on it, such as "unproven"."""

    slug: str
    name: str
    value: int | None
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What was decided and why."""

    rating: RatingFacts
    rationale: str
    version: int
    decided_at: dt.datetime


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One passage that the verdict cites, ``stance`` as it was cited.

    ``sha256`` names the bytes of the document as they were received.
    """

    title: str
    url: str
    publisher: str
    published_at: dt.datetime | None
    quote: str
    locator: str
    start: int
    end: int
    stance: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it, for one review."""

    review_id: str
    claim: ClaimFacts
    article: ArticleFacts
    verdict: VerdictFacts
    evidence: tuple[EvidenceFacts, ...]
