"""Articles per minute through the whole newsroom, as ``make demo`` runs it.

Usage: ``python -m bench.pipeline [--articles N] [--text FILE]``

Starts ``manage.py up`` on an empty data directory (embedded broker, SQLite, one worker with two processes), fills the
library with 200 documents and hands in N articles: FILE with a number worked into each copy so that no two are the
same, or a 20-paragraph report of our own. Measured from the first article handed in until the last claim has its
review. The reference, in the same session, is the extractor alone in one process over the same articles. Printed
beside it: resident memory of each process group at the end.
"""

import argparse
import datetime as dt
import json
import os
import sqlite3
import tempfile
import time
from pathlib import Path

import psutil

from claims.extraction.rules import RuleExtractor
from tests.servers.newsroom import Newsroom, wait_for

PUBLISHED = dt.date(2026, 3, 6)
PARAGRAPHS = (
    "The harbour board of Port {n} will close pier {n}, its chair Mara Lindt said on Monday.",
    "“We counted {m} cracks,” Lindt said, “and each one is growing.”",
    "Port engineer Olav Brenn denied that pier {n} was unsafe and called the figure of {m} cracks a mistake.",
    "According to the port authority, {n} ships used the pier in 2025, down from {m} the year before.",
    "The pier was opened in 1958 and cost {m} million crowns.",
    "“It is the only link for the islands of ward {n},” ferry captain Ines Roth told reporters on Wednesday.",
    "The next day, the ministry of transport confirmed that it had received the report.",
    "A spokesman for the ministry, Karl Aden, said {m} houses would lose their ferry.",
)


def article(number: int, text: str) -> dict[str, str]:
    """One article that no other is the same as."""
    body = text or "\n\n".join(PARAGRAPHS[i % len(PARAGRAPHS)].format(n=number, m=number * 7 + i) for i in range(20))
    if text:
        body = f"{body}\n\nThis is report number {number} of the series."
    return {"id": f"bench-{number}", "headline": f"Report {number}", "text": body, "published": PUBLISHED.isoformat()}


def documents() -> list[dict[str, str]]:
    """A library of 200 documents about the same piers."""
    lines = [[part.format(n=n, m=n * 5 + i) for i, part in enumerate(PARAGRAPHS)] for n in range(200)]
    return [
        {"id": f"doc-{n}", "title": f"File {n}", "publisher": f"Publisher {n % 9}", "text": "\n\n".join(reversed(line))}
        for n, line in enumerate(lines)
    ]


def read_database(newsroom: Newsroom, sql: str) -> int:
    """One number; a database that is busy for a moment is asked again."""
    while True:
        try:
            return int(newsroom.one(sql))
        except sqlite3.OperationalError:
            time.sleep(0.1)


def is_settled(newsroom: Newsroom, articles: int) -> bool:
    """Whether every article is read and every claim has been searched for and has its review."""
    read = read_database(newsroom, "SELECT count(*) FROM claims_extractionrun WHERE status = 'done'")
    if read < articles:
        return False
    claims = read_database(newsroom, "SELECT count(*) FROM claims_claim")
    return claims == read_database(newsroom, "SELECT count(*) FROM reviews_review")


def memory(newsroom: Newsroom) -> dict[str, float]:
    """Resident megabytes by what each process is."""
    found: dict[str, float] = {}
    top = psutil.Process(newsroom.process.pid)
    for process in [top, *top.children(recursive=True)]:
        line = " ".join(process.cmdline())
        names = {"gunicorn": "web", " beat": "beat", " worker": "worker", "valkey": "broker", "redis": "broker"}
        name = next((names[word] for word in names if word in line), "supervisor")
        found[name] = found.get(name, 0) + process.memory_info().rss / 1e6
    return found


def run(articles: int, text: str) -> None:
    """Measure, and print the table."""
    rows = [article(number, text) for number in range(articles)]
    started = time.process_time()
    for row in rows:
        RuleExtractor().extract(row["text"], published=PUBLISHED)
    alone = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        newsroom = Newsroom(Path(folder)).start()
        try:
            took, claims, used = measure(newsroom, rows, Path(folder))
        finally:
            newsroom.stop()
    words = sum(len(row["text"].split()) for row in rows) / articles
    print(f"{articles} articles of {words:.0f} words, {claims / articles:.1f} claims each, {os.cpu_count()} cores")
    print(f"{'whole newsroom':24}{articles / took * 60:10.0f} articles/min{took:10.1f} s wall")
    print(
        f"{'extractor alone':24}{articles / alone * 60:10.0f} articles/min{alone:10.1f} s CPU, one process (reference)"
    )
    for name, megabytes in sorted(used.items(), key=lambda item: -item[1]):
        print(f"{'memory of ' + name:24}{megabytes:10.0f} MB resident")
    print(f"{'memory in all':24}{sum(used.values()):10.0f} MB resident (shared pages counted in each process)")


def measure(newsroom: Newsroom, rows: list[dict[str, str]], folder: Path) -> tuple[float, int, dict[str, float]]:
    """Seconds until all is settled, claims found, memory used."""
    for name, lines in (("documents", documents()), ("articles", rows)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    newsroom.manage("import_documents", str(folder / "documents.jsonl"))
    started = time.monotonic()
    newsroom.manage("import_articles", str(folder / "articles.jsonl"))
    wait_for("all work to be done", lambda: is_settled(newsroom, len(rows)), seconds=1800)
    took = time.monotonic() - started
    return took, read_database(newsroom, "SELECT count(*) FROM claims_claim"), memory(newsroom)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--text", type=Path, help="an article of yours in place of ours")
    arguments = parser.parse_args()
    run(arguments.articles, arguments.text.read_text() if arguments.text else "")


if __name__ == "__main__":
    main()
