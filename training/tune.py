"""Sets what is left to set: ``python -m training.tune --weights DIR --polnear PATH [--worth FILE]``.

For each role, how gladly a span is opened: the bonus on the way from O to B that has the best exact F1 on dev, of the
quantised tagger. With ``--worth``, the calibration of check-worthiness that ``training.calibration`` wrote.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.extraction.tagging.decoding import BEGIN, OUTSIDE, spans
from claims.extraction.tagging.model import TaggerModel
from training.examples import Article, articles
from training.judging import gold_spans
from training.labels import ROLES
from training.network import TAGS
from training.rows import rows_of

BONUSES = [number / 4 for number in range(-2, 9)]

Rows = Sequence[Sequence[float]]


def scored(model: TaggerModel, read: Sequence[Article]) -> list[list[list[float]]]:
    """Ten scores for every word of every article."""
    found = []
    for article in read:
        pieces = [row for rows in model.score(article.pieces) for row in rows.tolist()]
        found.append([pieces[place] for place in article.words])
    return found


def exact(read: Sequence[Article], rows: Sequence[Rows], role: int, moves: Sequence[Sequence[float]]) -> float:
    """Exact F1 of one role under ``moves``."""
    right = total = 0
    for article, scores in zip(read, rows, strict=True):
        gold = set(gold_spans(article.tags[role]))
        found = set(spans([row[role * TAGS : (role + 1) * TAGS] for row in scores], moves))
        right += len(gold & found)
        total += len(gold) + len(found)
    return 2 * right / max(1, total)


def with_bonus(moves: Sequence[Sequence[float]], bonus: float) -> list[list[float]]:
    """``moves`` with spans opened more gladly."""
    changed = [list(row) for row in moves]
    changed[OUTSIDE][BEGIN] = round(changed[OUTSIDE][BEGIN] + bonus, 3)
    return changed


def main() -> None:
    """Read the arguments, choose, write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--worth", type=Path, help="what training.calibration wrote")
    given = parser.parse_args()
    model, file = TaggerModel(given.weights), given.weights / "settings.json"
    settings: dict[str, Any] = json.loads(file.read_text())
    if given.worth:
        raw = json.loads(given.worth.read_text())
        settings["worth"] = {"bias": raw["bias"], "slope": raw["weights"][0], "threshold": raw["threshold"]}
    read = articles(model.tokenizer, (row for row in rows_of(given.polnear, "dev") if row.get("first_annotator", True)))
    rows = scored(model, read)
    settings["bonus"] = {}
    for number, role in enumerate(ROLES):
        figures = {bonus: exact(read, rows, number, with_bonus(settings["moves"][role], bonus)) for bonus in BONUSES}
        best = max(figures, key=lambda bonus: figures[bonus])
        settings["bonus"][role] = best
        print(f"{role}: " + ", ".join(f"{bonus:+.2f} {figure:.4f}" for bonus, figure in figures.items()))
    file.write_text(json.dumps(settings, indent=1) + "\n")


if __name__ == "__main__":
    main()
