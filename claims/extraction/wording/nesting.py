"""Who, in what is said, is said to have said something: "A said B had told him that ..."."""

from collections.abc import Iterator, Sequence
from itertools import islice

from claims.extraction.base import Nested, SpeakerKind
from claims.extraction.cast.reading import read_source
from claims.extraction.cues.reading import read_cue
from claims.extraction.parsing.attribution import attributions
from claims.extraction.parsing.found import Found
from claims.extraction.parsing.frames import frames
from claims.extraction.parsing.phrases import Range
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.quotes import Quotation
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set
from claims.extraction.wording.statements import tidy
from factcheck.lib.spans import Span

_LEAST = 0.75
_MOST_SENTENCES = 40
_MARKS = "\"'“”„«»‘’ "
_UNSURE = word_set(
    """i we you they it my our your me us who which that this those these there nobody none no everybody everyone
    anyone anybody somebody someone one people think many some"""
)
_PLAIN = word_set("say tell write argue claim warn admit announce insist add report")


def nested_in(layout: Layout, said: Said) -> Nested | None:
    """The one attribution inside the content of ``said``; None where there is none, more than one, or it is unsure.

    The speaker's own "I think" is no other voice.
    """
    found = list(islice(_inner(layout, said), 2))
    if len(found) != 1:
        return None
    inner = found[0]
    words = tidy(" ".join(span.cut(layout.text) for span in inner.source))
    reading = read_source(layout.text, inner.source[0].start, inner.source[-1].end)
    return Nested(
        speaker=reading.name or words,
        speaker_kind=reading.kind if reading.name else SpeakerKind.UNRESOLVED,
        source=inner.source,
        cue=inner.cue,
        content=inner.content,
        force=read_cue(layout, inner).force,
    )


def _inner(layout: Layout, said: Said) -> Iterator[Said]:
    """The sure statements of others in the content, one sentence after the other."""
    for stretch in islice(_stretches(layout, said), _MOST_SENTENCES):
        quoted = [Quotation(span) for span in layout.quotations_in(stretch) if stretch.contains(span)]
        for frame in frames(layout.tokenized, [stretch], [stretch], quoted):
            for found in attributions(frame.tokens):
                inner = _said(frame.tokens, found)
                if inner and _is_statement(layout, inner):
                    yield inner


def _is_statement(layout: Layout, inner: Said) -> bool:
    """Whether something was really said, and not thought, denied or only supposed."""
    cue = read_cue(layout, inner)
    return cue.force.is_statement and not (cue.negated or cue.conditional)


def _stretches(layout: Layout, said: Said) -> Iterator[Span]:
    """The sentences of the content, each without a leading "that" and without the marks around it."""
    for span in said.content:
        for index in range(layout.sentence(span.start), len(layout.sentences)):
            sentence = layout.sentences[index]
            if sentence.start >= span.end:
                break
            inside = _trimmed(layout.text, max(sentence.start, span.start), min(sentence.end, span.end))
            if inside:
                yield inside


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    if text[start : start + 5].lower() == "that ":
        start += 5
    while end > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else None


def _said(tokens: Sequence[Token], found: Found) -> Said | None:
    """The attribution in places of the text; None where it is unsure or its source is the speaker or a listener."""
    if found.source is None or found.is_gerund or found.confidence < _LEAST or not _reports(found):
        return None
    first = tokens[found.source[0]].lower
    if first in _UNSURE or grammar.is_adverb(first) or grammar.is_verb_like(first) or first.endswith("ing"):
        return None
    source, cue = _spans(tokens, [found.source]), _spans(tokens, [found.cue])
    return Said(source, cue, _spans(tokens, found.content), found.confidence)


def _reports(found: Found) -> bool:
    """Whether the cue hands over a clause or a quotation; after a verb that also takes an object it may be neither."""
    return found.kind in ("q", "t", "p") or (found.kind == "c" and found.verb in _PLAIN)


def _spans(tokens: Sequence[Token], ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(sorted(Span(tokens[start].start, tokens[end - 1].end) for start, end in ranges))
