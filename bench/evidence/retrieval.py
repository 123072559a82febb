"""How much retrieval costs beside bare tantivy, and whether it finds the passage that a claim was made from.

    python -m bench.evidence retrieval [--passages 100000] [--claims 200] [--full-text]

Protocol. Synthetic passages (``_synthetic``) are put into a scratch SQLite database, 20 to a document, and into the
product's index. The reference is tantivy alone: an index of the same texts and nothing else, its own English tokeniser,
one writer thread, ``parse_query`` of the claim's words, and the numbers of the passages read from a fast column. Both
look for the same claims, twelve words each, the best 50, turn by turn in one process; CPU time per claim, the median of
seven rounds, and their ratio. "Search" is the retriever behind its protocol: the query built from the claim, the
article's document left out, the time weighed. "With passages" also reads the 50 passages from the database.
With ``--full-text`` the database's own search (FTS5) is filled and timed as well, once.

Found is the share of claims whose passage is among the best 1, 10 and 50. Memory is the peak of the whole process.
"""

import argparse
import datetime as dt
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.evidence._scratch import OF_ONE_DOCUMENT, fill, scratch_newsroom
from bench.evidence._synthetic import Library

BEST = 50
ROUNDS = 7
FULL_TEXT_CLAIMS = 40
Finder = Callable[[str], list[int]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The size of the library, and how many claims are looked for."""
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--full-text", action="store_true", help="Time the database's own search as well; slower.")


def run(given: argparse.Namespace) -> None:
    """Build, search, and print a table."""
    library = Library()
    with scratch_newsroom():
        bare, bare_cost = _bare(library, given.passages)
        fill(library.passages(given.passages), full_text=given.full_text)
        _, cost = _timed(_index)
        claims = library.claims(given.passages, given.claims)
        print(f"{given.passages} passages, {len(claims)} claims, best {BEST}; CPU time")
        print(f"build    bare tantivy {given.passages / bare_cost:8.0f} rows/s")
        print(f"build    product      {given.passages / cost:8.0f} rows/s, {bare_cost / cost:.2f} times bare tantivy")
        finders = {"bare tantivy": bare, "search": _search, "with passages": _with_passages}
        _print_costs(finders, claims)
        if given.full_text:
            _print_costs({"FTS5": _full_text}, claims[:FULL_TEXT_CLAIMS], rounds=1)
        for name in ("bare tantivy", "search"):
            _print_found(name, finders[name], claims)
    print(f"memory   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most, building included")


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


def _bare(library: Library, count: int) -> tuple[Finder, float]:
    """Tantivy alone, filled; and what that cost without the making of the texts."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_integer_field("passage", fast=True)
    folder = tempfile.TemporaryDirectory(prefix="factcheck-bare-")
    index = tantivy.Index(builder.build(), folder.name)
    writer = index.writer(heap_size=128_000_000, num_threads=1)

    def build() -> None:
        for number, text in enumerate(library.passages(count), 1):
            writer.add_document(tantivy.Document(text=text, passage=number))
        writer.commit()
        writer.wait_merging_threads()

    making = _timed(lambda: sum(1 for _text in library.passages(count)))[1]
    cost = _timed(build)[1] - making
    index.reload()

    def find(words: str, _kept: Any = folder) -> list[int]:
        searcher = index.searcher()
        hits = searcher.search(index.parse_query(words, ["text"]), BEST, count=False).hits
        return searcher.fast_field_values("passage", [address for _score, address in hits])

    return find, cost


def _index() -> None:
    from sources.services.indexing import rebuild_index

    rebuild_index(told=lambda _count: None)


def _search(words: str) -> list[int]:
    from factcheck.lib import components
    from sources.retrieval.base import Query

    query = Query(words, said_on=dt.date(2024, 3, 6), exclude_documents=frozenset({OF_ONE_DOCUMENT}))
    return [hit.passage_id for hit in components.get("retriever").search(query, limit=BEST)]


def _with_passages(words: str) -> list[int]:
    from sources.retrieval.reading import read_usable

    ids = _search(words)
    texts = read_usable(ids)
    return [key for key in ids if key in texts]


def _full_text(words: str) -> list[int]:
    from sources.retrieval.base import Query
    from sources.retrieval.corpus import CorpusRetriever

    return [hit.passage_id for hit in CorpusRetriever().search(Query(words), limit=BEST)]


def _print_costs(finders: dict[str, Finder], claims: list[tuple[int, str]], rounds: int = ROUNDS) -> None:
    costs: dict[str, list[float]] = {name: [] for name in finders}
    gc.disable()
    for _ in range(rounds):
        for name, find in finders.items():
            _, cost = _timed(lambda find=find: [find(words) for _number, words in claims])
            costs[name].append(cost / len(claims) * 1000)
    gc.enable()
    first = next(iter(costs))
    for name, each in costs.items():
        ratio = statistics.median(cost / base for cost, base in zip(each, costs[first], strict=True))
        print(f"cost     {name:13} {statistics.median(each):8.3f} ms, {ratio:.2f} times {first}")


def _print_found(name: str, find: Finder, claims: list[tuple[int, str]]) -> None:
    ranks = [keys.index(number + 1) if number + 1 in (keys := find(words)) else BEST for number, words in claims]
    shares = (sum(rank < best for rank in ranks) / len(ranks) for best in (1, 10, BEST))
    print(f"found    {name:13} {', '.join(f'{share:.1%}' for share in shares)} among the best 1, 10, {BEST}")
