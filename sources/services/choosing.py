"""Which of many passages are judged, and which of those judged are kept."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from sources.models import Passage
from sources.stance.base import Judgement, ReasonKind, Stance

OF_ONE_DOCUMENT: Final = 2
OF_ONE_ORIGIN: Final = 2
CONTEXT_MOST: Final = 4
_ALIKE: Final = 0.8  # so large a share of their words in common, and two passages say the same
_BEARING: Final = 0.5  # what a passage that bears on the claim is ahead of one that does not

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Found:
    """One passage for one claim, judged."""

    passage: Passage
    score: float
    judgement: Judgement


def spread(items: Iterable[Item], *, group: Callable[[Item], Hashable], most: int, keep: int) -> list[Item]:
    """The first ``keep`` of ``items``, in their order; more than ``most`` of one group only where others run out."""
    seen, first, rest = Counter[Hashable](), list[Item](), list[Item]()
    for item in items:
        key = group(item)
        seen[key] += 1
        (first if seen[key] <= most else rest).append(item)
    return (first + rest)[:keep]


def choose(found: Sequence[Found], *, keep: int) -> list[Found]:
    """The passages to show for a claim, best first: those that bear on it before those that are only about it.

    At most two are of one document, and they do not say the same; documents of one origin do not crowd out others.
    Passages that have no more than a word by chance in common with the claim are left out: nothing found is a result.
    Those for context only are few, for most of them help nobody.
    """
    found = [item for item in found if _has_to_do(item.judgement)]
    top = max((item.score for item in found), default=0.0) or 1.0
    ordered = sorted(found, key=lambda item: _value(item, top), reverse=True)
    chosen = spread(_of_documents(ordered), group=_origin, most=OF_ONE_ORIGIN, keep=keep)
    bearing = [item for item in chosen if item.judgement.stance != Stance.CONTEXT]
    context = [item for item in chosen if item.judgement.stance == Stance.CONTEXT]
    return bearing + context[:CONTEXT_MOST]


def _has_to_do(judgement: Judgement) -> bool:
    """Whether the passage is about the claim and either bears on it or shares something that can be pointed at."""
    bears = judgement.stance != Stance.CONTEXT
    shared = any(reason.agrees or reason.kind != ReasonKind.WORDS for reason in judgement.reasons)
    return judgement.is_about and (bears or shared)


def _value(found: Found, top: float) -> float:
    bears = found.judgement.stance != Stance.CONTEXT
    return found.score / top + (_BEARING + found.judgement.confidence if bears else 0.0)


def _of_documents(ordered: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    words: dict[int, list[frozenset[str]]] = {}
    for item in ordered:
        own = frozenset(item.passage.text.lower().split())
        others = words.setdefault(item.passage.document_id, [])
        if len(others) < OF_ONE_DOCUMENT and not any(_are_alike(own, other) for other in others):
            others.append(own)
            kept.append(item)
    return kept


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _ALIKE * len(words | others)


def _origin(found: Found) -> Hashable:
    """What a passage goes back to: the origin of its document where one is known."""
    document = found.passage.document
    return ("origin", document.origin_id) if document.origin_id else ("document", document.pk)
