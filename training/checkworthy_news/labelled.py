"""The labelled news sentences, put together again from their places and the corpora."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.checkworthy_news.corpora import documents

LABELS = Path(__file__).parent / "labels.jsonl"
_TUNE_TENTHS = 6


class LabelsDoNotFit(ValueError):
    """The corpora are not those that were labelled; the message names the first sentence that differs."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the news set; ``label`` is the agreed one; ``first`` and ``second`` are those of the two passes.

    A ``kind`` that ends in "?" says that the reader hesitated.
    """

    corpus: str
    document: str
    sentence: str
    label: int
    first: int
    second: int
    kind: str

    @property
    def is_doubtful(self) -> bool:
        """Whether the guidelines could have been read either way."""
        return self.kind.endswith("?") or self.first != self.second

    @property
    def is_tune(self) -> bool:
        """Whether its document is in the 60 % of documents, by hash, that something may be fitted to."""
        return int(hashlib.sha256(f"{self.corpus}/{self.document}".encode()).hexdigest(), 16) % 10 < _TUNE_TENTHS


def load(data: Path, labels: Path = LABELS) -> list[Labelled]:
    """The labelled sentences with their texts from the corpora under ``data``; ``LabelsDoNotFit`` when one differs."""
    texts = {(document.corpus, document.name): document.text for document in documents(data)}
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    return [_found(row, texts.get((row["corpus"], row["document"]), "")) for row in rows]


def _found(row: Mapping[str, str | int], text: str) -> Labelled:
    corpus, document, kind = (str(row[name]) for name in ("corpus", "document", "kind"))
    start, end, first, second = (int(row[name]) for name in ("start", "end", "first", "second"))
    sentence = text[start:end]
    if hashlib.sha256(sentence.encode()).hexdigest()[:16] != row["sha256"]:
        message = (
            f"The sentence at {start} of {corpus}/{document} is not the one that was labelled; use the same corpora."
        )
        raise LabelsDoNotFit(message)
    return Labelled(corpus, document, sentence, int(row["agreed"]), first, second, kind)


def kappa(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Observed agreement and Cohen's kappa of two passes with labels 0 and 1."""
    agreement = sum(first == second for first, second in pairs) / len(pairs)
    ones = [sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1)]
    expected = ones[0] * ones[1] + (1 - ones[0]) * (1 - ones[1])
    return agreement, (agreement - expected) / (1 - expected) if expected < 1 else 1.0


def report(rows: Sequence[Labelled]) -> str:
    """Counts and agreement, one line a corpus and one for all."""
    names = [*dict.fromkeys(row.corpus for row in rows), "all"]
    return "\n".join(_line(name, [row for row in rows if name in (row.corpus, "all")]) for name in names)


def _line(name: str, rows: Sequence[Labelled]) -> str:
    agreement, chance_corrected = kappa([(row.first, row.second) for row in rows])
    worthy, tune = sum(row.label for row in rows), sum(row.is_tune for row in rows)
    counts = f"{len(rows):4} sentences {worthy:4} check-worthy {tune:4} to tune on"
    return f"{name:<10} {counts}  agreement {agreement:.3f}  kappa {chance_corrected:.3f}"
