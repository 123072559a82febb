"""The extractor that ships: rules and word lists, no model and nothing to download."""

import datetime as dt
from collections.abc import Sequence

from claims.extraction.base import ExtractedClaim
from claims.extraction.building import Builder
from claims.extraction.dates import time_expressions
from claims.extraction.frames import FRAME_LIMIT, Frame, frames
from claims.extraction.own_voice import own_voice
from claims.extraction.paragraphs import paragraphs
from claims.extraction.passages import Attributed, attributed, joined_frames
from claims.extraction.quotes import Quotation, quotations
from claims.extraction.sentences import sentences
from claims.extraction.speakers import Cast, Speaker
from claims.extraction.substance import has_substance
from claims.extraction.timing import outside


class RuleExtractor:
    """Finds attributions by their cues, joins split quotations, and keeps the article's own checkable sentences."""

    name = "rules"
    version = "1"

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        """The claims of ``text``. The rules are English; another ``language`` gives few claims or none."""
        found = paragraphs(text)
        quoted = quotations(text, found)
        spans = [quotation.span for quotation in quoted]
        builder = Builder(
            text, published, spans, time_expressions(text, list(outside(len(text), spans)), published), Cast(text)
        )
        read = list(attributed(_frames(text, quoted), frozenset(q.span.end for q in quoted if not q.closed)))
        builder.cast.introduce(item.source[0] for _, items in read for item in items if item.source)
        return sorted([*_attributed(builder, read), *_own(builder, read)], key=_place)


def _frames(text: str, quoted: Sequence[Quotation]) -> list[Frame]:
    found = paragraphs(text)
    return joined_frames(list(frames(text, found, sentences(text, found), quoted)), FRAME_LIMIT)


def _attributed(builder: Builder, read: Sequence[tuple[Frame, list[Attributed]]]) -> list[ExtractedClaim]:
    claims: list[ExtractedClaim] = []
    before: tuple[Attributed, Speaker] | None = None
    for frame, items in read:
        own = [item for item in items if item.frame is frame]
        speakers = [builder.speaker(item, before) for item in own]
        pairs = zip(own, speakers, strict=True)
        claims.extend(builder.attributed(item, speaker) for item, speaker in pairs if has_substance(item))
        goes_on = bool(items) and not own
        before = before if goes_on else ((own[0], speakers[0]) if len(set(speakers)) == 1 else None)
    return claims


def _own(builder: Builder, read: Sequence[tuple[Frame, list[Attributed]]]) -> list[ExtractedClaim]:
    return [builder.own(span) for span in own_voice(builder.text, [(frame, bool(items)) for frame, items in read])]


def _place(claim: ExtractedClaim) -> tuple[int, int]:
    first = min(span.start for span in (*claim.content, *claim.source, *claim.cue))
    return first, claim.content[0].start
