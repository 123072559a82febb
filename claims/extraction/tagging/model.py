"""The trained tagger: word pieces in, scores of tags and of check-worthiness out. Loaded once in each process."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from claims.extraction.tagging.decoding import BEGIN, OUTSIDE
from claims.extraction.tagging.linking import Weights
from claims.extraction.tagging.pieces import Pieces
from claims.extraction.tagging.windows import Window, windows
from factcheck.lib.errors import ComponentFailed

SHIPPED = Path(__file__).resolve().parent / "weights"
"""The weights of this release: ``tagger.onnx``, ``tokenizer.json``, ``settings.json`` and their model card."""
_BATCH = 4
"""Windows read at once: more are hardly faster and take memory."""
_THREADS = 1
"""The worker has a process for each core."""


@dataclass(frozen=True)
class TaggerModel:
    """The files in ``folder``, read when first needed. Raises ``ComponentFailed`` where they are missing or broken."""

    folder: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What training wrote beside the weights: transitions, link weights, calibration, version."""
        try:
            settings: dict[str, Any] = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"The settings of the trained extractor cannot be read from {self.folder.name}: {error}"
            raise ComponentFailed(message) from error
        return settings

    @cached_property
    def tokenizer(self) -> Any:
        """The tokenizer, without truncation or padding."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    @cached_property
    def session(self) -> Any:
        """The runtime's session, with arenas that give memory back."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def moves(self, role: str) -> Sequence[Sequence[float]]:
        """Scores of going from one tag (row) to another (column) for ``role``, with the bonus on opening a span."""
        moves: list[list[float]] = [list(row) for row in self.settings["moves"][role]]
        moves[OUTSIDE][BEGIN] += self.settings.get("bonus", {}).get(role, 0.0)
        return moves

    def link_weights(self, kind: str) -> Weights:
        """Weights of the choice of a ``source`` or a ``content``."""
        weights: Weights = self.settings["links"][kind]
        return weights

    def score(self, pieces: Pieces) -> Iterator[Any]:
        """Scores of all pieces as arrays (pieces, 10), in order, a batch of windows at a time."""
        batch: list[Window] = []
        for window in windows(len(pieces)):
            batch.append(window)
            if len(batch) == _BATCH:
                yield from self._run(pieces, batch)
                batch = []
        if batch:
            yield from self._run(pieces, batch)

    def _run(self, pieces: Pieces, batch: Sequence[Window]) -> Iterator[Any]:
        import numpy as np

        width = max(window.end - window.start for window in batch) + 2
        shape = (len(batch), width)
        ids, kinds, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, window in enumerate(batch):
            last = window.end - window.start + 1
            ids[row, 0], ids[row, last] = self.settings["marks"]["cls"], self.settings["marks"]["sep"]
            ids[row, 1:last] = pieces.ids[window.start : window.end]
            kinds[row, 1:last] = pieces.kinds[window.start : window.end]
            mask[row, : last + 1] = 1
        scores = self.session.run(None, {"ids": ids, "kinds": kinds, "mask": mask})[0]
        for row, window in enumerate(batch):
            yield scores[row, window.keep_from - window.start + 1 : window.keep_to - window.start + 1]


@cache
def shipped() -> TaggerModel:
    """The model of this release, one for the process."""
    return TaggerModel(SHIPPED)
