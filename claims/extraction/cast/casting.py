"""Who speaks in each attribution of one article: the same person under all the phrases that certainly mean them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.figure import Figure
from claims.extraction.cast.figures import Figures
from claims.extraction.cast.lists import listed
from claims.extraction.cast.mentions import mentions
from claims.extraction.cast.naming import Naming
from claims.extraction.cast.relatives import antecedent, plural_before
from claims.extraction.cast.salience import GENDERS, Salience, Weighed
from claims.extraction.cast.several import Several, joined
from claims.extraction.cast.sources import Phrase, group_noun, phrase_of
from claims.extraction.cast.speaker import Speaker
from claims.extraction.cast.weights import SURE
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_SURE, _LIKELY, _UNCERTAIN = 0.9, 0.75, 0.6
_NOBODY = Speaker("", SpeakerKind.UNNAMED, how="The article names no source.", confidence=0.9)
_LAST = 3
_WEIGHED = (Phrase.PERSONAL, Phrase.GROUP, Phrase.THEY, Phrase.RELATIVE)
_SO = re.compile(r"(?:so|as much)\b")
_WE = frozenset({"we", "us", "our"})


@dataclass(slots=True)
class Cast:
    """The people and organisations of one article, and who of them speaks where."""

    layout: Layout
    figures: Figures = field(init=False)
    _naming: Naming = field(init=False)

    def __post_init__(self) -> None:
        self.figures = Figures.of(self.layout.text, mentions(self.layout))
        self._naming = Naming(self.figures)

    def speakers(self, saids: Sequence[Said]) -> list[Speaker]:
        """The speaker of each of ``saids``, in order of place; time grows with the text and their number."""
        return _Reading(self.layout, self._naming, saids).speakers()


class _Reading:
    """One walk over the attributions of an article."""

    def __init__(self, layout: Layout, naming: Naming, saids: Sequence[Said]) -> None:
        self._layout, self._naming, self._saids = layout, naming, saids
        self._sources = [said.source[0] if said.source else None for said in saids]
        words = [source.cut(layout.text) if source else "" for source in self._sources]
        self._phrases = [phrase_of(word) for word in words]
        spoken = sorted((span.start, span.end) for said in saids for span in said.source)
        nouns = {
            source.start: group_noun(word) or "they"
            for source, word, phrase in zip(self._sources, words, self._phrases, strict=True)
            if source and phrase in (Phrase.GROUP, Phrase.THEY)
        }
        asked = [
            source.start
            for source, phrase in zip(self._sources, self._phrases, strict=True)
            if phrase in _WEIGHED and source
        ]
        self._salience = Salience(layout, naming.figures, spoken, nouns, max(asked)) if asked else None
        self._several = Several(layout, naming)
        self._found: list[Speaker] = []
        self._last: list[Figure] = []

    def speakers(self) -> list[Speaker]:
        """All speakers; those in the first person and those left out last, for they hang on the others."""
        for index in range(len(self._saids)):
            self._found.append(self._speaker(index))
        enclosing = _Enclosing(self._layout, self._saids)
        sources = Counter(self._layout.paragraph(said.place) for said in self._saids if said.source)
        for index, phrase in enumerate(self._phrases):
            if phrase is Phrase.FIRST_PERSON:
                self._found[index] = self._first_person(index, enclosing.around(index))
            elif not self._found[index].name and _is_taken_up(self._layout, self._saids[index : index + 2], sources):
                how = "The next words name who said so."
                self._found[index] = replace(self._found[index + 1], how=how, confidence=_LIKELY)
        return self._found

    def _speaker(self, index: int) -> Speaker:
        source, phrase = self._sources[index], self._phrases[index]
        if source is None:
            return self._left_out(index)
        if phrase is Phrase.RELATIVE:
            return self._relative(source)
        return self._standing_for(source, phrase)

    def _standing_for(self, source: Span, phrase: Phrase) -> Speaker:
        if phrase is Phrase.PERSONAL:
            return self._weighed(source, self._weigh(source))
        by_phrase = {
            Phrase.GROUP: self._group,
            Phrase.THEY: self._they,
            Phrase.SEVERAL: self._several.both,
            Phrase.HANDLE: self._several.handle,
        }
        return by_phrase.get(phrase, self._by_name)(source)

    def _by_name(self, source: Span) -> Speaker:
        parts = listed(self._layout.text, source)
        return self._several.people([self._named(part) for part in parts]) if parts else self._named(source)

    def _named(self, source: Span) -> Speaker:
        speaker, figure = self._naming.speaker(source, self._last)
        if figure:
            self._last = [*self._last[-_LAST:], figure]
        return speaker

    def _weighed(self, source: Span, weighed: Weighed) -> Speaker:
        words = source.cut(self._layout.text)
        if weighed.first is None:
            how = f"“{words}” may be one of several." if weighed.figures else f"Nobody before “{words}” fits it."
            return self._naming.unresolved(words, weighed.figures, how)
        self._last = [*self._last[-_LAST:], weighed.first]
        confidence = _SURE if weighed.lead >= SURE else _LIKELY
        others = (
            "" if weighed.lead >= SURE else f", rather than {weighed.figures[1].name}" if weighed.figures[1:] else ""
        )
        how = f"“{words}” most likely stands for {weighed.first.name}, named right before{others}."
        speaker = self._naming.told(weighed.first, how, confidence)
        if weighed.lead < SURE:
            speaker = replace(speaker, candidates=tuple(figure.name for figure in weighed.figures[:2]))
        is_group = words.lower() not in GENDERS
        return replace(speaker, kind=SpeakerKind.ORGANISATION, role="", affiliation="") if is_group else speaker

    def _weigh(self, source: Span) -> Weighed:
        return self._salience.at(source.start) if self._salience else Weighed((), 0.0)

    def _group(self, source: Span) -> Speaker:
        words = source.cut(self._layout.text)
        weighed = self._weigh(source)
        if weighed.first is not None:
            return self._weighed(source, weighed)
        names = joined([figure.name for figure in weighed.figures], "or")
        how = f"“{words}” may stand for {names}." if names else f"Nothing before “{words}” fits it."
        return self._naming.unresolved(words, weighed.figures, how)

    def _they(self, source: Span) -> Speaker:
        """The unnamed people who spoke in the sentence before, or else an organisation."""
        before = self._found[-1] if self._found else None
        if before and before.kind in (SpeakerKind.UNNAMED, SpeakerKind.ORGANISATION) and before.name:
            at = self._saids[len(self._found) - 1]
            if at.source and self._layout.sentence(source.start) - self._layout.sentence(at.source[0].start) <= 1:
                how = f"“{source.cut(self._layout.text)}” goes on with {before.name}, who spoke right before."
                return replace(before, how=how, confidence=_LIKELY)
        words = source.cut(self._layout.text)
        plural = plural_before(self._layout, source)
        if plural:
            name = plural.cut(self._layout.text)
            how = f"“{words}” most likely stands for “{name}”, whom the article does not name."
            return Speaker(name, SpeakerKind.UNNAMED, how=how, confidence=_UNCERTAIN, spans=(plural,))
        weighed = self._weigh(source)
        if weighed.lead >= SURE and weighed.figures[0].is_group:
            return self._weighed(source, weighed)
        return self._naming.unresolved(words, weighed.figures, f"“{words}” may be one of several, or people not named.")

    def _relative(self, source: Span) -> Speaker:
        bearer = antecedent(self._layout, source, self._naming)
        words = source.cut(self._layout.text)
        if bearer is None:
            return self._naming.unresolved(words, (), f"Nothing stands right before “{words}”.")
        phrase = phrase_of(bearer.cut(self._layout.text))
        speaker = self._named(bearer) if phrase is Phrase.OTHER else self._standing_for(bearer, phrase)
        return replace(speaker, how=f"“{words}” stands for the words right before it. {speaker.how}")

    def _left_out(self, index: int) -> Speaker:
        """An attribution without a source: it goes on with the one before where quotation or sentence does."""
        before = self._saids[index - 1] if index else None
        if before is None or not self._found[-1].name:
            return _NOBODY
        how = _continues(self._layout, before, self._saids[index])
        return replace(self._found[-1], how=how, confidence=_LIKELY) if how else _NOBODY

    def _first_person(self, index: int, outer: int | None) -> Speaker:
        source = self._sources[index]
        words = source.cut(self._layout.text) if source else ""
        if outer is None or self._phrases[outer] is Phrase.FIRST_PERSON:
            return self._naming.unresolved(words, (), f"“{words}” is in nobody's quotation.")
        speaker = self._found[outer]
        if words.lower() in _WE and speaker.affiliation:
            how = f"“{words}” may be {speaker.name} or {speaker.affiliation}."
            return replace(
                _NOBODY,
                name=words,
                kind=SpeakerKind.UNRESOLVED,
                candidates=(speaker.name, speaker.affiliation),
                how=how,
            )
        how = f"“{words}” stands in a quotation of {speaker.name or 'an unnamed source'}."
        return replace(speaker, how=how, confidence=min(speaker.confidence, _SURE))


class _Enclosing:
    """Within which other attribution's content an attribution stands, or whose quotation it shares."""

    def __init__(self, layout: Layout, saids: Sequence[Said]) -> None:
        self._layout, self._saids = layout, saids
        self._contents = sorted((span.start, span.end, i) for i, said in enumerate(saids) for span in said.content)

    def around(self, index: int) -> int | None:
        """The number of the attribution around the one at ``index``; None where it stands alone."""
        place = self._saids[index].hull.start
        nearest = bisect_right(self._contents, (place, place, len(self._saids)))
        for start, end, other in reversed(self._contents[max(0, nearest - 4) : nearest + 1]):
            if other != index and start <= place < end and self._saids[other].source:
                return other
        return self._beside(index, nearest)

    def _beside(self, index: int, nearest: int) -> int | None:
        """The nearest attribution in the same paragraph that quotes somebody."""
        place = self._saids[index].place
        if not self._layout.is_quoted(place):
            return None
        paragraph = self._layout.paragraph(place)
        for _, _, other in (
            *reversed(self._contents[max(0, nearest - 4) : nearest]),
            *self._contents[nearest : nearest + 3],
        ):
            said = self._saids[other]
            is_beside = other != index and said.source and not self._layout.is_quoted(said.place)
            if is_beside and self._layout.paragraph(said.place) == paragraph:
                return other
        return None


def _is_taken_up(layout: Layout, pair: Sequence[Said], sources: Mapping[int, int]) -> bool:
    """Whether a quotation without source is followed at once by the one source of its paragraph, who "said so"."""
    said, after = pair[0], pair[-1]
    if said.source or not after.source or not layout.is_quoted(said.content[-1].end - 1):
        return False
    paragraph = layout.paragraph(said.content[0].start)
    if layout.paragraph(after.place) != paragraph or sources[paragraph] != 1:
        return False
    is_next = not layout.text[said.content[-1].end : after.source[0].start].strip("”\"’' ")
    return is_next and bool(_SO.match(layout.text, after.content[0].start))


def _continues(layout: Layout, before: Said, said: Said) -> str:
    """Why ``said`` has the speaker of ``before``; empty where that is not certain."""
    if before.hull.end in layout.unclosed or before.content[-1].end in layout.unclosed:
        return "The quotation goes on from the paragraph before."
    cue = said.cue[0].cut(layout.text).lower()
    same_sentence = layout.sentence(before.place) == layout.sentence(said.place)
    if same_sentence and (cue.endswith("ing") or layout.is_quoted(said.content[0].start)):
        return "The same sentence names the speaker."
    both_quoted = layout.is_quoted(before.content[-1].end - 1) and layout.is_quoted(said.content[0].start)
    if both_quoted and layout.paragraph(before.place) == layout.paragraph(said.place):
        return "The paragraph names one speaker, and the quotation goes on."
    return ""
