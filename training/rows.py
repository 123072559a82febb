"""Annotated articles from wherever they lie: files of rows, or PolNeAR's own folders."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.polnear import read_polnear


def rows_of(path: Path, split: str) -> Iterator[dict[str, Any]]:
    """The rows of one ``split``; of a single file, or of the files that a newsroom exported, all of them."""
    if path.is_dir() and not (path / f"{split}.jsonl").exists():
        yield from (row for row in read_polnear(path) if row.get("split", split) == split or not split)
        return
    with (path / f"{split}.jsonl" if path.is_dir() else path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
