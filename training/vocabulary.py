"""The vocabulary without what English news never holds: placeholders, and pieces of other scripts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LATIN_END = 0x250
_SIGNS = (0x2000, 0x2200)
"""Punctuation, currencies and letter-like signs stay."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A tokenizer file with fewer pieces, and the old number of each piece that stays, by its new number."""

    tokenizer: dict[str, Any]
    kept: Sequence[int]

    def number(self, piece: str) -> int:
        """The new number of ``piece``."""
        number: int = self.tokenizer["model"]["vocab"][piece]
        return number


def _stays(piece: str) -> bool:
    if piece.startswith("[unused"):
        return False
    return all(ord(letter) < _LATIN_END or _SIGNS[0] <= ord(letter) < _SIGNS[1] for letter in piece)


def trimmed(file: Path) -> Trimmed:
    """The tokenizer of ``file`` with the pieces that stay numbered anew, and nothing added around a text."""
    tokenizer = json.loads(file.read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = tokenizer["model"]["vocab"]
    staying = [piece for piece in sorted(vocabulary, key=lambda piece: vocabulary[piece]) if _stays(piece)]
    tokenizer["model"]["vocab"] = {piece: number for number, piece in enumerate(staying)}
    for token in tokenizer["added_tokens"]:
        token["id"] = tokenizer["model"]["vocab"][token["content"]]
    tokenizer |= {"truncation": None, "padding": None, "post_processor": None}
    return Trimmed(tokenizer, [vocabulary[piece] for piece in staying])
