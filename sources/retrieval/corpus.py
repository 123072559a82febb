"""The default retriever: full-text search over the newsroom's own library, in the database that holds it."""

import datetime as dt

from django.db import OperationalError, connection

from factcheck.lib.errors import ComponentUnavailable
from sources.retrieval import fts5, postgres
from sources.retrieval.base import Hit, Query
from sources.retrieval.terms import query_terms

FAR_FUTURE = dt.date.max


class CorpusRetriever:
    """Searches with FTS5 on SQLite and with text search on PostgreSQL; see ``docs/components.md`` to replace it."""

    name = "corpus"
    version = "1"

    def search(self, query: Query, *, limit: int) -> list[Hit]:
        """At most ``limit`` passages, best first; none for a query without a content word."""
        terms = query_terms(query.statement, query.speaker)
        if not terms:
            return []
        before = (query.before or FAR_FUTURE).isoformat()
        search = postgres.search if connection.vendor == "postgresql" else fts5.search
        try:
            return search(
                terms,
                before=before,
                exclude=sorted(query.exclude_documents),
                limit=limit,
            )
        except OperationalError as error:
            message = f"The library can not be searched right now: {error}"
            raise ComponentUnavailable(message) from error

    def hindrance(self) -> str:
        """Nothing: the database is the library itself."""
        return ""
