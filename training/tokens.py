"""The tokenizer of the base model."""

from pathlib import Path
from typing import Any

from tokenizers import Tokenizer


def tokenizer_in(folder: Path) -> Any:
    """The tokenizer of ``folder``, as the extractor uses it: nothing cut, nothing padded."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
