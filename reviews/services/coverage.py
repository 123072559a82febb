"""Which sentences of an article are accounted for: claimed, checked, disputed, or in need of no check."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from claims.extraction.text.paragraphs import paragraphs
from claims.extraction.text.sentences import sentences
from claims.models import Article, Claim
from factcheck.lib.spans import Span, from_pairs
from reviews.models import ClearedSentence, Review

SETTLED: Final = frozenset({"decided", "published"})


class Standing(StrEnum):
    """Where a sentence stands; a sentence with several claims stands where the least settled of them does."""

    UNACCOUNTED = "unaccounted"
    DISPUTED = "disputed"
    CLAIMED = "claimed"
    CHECKED = "checked"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class CoveredSentence:
    """One sentence; ``cleared`` says why it needs no check, where a person said so and no claim stands in it."""

    span: Span
    standing: Standing
    cleared: ClearedSentence | None = None


@dataclass(frozen=True, slots=True)
class StandingClaim:
    """As much of a live claim as coverage needs; ``standing`` is the state of its newest review, or "waiting"."""

    pk: int
    spans: tuple[Span, ...]
    standing: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of an article in order, and its live claims in the order of the text."""

    sentences: tuple[CoveredSentence, ...]
    claims: tuple[StandingClaim, ...]

    def count(self, standing: str) -> int:
        """How many sentences stand so."""
        return sum(1 for sentence in self.sentences if sentence.standing == standing)

    def of(self, standing: str) -> list[CoveredSentence]:
        """The sentences that stand so."""
        return [sentence for sentence in self.sentences if sentence.standing == standing]

    @property
    def unsettled(self) -> int:
        """How many claims nobody has decided."""
        return sum(1 for claim in self.claims if not claim.is_settled)

    @property
    def disputed(self) -> int:
        """How many claims two reviewers differ about."""
        return sum(1 for claim in self.claims if claim.standing == "disputed")

    @property
    def share(self) -> int:
        """How many of a hundred sentences are accounted for; 100 only when all are."""
        total = len(self.sentences)
        return 100 if not total else (total - self.count(Standing.UNACCOUNTED)) * 100 // total


def coverage_of(article: Article, *, seen: Mapping[int, str] | None = None) -> Coverage:
    """Read how far ``article`` is accounted for; two queries, however many claims there are.

    ``seen`` says where claims stand for the one who looks, by primary key, where that is not where they stand.
    """
    claims = [_as_seen(claim, seen or {}) for claim in standing_claims(article)]
    cleared = list(ClearedSentence.objects.standing().filter(article=article))
    return Coverage(tuple(cover(sentences_of(article.body), claims, cleared)), tuple(claims))


def _as_seen(claim: StandingClaim, seen: Mapping[int, str]) -> StandingClaim:
    standing = seen.get(claim.pk)
    if standing is None:
        return claim
    return StandingClaim(claim.pk, claim.spans, standing, standing in SETTLED)


def sentences_of(body: str) -> list[Span]:
    """The sentences of a text that say something: those without a letter or a digit are left out."""
    found = sentences(body, paragraphs(body))
    return [span for span in found if any(character.isalnum() for character in span.cut(body))]


def standing_claims(article: Article) -> list[StandingClaim]:
    """The live claims of ``article`` in the order of the text, with where they stand; one query."""
    newest = Review.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    rows: Any = (
        Claim.objects.live()
        .of(article)
        .annotate(standing=Subquery(newest.values("state")[:1]), ended_by=Subquery(newest.values("closed_by")[:1]))
    )
    return [_standing_claim(*row) for row in rows.values_list("pk", "content", "cue_spans", "standing", "ended_by")]


def _standing_claim(pk: int, content: Any, cue: Any, standing: str | None, ended_by: int | None) -> StandingClaim:
    """A review that a person cancelled settles a claim; one that was withdrawn by the machine does not."""
    settled = standing in SETTLED or (standing == "cancelled" and ended_by is not None)
    return StandingClaim(pk, (*from_pairs(content), *from_pairs(cue)), standing or "waiting", settled)


def cover(
    spans: Sequence[Span], claims: Iterable[StandingClaim], cleared: Sequence[ClearedSentence]
) -> list[CoveredSentence]:
    """``spans`` with where each stands; n sentences and m claims take about (n + m) log n steps."""
    starts = [span.start for span in spans]
    worst: dict[int, Standing] = {}
    for claim in claims:
        standing = _standing_of(claim)
        for place in {place for span in claim.spans for place in _touched(spans, starts, span)}:
            if place not in worst or _RANK[standing] < _RANK[worst[place]]:
                worst[place] = standing
    needless = {row.span: row for row in cleared}
    return [_covered(span, worst.get(place), needless.get(span)) for place, span in enumerate(spans)]


_RANK = {Standing.DISPUTED: 0, Standing.CLAIMED: 1, Standing.CHECKED: 2}


def _standing_of(claim: StandingClaim) -> Standing:
    if claim.standing == "disputed":
        return Standing.DISPUTED
    return Standing.CHECKED if claim.is_settled else Standing.CLAIMED


def _touched(spans: Sequence[Span], starts: Sequence[int], span: Span) -> Iterable[int]:
    """The places of the sentences that ``span`` shares a character with."""
    place = max(0, bisect_right(starts, span.start) - 1)
    while place < len(spans) and spans[place].start < span.end:
        if spans[place].overlaps(span):
            yield place
        place += 1


def _covered(span: Span, standing: Standing | None, cleared: ClearedSentence | None) -> CoveredSentence:
    if standing is not None:
        return CoveredSentence(span, standing)
    if cleared is not None:
        return CoveredSentence(span, Standing.CLEARED, cleared)
    return CoveredSentence(span, Standing.UNACCOUNTED)
