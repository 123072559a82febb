"""Passages and claims without any meaning, from a seed: words made of syllables, as unevenly used as real ones.

A passage has 60 words, give or take 12: seven in ten from the whole vocabulary of 60,000 by Zipf's law, the rest from
one of 2,000 topics of 60 words, two of them numbers. A claim has eight words of one passage and four of no passage in
particular, none among the most frequent 150. That is smoother than news: expect real text to cost up to twice as much.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

VOCABULARY = 60_000
FREQUENT = 150
TOPICS = 2_000
OF_TOPIC = 60
CHUNK = 10_000
LONGEST = 72
OF_ONE_CHUNK = 10
Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Library:
    """The same passages for the same seed, however they are read."""

    def __init__(self, seed: int = 7) -> None:
        self._seed = seed
        rng = np.random.default_rng(seed)
        words = np.array([*itertools.islice(_words(), VOCABULARY)], dtype=object)
        self._words = words[rng.permutation(VOCABULARY)]
        weights = 1 / (np.arange(VOCABULARY) + 2.7)
        self._frequent = frozenset(self._words[:FREQUENT])
        self._weights = np.cumsum(weights) / weights.sum()
        self._topics = rng.integers(FREQUENT, VOCABULARY, size=(TOPICS, OF_TOPIC))

    def passages(self, count: int) -> Iterator[str]:
        """The first ``count`` passages."""
        for first in range(0, count, CHUNK):
            yield from itertools.islice(self._chunk(first), count - first)

    def claims(self, passages: int, count: int) -> list[tuple[int, str]]:
        """Claims with the number of the passage that each is from; of passages from all over the library."""
        rng = np.random.default_rng(self._seed + 1)
        firsts = np.linspace(0, passages - 1, -(-count // OF_ONE_CHUNK)).astype(int) // CHUNK * CHUNK
        found: list[tuple[int, str]] = []
        for first in firsts.tolist():
            texts = list(itertools.islice(self._chunk(first), passages - first))
            chosen = rng.choice(len(texts), OF_ONE_CHUNK).tolist()
            found += [(first + number, self._claim(texts[number], rng)) for number in chosen]
        return found[:count]

    def _claim(self, text: str, rng: np.random.Generator) -> str:
        words = sorted({word for word in text[:-1].lower().split() if not word.isdigit()} - self._frequent)
        foreign = self._words[self._drawn(rng, 4, above=float(self._weights[FREQUENT - 1]))]
        return " ".join([*rng.permutation(words)[:8], *foreign])

    def _drawn(self, rng: np.random.Generator, size: int | tuple[int, int], above: float = 0.0) -> Numbers:
        places = above + (1 - above) * rng.random(size)
        return np.minimum(np.searchsorted(self._weights, places), VOCABULARY - 1)

    def _chunk(self, first: int) -> Iterator[str]:
        rng = np.random.default_rng([self._seed, first])
        lengths = rng.integers(48, 73, CHUNK)
        topics = self._topics[rng.integers(0, TOPICS, CHUNK)]
        own = np.take_along_axis(topics, rng.integers(0, OF_TOPIC, (CHUNK, LONGEST)), axis=1)
        common, numbers = self._drawn(rng, (CHUNK, LONGEST)), rng.integers(1, 5_000, (CHUNK, 2))
        for row, length in enumerate(lengths.tolist()):
            of_all = int(length * 0.7)
            chosen = [*common[row, :of_all], *own[row, : length - of_all - 2]]
            yield " ".join([*self._words[chosen], *map(str, numbers[row])]).capitalize() + "."


def _words() -> Iterator[str]:
    """Pronounceable words, the shorter ones first."""
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    for length in (2, 3):
        for parts in itertools.product(syllables, repeat=length):
            yield "".join(parts)
