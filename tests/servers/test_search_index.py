"""The search index of a running newsroom follows the library within two seconds, and survives what befalls it."""

import json
import shutil
import time
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

from sources.retrieval.index.reader import IndexBroken, open_index
from tests.servers.newsroom import CLOCKS, Newsroom, command_line, wait_for

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Generator[Newsroom, None, None]:
    room = Newsroom(tmp_path_factory.mktemp("index"), **CLOCKS).start()
    yield room
    room.stop()


def add(newsroom: Newsroom, *names: str) -> None:
    """Documents of one passage each, committed when this returns."""
    lines = (json.dumps({"id": name, "text": f"The lighthouse of {name} is dark."}) for name in names)
    path = newsroom.directory / "documents.jsonl"
    path.write_text("\n".join(lines))
    newsroom.manage("import_documents", str(path))


def held(newsroom: Newsroom) -> int:
    try:
        return open_index(Path(newsroom.directory) / "search").searcher.num_docs - 1
    except IndexBroken:
        return -1


def test_what_is_added_is_found_within_two_seconds(newsroom: Newsroom) -> None:
    add(newsroom, "Ostrau")
    wait_for("the first index", lambda: held(newsroom) == 1, seconds=20)
    add(newsroom, "Halvern", "Lindt")
    committed = time.monotonic()
    wait_for("the index", lambda: held(newsroom) == 3, seconds=10)
    assert time.monotonic() - committed < 2


def test_a_lost_index_is_built_again_by_itself(newsroom: Newsroom) -> None:
    wait_for("the index", lambda: held(newsroom) >= 0, seconds=20)
    before = newsroom.one("SELECT COUNT(*) FROM sources_passage")
    shutil.rmtree(newsroom.directory / "search")
    wait_for("the index", lambda: held(newsroom) == before, seconds=20)


def test_killed_workers_lose_nothing(newsroom: Newsroom) -> None:
    before = newsroom.one("SELECT COUNT(*) FROM sources_passage")
    add(newsroom, *(f"Port{number}" for number in range(40)))
    workers = [p for p in psutil.Process(newsroom.process.pid).children(recursive=True) if "worker" in command_line(p)]
    assert workers
    for worker in workers:
        worker.kill()
    wait_for("the index", lambda: held(newsroom) == before + 40, seconds=60)
