"""The coverage of an article as a meter, and its sign-off with what is missing."""

from dataclasses import dataclass
from typing import Any, Final

from claims.models import Article
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from factcheck.lib.spans import Span
from reviews.models import SignOff
from reviews.pages.stand_ins import standings_of, swapped_for
from reviews.pages.standings import Segment, lay_out
from reviews.policies import can_clear, can_sign_off, can_undo_sign_off
from reviews.services.coverage import Coverage, CoveredSentence, Standing, coverage_of
from reviews.services.signoff import Gap, gaps

LABELS: Final[dict[str, str]] = {
    Standing.CHECKED: "checked",
    Standing.CLAIMED: "claimed, not decided",
    Standing.DISPUTED: "disputed",
    Standing.CLEARED: "no check needed",
    Standing.UNACCOUNTED: "unaccounted for",
}
SENTENCES_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Meter:
    """How far an article is accounted for, and whether it is or may be signed off.

    ``newest`` is the last sign-off, which may have been undone since.
    """

    coverage: Coverage
    segments: list[Segment]
    gaps: list[Gap]
    newest: SignOff | None
    may_sign_off: Decision
    may_undo: Decision
    may_clear: Decision

    @property
    def signed(self) -> SignOff | None:
        """The sign-off that is in force."""
        return self.newest if self.newest and self.newest.undone_at is None else None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence with its words; ``key`` is what a form sends for it."""

    sentence: CoveredSentence
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The sentences that are unaccounted for, cut off after ``SENTENCES_SHOWN``, and those that need no check."""

    article: Article
    meter: Meter
    unaccounted: list[SentenceRow]
    more: int
    cleared: list[SentenceRow]


def meter_of(article: Article, *, user: Any) -> Meter:
    """Read the coverage of ``article`` for ``user``; six queries."""
    coverage = coverage_of(article, seen=standings_of(swapped_for(user, article)))
    counts = {str(name): coverage.count(name) for name in LABELS}
    return Meter(
        coverage=coverage,
        segments=lay_out(counts, LABELS),
        gaps=gaps(article, coverage),
        newest=SignOff.objects.newest_of(article),
        may_sign_off=can_sign_off(user, article),
        may_undo=can_undo_sign_off(user, article),
        may_clear=can_clear(user, article),
    )


def coverage_page(article: Article, *, user: Any) -> CoveragePage:
    """What the page of the coverage of ``article`` shows."""
    meter = meter_of(article, user=user)
    bare = meter.coverage.of(Standing.UNACCOUNTED)
    return CoveragePage(
        article=article,
        meter=meter,
        unaccounted=[_row(article, sentence) for sentence in bare[:SENTENCES_SHOWN]],
        more=max(0, len(bare) - SENTENCES_SHOWN),
        cleared=[_row(article, sentence) for sentence in meter.coverage.of(Standing.CLEARED)],
    )


def _row(article: Article, sentence: CoveredSentence) -> SentenceRow:
    span = sentence.span
    return SentenceRow(sentence, span.cut(article.body), f"{span.start}-{span.end}")


def sentence_marks(coverage: Coverage, part: Span) -> list[Mark]:
    """The sentences in ``part`` that no claim stands in, in its own offsets: bare ones and those without need."""
    shown = (Standing.UNACCOUNTED, Standing.CLEARED)
    inside = [row for row in coverage.sentences if row.standing in shown and row.span.overlaps(part)]
    return [_mark(row, part) for row in inside]


def _mark(row: CoveredSentence, part: Span) -> Mark:
    start, end = max(row.span.start, part.start), min(row.span.end, part.end)
    key = f"{row.span.start}-{row.span.end}"
    return Mark(start - part.start, end - part.start, row.standing, key=key, is_plain=True)
