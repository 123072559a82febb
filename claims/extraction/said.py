"""One attribution by its spans alone, however it was found: what speakers, dates and statements are read from."""

from dataclasses import dataclass

from factcheck.lib.spans import Span


@dataclass(frozen=True, slots=True)
class Said:
    """Who (``source``), by which words (``cue``), what (``content``): spans in order of the text.

    ``content`` and ``cue`` are never empty; ``source`` is, where the article names nobody or names them elsewhere.
    ``confidence`` (0..1) is how sure the finder is that this is an attribution with these spans.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float = 1.0

    @property
    def place(self) -> int:
        """The first character of the cue."""
        return self.cue[0].start

    @property
    def hull(self) -> Span:
        """The stretch from the first to the last character of all three."""
        return Span.hull((*self.source, *self.cue, *self.content))
