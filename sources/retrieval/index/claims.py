"""Searching the index by a claim."""

import datetime as dt
import heapq
import math
from collections.abc import Iterable
from typing import Any, Final

from tantivy import FieldType, Occur
from tantivy import Query as IndexQuery

from sources.retrieval.base import Hit, Query
from sources.retrieval.index.reader import OpenIndex
from sources.retrieval.index.schema import analyser, day_number, schema
from sources.retrieval.terms import weighted_terms

MOST_TERMS: Final = 48  # a claim has about twelve; of a longer text only the rarest words are asked for
_SPARE: Final = 10  # passages asked for beyond the limit once some are left out: others of theirs may follow
_FAR: Final = 0.8  # what a passage from another age still counts
_UNDATED: Final = 0.9
_YEAR: Final = 365.0


_Found = tuple[int, int, int | None, float]
"""Passage, document, day it was published, score."""


def search_claim(opened: OpenIndex, query: Query, *, limit: int) -> list[Hit]:
    """As ``Retriever.search``. Raises ``ValueError`` for an index that can not be read."""
    terms = _index_terms(opened, weighted_terms(query))
    if not terms or limit < 1:
        return []
    wanted = _any_of(terms)
    found, kept = _kept(opened, wanted, query, limit)
    if len(kept) < limit == len(found):
        asked = 2 * limit - len(kept) + _SPARE
        found, kept = _kept(opened, wanted, query, asked)
        if len(kept) < limit and len(found) == asked:
            kept = _candidates(opened, _without(wanted, query), limit)
    return _best(kept, query, limit)


def _kept(opened: OpenIndex, wanted: IndexQuery, query: Query, limit: int) -> tuple[list[_Found], list[_Found]]:
    """The best passages, and those of them that may come back.

    Leaving out afterwards is many times cheaper than in the index, which then has to look at every passage; and most
    claims lose none, so it pays to ask for no more than is wanted, and for more when some are gone.
    """
    found = _candidates(opened, wanted, limit)
    return found, _wanted(found, query)


def _index_terms(opened: OpenIndex, weights: dict[str, float]) -> dict[str, float]:
    """The words as they stand in the index, each with its largest weight, the rarest of too many."""
    terms: dict[str, float] = {}
    cut = analyser().analyze
    for word, weight in weights.items():
        for term in cut(word):
            terms[term] = max(weight, terms.get(term, 0.0))
    if len(terms) <= MOST_TERMS:
        return terms
    return dict(heapq.nlargest(MOST_TERMS, terms.items(), key=lambda item: _worth(opened, *item)))


def _worth(opened: OpenIndex, term: str, weight: float) -> float:
    """How much a word narrows a search down; nothing for one that is nowhere."""
    known = opened.searcher.doc_freq("text", term)
    return weight * math.log(1 + opened.searcher.num_docs / known) if known else 0.0


def _any_of(terms: dict[str, float]) -> IndexQuery:
    return IndexQuery.boolean_query([(Occur.Should, _term(term, weight)) for term, weight in terms.items()])


def _term(term: str, weight: float) -> IndexQuery:
    query = IndexQuery.term_query(schema(), "text", term, "freq")
    return query if weight == 1 else IndexQuery.boost_query(query, weight)


def _without(wanted: IndexQuery, query: Query) -> IndexQuery:
    """The same search, made by the index itself among the documents that may come back."""
    left_out = [(Occur.MustNot, part) for part in _left_out(query)]
    return IndexQuery.boolean_query([(Occur.Must, wanted), *left_out])


def _left_out(query: Query) -> Iterable[IndexQuery]:
    if query.exclude_documents:
        yield IndexQuery.term_set_query(schema(), "document", sorted(query.exclude_documents))
    if query.before:
        yield IndexQuery.range_query(schema(), "day", FieldType.Integer, lower_bound=day_number(query.before))


def _candidates(opened: OpenIndex, wanted: IndexQuery, limit: int) -> list[_Found]:
    hits = opened.searcher.search(wanted, limit, count=False).hits
    addresses = [address for _score, address in hits]
    columns: Any = [opened.searcher.fast_field_values(name, addresses) for name in ("passage", "document", "day")]
    return list(zip(*columns, [score for score, _address in hits], strict=True))


def _wanted(found: list[_Found], query: Query) -> list[_Found]:
    left_out, before = query.exclude_documents, day_number(query.before or dt.date.max)
    return [row for row in found if row[1] not in left_out and (row[2] is None or row[2] < before)]


def _best(found: list[_Found], query: Query, limit: int) -> list[Hit]:
    if query.said_on:
        said = day_number(query.said_on)
        scores = [(-score * _nearness(day, said), passage_id) for passage_id, _document, day, score in found]
    else:
        scores = [(-score, passage_id) for passage_id, _document, _day, score in found]
    return [Hit(passage_id, -score) for score, passage_id in sorted(scores)[:limit]]


def _nearness(day: int | None, said: int) -> float:
    """What a passage counts for its time: 1 on the day of the claim, towards ``_FAR`` with the years between."""
    return _UNDATED if day is None else _FAR + (1 - _FAR) / (1 + abs(day - said) / _YEAR)
