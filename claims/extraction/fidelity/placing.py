"""Which words of a quotation are which words of a transcript, also when a part of it stands elsewhere."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.fidelity.aligning import Aligned, aligned, runs, worth
from claims.extraction.fidelity.locating import Finder
from claims.extraction.fidelity.words import Word

Pairs = list[tuple[int, int]]

_FOUND = 0.5
"""Share of the points of a quotation that its alignment must reach, and share of its words that must agree."""
_FOUND_AGAIN = 0.75
"""The same for a part that stands elsewhere: a few words agree with some place of every transcript."""
_FEWEST = 3
_PART = 4
"""Words of a part that is looked for elsewhere."""
_CHANCE = 120
"""Points of words in a row that agree by chance: two short words or a longer one."""
_LONGEST_TURNED = 300
"""Words of a quotation whose sentences are looked for one by one."""
_FAR = 6
"""Words left out before a stray word."""
_NEIGHBOURS = 2
_AGREED = 0.9
"""Share of the words in one order from which no other order is looked for."""
_BREAK, _LEAP, _AWAY = 50, 150, 60
"""Points taken for each break, and more for one of so many words: near places are likelier than far ones."""
_PARTS = 4
"""Parts looked for at most; each costs a look through the whole transcript."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Pairs (word of the quotation, word of the transcript) that agree.

    In ``main`` both rise; each list of ``moved`` does too, but stands out of the order of ``main``.
    """

    main: Pairs
    moved: Sequence[Pairs]


def placed(
    quoted: Sequence[Word],
    said: Sequence[Word],
    sentences: Sequence[tuple[int, int]],
    marked: frozenset[int],
) -> Placed | None:
    """The place of the words ``quoted`` among the words ``said``; None when they are not there.

    ``sentences`` are the stretches ``[first, last)`` of the quotation that are sentences, ``marked`` holds the words
    before which it has an ellipsis. Of places that fit equally well the first is taken.
    """
    placer = _Placer(quoted, said, Finder(quoted, said))
    found = [item for item in placer.all(0, len(quoted), marked) if _is_found(quoted, item, _FOUND)]
    whole = [placer.completed(item, marked) for item in found]
    if not any(len(place.main) >= _AGREED * len(quoted) for place in whole):
        whole += [placer.completed(item, marked) for item in placer.seeds(sentences, marked)]
    return min(whole, key=lambda place: (-placer.points(place), place.main[0][1]), default=None)


@dataclass(frozen=True, slots=True)
class _Placer:
    quoted: Sequence[Word]
    said: Sequence[Word]
    finder: Finder

    def all(self, first: int, last: int, marked: frozenset[int]) -> list[Aligned]:
        """The alignments of the words ``[first, last)`` of the quotation in the windows that are worth a look."""
        part = self.quoted[first:last]
        inside = frozenset(row - first for row in marked if first < row < last)
        found: list[Aligned] = []
        for start, end in self.finder.windows(part):
            item = aligned(part, self.said[start:end], inside)
            found.append(Aligned([(row + first, column + start) for row, column in item.pairs], item.points))
        return found

    def seeds(self, sentences: Sequence[tuple[int, int]], marked: frozenset[int]) -> list[Aligned]:
        """The places of the longest of several sentences, for a quotation that has them in another order."""
        if len(sentences) == 1 or len(self.quoted) > _LONGEST_TURNED:
            return []
        first, last = max(sentences, key=lambda sentence: sentence[1] - sentence[0])
        part, least = self.quoted[first:last], _FOUND * len(self.quoted) / 2
        return [
            item
            for item in self.all(first, last, marked)
            if _is_found(part, item, _FOUND_AGAIN) and len(item.pairs) >= least
        ]

    def completed(self, item: Aligned, marked: frozenset[int]) -> Placed:
        """The place ``item`` with the parts that stand elsewhere."""
        main = _trimmed(self.quoted, list(item.pairs), marked)
        moved: list[Pairs] = []
        for first, last in _unplaced(self.quoted, main):
            pairs = _grown(self.quoted, self.said, self._elsewhere(first, last, marked, main[0][1]))
            if pairs:
                main = [pair for pair in main if not pairs[0][0] <= pair[0] <= pairs[-1][0]]
            if _fits(main, pairs):
                main = sorted(main + pairs)
            elif pairs:
                moved.append(pairs)
        return Placed(main, moved)

    def _elsewhere(self, first: int, last: int, marked: frozenset[int], near: int) -> Pairs:
        part = self.quoted[first:last]
        found = [item for item in self.all(first, last, marked) if _is_found(part, item, _FOUND_AGAIN)]
        return list(max(found, key=lambda item: (item.points, -abs(item.pairs[0][1] - near))).pairs) if found else []

    def points(self, place: Placed) -> int:
        """What agrees, less something for each break: how two places of the same quotation compare."""
        pieces = (place.main, *place.moved)
        agreed = sum(worth(self.quoted[row]) for pairs in pieces for row, _ in pairs)
        blocks = [block for pairs in pieces for block in _blocks(pairs)]
        leaps = sum(abs(after[0][1] - before[-1][1]) > _AWAY for before, after in pairwise(blocks))
        return agreed - _BREAK * len(blocks) - _LEAP * leaps


def _trimmed(quoted: Sequence[Word], pairs: Pairs, marked: frozenset[int]) -> Pairs:
    """``pairs`` without a word or two at the ends that stand far from all others in the transcript."""
    blocks = _blocks(pairs)
    while len(blocks) > 1 and _is_stray(quoted, blocks[-1], blocks[-1][0][1] - blocks[-2][-1][1]):
        if blocks[-1][0][0] in marked:
            break
        blocks.pop()
    while len(blocks) > 1 and _is_stray(quoted, blocks[0], blocks[1][0][1] - blocks[0][-1][1]):
        if blocks[1][0][0] in marked:
            break
        blocks.pop(0)
    return [pair for block in blocks for pair in block]


def _is_stray(quoted: Sequence[Word], block: Pairs, away: int) -> bool:
    return away > _FAR and not _is_firm(quoted, block)


def _is_firm(quoted: Sequence[Word], block: Pairs) -> bool:
    """Whether more words agree in a row than do by chance."""
    return sum(worth(quoted[row]) for row, _ in block) > _CHANCE


def _grown(quoted: Sequence[Word], said: Sequence[Word], pairs: Pairs) -> Pairs:
    """``pairs`` with the word or two before them that agree too."""
    grown = list(pairs)
    for _ in range(_NEIGHBOURS if pairs else 0):
        row, column = grown[0][0] - 1, grown[0][1] - 1
        if row < 0 or column < 0 or quoted[row].form != said[column].form:
            break
        grown.insert(0, (row, column))
    return grown


def _is_found(quoted: Sequence[Word], item: Aligned, share: float) -> bool:
    needed = max(min(len(quoted), _FEWEST), share * len(quoted))
    return len(item.pairs) >= needed and item.points >= share * sum(map(worth, quoted)) * share


def _unplaced(quoted: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of the quotation that have no partners, or only a word here and there; the longest ones."""
    taken = {row for block in _blocks(pairs) if _is_firm(quoted, block) for row, _ in block}
    holes = runs([row for row in range(len(quoted)) if row not in taken])
    return sorted((hole for hole in holes if hole[1] - hole[0] >= _PART), key=lambda hole: hole[0] - hole[1])[:_PARTS]


def _blocks(pairs: Sequence[tuple[int, int]]) -> list[Pairs]:
    """``pairs`` with those together that follow each other on both sides."""
    blocks: list[Pairs] = []
    for row, column in pairs:
        if not blocks or (row - 1, column - 1) != blocks[-1][-1]:
            blocks.append([])
        blocks[-1].append((row, column))
    return blocks


def _fits(main: Pairs, pairs: Pairs) -> bool:
    """Whether ``pairs`` stand in the transcript between the neighbours that they have in the quotation."""
    if not pairs:
        return False
    place = bisect_left(main, pairs[0])
    after_last = place == 0 or main[place - 1][1] < pairs[0][1]
    return after_last and (place == len(main) or pairs[-1][1] < main[place][1])
