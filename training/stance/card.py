"""Writes the model card: ``python -m training.stance.card --fit DIR --figures FILE --weights DIR``.

``FILE`` holds what the benches printed; it is quoted as it stands.
"""

import argparse
import json
import platform
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any

from training.card import files, table

TEMPLATE = Path(__file__).with_name("card.md")
_LIBRARIES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "numpy")


def card(options: dict[str, Any], history: list[dict[str, Any]], figures: str, weights: Path) -> str:
    """The text of the card."""
    given = " ".join(f"--{name} {value}" for name, value in options.items() if value is not None)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        options=given,
        layers=len(str(options["layers"]).split(",")),
        steps=history[-1]["step"],
        versions=", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
        python=platform.python_version(),
        history=table(history),
        figures=figures.strip(),
        files=files(weights),
    )


def main() -> None:
    """Read the arguments, write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", type=Path, required=True, help="folder that training.stance.fit wrote")
    parser.add_argument("--figures", type=Path, required=True, help="what the benches printed")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the release")
    given = parser.parse_args()
    options, history = (json.loads((given.fit / f"{name}.json").read_text()) for name in ("options", "history"))
    text = card(options, history, given.figures.read_text(encoding="utf-8"), given.weights)
    (given.weights / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
