"""A writer that is killed costs nothing but what it had not committed, and that is put in by the next one."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from sources.models import LibraryLog
from sources.retrieval.index.reader import open_index
from sources.retrieval.index.writer import writing
from sources.services.indexing import update_index
from tests.factories import make_document
from tests.sources.retrieval.test_indexing import found, held

pytestmark = pytest.mark.django_db

WRITER = """
import sys, time
from pathlib import Path
from sources.retrieval.index.position import Position
from sources.retrieval.index.schema import Row
from sources.retrieval.index.writer import IndexWriter, writing

root, library, (passage, document, second) = Path(sys.argv[1]), sys.argv[2], map(int, sys.argv[3:])
with writing(root), IndexWriter(root) as writer:
    writer.add([Row(passage, document, "The lighthouse is dark.", "", None)])
    writer.commit(Position(library, 0, read=document))
    writer.add([Row(key, second, "Half of it " * 50, "", None) for key in range(1_000_000, 1_020_000)])
    print("in the middle", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_costs_nothing(index_root: Path) -> None:
    documents = [make_document(text="The lighthouse is dark."), make_document(text="A ferry to the lighthouse sank.")]
    library = str(LibraryLog.objects.get().library)
    keys = (documents[0].passages.get().pk, documents[0].pk, documents[1].pk)
    arguments = [str(index_root), library, *map(str, keys)]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, *arguments], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "in the middle\n"
        with writing(index_root) as is_ours:
            assert not is_ours
        writer.send_signal(signal.SIGKILL)
    finally:
        writer.kill()
        writer.communicate()
    assert held(index_root) == 1
    assert not open_index(index_root).position.is_complete
    update_index()
    assert sorted(found("lighthouse")) == ["A ferry to the lighthouse sank.", "The lighthouse is dark."]
    assert held(index_root) == 2
