"""Where the words of a passage stand in another reading of its page."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.lib.spans import Span
from sources.drift.aligning import align
from sources.drift.sliding import slide
from sources.drift.words import Words

_SEEDS: Final = 3  # words in a row by which a passage is looked for elsewhere
_BAND: Final = 16  # words: how far a seed may be off from the others
_GAP: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Place:
    """The words ``first`` to before ``last`` of the kept text, and for each its place among the new words, or -1.

    ``floor`` and ``ceiling`` bound what of the new words can belong to the passage. ``is_open`` is true where nothing
    stood behind the passage that is gone now, so that what follows it is new. ``is_moved`` is true when it stands in
    another order than before.
    """

    first: int
    last: int
    to_new: Sequence[int]
    floor: int
    ceiling: int
    is_open: bool = False
    is_moved: bool = False

    @property
    def share(self) -> float:
        """How many of the words are there, 0 to 1."""
        return sum(place >= 0 for place in self.to_new) / max(1, len(self.to_new))


class Beside:
    """Two texts laid beside each other."""

    def __init__(self, old: Words, new: Words) -> None:
        self.old = old
        self.new = new
        self.runs = slide(align(old.forms, new.forms), old, new)
        self._to_new = [-1] * len(old)
        for run in self.runs:
            self._to_new[run.old : run.old + run.size] = range(run.new, run.new + run.size)
        self._joined = ""

    @property
    def share(self) -> float:
        """How much of the kept text is there, 0 to 1."""
        return sum(run.size for run in self.runs) / max(1, len(self.old))

    def words_of(self, span: Span) -> tuple[int, int]:
        """The words of a stretch of the kept text: the first, and one past the last."""
        return bisect_left(self.old.starts, span.start), bisect_right(self.old.ends, span.end)

    def place(self, first: int, last: int) -> Place:
        """Where the words stand in the order of the text."""
        before = next((self._to_new[at] for at in range(first - 1, -1, -1) if self._to_new[at] >= 0), -1)
        follower = next((at for at in range(last, len(self.old)) if self._to_new[at] >= 0), len(self.old))
        after = self._to_new[follower] if follower < len(self.old) else len(self.new)
        return Place(first, last, self._to_new[first:last], before + 1, after, is_open=follower == last)

    def find_elsewhere(self, first: int, last: int) -> Place | None:
        """Where most of the words stand out of order: word for word, or at least nearly; ``None`` for nowhere."""
        words = self.old.forms[first:last]
        verbatim = self._verbatim(words)
        if verbatim >= 0:
            found = range(verbatim, verbatim + len(words))
            return Place(first, last, found, 0, len(self.new), is_moved=True)
        return self._nearly(words, first, last)

    def _verbatim(self, words: Sequence[str]) -> int:
        """The place of the first of ``words`` where all of them follow each other; -1 for nowhere."""
        if not self._joined:
            self._joined = _GAP + _GAP.join(self.new.forms) + _GAP
        at = self._joined.find(_GAP + _GAP.join(words) + _GAP)
        return self._joined.count(_GAP, 0, at) if at >= 0 else -1

    def _nearly(self, words: Sequence[str], first: int, last: int) -> Place | None:
        seeds = {key: place for place, key in _seeds(words)}
        votes = Counter((place - seeds[key]) // _BAND for place, key in _seeds(self.new.forms) if key in seeds)
        if not votes:
            return None
        band = votes.most_common(1)[0][0]
        start = max(0, (band - 1) * _BAND)
        window = self.new.forms[start : (band + 2) * _BAND + len(words)]
        to_new = [-1] * len(words)
        for run in align(words, window):
            to_new[run.old : run.old + run.size] = range(start + run.new, start + run.new + run.size)
        return Place(first, last, to_new, 0, len(self.new), is_moved=True)


def _seeds(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return enumerate(zip(*(words[shift:] for shift in range(_SEEDS)), strict=False))
