"""Where in a transcript a quotation may come from: the windows that share its rare words and pairs of words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from claims.extraction.fidelity.words import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST, _MOST, _WORDS = 2, 8, 1_000
"""Windows at least and at most, and words of the part over all of them: long parts find their place at once."""
_ROOM = 40
"""Words around a window that may belong to it."""
_WORTH_A_LOOK = 0.5
"""Share of the votes of the best window below which a window is not aligned."""


class Finder:
    """Finds quotations and parts of them in the words ``said``; made once for a quotation.

    Each place of the transcript votes with the rarity of the word and of the pair of words that stand there, where the
    quotation has them too. Linear in both, however often a word comes back.
    """

    def __init__(self, quoted: Sequence[Word], said: Sequence[Word]) -> None:
        import numpy

        self.ids: dict[str, int] = {}
        for word in quoted:
            self.ids.setdefault(word.form, len(self.ids) + 1)
        self.size = len(self.ids) + 1
        self.said = numpy.fromiter((self.ids.get(word.form, 0) for word in said), numpy.int64, len(said))
        self.pairs = numpy.where(
            (self.said[:-1] > 0) & (self.said[1:] > 0), self.said[:-1] * self.size + self.said[1:], 0
        )
        self.paired = numpy.flatnonzero(self.pairs)

    def windows(self, part: Sequence[Word]) -> list[tuple[int, int]]:
        """A few stretches ``[first, last)`` of the transcript for ``part`` of the quotation, the best first.

        Each holds twice the words of the part and some around them; there is none without a shared word.
        """
        if not part or not len(self.said):
            return []
        width = min(len(self.said), 2 * len(part) + _ROOM)
        return _best(self._votes(part), width, max(_FEWEST, min(_MOST, _WORDS // len(part))))

    def _votes(self, part: Sequence[Word]) -> "NDArray[Any]":
        import numpy

        mine = numpy.array([self.ids[word.form] for word in part], numpy.int64)
        wanted = numpy.zeros(self.size, bool)
        wanted[mine] = True
        votes = _rarity(self.said, numpy.flatnonzero(wanted[self.said]))
        shared = numpy.isin(self.pairs[self.paired], mine[:-1] * self.size + mine[1:])
        votes[:-1] += 2 * _rarity(self.pairs, self.paired[shared])
        return votes


def _best(votes: "NDArray[Any]", width: int, most: int) -> list[tuple[int, int]]:
    import numpy

    found: list[tuple[int, int]] = []
    total = numpy.concatenate(([0.0], numpy.cumsum(votes)))
    sums = total[width:] - total[:-width]
    highest, reach = float(sums.max()), 3 * width // 4
    while len(found) < most:
        start = int(sums.argmax())
        if sums[start] <= 0 or sums[start] < highest * _WORTH_A_LOOK:
            break
        first, last = _centred(votes, start, width)
        found.append((first, last))
        sums[max(0, start - reach) : start + reach + 1] = 0.0
    return found


def _centred(votes: "NDArray[Any]", start: int, width: int) -> tuple[int, int]:
    """The window moved so that its votes lie in the middle, with room on both sides."""
    places = votes[start : start + width].nonzero()[0]
    middle = start + (int(places[0]) + int(places[-1])) // 2
    first = max(0, middle - width // 2 - _ROOM)
    return first, min(len(votes), middle + width // 2 + _ROOM)


def _rarity(codes: "NDArray[Any]", places: "NDArray[Any]") -> "NDArray[Any]":
    """One over the number of times that a code occurs at ``places``, there; 0 elsewhere."""
    import numpy

    votes = numpy.zeros(len(codes))
    _, inverse, counts = numpy.unique(codes[places], return_inverse=True, return_counts=True)
    votes[places] = 1.0 / counts[inverse]
    return votes
