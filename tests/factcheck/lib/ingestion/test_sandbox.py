import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcheck.lib.errors import ComponentFailed, InvalidInput, TooLarge
from factcheck.lib.ingestion import sandbox
from factcheck.lib.ingestion.base import Mark, Reading, ReadLimits
from factcheck.lib.ingestion.reader import read
from factcheck.lib.ingestion.sandbox import read_safely
from factcheck.lib.ingestion.wire import pack_reading, unpack_reading
from tests.factcheck.lib.ingestion.files import make_docx, make_pdf

LINES = ["The ferry carried more passengers than ever, said Tor Vik."]
PAGE = b"""<html lang="en"><head><meta property="article:published_time" content="2026-03-04T10:15:00+02:00"></head>
<body><article><h1>Quay</h1><p>The quay is done, said Ines Dahl, the clerk of the council of Kestrel Bay.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("content", "filename"),
    [(PAGE, "a.html"), (make_pdf([LINES, LINES]), "a.pdf"), (make_docx([("Normal", LINES[0])]), "a.docx"),
     ("“Über” — 5 €".encode(), "a.txt"), (b"# Head\n\nThe text.", "a.md")],
)  # fmt: skip
def test_the_child_reads_what_the_parent_would(content: bytes, filename: str) -> None:
    assert read_safely(content, filename=filename) == read(content, filename=filename)


def test_every_fact_of_a_reading_survives_the_wire() -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    full = Reading(
        "Text “ü”", "Head", "By", "Out", "en", dt.datetime(2026, 3, 4, 10, tzinfo=zone), dt.date(2026, 3, 4),
        "https://a.example/", "text/plain", ("note",), (Mark(0, "page 1"),),
    )  # fmt: skip
    assert unpack_reading(pack_reading(full)) == full


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 100, make_pdf([[]])])
def test_what_can_not_be_read_is_refused_with_the_readers_words(content: bytes) -> None:
    with pytest.raises(InvalidInput) as inside:
        read(content)
    with pytest.raises(InvalidInput) as outside:
        read_safely(content)
    assert outside.value.message == inside.value.message


def test_what_is_too_large_stays_too_large() -> None:
    with pytest.raises(TooLarge, match="10 are the limit"):
        read_safely(b"x" * 11, limits=ReadLimits(characters=10))


def test_a_reader_that_needs_too_much_memory_is_stopped() -> None:
    content = b"a word\n" * 700_000
    assert len(read_safely(content, limits=ReadLimits(characters=9_000_000)).text) == 4_899_999
    with pytest.raises(ComponentFailed, match="paste the text"):
        read_safely(content, limits=ReadLimits(characters=9_000_000, memory_bytes=64_000_000))


def test_a_reader_that_needs_too_long_is_stopped() -> None:
    tables = b"<table><tr><td>" * 170 + PAGE + b"</table>" * 170
    started = time.monotonic()
    with pytest.raises(ComponentFailed, match="too long"):
        read_safely(tables * 40, filename="a.html", seconds=1)
    assert time.monotonic() - started < 4


def worker(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Put ``code`` in the place of the worker module."""
    package = folder / "factcheck" / "lib" / "ingestion"
    package.mkdir(parents=True)
    for part in (package, package.parent, package.parent.parent):
        (part / "__init__.py").write_text("")
    (package / "worker.py").write_text(code)
    monkeypatch.setattr(sandbox, "_ROOT", folder)


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "import sys; sys.exit(3)", "print('no answer')", "print('[1]')",
     "print('{\"reading\": {}}')",
     "raise MemoryError", "import os; os.kill(os.getpid(), 9)", ""],
)  # fmt: skip
def test_a_child_that_breaks_breaks_nothing_else(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker(monkeypatch, tmp_path, code)
    with pytest.raises(ComponentFailed, match="paste the text"):
        read_safely(b"text")


def test_a_child_that_hangs_is_killed_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid_file = tmp_path / "pid"
    worker(
        monkeypatch,
        tmp_path,
        "import subprocess, time, pathlib\nchild = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(pid_file)!r}).write_text(str(child.pid))\ntime.sleep(60)",
    )
    with pytest.raises(ComponentFailed):
        read_safely(b"text", seconds=1)
    state = Path(f"/proc/{pid_file.read_text()}/stat")
    deadline = time.monotonic() + 3
    while state.exists() and ") Z " not in state.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not state.exists() or ") Z " in state.read_text()


def test_the_child_is_given_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("SECRET_KEY", "planted")
    monkeypatch.setenv("DATABASE_URL", "planted")
    worker(monkeypatch, tmp_path, f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(repr(os.environ))")
    with pytest.raises(ComponentFailed):
        read_safely(b"text")
    assert "PYTHONPATH" in seen.read_text()
    assert "planted" not in seen.read_text()


def test_the_calling_process_does_not_load_the_parsers() -> None:
    code = (
        "import sys; parsers = {'trafilatura', 'lxml', 'pypdf', 'mammoth', 'markdown_it', 'charset_normalizer'};"
        "from factcheck.lib.ingestion.sandbox import read_safely; read_safely(b'text');"
        "print(sorted(parsers & set(sys.modules)))"
    )
    root = str(Path(sandbox.__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
