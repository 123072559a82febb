"""The statement of an attribution in words that can be read alone, each word marked that is not the article's."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from claims.extraction.base import DateReading
from claims.extraction.cues.reading import CueReading
from claims.extraction.own_voice.facts import OwnClaim
from claims.extraction.parsing.phrases import phrase_before
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set
from claims.extraction.wording.date_wording import date_edits
from claims.extraction.wording.edits import Edit, Worded, edited
from claims.extraction.wording.first_person import first_person
from claims.extraction.wording.leads import Named, is_sure, lead, stretch_around, subject_name
from claims.extraction.wording.statements import formed, tidy
from claims.extraction.wording.third_person import own_pronoun
from factcheck.lib.spans import Span

_RELATIVES = word_set("which who that")
_LONGEST_RELATIVE = 12
_LOOK_BACK = 240
_LONGEST_STRETCH = 1200
"""Characters of a content with its cue and source beyond which the content is given alone."""


def worded(layout: Layout, said: Said, cue: CueReading, speaker: Named, times: Iterable[DateReading] = ()) -> Worded:
    """What ``said`` says, as one sentence or more that can be read alone; never empty.

    ``times`` are the dates inside the content: those that count from another day are replaced by their value. A
    pronoun is replaced by the speaker's name only where it must be theirs.
    """
    edits = sorted([*date_edits(layout, times), *_pronouns(layout, said, cue, speaker)], key=lambda edit: edit.start)
    if cue.is_clause:
        pieces = [_piece(layout.text, span, edits) for span in said.content]
        found = formed(_with_bearer(layout, said, pieces), is_clause=True)
    else:
        found = _led(layout, said, cue, speaker, edits)
    return found if any(map(str.isalnum, found.statement)) else Worded(_anything(layout, said))


def own_worded(layout: Layout, claim: OwnClaim, times: Iterable[DateReading] = ()) -> Worded:
    """The statement of a claim in the article's own voice, with its subject repeated and relative dates replaced."""
    edits = sorted([*date_edits(layout, times), *_subject(layout.text, claim)], key=lambda edit: edit.start)
    found = formed([_piece(layout.text, span, edits) for span in claim.content])
    return found if found.statement else Worded("…")


def _subject(text: str, claim: OwnClaim) -> Iterator[Edit]:
    """The subject from elsewhere in the sentence, in place of "which" or before the first word."""
    if claim.subject is None:
        return
    words = tidy(claim.subject.cut(text))
    if claim.relative:
        yield Edit(claim.relative.start, claim.relative.end, words, claim.relative.cut(text))
    else:
        start = claim.content[0].start
        yield Edit(start, start, f"{words} ", "")


def _led(layout: Layout, said: Said, cue: CueReading, speaker: Named, edits: Sequence[Edit]) -> Worded:
    """A content that is no clause: after the speaker and the cue, or within the words around it."""
    opening = lead(layout, said, cue, speaker) if said.content[0].start > said.place else Worded("")
    if opening.statement:
        return formed([_piece(layout.text, span, edits) for span in said.content], lead=opening)
    spans = _around(layout, said, cue)
    return formed([_piece(layout.text, span, edits) for span in spans])


def _around(layout: Layout, said: Said, cue: CueReading) -> tuple[Span, ...]:
    whole = stretch_around(layout, said, cue)
    if len(whole) > _LONGEST_STRETCH:
        return said.content
    first = said.content[0]
    if len(said.content) > 1 and first.end < whole.end and whole.start == first.start:
        return (first, Span(first.end, whole.end))
    return (whole,)


def _piece(text: str, span: Span, edits: Sequence[Edit]) -> Worded:
    first = bisect_left(edits, span.start, key=lambda edit: edit.start)
    last = bisect_left(edits, span.end, key=lambda edit: edit.start)
    inside = (edit.shift(-span.start) for edit in edits[first:last] if edit.end <= span.end)
    return edited(Worded(span.cut(text)), inside)


def _pronouns(layout: Layout, said: Said, cue: CueReading, speaker: Named) -> Iterator[Edit]:
    """Edits for the speaker's own pronouns in a content that stands alone; after a lead they speak for themselves."""
    if not (cue.is_clause and is_sure(speaker)):
        return
    name = subject_name(layout, said, speaker)
    own = own_pronoun(layout, said, name, speaker.kind, speaker.role)
    if own:
        yield own
    yield from first_person(layout.tokenized, _whole_quotations(layout, said), _capital(name), speaker.kind)


def _capital(name: str) -> str:
    return name[:4].replace("the ", "The ") + name[4:]


def _whole_quotations(layout: Layout, said: Said) -> list[Span]:
    """The pieces of the content where all of them lie in quotation marks, which the statement drops; else none.

    Words that keep their marks are a quotation to the reader too, and stay as they were spoken.
    """
    for span in said.content:
        inside = layout.quotations_in(span)
        if len(inside) != 1 or not (inside[0].start <= span.start + 1 and span.end <= inside[0].end + 1):
            return []
    return list(said.content)


def _with_bearer(layout: Layout, said: Said, pieces: list[Worded]) -> list[Worded]:
    """``which`` as the first piece of a content replaced by the phrase it stands for."""
    first = said.content[0]
    words = first.cut(layout.text) if len(first) <= _LONGEST_RELATIVE else ""
    if len(pieces) == 1 or words.lower() not in _RELATIVES:
        return pieces
    before = layout.tokenized.tokens(max(0, first.start - _LOOK_BACK), first.start)
    before = before[:-1] if before and before[-1].text == "," else before
    phrase = phrase_before(before, len(before)) if before else None
    if phrase is None:
        return pieces
    bearer = layout.text[before[phrase[0]].start : before[phrase[1] - 1].end]
    return [edited(Worded(bearer), [Edit(0, len(bearer), bearer, words)]), *pieces[1:]]


def _anything(layout: Layout, said: Said) -> str:
    """Some words for a content without any letter: itself, or the whole attribution."""
    return tidy(" ".join(span.cut(layout.text) for span in said.content)) or tidy(said.hull.cut(layout.text)) or "…"
