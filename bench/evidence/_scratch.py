"""A database and an index of a measurement's own, in a temporary folder that goes with it."""

import os
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

OF_ONE_DOCUMENT = 20
AT_ONCE = 10_000
_FTS_TRIGGERS = ("sources_passage_fts_insert", "sources_passage_fts_update", "sources_passage_fts_delete")


@contextmanager
def scratch_newsroom() -> Iterator[Path]:
    """An empty newsroom on SQLite. Must be entered before anything of Django is imported."""
    if "django.conf" in sys.modules and sys.modules["django.conf"].settings.configured:
        sys.exit("This measurement needs a process of its own.")
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as directory:
        os.environ |= {"DATA_DIR": directory, "ENV_FILE": "", "SECRET_KEY": "only-for-a-measurement" * 3}
        os.environ |= {"DATABASE_URL": f"sqlite:///{directory}/db.sqlite3", "SEARCH_INDEX_DIR": f"{directory}/search"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        os.environ["LOG_LEVEL"] = "ERROR"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(directory)


def fill(passages: Iterable[str], *, full_text: bool) -> int:
    """Put passages into the database past the services, 20 to a document; how many.

    Without ``full_text`` the database's own text search stays empty, which is most of the time that this takes.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if not full_text:
            for name in _FTS_TRIGGERS:
                cursor.execute(f"DROP TRIGGER {name}")
        source = _source()
        texts, count = iter(passages), 0
        while chunk := list(islice(texts, AT_ONCE)):
            _insert(chunk, count, source)
            count += len(chunk)
    return count


def _source() -> int:
    from sources.models import Source

    return int(Source.objects.create(name="The Almanac", normal_name="the almanac").pk)


def _insert(texts: list[str], before: int, source: int) -> None:
    """Passage ``n`` (from 0) gets the primary key ``n + 1``."""
    import datetime as dt

    from django.db import transaction

    from sources.models import Document, Passage

    documents, passages = [], []
    for number, text in enumerate(texts, before):
        document = number // OF_ONE_DOCUMENT + 1
        if number % OF_ONE_DOCUMENT == 0:
            published = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=document % 2_000)
            documents.append(
                Document(
                    pk=document,
                    source_id=source,
                    title=f"Report {document}",
                    text="The text of it.",
                    text_hash=uuid.uuid4().hex,
                    published_at=published,
                )
            )
        start = number % OF_ONE_DOCUMENT * 2_000
        passages.append(Passage(pk=number + 1, document_id=document, start=start, end=start + len(text), text=text))
    with transaction.atomic():
        Document.objects.bulk_create(documents, batch_size=500)
        Passage.objects.bulk_create(passages, batch_size=1_000)
