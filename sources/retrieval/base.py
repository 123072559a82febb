"""What crosses the border of a retriever: a claim as a query in, passages out. Plain Python."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and what must not come back.

    ``statement`` is the claim; ``said_on`` is the day it was said: documents from long before or after it count less;
    ``dates`` are the days that it speaks of (ISO), as far as they do not stand in its words;
    ``before`` leaves out documents published on or after that day (undated ones stay);
    ``exclude_documents`` are primary keys of documents that are the article itself or copies of it.
    """

    statement: str
    speaker: str = ""
    said_on: dt.date | None = None
    dates: tuple[str, ...] = ()
    before: dt.date | None = None
    exclude_documents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found; a higher ``score`` is better, and scores compare only within one search."""

    passage_id: int
    score: float


class Retriever(Protocol):
    """Finds passages of the newsroom's own library that bear on a claim.

    Raises ``ComponentUnavailable`` when the index can not be reached.
    """

    name: str
    version: str

    def search(self, query: Query, *, limit: int) -> list[Hit]:
        """At most ``limit`` passages, best first; none for a query without a content word."""
        ...

    def hindrance(self) -> str:
        """What its answers suffer from now, as a sentence for people; empty when nothing is amiss."""
        ...
