"""Puts documents that are linked into groups: one group is one origin. What people decided stands above every link."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sources.origins.base import Link
from sources.origins.comparing import ALL_OF_IT

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Decided:
    """What people said: pairs of documents that go back to one report, and pairs that do not."""

    same: Collection[Pair] = ()
    apart: Collection[Pair] = ()


@dataclass(slots=True)
class _Groups:
    """Disjoint sets that refuse to put together what people hold apart."""

    apart: dict[int, set[int]]
    members: dict[int, set[int]] = field(default_factory=dict)

    def of(self, document: int) -> set[int]:
        return self.members.setdefault(document, {document})

    def may_join(self, a: set[int], b: set[int]) -> bool:
        smaller, larger = sorted((a, b), key=len)
        return not any(self.apart.get(document, set()) & larger for document in smaller)

    def join(self, first: int, second: int) -> bool:
        """Put two groups together; whether the documents are in one group afterwards."""
        a, b = sorted((self.of(first), self.of(second)), key=len)
        if a is b:
            return True
        if not self.may_join(a, b):
            return False
        b |= a
        for document in a:
            self.members[document] = b
        return True


def group(documents: Iterable[int], links: Sequence[Link], decided: Decided | None = None) -> list[frozenset[int]]:
    """The groups that the links make of ``documents``, largest first; a document that stands alone is its own group.

    People's pairs come first and hold always. Then links that cover a document as a whole, the surest first. A document
    with something of its own goes back to one report at most: of its other links only the surest counts, so that a
    round-up does not make one report of all that it draws on. The order in which links are given makes no difference.
    """
    rules = decided or Decided()
    groups = _Groups(_apart(rules.apart))
    for document in sorted(documents):
        groups.of(document)
    for first, second in sorted(sorted(pair) for pair in rules.same):
        groups.join(first, second)
    whole = sorted((link for link in links if link.cover >= ALL_OF_IT), key=_surest)
    carried = {link.document for link in whole if groups.join(link.document, link.upstream)}
    in_part = sorted((link for link in links if link.cover < ALL_OF_IT), key=_surest)
    for link in in_part:
        if link.document not in carried and groups.join(link.document, link.upstream):
            carried.add(link.document)
    unlike = {id(members): frozenset(members) for members in groups.members.values()}
    return sorted(unlike.values(), key=lambda members: (-len(members), min(members)))


def _surest(link: Link) -> tuple[float, int, int, str]:
    return -link.share, link.document, link.upstream, link.kind


def _apart(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for first, second in (sorted(pair) for pair in pairs):
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)
    return found
