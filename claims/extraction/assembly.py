"""From attributions to claims: everything else about a claim is read off its spans, and each decision says why."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.base import (
    Attribution,
    DateReading,
    ExtractedClaim,
    Force,
    Part,
    Precision,
    SpeakerKind,
    Step,
)
from claims.extraction.cast.casting import Cast
from claims.extraction.cast.speaker import Speaker
from claims.extraction.checkworthiness import Score
from claims.extraction.cues.matches import HEDGES
from claims.extraction.cues.reading import CueReading, read_cue
from claims.extraction.dates.times import Times
from claims.extraction.own_voice.facts import OwnClaim, own_claims
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from claims.extraction.wording.edits import Worded
from claims.extraction.wording.nesting import nested_in
from claims.extraction.wording.rewording import own_worded, worded
from claims.extraction.wording.substance import says_something
from factcheck.lib.spans import Span

Worth = Callable[[str, Sequence[Span]], Score]
"""How much a statement asks to be checked; the spans are those of its content."""

_MARKS = "\"“”„«»‘’'` ,.;:"
_OWN_VOICE_CONFIDENCE = 0.6
_UNRESOLVED_FACTOR = 0.9


@dataclass(frozen=True, slots=True)
class Assembly:
    """What all claims of one article share; ``found_by`` tells an editor how attributions were found."""

    layout: Layout
    published: dt.date | None
    worth: Worth
    found_by: str

    def claims(self, saids: Sequence[Said]) -> list[ExtractedClaim]:
        """The claims of ``saids``, which are in order of the text, and of the article's own voice, in order."""
        times = Times(self.layout, self.published)
        attributed = self._attributed(saids, times)
        own = (self._own(claim, times) for claim in own_claims(self.layout, saids))
        return sorted([*attributed, *own], key=_place)

    def _attributed(self, saids: Sequence[Said], times: Times) -> Iterator[ExtractedClaim]:
        before: tuple[Said, Speaker] | None = None
        for said, speaker in zip(saids, Cast(self.layout).speakers(saids), strict=True):
            same = before[0] if before and _is_same(before[1], speaker) else None
            cue = read_cue(self.layout, said)
            if says_something(self.layout, said, cue):
                yield self._claim(said, speaker, cue, times, times.said(said, same))
            before = (said, speaker)

    def _claim(self, said: Said, speaker: Speaker, cue: CueReading, times: Times, when: DateReading) -> ExtractedClaim:
        inside = times.inside(said.content, when)
        words = worded(self.layout, said, cue, speaker, inside)
        score = self.worth(words.statement, said.content)
        steps = (
            Step(Part.ATTRIBUTION, self.found_by, said.confidence, said.cue),
            Step(Part.FORCE, cue.how, None, (cue.head,)),
            Step(Part.SPEAKER, speaker.how, speaker.confidence, speaker.spans),
            Step(Part.DATE, times.how(when), None, (when.span,) if when.span else ()),
            *_changed(words),
        )
        return ExtractedClaim(
            content=said.content,
            source=said.source,
            cue=said.cue,
            statement=words.statement,
            speaker=speaker.name,
            speaker_kind=speaker.kind,
            role=speaker.role,
            attribution=self._attribution(said.content),
            force=cue.force,
            hedged=cue.hedged,
            negated=cue.negated,
            said=when,
            checkworthiness=score.value,
            confidence=_confidence(said, speaker),
            reasons=score.reasons,
            affiliation=speaker.affiliation,
            members=speaker.members,
            candidates=speaker.candidates,
            lemma=cue.lemma,
            conditional=cue.conditional,
            times=inside,
            nested=nested_in(self.layout, said),
            changes=words.changes,
            steps=steps,
        )

    def _own(self, claim: OwnClaim, times: Times) -> ExtractedClaim:
        """One fact in the article's own voice, said on the day of publication."""
        inside = times.inside(claim.content)
        words = own_worded(self.layout, claim, inside)
        score = self.worth(words.statement, claim.content)
        return ExtractedClaim(
            content=claim.content,
            source=(),
            cue=(),
            statement=words.statement,
            speaker="",
            speaker_kind=SpeakerKind.ARTICLE,
            role="",
            attribution=Attribution.OWN_VOICE,
            force=Force.STATES,
            hedged=any(hedge in words.statement.lower().split() for hedge in HEDGES),
            negated=False,
            said=_published(self.published),
            checkworthiness=score.value,
            confidence=_OWN_VOICE_CONFIDENCE,
            reasons=score.reasons,
            times=inside,
            changes=words.changes,
            steps=(Step(Part.ATTRIBUTION, claim.how), *_changed(words)),
        )

    def _attribution(self, content: Sequence[Span]) -> Attribution:
        """Direct when nothing but marks stands outside quotation marks, mixed when some words do."""
        inside = [self.layout.quotations_in(span) for span in content]
        if not any(inside):
            return Attribution.INDIRECT
        rest = "".join(_outside(self.layout.text, span, found) for span, found in zip(content, inside, strict=True))
        return Attribution.MIXED if rest.strip(_MARKS) else Attribution.DIRECT


def _published(day: dt.date | None) -> DateReading:
    if day is None:
        return DateReading()
    return DateReading(day, Precision.DAY, value=day.isoformat(), until=day)


def _changed(words: Worded) -> Iterator[Step]:
    """The step of a statement that is worded other than the article."""
    if words.changes:
        changes = (
            f"“{change.original}” became “{words.statement[change.start : change.end]}”" for change in words.changes
        )
        yield Step(Part.STATEMENT, f"So that it can be read alone, {', '.join(changes)}.")


def _is_same(one: Speaker, other: Speaker) -> bool:
    known = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
    return one.name == other.name and one.kind in known


def _outside(text: str, span: Span, quoted: Sequence[Span]) -> str:
    kept, start = [], span.start
    for quote in quoted:
        kept.append(text[start : max(start, quote.start)])
        start = max(start, quote.end)
    kept.append(text[start : max(start, span.end)])
    return "".join(kept)


def _confidence(said: Said, speaker: Speaker) -> float:
    factor = _UNRESOLVED_FACTOR if speaker.kind is SpeakerKind.UNRESOLVED else 1.0
    return round(said.confidence * factor, 3)


def _place(claim: ExtractedClaim) -> tuple[int, int]:
    first = min(span.start for span in (*claim.content, *claim.source, *claim.cue))
    return first, claim.content[0].start
