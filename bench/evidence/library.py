"""Builds a library from any folder of documents, and says how well and how fast passages are found in it.

    python -m bench.evidence library --library DIR [--most 2000] [--queries 300]

Protocol. Every file of the folder that the product can read (text, Markdown, HTML, PDF, DOCX, captions; JSON Lines of
documents with ``text``) goes into a scratch newsroom through the same services as an upload, and into the index. Then
sentences are drawn from all over the library, by a seed, from passages with at least eight content words of their own.
Each becomes a query: half of its content words, drawn by chance, and as many from sentences of other documents, which
stand for the words that a claim does not share with its source. Found is the share of queries whose own passage is
among the best 1, 10 and 100; "document" counts any passage of its document. It is a test with a known answer and
easier than real claims. Times are CPU seconds of the process.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.evidence._scratch import scratch_newsroom

BEST = (1, 10, 100)
LEAST_WORDS = 8


class Drawn(NamedTuple):
    """A passage with its content words."""

    passage_id: int
    document_id: int
    words: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, and how much of it is taken."""
    parser.add_argument("--library", type=Path, required=True, metavar="DIR")
    parser.add_argument("--most", type=int, default=2_000, help="Documents at most.")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)


def run(given: argparse.Namespace) -> None:
    """Build it, search it, print recall and time."""
    if not given.library.is_dir():
        sys.exit(f"{given.library} is no folder.")
    with scratch_newsroom():
        started = time.process_time()
        documents, refused = _build(given.library, given.most)
        built = time.process_time() - started
        indexed = _index()
        drawn = _draw(given.queries, random.Random(given.seed))
        print(f"{documents} documents, {refused} could not be read; read and stored in {built:.1f} s")
        print(f"{_passages()} passages indexed in {indexed:.1f} s")
        if len({item.document_id for item in drawn}) < 2:
            sys.exit("The library is too small to look for anything in it: two documents of some sentences are needed.")
        _print_found(drawn, random.Random(given.seed))


def _build(folder: Path, most: int) -> tuple[int, int]:
    from factcheck.lib.errors import DomainError
    from sources.services.documents import add_document

    added = refused = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for draft in _drafts(path):
            if added == most:
                return added, refused
            try:
                added += add_document(draft=draft, by=None).created
            except DomainError:
                refused += 1
    return added, refused


def _drafts(path: Path) -> Iterator[Any]:
    """The documents of one file; one without text where it can not be read, which is refused and counted."""
    from factcheck.lib.errors import DomainError
    from factcheck.lib.ingestion.reader import read
    from sources.services.documents import DocumentDraft

    if path.suffix in {".jsonl", ".ndjson"}:
        for line in path.read_text(errors="replace").splitlines():
            record = json.loads(line or "{}")
            yield DocumentDraft(text=str(record.get("text", "")), title=str(record.get("title") or path.name))
        return
    try:
        reading = read(path.read_bytes(), filename=path.name)
        yield DocumentDraft(text=reading.text, title=reading.headline or path.stem)
    except DomainError:
        yield DocumentDraft(text="", title=path.name)


def _index() -> float:
    from sources.services.indexing import rebuild_index

    started = time.process_time()
    rebuild_index(told=lambda _count: None)
    return time.process_time() - started


def _passages() -> int:
    from sources.models import Passage

    return int(Passage.objects.count())


def _draw(count: int, chance: random.Random) -> list[Drawn]:
    from sources.chunking import sentences
    from sources.models import Passage
    from sources.retrieval.terms import query_terms

    keys = list(Passage.objects.order_by("pk").values_list("pk", flat=True))
    drawn = []
    for key in chance.sample(keys, len(keys)):
        passage = Passage.objects.get(pk=key)
        sentence = chance.choice(list(sentences(passage.text))).cut(passage.text)
        words = query_terms(sentence)
        if len(words) >= LEAST_WORDS:
            drawn.append(Drawn(key, passage.document_id, words))
        if len(drawn) == count:
            break
    return drawn


def _print_found(drawn: list[Drawn], chance: random.Random) -> None:
    from factcheck.lib import components
    from sources.models import Passage
    from sources.retrieval.base import Query

    own = dict.fromkeys(BEST, 0)
    document = dict.fromkeys(BEST, 0)
    cost = 0.0
    for item in drawn:
        others = [one for one in drawn if one.document_id != item.document_id]
        half = len(item.words) // 2
        foreign = [chance.choice(one.words) for one in chance.choices(others, k=half)]
        query = Query(" ".join(chance.sample(item.words, half) + foreign))
        started = time.process_time()
        hits = components.get("retriever").search(query, limit=max(BEST))
        cost += time.process_time() - started
        keys = [hit.passage_id for hit in hits]
        of_document = dict(Passage.objects.filter(pk__in=keys).values_list("pk", "document_id"))
        for best in BEST:
            own[best] += item.passage_id in keys[:best]
            document[best] += item.document_id in {of_document.get(key) for key in keys[:best]}
    for name, counts in (("passage", own), ("document", document)):
        shares = ", ".join(f"{counts[best] / len(drawn):.1%} among {best}" for best in BEST)
        print(f"{name:8} found by half of its words and as many foreign ones: {shares}")
    print(f"{len(drawn)} queries, {cost / len(drawn) * 1000:.2f} ms each")
