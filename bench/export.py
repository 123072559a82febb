"""What the streamed export costs, beside the same rows read with the bare driver and written with orjson.

    python -m bench.export [--publications 100000] [--database sqlite|postgres|URL]

Each way runs in a process of its own, so that its peak of memory is its own. The bare way is written out twice: once
with the payload read and written again, as a program would, once with its text passed through unread.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench._server import newsroom, prepare

FEED = "/api/v1/publications/"
MEBIBYTE = 1 << 20
SQL = (
    "SELECT p.public_id, p.sequence, p.kind, p.at, p.note, s.public_id, p.schema_version, {payload} "
    "FROM exports_publication p LEFT JOIN exports_publication s ON s.id = p.supersedes_id ORDER BY p.sequence"
)


def main() -> None:
    """Print a table with a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publications", type=int, default=100_000)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_run(options.child)))
        return
    for count in (options.publications // 10, options.publications):
        _of_size(count, options.database, options.runs)


def _of_size(count: int, database: str, runs: int) -> None:
    """Fill a newsroom and measure each way in it; in a process of its own, because Django starts once in each."""
    process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        if status:
            sys.exit("A measurement failed; see above.")
        return
    with newsroom(database) as directory:
        from bench._publications import fill

        fill(count)
        _table(count, directory, runs)
    sys.stdout.flush()
    os._exit(0)


def _table(count: int, directory: Path, runs: int) -> None:
    print(f"\n{count:,} publications with evidence\n")
    print(f"{'':34}{'MiB':>7}{'seconds':>9}{'of work':>9}{'peak MiB':>10}")
    best: dict[str, dict[str, float]] = {}
    for way in WAYS:
        found = [_in_child(way, directory) for _ in range(runs)]
        best[way] = min(found, key=lambda each: each["seconds"])
        row = best[way]
        size, peak = row["bytes"] / MEBIBYTE, row["peak"] / MEBIBYTE
        print(f"{WAYS[way][0]:34}{size:>7.1f}{row['seconds']:>9.2f}{row['work']:>9.2f}{peak:>10.0f}")
    for bare in ("bare", "passed"):
        time_, work = (best["ndjson"][what] / best[bare][what] for what in ("seconds", "work"))
        print(f"our NDJSON takes {time_:.2f} times as long, {work:.2f} times the work, as: {WAYS[bare][0]}")


def _in_child(way: str, directory: Path) -> dict[str, float]:
    environment = {**os.environ, "BENCH_DIRECTORY": str(directory)}
    done = subprocess.run(
        [sys.executable, "-m", "bench.export", "--child", way],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _run(way: str) -> dict[str, float]:
    prepare(Path(os.environ["BENCH_DIRECTORY"]), os.environ["DATABASE_URL"], migrated=True)
    export = WAYS[way][1]()
    began, worked, size, peak, looked = time.perf_counter(), time.process_time(), 0, own_memory(), 0
    for piece in export():
        size += len(piece)
        if size - looked > MEBIBYTE:
            peak, looked = max(peak, own_memory()), size
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    return {"bytes": size, "seconds": seconds, "work": work, "peak": peak}


def own_memory() -> int:
    """Bytes that this process holds for itself; the file of SQLite, which is mapped into it, does not count."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("RssAnon"))) * 1_024


def _ours(shape: str) -> Callable[[], Iterator[bytes]]:
    from bench._publications import client

    reader = client()
    reader.get(f"{FEED}?page_size=1")  # what the first request loads is not part of an export
    return lambda: _streamed(reader, shape)


def _streamed(reader: Any, shape: str) -> Iterator[bytes]:
    answer: Any = reader.get(f"{FEED}as/{shape}/")
    if answer.status_code != HTTPStatus.OK:
        sys.exit(f"The export answered {answer.status_code}.")
    yield from answer.streaming_content


def _bare(*, read: bool) -> Iterator[bytes]:
    import orjson

    made: Callable[[str], Any] = orjson.loads if read else orjson.Fragment
    for name, sequence, kind, at, note, before, version, text in _rows():
        entry = {
            "id": name, "sequence": sequence, "kind": kind, "at": at, "note": note, "supersedes": before,
            "schema_version": version, "payload": made(text),
        }  # fmt: skip
        yield orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE)


def _rows() -> Iterator[tuple[Any, ...]]:
    """The rows as the driver gives them, the payload as text."""
    address = os.environ["DATABASE_URL"]
    if address.startswith("sqlite"):
        import sqlite3

        yield from sqlite3.connect(address.removeprefix("sqlite:///")).execute(SQL.format(payload="p.payload"))
        return
    import psycopg

    with psycopg.connect(address) as connection, connection.cursor(name="export") as cursor:
        cursor.itersize = 1_000
        yield from cursor.execute(SQL.format(payload="p.payload::text"))


WAYS: dict[str, tuple[str, Callable[[], Callable[[], Iterator[bytes]]]]] = {
    "bare": ("bare driver, orjson both ways", lambda: lambda: _bare(read=True)),
    "passed": ("bare driver, payload passed on", lambda: lambda: _bare(read=False)),
    "ndjson": ("GET publications/as/ndjson/", lambda: _ours("ndjson")),
    "csv": ("GET publications/as/csv/", lambda: _ours("csv")),
}

if __name__ == "__main__":
    main()
