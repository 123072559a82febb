"""Answers kept as JSON in ``tests/data``, so that a change of shape is seen and meant."""

import json
import os
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def check_snapshot(name: str, found: Any) -> None:
    """``found`` is what ``tests/data/NAME.json`` holds; ``REWRITE_SNAPSHOTS=1`` writes it instead."""
    path = DATA / f"{name}.json"
    if os.environ.get("REWRITE_SNAPSHOTS") == "1":
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    assert found == json.loads(path.read_text()), f"{path.name} differs; if it is meant, run with REWRITE_SNAPSHOTS=1"
