"""The passages that a search brought up, read from the database in one go, without the weight of model rows."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

# What can become evidence: the rule of ``PassageQuerySet.usable``.
_QUERY = """
    SELECT passage.id, passage.document_id, passage.text
    FROM sources_passage AS passage
    JOIN sources_document AS document ON document.id = passage.document_id
    WHERE passage.id {among} AND document.retracted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM sources_document AS newer WHERE newer.supersedes_id = document.id)
"""
_SQLITE = _QUERY.format(among="IN (SELECT value FROM json_each(%s))")
_POSTGRES = _QUERY.format(among="= ANY(%s)")


class PassageText(NamedTuple):
    """A passage by its keys and its words."""

    passage_id: int
    document_id: int
    text: str


def read_usable(passage_ids: Sequence[int]) -> dict[int, PassageText]:
    """The passages by their primary keys; left out are those that are gone, retracted, or of an older version."""
    keys = list(passage_ids)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES, [keys])
        else:
            cursor.execute(_SQLITE, [str(keys)])
        return {row[0]: PassageText._make(row) for row in cursor.fetchall()}
