"""How long a page of the feed takes, on the first page and on page 5,000, and how many queries it costs.

    python -m bench.feed [--publications 1000000] [--database sqlite|postgres|URL]

Requests go through the whole of the application in one process, without a network between.
"""

import argparse
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bench._server import newsroom

FEED = "/api/v1/publications/"
SIZE = 100
DEEP = 5_000
READS = 200


def main() -> None:
    """Print a table with a line for each place in the feed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publications", type=int, default=1_000_000)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--reads", type=int, default=READS)
    options = parser.parse_args()
    with newsroom(options.database):
        from bench._publications import client, fill

        began = time.perf_counter()
        fill(options.publications)
        print(f"{options.publications:,} publications stored in {time.perf_counter() - began:.0f} s")
        _measure(client(), options.publications, options.reads)


def _measure(reader: Any, count: int, reads: int) -> None:
    from django.db import connection

    deep = min(DEEP, count // SIZE - 1)
    places = {
        "first page": f"{FEED}?page_size={SIZE}",
        f"page {deep:,} by cursor": _page(reader, deep),
        f"page {deep:,} by after=": f"{FEED}?page_size={SIZE}&after={(deep - 1) * SIZE}",
        "the newest by after=": f"{FEED}?page_size={SIZE}&after={count - SIZE}",
        "one kind": f"{FEED}?page_size={SIZE}&kind=corrected",
        "Atom": f"{FEED}as/atom/",
        "not changed (304)": f"{FEED}?page_size={SIZE}",
    }
    print(f"\n{connection.vendor}: {reads} reads each, {SIZE} entries to a page\n")
    print(f"{'':26}{'queries':>8}{'median ms':>11}{'p95 ms':>9}")
    for name, address in places.items():
        headers = {"HTTP_IF_NONE_MATCH": reader.get(address)["ETag"]} if "304" in name else {}
        times, queries = _reads(lambda address=address, headers=headers: reader.get(address, **headers), reads)
        print(f"{name:26}{queries:>8}{times[len(times) // 2]:>11.1f}{times[int(len(times) * 0.95)]:>9.1f}")


def _page(reader: Any, number: int) -> str:
    """The address of a page as the links of the feed would lead to it, without following them all."""
    link = urlsplit(reader.get(f"{FEED}?page_size={SIZE}").json()["next"])
    query = dict(parse_qsl(link.query))
    place = dict(parse_qsl(b64decode(query["cursor"]).decode())) | {"p": str((number - 1) * SIZE)}
    query["cursor"] = b64encode(urlencode(place).encode()).decode()
    return f"{FEED}?{urlencode(query)}"


def _reads(read: Callable[[], Any], count: int) -> tuple[list[float], int]:
    """The times of some reads in milliseconds, in order, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if read().status_code not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        sys.exit(f"The feed answered {read().status_code}.")
    with CaptureQueriesContext(connection) as queries:
        read()
    asked = len(queries)  # the next request empties the log
    times = []
    for _ in range(count):
        began = time.perf_counter()
        read()
        times.append((time.perf_counter() - began) * 1_000)
    return sorted(times), asked


if __name__ == "__main__":
    main()
