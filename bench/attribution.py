"""How well an extractor finds attributions, measured on PolNeAR-shaped data.

    python bench/attribution.py DATA_PATH [--split dev] [--extractor claims.extraction.rules.RuleExtractor]

DATA_PATH is a folder with ``train.jsonl`` and ``dev.jsonl`` (or one such file): one article a line with ``text``,
``date``, ``attributions`` (lists of ``source``, ``cue`` and ``content`` spans), ``discard`` and ``discuss``.

Protocol. Only rows with ``first_annotator`` count. Texts are cut into words and marks by one regular expression, and a
span is the run of tokens that it touches. Tokens under ``discard`` or ``discuss`` count for neither side: a span, gold
or found, that touches one is left out. Pieces with no token between them are one piece, for annotators cut some at the
end of a sentence. Claims in the article's own voice are not scored, and neither are nested ones (the data marks the
outermost only).

* exact: the pieces of a role (source, cue, content) as BIO chunks, right when the first and the last token are.
* overlap: per role, tokens found, right when gold has the token in the same role (micro-averaged).
* linked: an attribution is right when its source, cue and content each share a token with those of one gold attribution
  (an empty role fits an empty role); each gold attribution is used once, the one that shares most content first.
"""

import argparse
import datetime as dt
import importlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Ruler:
    """Turns character spans into token runs."""

    def __init__(self, text: str) -> None:
        self.owner = [-1] * (len(text) + 1)
        for index, match in enumerate(_TOKEN.finditer(text)):
            for place in range(match.start(), match.end()):
                self.owner[place] = index

    def run(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token of ``[start, end)``, or None when there is none."""
        touched = [token for token in self.owner[start:end] if token >= 0]
        return (touched[0], touched[-1]) if touched else None


def _attribution(ruler: Ruler, spans: Mapping[str, Iterable[Any]]) -> dict[str, list[tuple[int, int]]]:
    return {role: _merged(run for start, end in spans[role] if (run := ruler.run(start, end))) for role in ROLES}


def _merged(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs in order, with those that have no token between them put together."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _left_out(ruler: Ruler, row: dict[str, Any]) -> set[int]:
    runs = (ruler.run(start, end) for start, end in [*row.get("discard", []), *row.get("discuss", [])])
    return {token for run in runs if run for token in range(run[0], run[1] + 1)}


def _tokens(runs: Iterable[tuple[int, int]]) -> set[int]:
    return {token for first, last in runs for token in range(first, last + 1)}


def _kept(attributions: Iterable[dict[str, Any]], left_out: set[int]) -> list[dict[str, Any]]:
    return [a for a in attributions if not any(_tokens(a[role]) & left_out for role in ROLES)]


def _found(claims: Iterable[Any]) -> Iterator[dict[str, list[tuple[int, int]]]]:
    for claim in claims:
        if claim.cue:
            yield {role: [(span.start, span.end) for span in getattr(claim, role)] for role in ROLES}


def _shares(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    pairs = ((_tokens(gold[role]), _tokens(found[role])) for role in ROLES)
    return all(bool(a & b) or (not a and not b) for a, b in pairs)


def _linked(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> int:
    free, right = list(gold), 0
    for candidate in found:
        fitting = [item for item in free if _shares(item, candidate)]
        if fitting:
            best = max(fitting, key=lambda item: len(_tokens(item["content"]) & _tokens(candidate["content"])))
            free = [item for item in free if item is not best]
            right += 1
    return right


def _score(counts: Counter[str], gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    def add(name: str, left: set[Any], right: set[Any]) -> None:
        counts[f"{name}:gold"] += len(left)
        counts[f"{name}:found"] += len(right)
        counts[f"{name}:right"] += len(left & right)

    for role in ROLES:
        add(f"exact {role}", *({run for a in side for run in a[role]} for side in (gold, found)))
        add(f"overlap {role}", *({token for a in side for token in _tokens(a[role])} for side in (gold, found)))
    counts["linked:gold"] += len(gold)
    counts["linked:found"] += len(found)
    counts["linked:right"] += _linked(gold, found)


def _rows(path: Path, split: str) -> Iterator[dict[str, Any]]:
    file = path / f"{split}.jsonl" if path.is_dir() else path
    with file.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        yield from (row for row in rows if row.get("first_annotator", True))


def _line(counts: Counter[str], name: str) -> str:
    right, found, gold = (counts[f"{name}:{part}"] for part in ("right", "found", "gold"))
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f_score = 2 * right / max(found + gold, 1)
    return f"{name:<16} {precision:9.3f} {recall:9.3f} {f_score:9.3f} {found:8d} {gold:8d}"


def measure(extractor: Any, rows: Iterable[dict[str, Any]]) -> tuple[Counter[str], int, float]:
    """Counts per measure, articles read, and seconds of processor time inside the extractor."""
    counts: Counter[str] = Counter()
    articles, spent = 0, 0.0
    for row in rows:
        published = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
        start = time.process_time()
        claims = extractor.extract(row["text"], published=published)
        spent += time.process_time() - start
        articles += 1
        ruler = Ruler(row["text"])
        left_out = _left_out(ruler, row)
        gold = _kept((_attribution(ruler, spans) for spans in row["attributions"]), left_out)
        _score(counts, gold, _kept((_attribution(ruler, spans) for spans in _found(claims)), left_out))
    return counts, articles, spent


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--extractor", default="claims.extraction.rules.RuleExtractor")
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    options = parser.parse_args()
    module, _, name = options.extractor.rpartition(".")
    extractor = getattr(importlib.import_module(module), name)()
    rows = [row for _, row in zip(range(options.limit or 10**9), _rows(options.data, options.split), strict=False)]
    counts, articles, spent = measure(extractor, rows)
    print(f"{extractor.name}/{extractor.version} on {options.data.name} {options.split}: {articles} articles")
    print(f"{'measure':<16} {'precision':>9} {'recall':>9} {'F1':>9} {'found':>8} {'gold':>8}")
    for name in [f"{kind} {role}" for kind in ("exact", "overlap") for role in ROLES] + ["linked"]:
        print(_line(counts, name))
    print(f"{articles / max(spent, 1e-9):.0f} articles/s (processor time)")


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
