"""Where a stretch that was put in or dropped could begin at several words, it is laid so that it begins a sentence.

Of "The toll is 5. The toll will rise. The pier" and "The toll is 5. The pier" the words "toll will rise. The" are new
as much as "The toll will rise."; only the second is what somebody wrote.
"""

from collections.abc import Sequence
from typing import Final

from sources.drift.aligning import Run
from sources.drift.words import Words

_FAR: Final = 30  # words


def slide(runs: Sequence[Run], old: Words, new: Words) -> list[Run]:
    """``runs`` with the gaps between them moved to the borders of sentences where that is possible."""
    moved = list(runs)
    for at in range(1, len(moved)):
        left, right = moved[at - 1], moved[at]
        if left.old + left.size == right.old:
            by = _shift(new, left.new + left.size, right.new, most=(left.size, right.size))
        elif left.new + left.size == right.new:
            by = _shift(old, left.old + left.size, right.old, most=(left.size, right.size))
        else:
            continue
        moved[at - 1] = Run(left.old, left.new, left.size + by)
        moved[at] = Run(right.old + by, right.new + by, right.size - by)
    return [run for run in moved if run.size]


def _shift(words: Words, begin: int, end: int, *, most: tuple[int, int]) -> int:
    """By how many words the gap from ``begin`` to before ``end`` is moved; less than 0 is to the left."""
    places = _places(words.forms, begin, end, most)
    for border in (begin, end):  # a whole sentence is best, and what a sentence ends with is better than nothing
        found = next((by for by in places if words.begins_sentence(border + by)), None)
        if found is not None:
            return found
    return 0


def _places(forms: Sequence[str], begin: int, end: int, most: tuple[int, int]) -> list[int]:
    """How far the gap can be moved so that the words around it stay the same, the nearest first."""
    left = right = 0
    while left < min(_FAR, most[0]) and forms[begin - left - 1] == forms[end - left - 1]:
        left += 1
    while right < min(_FAR, most[1]) and forms[begin + right] == forms[end + right]:
        right += 1
    return sorted(range(-left, right + 1), key=abs)
