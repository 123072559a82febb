"""Which source and which contents belong to a cue: each candidate is weighed, and so is the choice of none.

Both choices are multinomial logits over the few nearest candidates; ``training/links.py`` fits their weights.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.extraction.tagging.words import Run, Words

_NEAREST = 4
"""Candidates looked at on each side."""

Weights = Mapping[str, float]
Features = Iterable[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Found:
    """The spans of one text by role, each list in order."""

    sources: Sequence[Run]
    cues: Sequence[Run]
    contents: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in words; ``source`` is None where none was taken, ``contents`` may be empty."""

    source: Run | None
    cue: Run
    contents: tuple[Run, ...]


def near(runs: Sequence[Run], place: int) -> Sequence[Run]:
    """The runs nearest to the word ``place``, a few on each side, in order."""
    middle = bisect_left(runs, (place, place))
    return runs[max(0, middle - _NEAREST) : middle + _NEAREST]


def source_features(words: Words, found: Found, cue: Run, source: Run) -> Iterator[tuple[str, float]]:
    """What speaks for ``source`` being the one of ``cue``: named amounts of about 0 to 6."""
    yield from _place(words, cue, source)
    yield "cues between", min(3, _between(found.cues, cue, source))
    yield "sources between", min(3, _between(found.sources, cue, source))
    yield "contents between", min(2, _between(found.contents, cue, source))
    if words.quoted[cue[0]] != words.quoted[source[0]]:
        yield "one quoted", 1.0


def content_features(words: Words, found: Found, content: Run, cue: Run) -> Iterator[tuple[str, float]]:
    """What speaks for ``content`` being that of ``cue``."""
    yield from _place(words, content, cue)
    yield "cues between", min(3, _between(found.cues, cue, content))
    yield "contents between", min(3, _between(found.contents, cue, content))
    yield "sources between", min(2, _between(found.sources, cue, content))
    if words.quoted[content[0]]:
        yield "quoted", 1.0
        yield ("quoted after" if content > cue else "quoted before"), 1.0
    elif words.sentences[cue[0]] not in (words.sentences[content[0]], words.sentences[content[1]]):
        yield "unquoted in another sentence", 1.0


def _place(words: Words, one: Run, other: Run) -> Iterator[tuple[str, float]]:
    side = "before" if other < one else "after"
    first, last = sorted((one, other))
    distance = max(0, last[0] - first[1] - 1)
    sentences = words.sentences[last[0]] - words.sentences[first[1]]
    yield side, 1.0
    yield f"{side} close", float(distance == 0)
    yield f"{side} distance", min(distance, 60) / 10
    yield f"{side} root", min(distance, 400) ** 0.5 / 4
    yield f"{side} sentences", min(sentences, 3)
    yield f"{side} other sentence", float(sentences > 0)
    yield f"{side} paragraphs", min(words.paragraphs[last[0]] - words.paragraphs[first[1]], 2)


def _between(runs: Sequence[Run], one: Run, other: Run) -> int:
    """How many of ``runs`` begin after the first of the two ends and before the second begins."""
    first, last = sorted((one, other))
    return max(0, bisect_left(runs, (last[0], -1)) - bisect_left(runs, (first[1] + 1, -1)))


def link(words: Words, found: Found, sources: Weights, contents: Weights) -> list[Link]:
    """One attribution for every cue, in order of the cues; a content that no cue wants is left over."""
    taken: dict[Run, list[Run]] = {cue: [] for cue in found.cues}
    for content in found.contents:
        cue = _best(near(found.cues, content[0]), contents, _features_of(content_features, words, found, content))
        if cue:
            taken[cue].append(content)
    return [
        Link(
            _best(near(found.sources, cue[0]), sources, _features_of(source_features, words, found, cue)),
            cue,
            tuple(taken[cue]),
        )
        for cue in found.cues
    ]


def _features_of(
    features: Callable[[Words, Found, Run, Run], Features], words: Words, found: Found, fixed: Run
) -> Callable[[Run], Features]:
    return lambda candidate: features(words, found, fixed, candidate)


def _best(candidates: Sequence[Run], weights: Weights, features: Callable[[Run], Features]) -> Run | None:
    """The heaviest candidate, None where none outweighs the choice of none."""
    best, most = None, weights["none"]
    for candidate in candidates:
        weight = sum(weights.get(name, 0.0) * amount for name, amount in features(candidate))
        if weight > most:
            best, most = candidate, weight
    return best
