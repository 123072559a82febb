"""The default retriever: the embedded text index and, while that can not answer, the database's own text search."""

import logging

from sources.retrieval.base import Hit, Query
from sources.retrieval.condition import index_condition
from sources.retrieval.corpus import CorpusRetriever

logger = logging.getLogger(__name__)


class IndexRetriever:
    """Asks the index for any of the claim's words; see ``docs/components.md`` to replace it."""

    name = "index"
    version = "1"

    def __init__(self) -> None:
        self._fallback = CorpusRetriever()

    def search(self, query: Query, *, limit: int) -> list[Hit]:
        """At most ``limit`` passages, best first; none for a query without a content word."""
        opened = index_condition().opened
        if opened is None:
            return self._fallback.search(query, limit=limit)
        from sources.retrieval.index.claims import search_claim

        try:
            return search_claim(opened, query, limit=limit)
        except ValueError as error:
            logger.warning("the index can not be searched: %s", error)
            return self._fallback.search(query, limit=limit)

    def hindrance(self) -> str:
        """What its answers suffer from now, as a sentence for people; empty when nothing is amiss."""
        return index_condition().hindrance
