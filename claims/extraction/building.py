"""From attributions to claims: everything about a claim that is read off its spans."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.base import Attribution, DateReading, ExtractedClaim, Force, Precision, SpeakerKind
from claims.extraction.checkworthiness import checkworthiness
from claims.extraction.cue_matches import HEDGES
from claims.extraction.dates import TimeExpression
from claims.extraction.passages import Attributed
from claims.extraction.pronouns import antecedent, same_speaker
from claims.extraction.speakers import Cast, Speaker
from claims.extraction.statements import statement
from claims.extraction.timing import said_in
from claims.extraction.wording import worded
from factcheck.lib.spans import Span

_OWN_VOICE_CONFIDENCE = 0.6
_UNRESOLVED_FACTOR = 0.9
_MARKS = "\"“”„«»‘’'` ,.;:"


@dataclass(frozen=True, slots=True)
class Builder:
    """What all claims of one article share. ``quoted`` and ``times`` are in order of the text."""

    text: str
    published: dt.date | None
    quoted: Sequence[Span]
    times: Sequence[TimeExpression]
    cast: Cast

    def attributed(self, item: Attributed, speaker: Speaker) -> ExtractedClaim:
        """The claim of one attribution by ``speaker``."""
        content, cue = item.content, item.spans([item.found.cue])
        source = item.source
        words = worded(self.text, item, speaker)
        score = checkworthiness(words)
        return ExtractedClaim(
            content=content,
            source=source,
            cue=cue,
            statement=words,
            speaker=speaker.name,
            speaker_kind=speaker.kind,
            role=speaker.role,
            attribution=self._attribution(content),
            force=item.found.force,
            hedged=item.found.hedged or self._is_hedged(item),
            negated=item.found.negated,
            said=said_in(item.frame_span, cue[0], (*content, *source), self.times),
            checkworthiness=score.value,
            confidence=_confidence(item, speaker),
            reasons=score.reasons,
        )

    def speaker(self, item: Attributed, before: tuple[Attributed, Speaker] | None) -> Speaker:
        """Who speaks in ``item``; ``before`` is the only attribution of the sentence before it, with its speaker."""
        if before and same_speaker(item, *before):
            return before[1]
        if not item.source:
            return Speaker("", SpeakerKind.UNNAMED, "")
        return self.cast.speaker(antecedent(item) or item.source[0])

    def own(self, span: Span) -> ExtractedClaim:
        """The claim of one sentence in the article's own voice, said on the day of publication."""
        words = statement([span.cut(self.text)])
        score = checkworthiness(words)
        return ExtractedClaim(
            content=(span,),
            source=(),
            cue=(),
            statement=words,
            speaker="",
            speaker_kind=SpeakerKind.ARTICLE,
            role="",
            attribution=Attribution.OWN_VOICE,
            force=Force.STATES,
            hedged=any(hedge in words.lower().split() for hedge in HEDGES),
            negated=False,
            said=DateReading(self.published, Precision.DAY if self.published else Precision.UNKNOWN),
            checkworthiness=score.value,
            confidence=_OWN_VOICE_CONFIDENCE,
            reasons=score.reasons,
        )

    def _attribution(self, content: Sequence[Span]) -> Attribution:
        """Direct when nothing but marks stands outside quotation marks, mixed when some words do."""
        inside = [self._quotes_in(span) for span in content]
        if not any(inside):
            return Attribution.INDIRECT
        rest = "".join(_outside(self.text, span, quotes) for span, quotes in zip(content, inside, strict=True))
        return Attribution.MIXED if rest.strip(_MARKS) else Attribution.DIRECT

    def _quotes_in(self, span: Span) -> Sequence[Span]:
        first = bisect_right(self.quoted, span.start, key=lambda quote: quote.end)
        return self.quoted[first : bisect_left(self.quoted, span.end, key=lambda quote: quote.start)]

    def _is_hedged(self, item: Attributed) -> bool:
        content = item.content
        tokens = [token for token in item.frame.tokens if token.lower in HEDGES]
        return any(not any(span.start <= token.start < span.end for span in content) for token in tokens)


def _outside(text: str, span: Span, quotes: Sequence[Span]) -> str:
    kept, start = [], span.start
    for quote in quotes:
        kept.append(text[start : max(start, quote.start)])
        start = max(start, quote.end)
    kept.append(text[start : max(start, span.end)])
    return "".join(kept)


def _confidence(item: Attributed, speaker: Speaker) -> float:
    factor = _UNRESOLVED_FACTOR if speaker.kind is SpeakerKind.UNRESOLVED else 1.0
    return round(item.found.confidence * factor, 3)
