"""What the search for evidence of one claim costs, from the waiting search to the stored evidence.

    python -m bench.evidence speed [--passages 100000] [--claims 50] [--stance sources.stance.lexical.LexicalStance]

Protocol. A scratch newsroom on SQLite with a library of synthetic passages (``_synthetic``), indexed. Claims of twelve
words in articles of 25 wait for evidence; ``run_linking`` takes them as a worker does: the best 100 passages of the
index, copies of the article looked for and left out, the best 30 judged by the stance model, the best kept stored with
their reasons. CPU seconds of the process per claim, all its threads together, the median over the articles; the first
article, which loads what is loaded once, is left out and printed beside it. The parts are timed alone, over the same
claims: the search, and the judging.
"""

import argparse
import datetime as dt
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.evidence._scratch import fill, scratch_newsroom
from bench.evidence._synthetic import Library

OF_ONE_ARTICLE = 25
Claims = list[Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The size of the library, the number of claims, and the stance model."""
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=75)
    parser.add_argument("--stance", default="", help="Dotted path; the one that ships unless told.")


def run(given: argparse.Namespace) -> None:
    """Fill a library, link the claims, and print the cost of each."""
    library = Library()
    if given.stance:
        os.environ["STANCE_MODEL"] = given.stance
    with scratch_newsroom():
        from factcheck.lib import components
        from sources.services.indexing import rebuild_index

        fill(library.passages(given.passages), full_text=False)
        rebuild_index(told=lambda _count: None)
        words = [text for _number, text in library.claims(given.passages, given.claims)]
        articles = [words[first : first + OF_ONE_ARTICLE] for first in range(0, len(words), OF_ONE_ARTICLE)]
        costs = [
            _cost(lambda texts=texts, number=number: _link(number, texts)) for number, texts in enumerate(articles)
        ]
        each = [cost / len(texts) for cost, texts in zip(costs, articles, strict=True)]
        print(f"{given.passages} passages, {len(words)} claims, {components.label(components.get('stance'))}")
        print(f"CPU seconds per claim: {statistics.median(each[1:] or each):.3f}; of the first article {each[0]:.3f}")
        _print_parts(articles[-1])


def _cost(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _link(number: int, texts: list[str]) -> None:
    from sources.services.linking import request_linking, run_linking

    claims = _claims(number, texts)
    request_linking(article=claims[0].article, claims=claims)
    run_linking(article_id=claims[0].article_id, seconds=3_600)


def _claims(number: int, texts: list[str]) -> Claims:
    from claims.models import Article, Claim
    from factcheck.lib.fingerprints import hash_text

    body = "\n\n".join(texts)
    article = Article.objects.create(
        headline=f"Article {number}", body=body, body_hash=hash_text(body), published_on=dt.date(2024, 3, 6)
    )
    shared = {"article": article, "content": [[0, 9]], "start": 0, "end": 9, "attribution": "none", "force": "says"}
    return [
        Claim.objects.create(statement=text, quote=text, fingerprint=hash_text(f"{number} {place}"), **shared)
        for place, text in enumerate(texts)
    ]


def _print_parts(texts: list[str]) -> None:
    from factcheck.lib import components
    from sources.retrieval.base import Query
    from sources.retrieval.reading import read_usable
    from sources.services.linking import JUDGE, RETRIEVE
    from sources.stance.base import Pair

    retriever, stance = components.get("retriever"), components.get("stance")
    hits = {text: retriever.search(Query(text), limit=RETRIEVE) for text in texts}
    searching = _cost(lambda: [retriever.search(Query(text), limit=RETRIEVE) for text in texts])
    pairs = [
        Pair(text, passage.text)
        for text in texts
        for passage in read_usable([hit.passage_id for hit in hits[text][:JUDGE]]).values()
    ]
    judging = _cost(lambda: stance.judge(pairs))
    print(f"of it searching for {RETRIEVE}: {searching / len(texts):.4f}, judging {JUDGE}: {judging / len(texts):.3f}")
