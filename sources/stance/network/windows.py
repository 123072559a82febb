"""Which sentences of a passage are laid beside a claim, where there are more than the network reads. Plain Python."""

import math
from collections import Counter
from collections.abc import Sequence

from sources.stance.network.reading import Coded
from sources.stance.words import STOP_WORDS

_SATURATION, _LENGTH = 1.2, 0.75
"""The two usual settings of BM25: what a word said again adds, and how much a long sentence pays for its length."""


def lexical_scores(claim: Coded, sentences: Sequence[Coded]) -> list[float]:
    """BM25 of each sentence among its neighbours, for the words of the claim."""
    wanted = {key for key in claim.vocabulary if key not in STOP_WORDS and key[:1].isalnum()}
    counts = [Counter(sentence.keys) for sentence in sentences]
    seen = Counter(key for count in counts for key in count)
    mean = sum(len(sentence.keys) for sentence in sentences) / max(1, len(sentences)) or 1.0
    rarity = {key: math.log(1 + (len(sentences) - seen[key] + 0.5) / (seen[key] + 0.5)) for key in wanted}
    return [_score(count, rarity, len(sentence.keys) / mean) for count, sentence in zip(counts, sentences, strict=True)]


def _score(count: Counter[str], rarity: dict[str, float], length: float) -> float:
    damping = _SATURATION * (1 - _LENGTH + _LENGTH * length)
    return sum(weight * count[key] * (1 + _SATURATION) / (count[key] + damping) for key, weight in rarity.items())


def windows(sizes: Sequence[int], scores: Sequence[float], *, room: int, count: int) -> list[range]:
    """At most ``count`` runs of neighbouring sentences that do not overlap, each of ``room`` pieces, the best first.

    A run begins with the best sentence that is left and takes in its neighbours, before and after it in turn.
    """
    taken: set[int] = set()
    found: list[range] = []
    for best in sorted(range(len(scores)), key=lambda place: (-scores[place], place)):
        if len(found) == count:
            break
        if best not in taken:
            found.append(_grown(best, sizes, room, taken))
            taken.update(found[-1])
    return found


def _grown(best: int, sizes: Sequence[int], room: int, taken: set[int]) -> range:
    first, end, left = best, best + 1, room - sizes[best]
    while True:
        before = first > 0 and first - 1 not in taken and sizes[first - 1] <= left
        after = end < len(sizes) and end not in taken and sizes[end] <= left
        if not before and not after:
            return range(first, end)
        if before and (not after or best - first <= end - 1 - best):
            first -= 1
            left -= sizes[first]
        else:
            end += 1
            left -= sizes[end - 1]
