"""The speaker of one attribution, as it is told to people."""

from dataclasses import dataclass

from claims.extraction.base import SpeakerKind
from factcheck.lib.spans import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    ``name`` is the fullest name that the article gives, or the article's words where it gives none; it is empty only
    where nothing stands for a speaker. ``role`` is what the article calls them ("council spokesman"), ``affiliation``
    for whom they stand ("Ministry of Health"). ``members`` names the people of a source that is several, ``candidates``
    whom an unresolved one may be, the likeliest first. ``how`` is one sentence for an editor, ``confidence`` (0..1) how
    sure the identity is, and ``spans`` hold the words of the article that gave the name.
    """

    name: str
    kind: SpeakerKind
    role: str = ""
    affiliation: str = ""
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    how: str = ""
    confidence: float = 1.0
    spans: tuple[Span, ...] = ()
