"""Numbers and dates that clash: how many edits of true pairs are found, how many untouched pairs raise an alarm.

Reads Climate-FEVER, FEVER-Symmetric, HealthVer, Fool Me Twice, FEVER pairs and WiCE from DATA. A true pair is one that
people called supported and whose claim has a number, year, month or weekday that stands in the passage word for word.
Claims are split by a hash (80 to 20): rules and weights were looked at and fitted on the 80 only. Each true pair is
edited once, in one quantity or date of the claim: rare kinds of edit first (weekday, points, unit, direction), else one
of the others by chance with a fixed seed. An edit is found when a clash of a number, a date or (for directions) a
negation is shown over the words that were edited; a false alarm is any clash of a number or a date in an untouched
pair. Numbers that belong to a name (the 200 of a list of 200 songs) are not edited. The pooled row fills the held-out
pairs up to 500 with pairs of the 80. Pairs that people called neutral are counted too: a clash there may be right or
wrong, but should be rare; the clear ones are those that contradict by themselves.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.evidence import _alignment
from bench.evidence._edits import NUMBER, Edit, edited
from bench.evidence._true_pairs import NEUTRAL, SUPPORTED, Row, load
from sources.stance.base import Pair, ReasonKind
from sources.stance.engine import Finding, compare
from sources.stance.setting import CLEAR

POOLED = 500
UNDECIDED_WEIGHT = 1.0  # what a neutral pair counts in fitting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder of the sets."""
    parser.add_argument("data", type=Path, help="the folder with the stance sets")
    parser.add_argument("--fit", action="store_true", help="fit the weights of the alignment to the 80 %% first")
    parser.add_argument("--show", type=Path, help="write misses and alarms of the 80 %% to this file")


def run(given: argparse.Namespace) -> None:
    """Edit, compare, print."""
    rows = [*dict.fromkeys(load(given.data))]
    if given.fit:
        _fit([row for row in rows if not row.is_held_out])
    true = [(row, edit) for row in rows if row.label in SUPPORTED and (edit := edited(row)) is not None]
    held_out = [each for each in true if each[0].is_held_out]
    seen = [each for each in true if not each[0].is_held_out]
    random.Random(4).shuffle(seen)
    started = time.process_time()
    for name, chosen in {
        "80 % (fitted, looked at)": seen,
        "20 % held out": held_out,
        f"pooled up to {POOLED}": [*held_out, *seen[: POOLED - len(held_out)]],
    }.items():
        report(name, chosen)
    spent = time.process_time() - started
    pairs = 2 * (len(true) + max(POOLED, len(held_out)))
    print(f"\n{pairs / spent:,.0f} comparisons a second of CPU")
    report_neutral([row for row in rows if row.label in NEUTRAL and row.is_held_out and NUMBER.search(row.claim)])
    if given.show:
        show(given.show, seen)
        show_alarms(given.show.with_suffix(".alarms"), held_out)


def _fit(rows: Sequence[Row]) -> None:
    supported = [Pair(row.claim, row.passage) for row in rows if row.label in SUPPORTED]
    undecided = [Pair(row.claim, row.passage) for row in rows if row.label in NEUTRAL]
    _alignment.fit(supported, undecided, UNDECIDED_WEIGHT)


def report(name: str, chosen: Sequence[tuple[Row, Edit]]) -> None:
    """Print found and false alarms, with 95 % intervals, and found by kind of edit."""
    found = [is_found(row, edit) for row, edit in chosen]
    alarms = [bool(number_clashes(row.claim, row.passage)) for row, _ in chosen]
    print(f"\n{name}: {len(chosen)} true pairs")
    clear = [any(made.likely >= CLEAR for made in number_clashes(row.claim, row.passage)) for row, _ in chosen]
    print(f"  found        {_share(found)}\n  false alarms {_share(alarms)}\n  of them clear {_share(clear)}")
    kinds: Mapping[str, list[bool]] = defaultdict(list)
    for (_, edit), hit in zip(chosen, found, strict=True):
        kinds[edit.kind].append(hit)
    print("  found by kind: " + ", ".join(f"{kind} {sum(hits)}/{len(hits)}" for kind, hits in sorted(kinds.items())))


def report_neutral(rows: Sequence[Row]) -> None:
    """Print how often a clash is shown where people say that the passage decides nothing."""
    clashes = [number_clashes(row.claim, row.passage) for row in rows]
    print(f"\n{len(rows)} held-out neutral pairs with a number in the claim")
    print(f"  clash shown  {_share([bool(found) for found in clashes])}")
    print(f"  of them clear {_share([any(made.likely >= CLEAR for made in found) for found in clashes])}")


def show(path: Path, chosen: Sequence[tuple[Row, Edit]]) -> None:
    """Write what went wrong to a file, for reading."""
    with path.open("w", encoding="utf-8") as file:
        for row, edit in chosen:
            for reason in number_clashes(row.claim, row.passage):
                file.write(f"ALARM\t{row.dataset}\n  {row.claim}\n  {row.passage[:900]}\n  {reason.sentence}\n")
            if not is_found(row, edit):
                file.write(f"MISS {edit.kind}\t{row.dataset}\n  {row.claim}\n  {edit.claim}\n  {row.passage[:900]}\n")


def show_alarms(path: Path, chosen: Sequence[tuple[Row, Edit]]) -> None:
    """Write the alarms of the held-out pairs to a file, to be read once the rules are settled."""
    with path.open("w", encoding="utf-8") as file:
        for row, _ in chosen:
            for made in number_clashes(row.claim, row.passage):
                file.write(f"ALARM\t{row.dataset}\n  {row.claim}\n  {row.passage[:900]}\n  {made.sentence}\n")


def is_found(row: Row, edit: Edit) -> bool:
    """Whether a clash is shown over the words that were edited."""
    kinds = {ReasonKind.NUMBER, ReasonKind.DATE} | ({ReasonKind.NEGATION} if edit.kind == "direction" else set())
    clashes = compare(edit.claim, row.passage).clashes
    return any(made.kind in kinds and made.in_claim and made.in_claim.overlaps(edit.span) for made in clashes)


def number_clashes(claim: str, passage: str) -> list[Finding]:
    """The clashes of numbers and dates that are shown."""
    return [made for made in compare(claim, passage).clashes if made.kind in {ReasonKind.NUMBER, ReasonKind.DATE}]


def _share(hits: Sequence[bool]) -> str:
    """A share in percent with its 95 % interval (Wilson)."""
    total = max(1, len(hits))
    share = sum(hits) / total
    middle, spread = share + 1.92 / total, 1.96 * ((share * (1 - share) + 0.96 / total) / total) ** 0.5
    low, high = ((middle + sign * spread) / (1 + 3.84 / total) for sign in (-1, 1))
    return f"{share:6.1%} ({max(0, low):.1%} to {high:.1%})"
