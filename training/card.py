"""Writes the model card beside the weights: ``python -m training.card --fit DIR --figures FILE --weights DIR``.

``FILE`` holds what the benches printed; it is quoted as it stands.
"""

import argparse
import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).with_name("card.md")
_LIBRARIES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "numpy")


def table(history: list[dict[str, Any]]) -> str:
    """The rounds of a fit as rows of a table."""
    names = [name for name in history[0] if name != "step"]
    rows = [["step", *names], ["---"] * (len(names) + 1)]
    rows += [[str(item["step"]), *(f"{item[name]:.3f}" for name in names)] for item in history]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def files(folder: Path) -> str:
    """Size and hash of each file of a release."""
    lines = []
    for file in sorted(folder.glob("*.*")):
        if file.suffix != ".md":
            content = file.read_bytes()
            lines.append(f"| `{file.name}` | {len(content):,} | `{hashlib.sha256(content).hexdigest()}` |")
    return "\n".join(lines)


def card(fit: dict[str, Any], figures: str, weights: Path) -> str:
    """The text of the card."""
    options = " ".join(f"--{name} {value}" for name, value in fit["options"].items() if value is not None)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        options=options,
        steps=fit["history"][-1]["step"],
        versions=", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
        python=platform.python_version(),
        history=table(fit["history"]),
        figures=figures.strip(),
        files=files(weights),
    )


def main() -> None:
    """Read the arguments, write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", type=Path, required=True, help="folder that training.fit wrote")
    parser.add_argument("--figures", type=Path, required=True, help="what the benches printed")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the release")
    given = parser.parse_args()
    fit = json.loads((given.fit / "history.json").read_text())
    text = card(fit, given.figures.read_text(encoding="utf-8"), given.weights)
    (given.weights / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
