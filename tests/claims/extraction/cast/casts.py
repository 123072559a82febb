"""Attributions of an example text, found by their words, for the tests of who speaks."""

from collections.abc import Sequence

from claims.extraction.cast.casting import Cast
from claims.extraction.cast.speaker import Speaker
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span


def said(text: str, source: str, start: int = 0) -> Said:
    """The attribution whose source is ``source``, looked for from ``start`` on; the next words are cue and content."""
    at = text.index(source, start)
    end = at + len(source)
    cue = Span(min(end + 1, len(text) - 1), min(end + 5, len(text)))
    return Said((Span(at, end),), (cue,), (Span(cue.end - 1, len(text)),))


def speakers(text: str, *sources: str) -> Sequence[Speaker]:
    """Who the ``sources`` are, each looked for after the one before."""
    saids: list[Said] = []
    for source in sources:
        saids.append(said(text, source, saids[-1].source[0].end if saids else 0))
    return Cast(Layout.of(text)).speakers(saids)


def last(text: str, *sources: str) -> Speaker:
    """The speaker of the last of ``sources`` where it stands last in the text."""
    saids = [said(text, source) for source in sources[:-1]]
    saids.append(said(text, sources[-1], text.rindex(sources[-1])))
    return Cast(Layout.of(text)).speakers(saids)[-1]
