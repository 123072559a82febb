"""One workbench per data directory."""

import os
import re
from pathlib import Path

import pytest

from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.lock import InstanceLock


def test_the_second_is_told_the_process_and_the_address_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    expected = re.escape(f"process {os.getpid()}, http://127.0.0.1:8000/. Stop it first")
    with InstanceLock(path, address="http://127.0.0.1:8000/"), pytest.raises(SupervisionError, match=expected):
        InstanceLock(path, address="http://127.0.0.1:8001/").__enter__()


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    with pytest.raises(RuntimeError), InstanceLock(path, address="one"):
        raise RuntimeError
    with InstanceLock(path, address="two"):
        assert "two" in path.read_text()


def test_a_file_left_by_a_killed_holder_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    path.write_text('{"pid": 1, "address": "http://127.0.0.1:8000/ and a longer text than the next one"}')
    with InstanceLock(path, address="new"):
        assert path.read_text() == f'{{"pid": {os.getpid()}, "address": "new"}}'


def test_a_holder_that_has_not_written_yet_gives_a_plain_sentence(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    with InstanceLock(path, address="one"):
        path.write_text("")
        with pytest.raises(SupervisionError, match="Try again in a moment"):
            InstanceLock(path, address="two").__enter__()
