"""Draws the news sentences that are labelled, and finds them again in the corpora.

    python -m training.checkworthy_news.sample DATA_PATH            # find all labelled sentences, check their hashes
    python -m training.checkworthy_news.sample DATA_PATH --draw     # draw again and compare with the labelled places

The labels stay valid when the splitting of sentences changes, for they keep their places; a new drawing then differs.
DATA_PATH is a folder with ``polnear/train.jsonl``, ``meantime/`` and ``gum_news/``. The drawing has a fixed seed and
three strata in each corpus. They are found by rough patterns, which decide what is drawn and never how it is labelled:

* dull: questions, fewer than six words, first or second person, wishes and judgements, furniture of a web page;
* attributed: what annotators marked as a source's words or thoughts, or, where none did, a quotation mark or a verb of
  speech;
* own voice: the rest.
"""

import argparse
import hashlib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span
from training.checkworthy_news.corpora import GUM, MEANTIME, POLNEAR, Document, documents
from training.checkworthy_news.labelled import Labelled, LabelsDoNotFit, load, report

SEED = 20240614
SIZES: Mapping[str, Mapping[str, int]] = {
    POLNEAR: {"attributed": 85, "own voice": 70, "dull": 45},
    MEANTIME: {"attributed": 55, "own voice": 50, "dull": 25},
    GUM: {"attributed": 35, "own voice": 30, "dull": 25},
}
_DULL = re.compile(
    r"\?[\"'”’)]{0,3}\Z|\b(?:I|we|you|my|our|your|let’s|let's|should|hope|wish|thank|great|terrible|amazing|must|"
    r"follow|click|subscribe|email|photo|image|file|comment|contributed|copyright|wikinews|twitter)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"[\"“”]|\b(?:said|says|saying|told|according|stated|announced|claimed|claims|added|believes?|reported)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of one document, with its two neighbours ("" at an end of the article)."""

    corpus: str
    document: str
    span: Span
    sentence: str
    before: str
    after: str
    stratum: str

    @property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the sentence's SHA-256."""
        return hashlib.sha256(self.sentence.encode()).hexdigest()[:16]


def stratum(sentence: str, *, is_content: bool | None) -> str:
    """The stratum of a sentence; ``is_content`` tells whether annotators marked some of it, None when none read it."""
    if len(sentence.split()) < _LEAST_WORDS or _DULL.search(sentence):
        return "dull"
    spoken = bool(_SPOKEN.search(sentence)) if is_content is None else is_content
    return "attributed" if spoken else "own voice"


def places(document: Document) -> Iterator[Place]:
    """Every sentence of ``document`` in order."""
    spans = Layout.of(document.text).sentences
    cut = ["", *(span.cut(document.text) for span in spans), ""]
    for number, span in enumerate(spans, start=1):
        marked = any(span.overlaps(content) for content in document.contents) if document.contents else None
        found = stratum(cut[number], is_content=marked)
        yield Place(document.corpus, document.name, span, cut[number], cut[number - 1], cut[number + 1], found)


def draw(read: Iterable[Document], sizes: Mapping[str, Mapping[str, int]] = SIZES, seed: int = SEED) -> list[Place]:
    """The sentences to label, each text once, in an order that mixes corpora and strata."""
    pools: dict[tuple[str, str], list[Place]] = {}
    seen: set[str] = set()
    for document in sorted(read, key=lambda each: (each.corpus, each.name)):
        for place in places(document):
            if place.digest not in seen:
                seen.add(place.digest)
                pools.setdefault((place.corpus, place.stratum), []).append(place)
    chance = random.Random(seed)
    drawn = [
        place
        for corpus, quotas in sizes.items()
        for name, size in quotas.items()
        for place in chance.sample(pools[corpus, name], size)
    ]
    chance.shuffle(drawn)
    return drawn


def main() -> int:
    """Find the labelled sentences, or draw them again and compare; 1 when something differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with the corpora")
    parser.add_argument("--draw", action="store_true", help="draw again and count the places that are labelled")
    options = parser.parse_args()
    try:
        rows = load(options.data)
    except LabelsDoNotFit as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(report(rows) + "\n")
    if options.draw:
        sys.stdout.write(redrawn(options.data, rows) + "\n")
    return 0


def redrawn(data: Path, rows: Iterable[Labelled]) -> str:
    """How many sentences of a new drawing are labelled, and how many sentences each stratum has in the corpora."""
    read = list(documents(data))
    labelled = {(row.corpus, row.document, row.sentence) for row in rows}
    drawn = Counter((place.corpus, place.document, place.sentence) in labelled for place in draw(read))
    sizes = Counter((place.corpus, place.stratum) for document in read for place in places(document))
    lines = [f"{corpus:<10} {name:<10} {size:6}" for (corpus, name), size in sorted(sizes.items())]
    return "\n".join([f"drawn again: {drawn[True]} labelled, {drawn[False]} not", "sentences in the corpora:", *lines])


if __name__ == "__main__":
    sys.exit(main())
