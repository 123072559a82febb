"""Components that answer what a test expects, without any cleverness."""

import datetime as dt
from collections.abc import Sequence

from claims.extraction.base import Attribution, DateReading, ExtractedClaim, Force, SpeakerKind
from factcheck.lib.spans import Span
from sources.retrieval.base import Hit, Query
from sources.stance.base import Judgement, Pair, Stance


class FakeExtractor:
    """One claim per paragraph that holds " said": the whole paragraph, said by its last word but one."""

    name = "fake"
    version = "1"

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        claims, start = [], 0
        for paragraph in text.split("\n\n"):
            if " said" in paragraph:
                claims.append(self._claim(Span(start, start + len(paragraph)), paragraph, published))
            start += len(paragraph) + 2
        return claims

    def _claim(self, span: Span, paragraph: str, published: dt.date | None) -> ExtractedClaim:
        return ExtractedClaim(
            content=(span,),
            source=(),
            cue=(),
            statement=paragraph,
            speaker="Mara Lindt",
            speaker_kind=SpeakerKind.PERSON,
            role="chair",
            attribution=Attribution.INDIRECT,
            force=Force.SAYS,
            hedged=False,
            negated=False,
            said=DateReading(day=published),
            checkworthiness=0.5,
            confidence=0.9,
        )


class FakeRetriever:
    """Every passage of the library, in the order it came."""

    name = "fake"
    version = "1"

    def search(self, query: Query, *, limit: int) -> list[Hit]:
        from sources.models import Passage

        found = Passage.objects.exclude(document__in=query.exclude_documents).order_by("pk")[:limit]
        return [Hit(passage_id=passage.pk, score=1.0 / rank) for rank, passage in enumerate(found, 1)]

    def hindrance(self) -> str:
        return ""


class FakeStance:
    """Everything corroborates."""

    name = "fake"
    version = "1"

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        return [Judgement(Stance.CORROBORATES, 0.6) for _ in pairs]
