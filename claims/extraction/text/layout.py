"""Where the paragraphs, the sentences and the quotations of one article lie."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.text.paragraphs import paragraphs
from claims.extraction.text.quotes import quotations
from claims.extraction.text.sentences import sentences
from claims.extraction.text.tokens import Tokenized
from factcheck.lib.spans import Span


@dataclass(frozen=True)
class Layout:
    """The parts of one text, each list in order and without overlaps; ``quoted`` spans hold their marks.

    ``unclosed`` holds the ends of the quotations that go on in the next paragraph.
    """

    text: str
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    quoted: Sequence[Span]
    unclosed: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Layout":
        """The layout of ``text``, in time that grows with its length."""
        parts = paragraphs(text)
        found = quotations(text, parts)
        unclosed = frozenset(quotation.span.end for quotation in found if not quotation.closed)
        return cls(text, parts, sentences(text, parts), [quotation.span for quotation in found], unclosed)

    @cached_property
    def tokenized(self) -> Tokenized:
        """The words and marks of the text, found when first needed."""
        return Tokenized(self.text)

    def paragraph(self, place: int) -> int:
        """Number of the paragraph at or before the character ``place``; 0 before the first."""
        return _at_or_before(self.paragraphs, place)

    def sentence(self, place: int) -> int:
        """Number of the sentence at or before the character ``place``; 0 before the first."""
        return _at_or_before(self.sentences, place)

    def is_quoted(self, place: int) -> bool:
        """Whether the character ``place`` stands within a quotation, its marks included."""
        nearest = bisect_right(self.quoted, place, key=lambda span: span.end)
        return nearest < len(self.quoted) and self.quoted[nearest].start <= place

    def quotations_in(self, span: Span) -> Sequence[Span]:
        """The quotations that share a character with ``span``."""
        first = bisect_right(self.quoted, span.start, key=lambda quoted: quoted.end)
        last = bisect_right(self.quoted, span.end - 1, key=lambda quoted: quoted.start)
        return self.quoted[first:last]


def _at_or_before(spans: Sequence[Span], place: int) -> int:
    return max(0, bisect_right(spans, place, key=lambda span: span.start) - 1)
