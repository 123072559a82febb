"""The extractor that needs no model: rules and word lists find who says what."""

import datetime as dt
from collections.abc import Iterator, Sequence

from claims.extraction.assembly import Assembly
from claims.extraction.base import ExtractedClaim
from claims.extraction.blocks import in_blocks
from claims.extraction.checkworthiness import Score, checkworthiness
from claims.extraction.parsing.saids import saids
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_FOUND = "A rule for words of saying takes these words for an attribution."


class RuleExtractor:
    """Finds attributions by their cues, joins split quotations, and keeps the article's own checkable sentences."""

    name = "rules"
    version = "2"

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        """The claims of ``text``. The rules are English; another ``language`` gives few claims or none."""
        return list(self.stream(text, published=published, language=language))

    def stream(self, text: str, *, published: dt.date | None, language: str = "en") -> Iterator[ExtractedClaim]:
        """The same, one by one: of a very long text only a part is held at a time."""
        return in_blocks(text, lambda block: _read(block, published))


def _read(text: str, published: dt.date | None) -> Sequence[ExtractedClaim]:
    layout = Layout.of(text)
    return Assembly(layout, published, _worth, _FOUND).claims(saids(layout))


def _worth(statement: str, _content: Sequence[Span]) -> Score:
    return checkworthiness(statement)
