"""Full-text search over the passages in PostgreSQL."""

from collections.abc import Sequence

from django.db import connection

from sources.retrieval.base import Hit
from sources.retrieval.wanted import Phrase, Wanted

# 1 divides by the logarithm of the passage's length, so that long passages do not win by length alone.
_SEARCH = """
    SELECT passage.id, ts_rank_cd(to_tsvector('english', passage.text), query, 1) AS score
    FROM sources_passage AS passage
    JOIN sources_document AS document ON document.id = passage.document_id,
         to_tsquery('english', %s) AS query
    WHERE to_tsvector('english', passage.text) @@ query AND NOT passage.by_hand
      AND (document.published_at IS NULL OR document.published_at < %s::timestamptz)
      AND NOT (document.id = ANY(%s))
    ORDER BY score DESC, passage.id
    LIMIT %s
"""
_WORDS = """
    SELECT passage.id
    FROM sources_passage AS passage, to_tsquery('english', %s) AS query
    WHERE to_tsvector('english', passage.text) @@ query AND NOT passage.by_hand
    ORDER BY ts_rank_cd(to_tsvector('english', passage.text), query, 1) DESC, passage.id
    LIMIT %s
"""


def search(terms: Sequence[str], *, before: str, exclude: Sequence[int], limit: int) -> list[Hit]:
    """The passages with any of ``terms``, by cover density; documents as in ``fts5.search``."""
    query = " | ".join(f"'{term}'" for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [query, before, list(exclude), limit])
        return [Hit(passage_id=pk, score=float(score)) for pk, score in cursor.fetchall()]


def search_words(wanted: Wanted, *, limit: int) -> list[int]:
    """The passages that hold all that is wanted, best first."""
    parts = [*map(_followed, wanted.phrases), *(f"!{_followed(phrase)}" for phrase in wanted.without)]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [" & ".join(parts), limit])
        return [pk for (pk,) in cursor.fetchall()]


def _followed(phrase: Phrase) -> str:
    words = " <-> ".join(f"'{word}'" for word in phrase)
    return f"({words})"
