"""Attributions as tags on words: one row of O, B, I for each role."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims.extraction.tagging.pieces import Pieces

ROLES = ("source", "cue", "content")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def word_starts(pieces: Pieces) -> list[int]:
    """The index of the first piece of every word."""
    return [index for index, opens in enumerate(pieces.opens_word) if opens]


def tags(pieces: Pieces, attributions: Iterable[Mapping[str, Any]]) -> list[list[int]]:
    """For each role, one tag a word. Of spans that overlap, the longest counts; pieces that touch are one."""
    words = word_starts(pieces)
    owner = _owner_of_characters(pieces, words)
    rows = [[OUTSIDE] * len(words) for _ in ROLES]
    spans: list[list[tuple[int, int]]] = [[] for _ in ROLES]
    for attribution in attributions:
        for number, role in enumerate(ROLES):
            spans[number].extend(_runs(owner, attribution[role]))
    for row, runs in zip(rows, spans, strict=True):
        for first, last in sorted(set(runs), key=lambda run: run[0] - run[1]):
            if not any(row[first : last + 1]):
                row[first] = BEGIN
                row[first + 1 : last + 1] = [INSIDE] * (last - first)
    return rows


def ignored(pieces: Pieces, spans: Iterable[Sequence[int]]) -> list[bool]:
    """Which words lie under ``spans`` and teach nothing."""
    words = word_starts(pieces)
    owner = _owner_of_characters(pieces, words)
    marks = [False] * len(words)
    for first, last in _runs(owner, spans):
        marks[first : last + 1] = [True] * (last - first + 1)
    return marks


def _owner_of_characters(pieces: Pieces, words: Sequence[int]) -> dict[int, int]:
    owner: dict[int, int] = {}
    for word, start in enumerate(words):
        end = words[word + 1] if word + 1 < len(words) else len(pieces)
        for piece in range(start, end):
            for place in range(pieces.starts[piece], pieces.ends[piece]):
                owner[place] = word
    return owner


def _runs(owner: Mapping[int, int], spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """First and last word of each span, with those that have no word between them put together."""
    runs = sorted(run for span in spans if (run := _run(owner, *span)))
    merged: list[tuple[int, int]] = []
    for first, last in runs:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _run(owner: Mapping[int, int], start: int, end: int) -> tuple[int, int] | None:
    touched = [owner[place] for place in range(start, end) if place in owner]
    return (touched[0], touched[-1]) if touched else None
