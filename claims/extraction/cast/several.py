"""Sources that are more than one person ("Both", "the two men", "Ann Lee and Bo Roe"), and handles of networks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.figure import Figure
from claims.extraction.cast.naming import Naming
from claims.extraction.cast.speaker import Speaker
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_FARTHEST = 800
_TWO = 2


@dataclass(slots=True)
class Several:
    """Finds who is meant by a phrase for two or more."""

    layout: Layout
    naming: Naming

    def people(self, speakers: Sequence[Speaker]) -> Speaker:
        """Several named speakers as one source."""
        names = tuple(dict.fromkeys(speaker.name for speaker in speakers))
        if len(names) == 1:
            return speakers[0]
        return Speaker(
            joined(names),
            _kind(speakers),
            members=names,
            how=f"The article names {len(names)} sources together: {joined(names)}.",
            confidence=min(speaker.confidence for speaker in speakers),
            spans=tuple(span for speaker in speakers for span in speaker.spans),
        )

    def both(self, source: Span) -> Speaker:
        """The two people whom the article names right before, and nobody else; unresolved where there are more."""
        words = source.cut(self.layout.text)
        here = self.layout.sentence(source.start)
        for reach in range(3):
            first = self.layout.sentences[max(0, here - reach)].start if self.layout.sentences else 0
            first = max(first, source.start - _FARTHEST)
            people = self._people(Span(first, source.start)) if first < source.start else []
            if len(people) == _TWO:
                how = f"“{words}” stands for the two people named right before: {joined([f.name for f in people])}."
                speakers = [self.naming.told(figure, how, 0.85) for figure in people]
                return Speaker(
                    joined([speaker.name for speaker in speakers]),
                    speakers[0].kind,
                    members=tuple(speaker.name for speaker in speakers),
                    how=how,
                    confidence=0.85,
                    spans=tuple(figure.span for figure in people),
                )
            if len(people) > _TWO:
                return self.naming.unresolved(words, people, f"“{words}” may be any two of {len(people)} people.")
        return self.naming.unresolved(words, (), f"No two people are named right before “{words}”.")

    def handle(self, source: Span) -> Speaker:
        """The person whose name a handle spells, or the handle."""
        words = source.cut(self.layout.text)
        letters = re.sub(r"[^a-z]", "", words.lower())
        found = [figure for figure in self.naming.figures.all if not figure.is_group and _spells(letters, figure)]
        if len(found) == 1:
            how = f"The handle {words} spells the name of {found[0].name}."
            return self.naming.told(found[0], how, 0.85)
        return Speaker(words, SpeakerKind.UNNAMED, how=f"Nobody's name is in the handle {words}.", confidence=0.6)

    def _people(self, span: Span) -> list[Figure]:
        figures = (self.naming.figures.at.get(mention.span.start) for mention in self.naming.mentions_in(span))
        return list(dict.fromkeys(figure for figure in figures if figure and figure.is_person))


def _kind(speakers: Sequence[Speaker]) -> SpeakerKind:
    """What all are; an organisation where people and organisations, all of them named, speak together."""
    kinds = {speaker.kind for speaker in speakers}
    if len(kinds) == 1:
        return speakers[0].kind
    is_named = kinds <= {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}
    return SpeakerKind.ORGANISATION if is_named else SpeakerKind.UNNAMED


def _spells(letters: str, figure: Figure) -> bool:
    parts = [re.sub(r"[^a-z]", "", word.lower()) for word in figure.words]
    return len(parts) > 1 and parts[-1] in letters and (parts[0] in letters or letters.startswith(parts[0][:1]))


def joined(names: Sequence[str], word: str = "and") -> str:
    """``Ann Lee, Bo Roe and Cy Dow``."""
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)
