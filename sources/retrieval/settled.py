"""Settled claims that share the rarest words of a claim, from the full-text index of the database."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from sources.models import SettledClaim, SettledWord
from sources.seen_before.base import Statement
from sources.seen_before.ranking import CANDIDATES, Candidate, search_terms
from sources.seen_before.reading import keys

# The more of the words a claim has, and the rarer they are, the better; the index is filled by triggers.
_FTS5 = """
    SELECT sources_settledclaim_fts.rowid
    FROM sources_settledclaim_fts
    JOIN sources_settledclaim ON sources_settledclaim.id = sources_settledclaim_fts.rowid
    WHERE sources_settledclaim_fts MATCH %s AND sources_settledclaim.withdrawn_at IS NULL
    ORDER BY bm25(sources_settledclaim_fts), sources_settledclaim_fts.rowid
    LIMIT %s
"""
_POSTGRES = """
    SELECT id
    FROM sources_settledclaim, to_tsquery('simple', %s) AS query
    WHERE to_tsvector('simple', keys) @@ query AND withdrawn_at IS NULL
    ORDER BY ts_rank(to_tsvector('simple', keys), query) DESC, id
    LIMIT %s
"""


def settled_candidates(text: str) -> list[Candidate]:
    """At most ``CANDIDATES`` settled claims that stand, by their primary keys, that may be what ``text`` says."""
    terms = search_terms(text, _counts(keys(text)))
    if not terms:
        return []
    rows = SettledClaim.objects.filter(pk__in=_search(terms))
    facts = rows.values_list("pk", "statement", "said_on", "reviewed_on", "keys")
    return [Candidate(pk, _statement(text, said or judged), words) for pk, text, said, judged, words in facts]


def _statement(text: str, day: dt.date | None) -> Statement:
    """What a settled claim says, and when it was said or at least judged."""
    return Statement(text, day.isoformat() if day else "")


def _counts(words: Sequence[str]) -> dict[str, int]:
    return dict(SettledWord.objects.filter(word__in=words).values_list("word", "claims"))


def _search(terms: Sequence[str]) -> list[int]:
    """The primary keys; terms are letters and digits only."""
    if connection.vendor == "postgresql":
        statement, query = _POSTGRES, " | ".join(f"'{term}'" for term in terms)
    else:
        statement, query = _FTS5, " OR ".join(f'"{term}"' for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(statement, [query, CANDIDATES])
        return [pk for (pk,) in cursor.fetchall()]
