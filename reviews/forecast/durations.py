"""What work took on this desk, by kind. Plain Python; all lengths are working hours."""

import math
import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# Until a desk has a history: half of the answers take less than this, two in three lie within a factor of e of it.
PRIOR_HOURS: Final = 0.5
PRIOR_SPREAD: Final = 1.0
# How many answers of a kind weigh as much as all answers together, and how many of those as the assumption above.
WEIGHT: Final = 10
POOL: Final = 200


@dataclass(frozen=True, slots=True)
class Done:
    """One answer that was given: of which kind, and how many working hours after its author could begin with it."""

    kind: str
    hours: float


class Durations:
    """What answers took, by kind. With few of a kind, those of all kinds count for it, and with few at all a guess."""

    def __init__(self, past: Iterable[Done]) -> None:
        """Learn from ``past``, in any order."""
        by_kind: dict[str, list[float]] = defaultdict(list)
        for done in past:
            by_kind[done.kind].append(max(done.hours, 0.0))
        self.counts: Mapping[str, int] = {kind: len(hours) for kind, hours in by_kind.items()}
        every = [hours for kind in by_kind.values() for hours in kind]
        self._all = _mixed(every, _prior(POOL))
        self._pools = {kind: _mixed(hours, self._all) for kind, hours in by_kind.items()}

    @property
    def known(self) -> int:
        """How many answers it has learned from."""
        return sum(self.counts.values())

    @property
    def longest(self) -> float:
        """What nine in ten answers take at most: who gave none for longer and has nothing to do is not at work."""
        return self._all[round(POOL * 0.9)]

    def typical(self, kind: str) -> float:
        """How long half of the answers of a kind take at most."""
        return statistics.median(self._pools.get(kind, self._all))

    def pool(self, kind: str, *, beyond: float = 0.0) -> Sequence[float]:
        """Lengths to draw from, each as likely as the others: what is left of a piece that took ``beyond`` already."""
        pool = self._pools.get(kind, self._all)
        if beyond <= 0:
            return pool
        rest = [hours - beyond for hours in pool[bisect_right(pool, beyond) :]]
        # Longer than anything before it: it takes about as long again, one way or the other.
        return rest or [beyond * share for share in (0.25, 0.5, 1.0, 2.0, 4.0)]


def _prior(size: int) -> list[float]:
    normal = statistics.NormalDist(math.log(PRIOR_HOURS), PRIOR_SPREAD)
    return [math.exp(normal.inv_cdf((place + 0.5) / size)) for place in range(size)]


def _mixed(hours: Sequence[float], wider: Sequence[float]) -> list[float]:
    """``POOL`` lengths in order, of ``hours`` as far as there are enough, the rest of a ``wider`` kind."""
    own = round(POOL * len(hours) / (len(hours) + WEIGHT))
    return sorted(_spread(hours, own) + _spread(wider, POOL - own))


def _spread(hours: Sequence[float], size: int) -> list[float]:
    """``size`` lengths spread evenly over ``hours``."""
    ordered = sorted(hours)
    return [ordered[int((place + 0.5) / size * len(ordered))] for place in range(size)]
