"""The database itself refuses what would change a judgement that stands, whoever asks; nothing has to be noticed."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from exports.models import Publication
from reviews.models import DeskRules
from tests.conftest import GUARDED

pytestmark = pytest.mark.django_db
FILLED = [
    "reviews_assessment",
    "reviews_assessmentcitation",
    "reviews_verdict",
    "reviews_verdictcitation",
    "exports_publication",
]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_judged_and_published_only_grows(published: Publication, table: str, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(DatabaseError, match=f"{table} only grows"), transaction.atomic():
            cursor.execute(sql.format(table))


def test_rules_of_the_desk_only_grow(published: Publication) -> None:
    DeskRules.objects.create(version=1, made_by=published.published_by, reason="To begin with.")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        DeskRules.objects.update(share=100)


def test_every_guard_that_a_migration_makes_is_known_to_the_tests() -> None:
    """A table that is left out here would be emptied by no test, and its guard be forgotten in the next one."""
    made = set()
    for path in ROOT.glob("*/migrations/*.py"):
        text = path.read_text()
        if "guards.create" in text:
            made |= {table for table in GUARDED if f'"{table}"' in text}
    assert made == set(GUARDED)
