"""The extractor that ships: a trained tagger finds who says what, rules read the rest."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.extraction.asides import without_asides
from claims.extraction.assembly import Assembly
from claims.extraction.base import ExtractedClaim, Part, Step
from claims.extraction.blocks import in_blocks
from claims.extraction.rules import RuleExtractor
from claims.extraction.second_opinion import with_second_opinion
from claims.extraction.tagging.model import shipped
from claims.extraction.tagging.tagger import tag
from claims.extraction.tagging.worth import worth_of
from claims.extraction.text.layout import Layout

LEAST = 0.2
"""Confidence below which three in four are wrong, and nothing is shown."""
_FOUND = "A model trained on annotated news takes these words for an attribution."
_NOT_ENGLISH = "The article is not in English. Only simple rules for English read it: expect missed and wrong claims."


class TrainedExtractor:
    """Reads English. Of an article in another language it gives what the rules for English find, and says so."""

    name = "trained"
    version = "1"

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        """The claims of ``text``. Raises ``ComponentFailed`` where the model's files are missing or broken."""
        return list(self.stream(text, published=published, language=language))

    def stream(self, text: str, *, published: dt.date | None, language: str = "en") -> Iterator[ExtractedClaim]:
        """The same, one by one: of a very long text only a part is held at a time."""
        if language.lower().partition("-")[0] == "en":
            return in_blocks(text, lambda block: _read(block, published))
        found = RuleExtractor().stream(text, published=published, language=language)
        return (replace(claim, steps=(Step(Part.ATTRIBUTION, _NOT_ENGLISH), *claim.steps)) for claim in found)


def _read(text: str, published: dt.date | None) -> Sequence[ExtractedClaim]:
    if not text.strip():
        return ()
    layout = Layout.of(text)
    tagged = tag(shipped(), layout)
    saids = (without_asides(text, said) for said in with_second_opinion(layout, tagged.saids))
    found = [said for said in saids if said.confidence >= LEAST]
    return Assembly(layout, published, worth_of(shipped(), tagged), _FOUND).claims(found)
