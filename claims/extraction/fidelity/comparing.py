"""How faithful a direct quotation is to the transcript it came from."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.extraction.fidelity.base import Edit, Fidelity, Kind, Verdict
from claims.extraction.fidelity.judging import Judge, similarity
from claims.extraction.fidelity.marks import BRACKET, Marked
from claims.extraction.fidelity.placing import Pairs, Placed, placed
from claims.extraction.fidelity.telling import told
from claims.extraction.fidelity.turns import Transcript, is_somebody_else
from claims.extraction.fidelity.words import Word, words
from factcheck.lib.spans import Span

LONGEST = 2_000
"""Words of a quotation that are compared; what comes after them is not looked at."""
_ONE_PLACE = 12
"""Words left out between two that still stand in one stretch of the transcript."""
_VERDICTS = {
    Kind.ELIDED: Verdict.ELLIPSIS,
    Kind.DROPPED: Verdict.DROPPED,
    Kind.ADDED: Verdict.ADDED,
    Kind.REPLACED: Verdict.REPLACED,
    Kind.INSERTED: Verdict.REPLACED,
    Kind.TENSE: Verdict.TENSE,
    Kind.MERGED: Verdict.MERGED,
    Kind.MOVED: Verdict.REORDERED,
}


def compare(quotation: str, transcript: Transcript | str, *, speaker: str = "") -> Fidelity | None:
    """What was done to ``quotation``, given with or without its marks; None when it is not in ``transcript``.

    ``speaker`` is the person it is given to, as far as known; without one the speaker is not judged. Make a
    :class:`Transcript` once to compare several quotations with it. Linear in the transcript, and in the quotation times
    itself; 2,000 words of a quotation are compared at most.
    """
    held = Transcript.of(transcript) if isinstance(transcript, str) else transcript
    spoken = words(quotation, [Span(0, len(quotation))] if quotation else [])[:LONGEST]
    quoted, said = Marked(quotation, spoken), Marked(held.text, held.words)
    quoted.words = spoken = [_editorial(quoted, number) for number in range(len(spoken))]
    marked = frozenset(row for row in range(1, len(spoken)) if quoted.is_elided(row - 1, row))
    place = placed(spoken, held.words, quoted.sentences(), marked)
    if place is None:
        return None
    if any(_is_wrong(held, column, speaker) for column in _columns(place)):
        own = placed(spoken, _own_words(held, speaker), quoted.sentences(), marked)
        place = own if own and len(own.main) >= len(place.main) else place
    return _fidelity(held, place, Judge(quoted, said, place).edits(), speaker)


def _editorial(quoted: Marked, number: int) -> Word:
    word = quoted.words[number]
    return word._replace(form=BRACKET + word.form) if quoted.is_bracketed(number) else word


def _fidelity(held: Transcript, place: Placed, edits: Sequence[Edit], speaker: str) -> Fidelity:
    columns = _columns(place)
    wrong = [column for column in columns if _is_wrong(held, column, speaker)]
    label = held.turn(wrong[0] if wrong else columns[0]).label
    verdicts = _verdicts(edits, is_wrong=bool(wrong))
    return Fidelity(
        spans=tuple(sorted(span for pairs in (place.main, *place.moved) for span in _stretches(held, pairs))),
        verdicts=verdicts,
        edits=tuple(edits),
        similarity=similarity(edits, len(place.main)),
        summary=told(verdicts, edits, speaker, label),
        label=label,
    )


def _columns(place: Placed) -> list[int]:
    return [column for pairs in (place.main, *place.moved) for _, column in pairs]


def _own_words(held: Transcript, speaker: str) -> list[Word]:
    """The words of the transcript, with those of other people made to agree with nothing."""
    kept: list[Word] = []
    for turn in held.turns:
        end = bisect_left(held.words, turn.span.end, key=lambda word: word.start)
        own = held.words[len(kept) : end]
        wrong = is_somebody_else(turn, held.turns, speaker)
        kept.extend([word._replace(form=BRACKET) for word in own] if wrong else own)
    return kept


def _verdicts(edits: Sequence[Edit], *, is_wrong: bool) -> tuple[Verdict, ...]:
    found = {_VERDICTS[edit.kind] for edit in edits if not edit.is_harmless and edit.kind in _VERDICTS}
    found = found or {Verdict.EXACT}
    return tuple(verdict for verdict in Verdict if verdict in found or (is_wrong and verdict is Verdict.WRONG_SPEAKER))


def _is_wrong(held: Transcript, column: int, speaker: str) -> bool:
    return bool(speaker) and is_somebody_else(held.turn(column), held.turns, speaker)


def _stretches(held: Transcript, pairs: Pairs) -> Iterator[Span]:
    """The stretches of the transcript under ``pairs``, cut where much was left out or somebody else speaks."""
    start = pairs[0][1]
    for (_, left), (_, right) in pairwise(pairs):
        if right - left > _ONE_PLACE or held.turn(left) is not held.turn(right):
            yield Span(held.words[start].start, held.words[left].end)
            start = right
    yield Span(held.words[start].start, held.words[pairs[-1][1]].end)
