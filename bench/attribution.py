"""How well an extractor finds attributions, measured on PolNeAR-shaped data.

    python bench/attribution.py DATA_PATH [--split dev] [--extractor claims.extraction.trained.TrainedExtractor]

DATA_PATH is a folder with ``train.jsonl`` and ``dev.jsonl`` (or one such file): one article a line with ``text``,
``date``, ``attributions`` (lists of ``source``, ``cue`` and ``content`` spans), ``discard`` and ``discuss``.

Protocol. Only rows with ``first_annotator`` count. Texts are cut into words and marks by one regular expression, and a
span is the run of tokens that it touches. Tokens under ``discard`` or ``discuss`` count for neither side: a span, gold
or found, that touches one is left out. Pieces with no token between them are one piece, for annotators cut some at the
end of a sentence. Claims in the article's own voice are not scored, and neither are nested ones (the data marks the
outermost only).

* exact: the pieces of a role (source, cue, content) as BIO chunks, right when the first and the last token are.
* overlap: the same chunks, right when they share a token with a chunk of that role on the other side; precision is the
  share of those found, recall that of gold. (By this measure two annotators of PolNeAR agree at .86, .83 and .87.)
* tokens: per role, tokens found, right when gold has the token in the same role (micro-averaged).
* linked: an attribution is right when its source, cue and content each share a token with those of one gold attribution
  (an empty role fits an empty role); each gold attribution is used once, the one that shares most content first.
* linked exact: the same with all three roles right to the first and the last token of every piece.
* quotes 0.3, quotes 0.8: the Gender Gap Tracker's rule (its ``evaluate_quotes.py``) on speech alone. A quotation is all
  the characters of a content; each gold one takes the free found one that covers the largest share of it, if that share
  is above 0.3 or 0.8. Speech is an attribution, on either side, whose cue has one of the words under ``SPEECH``.
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
LINKED = ["linked", "linked exact", "quotes 0.3", "quotes 0.8"]
SPEECH = re.compile(
    r"\b(?:say|tell|ask|add|argu|claim|note|write|wrote|call|describ|explain|insist|declar|announc|suggest|report|warn|"
    r"accus|respond|repl|admit|acknowledg|stat|deni|deny|said|told|according|joke|quip|tweet|comment|remark|mention|"
    r"complain|contend|criticiz|promis|predict|quot|speak|spoke|talk|testif|urg|vow|assert|maintain|conced|confirm)",
    re.IGNORECASE,
)
"""Beginnings of the words that make a cue one of speech."""
_SINGLE = str.maketrans('“”"', "‘’'")
"""As British papers quote."""
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


def _left_out(ruler: Ruler, row: Mapping[str, Any]) -> set[int]:
    runs = (ruler.run(start, end) for start, end in [*row.get("discard", []), *row.get("discuss", [])])
    return {token for run in runs if run for token in range(run[0], run[1] + 1)}


def _tokens(runs: Iterable[tuple[int, int]]) -> set[int]:
    return {token for first, last in runs for token in range(first, last + 1)}


def _left(ruler: Ruler, spans: Mapping[str, Iterable[Any]], left_out: set[int]) -> bool:
    return any(_tokens(runs) & left_out for runs in _attribution(ruler, spans).values())


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
        runs = [{run for a in side for run in a[role]} for side in (gold, found)]
        tokens = [_tokens(side) for side in runs]
        add(f"exact {role}", *runs)
        add(f"tokens {role}", *tokens)
        counts[f"overlap {role}:gold"] += len(runs[0])
        counts[f"overlap {role}:found"] += len(runs[1])
        counts[f"overlap {role}:right"] += _touching(runs[1], tokens[0])
        counts[f"overlap {role}:recalled"] += _touching(runs[0], tokens[1])
    counts["linked:gold"] += len(gold)
    counts["linked:found"] += len(found)
    counts["linked:right"] += _linked(gold, found)
    counts["linked exact:gold"] += len(gold)
    counts["linked exact:found"] += len(found)
    counts["linked exact:right"] += _exactly_linked(gold, found)


def _touching(runs: Iterable[tuple[int, int]], tokens: set[int]) -> int:
    return sum(1 for run in runs if _tokens([run]) & tokens)


def _exactly_linked(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> int:
    keys = [Counter(tuple(tuple(item[role]) for role in ROLES) for item in side) for side in (gold, found)]
    return (keys[0] & keys[1]).total()


def _speech(text: str, attributions: Iterable[Mapping[str, Any]]) -> Iterator[set[int]]:
    """The characters of each content whose cue is one of speech."""
    for item in attributions:
        if any(SPEECH.search(text[start:end]) for start, end in item["cue"]):
            yield {place for start, end in item["content"] for place in range(start, end)}


def _covered(gold: list[set[int]], found: list[set[int]], least: float) -> int:
    """How many of ``gold`` find a quotation of their own that covers more than ``least`` of them."""
    free, right = list(range(len(found))), 0
    for quotation in gold:
        shares = {number: len(quotation & found[number]) / max(1, len(quotation)) for number in free}
        best = max(shares, key=lambda number: shares[number], default=None)
        if best is not None and shares[best] > least:
            free.remove(best)
            right += 1
    return right


def _score_speech(counts: Counter[str], text: str, gold: Iterable[Any], found: Iterable[Any]) -> None:
    sides = [list(_speech(text, side)) for side in (gold, found)]
    for least in (0.3, 0.8):
        counts[f"quotes {least}:gold"] += len(sides[0])
        counts[f"quotes {least}:found"] += len(sides[1])
        counts[f"quotes {least}:right"] += _covered(*sides, least)


def read_rows(path: Path, split: str) -> Iterator[dict[str, Any]]:
    """The rows of one split, as its first annotator marked them; ``path`` is the folder of the splits or one file."""
    file = path / f"{split}.jsonl" if path.is_dir() else path
    with file.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        yield from (row for row in rows if row.get("first_annotator", True))


def line(counts: Counter[str], name: str) -> str:
    """One line of the table: precision, recall, F1, and how many were found and are true."""
    right, found, gold = (counts[f"{name}:{part}"] for part in ("right", "found", "gold"))
    precision, recall = right / max(found, 1), counts.get(f"{name}:recalled", right) / max(gold, 1)
    f_score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{name:<16} {precision:9.3f} {recall:9.3f} {f_score:9.3f} {found:8d} {gold:8d}"


def score_article(
    counts: Counter[str], row: Mapping[str, Any], found: Iterable[Mapping[str, Any]]
) -> tuple[list[Any], list[Any]]:
    """Add what was ``found`` in one article to ``counts``; gives the true and the found attributions that count."""
    ruler = Ruler(row["text"])
    left_out = _left_out(ruler, row)
    gold, kept = ([one for one in side if not _left(ruler, one, left_out)] for side in (row["attributions"], found))
    _score(counts, *([_attribution(ruler, one) for one in side] for side in (gold, kept)))
    return gold, kept


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
        gold, found = score_article(counts, row, _found(claims))
        _score_speech(counts, row["text"], gold, found)
    return counts, articles, spent


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--extractor", default="claims.extraction.trained.TrainedExtractor")
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    parser.add_argument("--single-quotes", action="store_true", help="turn double quotation marks into single ones")
    options = parser.parse_args()
    module, _, name = options.extractor.rpartition(".")
    extractor = getattr(importlib.import_module(module), name)()
    rows = [row for _, row in zip(range(options.limit or 10**9), read_rows(options.data, options.split), strict=False)]
    if options.single_quotes:
        rows = [{**row, "text": row["text"].translate(_SINGLE)} for row in rows]
    counts, articles, spent = measure(extractor, rows)
    print(f"{extractor.name}/{extractor.version} on {options.data.name} {options.split}: {articles} articles")
    print(f"{'measure':<16} {'precision':>9} {'recall':>9} {'F1':>9} {'found':>8} {'gold':>8}")
    for name in [f"{kind} {role}" for kind in ("exact", "overlap", "tokens") for role in ROLES] + LINKED:
        print(line(counts, name))
    print(f"{articles / max(spent, 1e-9):.0f} articles/s (processor time)")


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
