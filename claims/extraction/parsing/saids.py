"""The attributions of a text as the rules find them."""

from collections.abc import Iterator

from claims.extraction.parsing.frames import FRAME_LIMIT, frames
from claims.extraction.parsing.passages import attributed, joined_frames
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from claims.extraction.text.quotes import Quotation


def saids(layout: Layout) -> list[Said]:
    """All attributions in order of their cues."""
    return sorted(_saids(layout), key=lambda said: said.place)


def _saids(layout: Layout) -> Iterator[Said]:
    quoted = [Quotation(span) for span in layout.quoted]
    read = joined_frames(list(frames(layout.tokenized, layout.paragraphs, layout.sentences, quoted)), FRAME_LIMIT)
    found = list(attributed(read, layout.unclosed))  # to its end: what a later frame goes on with is added to the first
    for frame, items in found:
        for item in items:
            if item.frame is frame:
                yield Said(item.source, item.spans([item.found.cue]), item.content, item.found.confidence)
