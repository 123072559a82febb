"""A person's search through the library: by the index or, while that can not answer, by the database."""

import logging

from django.db import OperationalError, connection

from factcheck.lib.errors import ComponentUnavailable
from factcheck.lib.spans import Span
from sources.retrieval import fts5, postgres
from sources.retrieval.condition import index_condition
from sources.retrieval.wanted import Wanted, read_wanted

logger = logging.getLogger(__name__)


def find_passages(typed: str, *, limit: int) -> list[int]:
    """Primary keys of the passages that hold what was typed (see ``wanted``), best first; none for no words.

    Raises ``ComponentUnavailable`` when neither index nor database answers.
    """
    wanted = read_wanted(typed)
    if not wanted:
        return []
    opened = index_condition().opened
    if opened is None:
        return _in_database(wanted, limit)
    from sources.retrieval.index import words

    try:
        return words.search_words(opened, wanted, limit=limit)
    except ValueError as error:
        logger.warning("the index can not be searched: %s", error)
        return _in_database(wanted, limit)


def find_places(text: str, typed: str) -> list[Span]:
    """Where in a passage the typed words stand, in whatever form, for a page to mark them."""
    from sources.retrieval.index import words

    return words.places(text, read_wanted(typed))


def _in_database(wanted: Wanted, limit: int) -> list[int]:
    search = postgres.search_words if connection.vendor == "postgresql" else fts5.search_words
    try:
        return search(wanted, limit=limit)
    except OperationalError as error:
        message = f"The library can not be searched right now: {error}"
        raise ComponentUnavailable(message) from error
