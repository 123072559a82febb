"""The extractor that needs no model: rules and word lists find who says what."""

import datetime as dt
from collections.abc import Iterator, Sequence

from claims.extraction.assembly import Assembly
from claims.extraction.base import ExtractedClaim
from claims.extraction.blocks import in_blocks
from claims.extraction.checkworthiness import Score, checkworthiness
from claims.extraction.parsing.frames import FRAME_LIMIT, frames
from claims.extraction.parsing.passages import attributed, joined_frames
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from claims.extraction.text.quotes import Quotation
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
    return Assembly(layout, published, _worth, _FOUND).claims(sorted(_saids(layout), key=lambda said: said.place))


def _worth(statement: str, _content: Sequence[Span]) -> Score:
    return checkworthiness(statement)


def _saids(layout: Layout) -> Iterator[Said]:
    quoted = [Quotation(span) for span in layout.quoted]
    read = joined_frames(list(frames(layout.text, layout.paragraphs, layout.sentences, quoted)), FRAME_LIMIT)
    found = list(attributed(read, layout.unclosed))  # to its end: what a later frame goes on with is added to the first
    for frame, items in found:
        for item in items:
            if item.frame is frame:
                yield Said(item.source, item.spans([item.found.cue]), item.content, item.found.confidence)
