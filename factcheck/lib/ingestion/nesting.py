"""The depth of HTML, counted the way the parser behind it nests elements, in time linear in the number of tags."""

from collections import defaultdict

_NEVER_CLOSED = "area base br col hr img input link meta param"
_LEFT_OPEN = "p li td th tr option tbody html head body"  # the parser closes them by itself before the next
_UNCOUNTED = frozenset(f"{_NEVER_CLOSED} {_LEFT_OPEN}".split())
_STRENGTH = {"div": 150, "table": 190}  # a closing tag does not reach over a stronger element
_ORDINARY = 100


class Nesting:
    """Follows opening and closing tags, and says of each whether it stays within ``depth`` elements.

    A closing tag that closes nothing is not believed: otherwise ``<div></b>`` would hide any depth.
    """

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self._open: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def enter(self, name: str) -> bool:
        """Whether the element ``name`` that opens here is kept."""
        if name in _UNCOUNTED:
            return True
        self._places[name].append(len(self._open))
        self._open.append(name)
        return len(self._open) <= self.depth

    def leave(self, name: str) -> bool:
        """Whether the closing tag of ``name`` is kept."""
        if name in _UNCOUNTED:
            return True
        places = self._places.get(name)
        if not places or places[-1] < self._barrier(name):
            return False
        place = places[-1]
        while len(self._open) > place:
            self._places[self._open.pop()].pop()
        return place < self.depth

    def _barrier(self, name: str) -> int:
        """The place of the innermost open element that a closing ``name`` does not reach over; -1 for none."""
        own = _STRENGTH.get(name, _ORDINARY)
        stronger = (self._places[other] for other, strength in _STRENGTH.items() if strength > own)
        return max((places[-1] for places in stronger if places), default=-1)
