"""Full-text search over the passages in SQLite's FTS5."""

from collections.abc import Sequence

from django.db import connection

from sources.retrieval.base import Hit
from sources.retrieval.wanted import Phrase, Wanted

# The index is filled by triggers, see the migration; the title counts half as much as the passage.
_SEARCH = """
    SELECT sources_passage_fts.rowid, -bm25(sources_passage_fts, 1.0, 0.5) AS score
    FROM sources_passage_fts
    JOIN sources_passage ON sources_passage.id = sources_passage_fts.rowid
    JOIN sources_document ON sources_document.id = sources_passage.document_id
    WHERE sources_passage_fts MATCH %s AND NOT sources_passage.by_hand
      AND (sources_document.published_at IS NULL OR sources_document.published_at < %s)
      AND sources_document.id NOT IN (SELECT value FROM json_each(%s))
    ORDER BY score DESC, sources_passage_fts.rowid
    LIMIT %s
"""
_WORDS = """
    SELECT sources_passage_fts.rowid
    FROM sources_passage_fts
    JOIN sources_passage ON sources_passage.id = sources_passage_fts.rowid
    WHERE sources_passage_fts MATCH %s AND NOT sources_passage.by_hand
    ORDER BY bm25(sources_passage_fts, 1.0, 0.5), sources_passage_fts.rowid
    LIMIT %s
"""


def search(terms: Sequence[str], *, before: str, exclude: Sequence[int], limit: int) -> list[Hit]:
    """The passages with any of ``terms``, by BM25; of documents published before ``before`` (ISO) or undated."""
    match = " OR ".join(f'"{term}"' for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [match, before, str(list(exclude)), limit])
        return [Hit(passage_id=pk, score=score) for pk, score in cursor.fetchall()]


def search_words(wanted: Wanted, *, limit: int) -> list[int]:
    """The passages that hold all that is wanted, themselves or in their title, best first."""
    match = " AND ".join(map(_quoted, wanted.phrases))
    if wanted.without:
        match = f"({match}) NOT ({' OR '.join(map(_quoted, wanted.without))})"
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [match, limit])
        return [pk for (pk,) in cursor.fetchall()]


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'
