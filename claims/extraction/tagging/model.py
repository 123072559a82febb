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
_THREADS = 1
"""The worker has a process for each core."""
_SLOWER = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
"""What onnxruntime would do to the network by itself, and what takes it eight times as long as the parts."""


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
            str(self.folder / "tagger.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
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
        """Scores of all pieces as arrays (pieces, 10), in order, one window at a time.

        Windows of a batch would be no faster on a processor, and a short one would be filled up.
        """
        for window in windows(len(pieces), pieces.openings()):
            scores = self._run(pieces, window)
            yield scores[window.keep_from - window.start + 1 : window.keep_to - window.start + 1]

    def _run(self, pieces: Pieces, window: Window) -> Any:
        import numpy as np

        marks = self.settings["marks"]
        ids = np.array([[marks["cls"], *pieces.ids[window.start : window.end], marks["sep"]]], np.int64)
        kinds = np.array([[0, *pieces.kinds[window.start : window.end], 0]], np.int64)
        return self.session.run(None, {"ids": ids, "kinds": kinds})[0][0]


@cache
def shipped() -> TaggerModel:
    """The model of this release, one for the process."""
    return TaggerModel(SHIPPED)
