"""Who has it from whom: the documents of one origin as a tree, the report that the others go back to first."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sources.origins.base import Link, LinkKind

_FIRST_KINDS = {LinkKind.CITES: 0, LinkKind.WIRE: 1, LinkKind.TEXT: 2, LinkKind.WEB: 3}
"""What a document itself says of its origin tells more about the way than words in common."""


@dataclass(frozen=True, slots=True)
class Step:
    """One document in a chain: ``upstream`` is the one it has it from, ``None`` for the first; ``depth`` from 0.

    ``sentence`` says why; ``circle`` holds the documents that say they have it from each other.
    """

    document: int
    upstream: int | None
    depth: int
    sentence: str
    circle: tuple[int, ...] = ()


def chain(published: Mapping[int, dt.datetime | None], links: Sequence[Link]) -> list[Step]:
    """The documents of one origin, each after the one it has it from; ``published`` tells when each came out.

    A circle, "A has it from B" and "B has it from A", is cut at the earliest document and told in ``circle``. Documents
    to which no link leads, because a person joined them, stand after the others with an empty sentence.
    """
    parents = _parents(published, links)
    circles = _cut_circles(parents, published)
    children: dict[int, list[int]] = {}
    for document in sorted(published, key=lambda each: _age(published, each)):
        if document in parents:
            children.setdefault(parents[document].upstream, []).append(document)
    roots = sorted((each for each in published if each not in parents), key=lambda each: _age(published, each))
    roots.sort(key=lambda each: each not in children)
    return [step for root in roots for step in _walk(root, children, parents, circles)]


def _parents(published: Mapping[int, dt.datetime | None], links: Iterable[Link]) -> dict[int, Link]:
    """The link by which each document goes back: what it says itself before shared text, then the surest."""
    found: dict[int, Link] = {}
    inside = [link for link in links if link.document in published and link.upstream in published]
    for link in sorted(inside, key=lambda link: (_FIRST_KINDS[link.kind], -link.share, _age(published, link.upstream))):
        found.setdefault(link.document, link)
    return found


def _cut_circles(parents: dict[int, Link], published: Mapping[int, dt.datetime | None]) -> dict[int, tuple[int, ...]]:
    """Take out the link of the earliest document of each circle; the circles by that document."""
    circles: dict[int, tuple[int, ...]] = {}
    settled: set[int] = set()
    for start in sorted(parents):
        path: list[int] = []
        here = start
        while here in parents and here not in settled and here not in path:
            path.append(here)
            here = parents[here].upstream
        if here in path:
            circle = path[path.index(here) :]
            first = min(circle, key=lambda each: _age(published, each))
            circles[first] = tuple(sorted(circle, key=lambda each: _age(published, each)))
            del parents[first]
        settled.update(path)
    return circles


def _walk(
    root: int, children: Mapping[int, list[int]], parents: Mapping[int, Link], circles: Mapping[int, tuple[int, ...]]
) -> list[Step]:
    steps: list[Step] = []
    waiting = [(root, 0)]
    while waiting:
        document, depth = waiting.pop()
        link = parents.get(document)
        upstream, sentence = (link.upstream, link.sentence) if link else (None, "")
        steps.append(Step(document, upstream, depth, sentence, circles.get(document, ())))
        waiting += [(child, depth + 1) for child in reversed(children.get(document, []))]
    return steps


def _age(published: Mapping[int, dt.datetime | None], document: int) -> tuple[bool, float, int]:
    """Sorts the earliest first and the undated last."""
    at = published[document]
    return at is None, at.timestamp() if at else 0.0, document
