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

_PART = re.compile(r"[A-Z][\w’'.-]*(?:[ ][A-Z][\w’'.-]*){0,4}")
_BETWEEN = re.compile(r",?[ ]and[ ]|,[ ]")
_LONGEST_LIST = 300
_FARTHEST = 800
_TWO = 2


def listed(text: str, source: Span) -> list[Span]:
    """The names of ``Ann Lee, Bo Roe and Cy Dow``; nothing where the phrase is no such list."""
    words = source.cut(text)
    if " and " not in words or len(words) > _LONGEST_LIST:
        return []
    parts: list[Span] = []
    start = 0
    for gap in (*_BETWEEN.finditer(words), None):
        end = gap.start() if gap else len(words)
        if not _PART.fullmatch(words, start, end):
            return []
        parts.append(Span(source.start + start, source.start + end))
        start = gap.end() if gap else end
    return parts if len(parts) > 1 else []


@dataclass(slots=True)
class Several:
    """Finds who is meant by a phrase for two or more."""

    layout: Layout
    naming: Naming

    def people(self, speakers: Sequence[Speaker]) -> Speaker:
        """Several named speakers as one source."""
        names = tuple(dict.fromkeys(speaker.name for speaker in speakers))
        kind = speakers[0].kind if len({speaker.kind for speaker in speakers}) == 1 else SpeakerKind.UNNAMED
        return Speaker(
            _joined(names),
            kind,
            members=names,
            how=f"The article names {len(names)} sources together: {_joined(names)}.",
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
                how = f"“{words}” stands for the two people named right before: {_joined([f.name for f in people])}."
                speakers = [self.naming.told(figure, how, 0.85) for figure in people]
                return Speaker(
                    _joined([speaker.name for speaker in speakers]),
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


def _spells(letters: str, figure: Figure) -> bool:
    parts = [re.sub(r"[^a-z]", "", word.lower()) for word in figure.words]
    return len(parts) > 1 and parts[-1] in letters and (parts[0] in letters or letters.startswith(parts[0][:1]))


def _joined(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
