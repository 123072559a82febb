"""How many cues are understood, measured on PolNeAR-shaped data.

    python -m bench.cues DATA_PATH [--split dev]

DATA_PATH is a folder with ``train.jsonl`` and ``dev.jsonl`` (or one such file): one article a line with ``text`` and
``attributions`` (lists of ``source``, ``cue`` and ``content`` spans).

Protocol. Only rows with ``first_annotator`` count, and of those every attribution with a cue and a content. A cue is
known when the word it is read by is in the lists; a label (":") and a preposition by itself ("In the report, ...")
have an entry too and are counted apart. The lists were put together from the training split, so only the figure on
another split tells how well they cover cues that were not looked at. The data marks no forces: their shares are given
to be looked over, not as a score.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claims.extraction.cues.head_words import PREPOSITIONS
from claims.extraction.cues.reading import CueReading, read_cue
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import from_pairs


def rows(path: Path, split: str) -> Iterator[dict[str, Any]]:
    """The articles of the first annotator."""
    file = path / f"{split}.jsonl" if path.is_dir() else path
    with file.open(encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines)
        yield from (row for row in read if row.get("first_annotator", True))


def readings(row: dict[str, Any]) -> Iterator[CueReading]:
    """How the marked cues of one article are read."""
    layout = Layout.of(row["text"])
    for marked in row["attributions"]:
        if marked["cue"] and marked["content"]:
            said = Said(*(from_pairs(sorted(marked[role])) for role in ("source", "cue", "content")))
            yield read_cue(layout, said)


def measure(articles: Iterable[dict[str, Any]]) -> Counter[str]:
    """Counts of cues by how they are known, by what is told of them, and by force."""
    counts: Counter[str] = Counter()
    for row in articles:
        for reading in readings(row):
            is_bare = reading.lemma == ":" or reading.lemma in PREPOSITIONS
            kind = ("label or preposition" if is_bare else "known word") if reading.is_known else "unknown"
            told = [flag for flag in ("hedged", "negated", "conditional", "is_clause") if getattr(reading, flag)]
            counts.update(["cues", kind, *told, f"force {reading.force}"])
    return counts


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    start = time.process_time()
    counts = measure(rows(options.data, options.split))
    print(f"{options.data.name} {options.split}: {counts['cues']} cues, {time.process_time() - start:.1f} s")
    for name, count in counts.most_common():
        print(f"{name:<24} {count:8d} {count / max(1, counts['cues']):7.1%}")


if __name__ == "__main__":
    main()
