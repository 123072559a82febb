"""On which side of the split a claim stands: hashed, the same claim on one side in all sets."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from factcheck.lib.fingerprints import hash_text

_BUCKETS = 40
_HELD, _TUNED = 8, 12
"""Buckets below the first are held out (20 %), below the second kept for what is set after the fit (10 %)."""
_SIGNS = re.compile(r"[\W_]+")


class Side(StrEnum):
    """What a claim is used for."""

    TRAIN = "train"
    TUNE = "tune"
    HELD = "held out"


def key(claim: str) -> str:
    """A claim without what one set writes differently from another: case, spaces and signs."""
    return _SIGNS.sub(" ", claim.lower()).strip()


@cache
def side(name: str) -> Side:
    """The side of whatever has this name."""
    bucket = int(hash_text(name)[:8], 16) % _BUCKETS
    return Side.HELD if bucket < _HELD else Side.TUNE if bucket < _TUNED else Side.TRAIN


class Families:
    """Claims that belong together because they share evidence, as those of FEVER-Symmetric do by design.

    All of a family stand on the side of its first member; a claim without a family on its own.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """``pairs`` are claims with their evidence."""
        self._parent: dict[str, str] = {}
        for claim, evidence in pairs:
            self._join(f"c {key(claim)}", f"e {key(evidence)}")
        members: dict[str, list[str]] = {}
        for name in self._parent:
            members.setdefault(self._root(name), []).append(name)
        self._first: Mapping[str, str] = {root: min(names) for root, names in members.items()}

    def side(self, claim: str) -> Side:
        """The side on which ``claim`` stands."""
        name = f"c {key(claim)}"
        return side(self._first[self._root(name)].removeprefix("c ") if name in self._parent else key(claim))

    def _root(self, name: str) -> str:
        while self._parent.setdefault(name, name) != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def _join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)
