"""Whether a supporting sentence is found in a long document: ``python -m bench.evidence sentences DATA``.

WiCE dev: a sentence of Wikipedia and the web article it cites, about 120 sentences, of which annotators marked the
supporting ones. A claim counts as found when any of them is among the first K; "all" asks for every sentence of one
annotator's set. Only the claim and the sentences are read, no title or context. The network has read WiCE's train
claims and no claim of dev; how much its score counts beside the words was set beforehand.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sources.stance.network.model import StanceNetwork, shipped
from sources.stance.network.relevance import rank
from sources.stance.network.windows import lexical_scores
from training.stance.pairs import json_lines

FIRST = (1, 3, 5)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder, and how much of it to read."""
    parser.add_argument("data", type=Path, help="the folder with WiCE")
    parser.add_argument("--file", default="wice_claim_dev.jsonl")
    parser.add_argument("--most", type=int, help="read no more than this many claims")


def orders(network: StanceNetwork, claim: str, sentences: Sequence[str]) -> dict[str, list[int]]:
    """The sentences from best to worst, by each way."""
    coded = [network.sentence(sentence) for sentence in sentences]
    read = network.claim(claim)
    places = range(len(sentences))
    words = lexical_scores(read, coded)
    both = rank(network, read, coded)
    return {
        "words": sorted(places, key=lambda place: -words[place]),
        "network": sorted(places, key=lambda place: -both.seen[place]),
        "both": sorted(places, key=lambda place: -both.scores[place]),
        "as they stand": list(places),
    }


def run(given: argparse.Namespace) -> None:
    """Rank and print."""
    network, hits, claims, length = shipped(), {}, 0, 0
    for row in list(json_lines(given.data / given.file))[: given.most]:
        annotated = [set(places) for places in row["supporting_sentences"] if places]
        if not annotated:
            continue
        claims, length = claims + 1, length + len(row["evidence"])
        for way, order in orders(network, row["claim"], row["evidence"]).items():
            for first in FIRST:
                top = set(order[:first])
                counts = hits.setdefault(way, {}).setdefault(first, [0, 0])
                counts[0] += any(top & places for places in annotated)
                counts[1] += any(places <= top for places in annotated)
    print(f"{claims} claims with a supporting sentence among {length / claims:.0f}")
    print(f"{'way':16}" + "".join(f"{f'any in {first}':>10}{f'all in {first}':>10}" for first in FIRST))
    for way, counts in hits.items():
        print(f"{way:16}" + "".join(f"{any_ / claims:10.3f}{all_ / claims:10.3f}" for any_, all_ in counts.values()))
