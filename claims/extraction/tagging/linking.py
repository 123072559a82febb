"""Which source and which contents belong to a cue: each candidate is weighed, and so is the choice of none.

Both choices are multinomial logits over the few nearest candidates; ``training/links.py`` fits their weights.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def source_features(words: Words, found: Found, cue: Run, source: Run) -> Features:
    """What speaks for ``source`` being the one of ``cue``: named amounts of about 0 to 6."""
    return (
        *_place(words, cue, source),
        ("cues between", min(3, _between(found.cues, cue, source))),
        ("sources between", min(3, _between(found.sources, cue, source))),
        ("contents between", min(2, _between(found.contents, cue, source))),
        ("one quoted", float(words.quoted[cue[0]] != words.quoted[source[0]])),
    )


def content_features(words: Words, found: Found, content: Run, cue: Run) -> Features:
    """What speaks for ``content`` being that of ``cue``."""
    return (
        *_place(words, content, cue),
        ("cues between", min(3, _between(found.cues, cue, content))),
        ("contents between", min(3, _between(found.contents, cue, content))),
        ("sources between", min(2, _between(found.sources, cue, content))),
        *_quoted(words, content, cue),
    )


def _quoted(words: Words, content: Run, cue: Run) -> Features:
    if words.quoted[content[0]]:
        return ("quoted", 1.0), ("quoted after" if content > cue else "quoted before", 1.0)
    if words.sentences[cue[0]] in (words.sentences[content[0]], words.sentences[content[1]]):
        return ()
    return (("unquoted in another sentence", 1.0),)


_BEFORE, _AFTER = (
    (side, *(f"{side} {what}" for what in ("close", "distance", "root", "sentences", "other sentence", "paragraphs")))
    for side in ("before", "after")
)


def _place(words: Words, one: Run, other: Run) -> Features:
    names, first, last = (_BEFORE, other, one) if other < one else (_AFTER, one, other)
    distance = max(0, last[0] - first[1] - 1)
    sentences = words.sentences[last[0]] - words.sentences[first[1]]
    paragraphs = words.paragraphs[last[0]] - words.paragraphs[first[1]]
    amounts = (
        1.0,
        float(distance == 0),
        min(distance, 60) / 10,
        min(distance, 400) ** 0.5 / 4,
        min(sentences, 3),
        float(sentences > 0),
        min(paragraphs, 2),
    )
    return zip(names, amounts, strict=True)


def _between(runs: Sequence[Run], one: Run, other: Run) -> int:
    """How many of ``runs`` begin after the first of the two ends and before the second begins."""
    first, last = (other, one) if other < one else (one, other)
    if last[0] <= first[1] + 1:
        return 0
    return bisect_left(runs, (last[0], -1)) - bisect_left(runs, (first[1] + 1, -1))


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
        weight = 0.0
        for name, amount in features(candidate):
            weight += weights.get(name, 0.0) * amount
        if weight > most:
            best, most = candidate, weight
    return best
