"""Quick figures during a training: exact and overlap F1 of the decoded tags. The bench holds the protocol that counts."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from training.examples import Article
from training.labels import BEGIN, INSIDE, OUTSIDE, ROLES


def decode(scores: np.ndarray, moves: np.ndarray) -> list[int]:
    """The best row of tags for one role: ``scores`` (words, 3), ``moves`` (3, 3)."""
    best = scores[0].copy()
    best[INSIDE] = -1e9
    back: list[np.ndarray] = []
    for row in scores[1:]:
        coming = best[:, None] + moves
        back.append(coming.argmax(0))
        best = coming.max(0) + row
    tag = int(best.argmax())
    path = [tag]
    for step in reversed(back):
        tag = int(step[tag])
        path.append(tag)
    return path[::-1]


def chunks(row: Sequence[int]) -> list[tuple[int, int]]:
    """First and last word of every span of a row of tags."""
    found: list[tuple[int, int]] = []
    for place, tag in enumerate(row):
        if tag == BEGIN or (tag == INSIDE and (not found or found[-1][1] != place - 1)):
            found.append((place, place))
        elif tag == INSIDE:
            found[-1] = (found[-1][0], place)
    return found


def chunk_scores(read: Sequence[Article], scored: Sequence[np.ndarray], moves: np.ndarray) -> dict[str, float]:
    """F1 under ``exact role`` and ``overlap role``."""
    counts: Counter[str] = Counter()
    for article, scores in zip(read, scored, strict=True):
        for number, role in enumerate(ROLES):
            kept = [not skip for skip in article.ignored]
            gold = chunks(article.tags[number])
            found = chunks(decode(scores[:, number], moves[number])) if len(scores) else []
            gold, found = ([run for run in side if all(kept[run[0] : run[1] + 1])] for side in (gold, found))
            _add(counts, f"exact {role}", set(gold), set(found))
            _add(counts, f"overlap {role}", *({w for a, b in side for w in range(a, b + 1)} for side in (gold, found)))
    return {name: round(2 * counts[name + "&"] / max(1, counts[name + "+"]), 4) for name in sorted({k[:-1] for k in counts})}


def _add(counts: Counter[str], name: str, gold: set[object], found: set[object]) -> None:
    counts[name + "&"] += len(gold & found)
    counts[name + "+"] += len(gold) + len(found)
    _ = OUTSIDE
