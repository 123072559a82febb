"""Quick figures during a training. The bench holds the protocol that counts."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Any

import torch

from claims.extraction.tagging.decoding import spans
from claims.extraction.tagging.windows import windows
from training.examples import CLS, SEP, Article, Packed
from training.labels import BEGIN, OUTSIDE, ROLES
from training.network import TAGS, Tagger

Run = tuple[int, int]


@torch.no_grad()
def word_scores(model: Tagger, article: Article) -> list[list[float]]:
    """Ten scores for every word, from overlapping windows as at run time."""
    pieces, rows = article.pieces, []
    for window in windows(len(pieces), pieces.openings()):
        ids = torch.tensor([[CLS, *pieces.ids[window.start : window.end], SEP]])
        kinds = torch.tensor([[0, *pieces.kinds[window.start : window.end], 0]])
        scores: Any = model(ids, kinds, torch.ones_like(ids))
        rows += scores[0, window.keep_from - window.start + 1 : window.keep_to - window.start + 1].tolist()
    return [rows[place] for place in article.words]


def gold_spans(row: Sequence[int]) -> list[Run]:
    """First and last word of every span of a row of tags."""
    found: list[Run] = []
    for place, tag in enumerate(row):
        if tag == BEGIN:
            found.append((place, place))
        elif tag != OUTSIDE:
            found[-1] = (found[-1][0], place)
    return found


def tag_figures(model: Tagger, read: Sequence[Article]) -> dict[str, float]:
    """Exact and overlap F1 of each role."""
    moves = model.chain.transitions().tolist()
    counts: Counter[str] = Counter()
    for article in read:
        rows = word_scores(model, article)
        for number, role in enumerate(ROLES):
            found = spans([row[number * TAGS : (number + 1) * TAGS] for row in rows], moves[number])
            _count(counts, role, _kept(article, gold_spans(article.tags[number])), _kept(article, found))
    names = [f"{kind} {role}" for kind in ("exact", "overlap") for role in ROLES]
    return {name: round(2 * counts[f"{name} right"] / max(1, counts[f"{name} all"]), 4) for name in names}


def _kept(article: Article, runs: Sequence[Run]) -> set[Run]:
    return {run for run in runs if not any(article.ignored[run[0] : run[1] + 1])}


def _count(counts: Counter[str], role: str, gold: set[Run], found: set[Run]) -> None:
    _add(counts, f"exact {role}", gold, found)
    _add(counts, f"overlap {role}", *({place for a, b in side for place in range(a, b + 1)} for side in (gold, found)))


def _add(counts: Counter[str], name: str, gold: Set[Any], found: Set[Any]) -> None:
    counts[f"{name} right"] += len(gold & found)
    counts[f"{name} all"] += len(gold) + len(found)


@torch.no_grad()
def _judged(model: Tagger, items: Sequence[Packed]) -> Iterator[tuple[float, int]]:
    for item in items:
        ids = torch.tensor([item.ids])
        scores = model(ids, torch.tensor([item.kinds]), torch.ones_like(ids))[0, :, -1]
        for places, label in zip(item.places, item.labels, strict=True):
            if places:
                yield float(scores[places].mean()), label


def worth_figures(model: Tagger, items: Sequence[Packed]) -> dict[str, float]:
    """F1 of check-worthiness at a logit of 0, and at the best of a few other thresholds."""
    pairs = list(_judged(model, items))
    thresholds = [number / 4 for number in range(-16, 17)]
    return {"worth": _f1(pairs, 0.0), "worth at best": max(_f1(pairs, threshold) for threshold in thresholds)}


def _f1(pairs: Sequence[tuple[float, int]], threshold: float) -> float:
    right = sum(label for logit, label in pairs if logit > threshold)
    chosen = sum(1 for logit, _ in pairs if logit > threshold)
    return round(2 * right / max(1, chosen + sum(label for _, label in pairs)), 4)
