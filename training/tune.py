"""Sets what is left to set: ``python -m training.tune --weights DIR --polnear PATH [--worth FILE]``.

How gladly a span is opened: the bonuses on the way from O to B, one for sources and cues and one for contents, under
which the attributions found on dev have the best mean of exact and overlap F1 of the three roles, quantised and linked.
Of means that are as good (within .001), the one that opens sources and cues most gladly: a person sees what is found,
and not what is missed. With ``--worth``, the calibration of check-worthiness that ``training.calibration`` wrote.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from claims.extraction.tagging.linking import Link
from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.pieces import read_pieces
from claims.extraction.tagging.tagger import ROLES, Rows, by_role, links
from claims.extraction.tagging.words import Run, Words, words_of
from claims.extraction.text.layout import Layout
from training.labels import Ruler
from training.rows import rows_of

BONUSES = (0.0, 0.25, 0.5, 0.75, 1.0)
AS_GOOD = 0.001


@dataclass(frozen=True, slots=True)
class Scored:
    """One article of dev: its words, their scores, the true spans of each role."""

    words: Words
    scores: Mapping[str, Rows]
    gold: Mapping[str, set[Run]]


def scored(model: TaggerModel, row: Mapping[str, Any]) -> Scored:
    """The scores of one article, which do not depend on what is chosen here."""
    layout = Layout.of(row["text"])
    pieces = read_pieces(model.tokenizer, row["text"], layout)
    ruler = Ruler(pieces)
    rows = [one for part in model.score(pieces) for one in part.tolist()]
    gold = {role: {run for item in row["attributions"] for run in ruler.runs(item[role])} for role in ROLES}
    return Scored(words_of(pieces, layout), by_role([rows[place] for place in ruler.firsts]), gold)


def _spans(found: Sequence[Link]) -> dict[str, set[Run]]:
    return {
        "source": {item.source for item in found if item.source},
        "cue": {item.cue for item in found},
        "content": {run for item in found for run in item.contents},
    }


def figure(model: TaggerModel, articles: Sequence[Scored]) -> float:
    """Mean of six F1 under the bonuses that are set in ``model``."""
    counts: Counter[str] = Counter()
    for article in articles:
        found = _spans(links(model, article.words, article.scores))
        for role in ROLES:
            _count(counts, role, article.gold[role], found[role])
    names = [f"{kind} {role}" for kind in ("exact", "overlap") for role in ROLES]
    return sum(counts[f"{name} right"] / max(1, counts[f"{name} all"]) for name in names) / len(names)


def _count(counts: Counter[str], role: str, gold: set[Run], found: set[Run]) -> None:
    counts[f"exact {role} right"] += 2 * len(gold & found)
    counts[f"overlap {role} right"] += _touching(gold, found) + _touching(found, gold)
    for kind in ("exact", "overlap"):
        counts[f"{kind} {role} all"] += len(gold) + len(found)


def _touching(some: set[Run], others: set[Run]) -> int:
    words = {place for first, last in others for place in range(first, last + 1)}
    return sum(1 for first, last in some if not words.isdisjoint(range(first, last + 1)))


def main() -> None:
    """Read the arguments, choose, write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--worth", type=Path, help="what training.calibration wrote")
    given = parser.parse_args()
    model, file = TaggerModel(given.weights), given.weights / "settings.json"
    if given.worth:
        raw = json.loads(given.worth.read_text())
        model.settings["worth"] = {"bias": raw["bias"], "slope": raw["weights"][0], "threshold": raw["threshold"]}
    dev = [scored(model, row) for row in rows_of(given.polnear, "dev") if row.get("first_annotator", True)]
    figures: dict[tuple[float, float], float] = {}
    for speaking, content in product(BONUSES, BONUSES):
        model.settings["bonus"] = {"source": speaking, "cue": speaking, "content": content}
        figures[speaking, content] = figure(model, dev)
        print(f"source and cue {speaking:.2f}, content {content:.2f}: {figures[speaking, content]:.4f}")
    best = max(figures.values())
    speaking, content = max(
        figures, key=lambda pair: (pair[0] if figures[pair] > best - AS_GOOD else -1, figures[pair])
    )
    model.settings["bonus"] = {"source": speaking, "cue": speaking, "content": content}
    print(f"chosen: source and cue {speaking:.2f}, content {content:.2f}")
    file.write_text(json.dumps(model.settings, indent=1) + "\n")


if __name__ == "__main__":
    main()
