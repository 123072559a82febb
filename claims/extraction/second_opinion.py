"""Where the tagger is unsure and sees no source, the rules are asked about the sentence.

"Both reportedly “expressed concern” at ...": the tagger takes the adverb for the cue and the subject for a piece of the
content. On PolNeAR dev this changes no figure by more than .002; it is here for such sentences.
"""

from collections.abc import Iterator, Sequence

from claims.extraction.parsing.saids import saids
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

UNSURE = 0.5
_LONGEST = 2000
"""Characters of a sentence that is read again."""


def with_second_opinion(layout: Layout, found: Sequence[Said]) -> list[Said]:
    """``found``, with each unsure attribution that lacks a source given up for the one that the rules find there."""
    kept: list[Said] = []
    for said in found:
        better = _by_rules(layout, said) if said.confidence < UNSURE and not said.source else None
        if better is None:
            kept.append(said)
        elif not any(_touch(better, other) for other in (*kept, *found) if other is not said):
            kept.append(better)
    return sorted(kept, key=lambda said: said.place)


def _by_rules(layout: Layout, said: Said) -> Said | None:
    """The one attribution with a source that the rules find across the words of ``said``."""
    hull = said.hull
    first, last = (layout.sentences[layout.sentence(place)] for place in (hull.start, hull.end - 1))
    sentence = Span(min(first.start, hull.start), max(last.end, hull.end))
    if len(sentence) > _LONGEST:
        return None
    read = saids(Layout.of(sentence.cut(layout.text)))
    fitting = [moved for moved in _moved(read, sentence.start) if moved.source and _touch(moved, said)]
    return fitting[0] if len(fitting) == 1 else None


def _moved(found: Sequence[Said], by: int) -> Iterator[Said]:
    for said in found:
        source, cue, content = (
            tuple(span.shift(by) for span in spans) for spans in (said.source, said.cue, said.content)
        )
        yield Said(source, cue, content, said.confidence)


def _touch(one: Said, other: Said) -> bool:
    mine, theirs = (*one.cue, *one.content), (*other.cue, *other.content)
    return any(span.overlaps(another) for span in mine for another in theirs)
