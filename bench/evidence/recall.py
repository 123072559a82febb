"""Whether retrieval brings up the sentences that support real claims.

    python -m bench.evidence recall FILE [--terms 8]

FILE is WiCE-shaped JSON Lines: ``claim``, ``evidence`` (the sentences of one article, the first of them with its title)
and ``supporting_sentences`` (lists of their numbers). Protocol. All articles of the file together are one library in a
scratch newsroom: an article is a document with its title, and each of its sentences a passage of its own. Each claim
with a supporting sentence is searched for in all of it. Found is the share of claims of which a supporting sentence is
among the best 1, 3, 10, 30 and 100. With ``--terms`` only so many of a claim's words are asked for, the rarest.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.evidence._scratch import scratch_newsroom

BEST = (1, 3, 10, 30, 100)
Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and how many words of a claim are asked for."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--terms", type=int, default=0, help="All of them unless told.")


def run(given: argparse.Namespace) -> None:
    """Fill the library, look for each claim, print the shares."""
    rows = [json.loads(line) for line in given.file.read_text().splitlines()]
    with scratch_newsroom():
        from sources.retrieval.index import claims
        from sources.services.indexing import rebuild_index

        claims.MOST_TERMS = given.terms or claims.MOST_TERMS  # type: ignore[misc]
        firsts = _fill(rows)
        passages = rebuild_index(told=lambda _count: None)
        found = [
            _ranks(row, first) for row, first in zip(rows, firsts, strict=True) if any(row["supporting_sentences"])
        ]
        print(f"{passages} passages, {len(found)} claims with a supporting sentence")
        print(", ".join(f"{sum(rank < best for rank in found) / len(found):.1%} among {best}" for best in BEST))


def _fill(rows: list[Row]) -> list[int]:
    """The primary key of the first sentence of each row's article; an article that comes again is stored once."""
    from sources.models import Document, Passage, Source

    source = Source.objects.create(name="The file", normal_name="the file")
    stored: dict[str, int] = {}
    for number, row in enumerate(rows):
        text = "\n".join(row["evidence"])
        if text in stored:
            continue
        title = next((line.split("TITLE:", 1)[1].strip() for line in row["evidence"][:2] if "TITLE:" in line), "")
        document = Document.objects.create(source=source, title=title[:500], text=text, text_hash=f"{number}")
        places = enumerate(row["evidence"])
        made = [Passage(document=document, start=at, end=at + 1, text=line) for at, line in places]
        stored[text] = Passage.objects.bulk_create(made)[0].pk
    return [stored["\n".join(row["evidence"])] for row in rows]


def _ranks(row: Row, first: int) -> int:
    from factcheck.lib import components
    from sources.retrieval.base import Query

    supporting = {first + number for group in row["supporting_sentences"] for number in group}
    hits = components.get("retriever").search(Query(row["claim"]), limit=max(BEST))
    return next((rank for rank, hit in enumerate(hits) if hit.passage_id in supporting), max(BEST))
