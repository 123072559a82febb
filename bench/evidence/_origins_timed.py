"""What grouping a new document costs, by the size of the library, against comparing it with all others."""

import datetime as dt
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NEW = 40  # documents that are grouped and timed
NAIVE_MOST = 10_000  # documents that are compared one by one; beyond that the time is reckoned from here
WORDS = [a + b for a in "ba ce di fo gu ha ke li mo nu".split() for b in "r l n st m ld rk ss".split()]  # noqa: SIM905
WORDS += [a + b for a in WORDS for b in ("en", "er", "ing", "ade", "on")]
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def run(sizes: list[int]) -> None:
    """Fill one database step by step and time new documents at each size."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        made = texts()
        held: list[frozenset[int]] = []
        print(
            "documents in the library | ours, CPU ms a new document (slowest of 20) | one by one, CPU ms | times faster"
        )
        for size in sorted(sizes):
            fill(made, held, size)
            ours, slow = timed(made)
            naive = timed_naive(held)
            print(f"{size:>9,} | {ours:.1f} ({slow:.1f}) | {naive:.0f} | {naive / ours:.1f}", flush=True)


def _prepare(folder: Path) -> None:
    """An empty newsroom in a folder of its own."""
    os.environ |= {"DATA_DIR": str(folder), "ENV_FILE": "", "SECRET_KEY": "only-for-measuring-" * 4}
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def texts() -> Iterator[tuple[str, str, dt.datetime]]:
    """Texts of about 120 words with publisher and time, half of them copies of earlier ones, without end."""
    rng = random.Random(7)
    earlier: list[str] = []
    for number in range(10**9):
        at = START + dt.timedelta(minutes=3 * number)
        if earlier and number % 2:
            yield _copied(rng, rng.choice(earlier)), f"Outlet {rng.randint(1, 300)} Post", at
        else:
            text = _text(rng, number)
            earlier = [*earlier[-200:], text]
            yield text, f"Agency {rng.randint(1, 20)}", at


def _text(rng: random.Random, number: int) -> str:
    words = [rng.choice(WORDS) for _ in range(115)]
    for place in range(9, 115, 12):
        words[place] = f"{rng.choice(WORDS).capitalize()}{number % 997} {rng.randint(10, 99_999)}"
    return ". ".join(" ".join(words[start : start + 14]).capitalize() for start in range(0, 115, 14)) + "."


def _copied(rng: random.Random, text: str) -> str:
    sentences = text.split(". ")
    return (
        ". ".join(sentences[: rng.randint(len(sentences) // 2, len(sentences))])
        + f". Agency {rng.randint(1, 20)} reported."
    )


def fill(made: Iterator[tuple[str, str, dt.datetime]], held: list[frozenset[int]], size: int) -> None:
    """Write documents with traces and keys until there are ``size``, past the services, which would take hours."""
    from django.db import connection

    from sources.models import Document, Source, Trace
    from sources.origins.base import VERSION
    from sources.origins.keys import stored_keys
    from sources.origins.records import trace_record

    sources: dict[str, Source] = {source.name: source for source in Source.objects.all()}
    insert = "INSERT INTO sources_tracekey (document_id, value, day) VALUES (%s, %s, %s)"
    while len(held) < size:
        documents = []
        for _ in range(min(1_000, size - len(held))):
            text, publisher, at = next(made)
            if publisher not in sources:
                sources[publisher] = Source.objects.create(name=publisher, normal_name=publisher.casefold())
            documents.append(_document(text, sources[publisher], at, f"bench-{len(held)}"))
            held.append(frozenset(documents[-1].shingles))
        Document.objects.bulk_create(documents)
        reports = [_report(document) for document in documents]
        records = [Trace(document_id=each.id, version=VERSION, facts=trace_record(each.trace)) for each in reports]
        Trace.objects.bulk_create(records)
        with connection.cursor() as cursor:
            cursor.executemany(insert, [(each.id, key, each.day) for each in reports for key in stored_keys(each)])


def _document(text: str, source: Any, at: dt.datetime, name: str) -> Any:
    from factcheck.lib.fingerprints import hash_text
    from sources.copies import shingles
    from sources.models import Document

    return Document(
        external_id=name, source=source, title=text[:60], text=text, text_hash=hash_text(text),
        shingles=sorted(shingles(text)), published_at=at,
    )  # fmt: skip


def _report(document: Any) -> Any:
    """The document as grouping sees it, its trace made from what the texts are made of."""
    from sources.origins.base import Naming, Report, Trace
    from sources.origins.names import plain_name

    words = document.text.replace(".", "").split()
    subject = {f"n:{word}" if word.isdigit() else f"w:{word.casefold()[:6]}" for word in words}
    agency = re.search(r"Agency \d+", document.text)
    naming = (Naming(plain_name(agency.group()), f"{agency.group()} reported", is_press=True),) if agency else ()
    trace = Trace(frozenset(sorted(subject)[:90]), naming=naming, own_words=len(words))
    name, held = document.source.name, frozenset(document.shingles)
    return Report(document.pk, name, "", document.published_at, document.text_hash, held, trace)


def timed(made: Iterator[tuple[str, str, dt.datetime]]) -> tuple[float, float]:
    """Median CPU milliseconds of grouping a document that is new, and the slowest of twenty."""
    from sources.models import Document, OriginRun, Source
    from sources.services.grouping import COMPONENT, run_grouping

    taken = []
    for _ in range(NEW):
        text, publisher, at = next(made)
        source, _ = Source.objects.get_or_create(name=publisher, normal_name=publisher.casefold())
        document = _document(text, source, at, f"new-{at.isoformat()}")
        Document.objects.bulk_create([document])
        OriginRun.objects.create(document=document, component=COMPONENT)
        start = time.process_time()
        run_grouping()
        taken.append(1_000 * (time.process_time() - start))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def timed_naive(held: list[frozenset[int]]) -> float:
    """CPU milliseconds of comparing one document's shingles with all others, reckoned up from at most NAIVE_MOST."""
    from sources.copies import containment

    compared = held[-NAIVE_MOST:]
    start = time.process_time()
    for own in compared[:2]:
        for other in compared:
            containment(own, other)
    return 500 * (time.process_time() - start) * len(held) / len(compared)
