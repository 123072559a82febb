"""The trained cross-encoder: a claim and sentences in, scores of stance and of relevance out. Loaded once a process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from factcheck.lib.errors import ComponentFailed
from sources.stance.network.reading import CLAIM_PIECES, PASSAGE_PIECES, Coded, Sheet, code, lay_out

SHIPPED = Path(__file__).resolve().parent / "weights"
"""The weights of this release: ``stance.onnx``, ``tokenizer.json``, ``settings.json`` and their model card."""
STANCES = 3
SCORES = 3 * STANCES + 1
"""Numbers for each piece: three for a stance where it is of the claim, three where of the passage, three at the first
mark, and one whose mean over a sentence is its relevance."""
_THREADS = 1
"""The worker has a process for each core."""
_SLOWER = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
"""What onnxruntime would do to the network by itself, and what takes it eight times as long as the parts."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What the network makes of a claim and some sentences.

    ``stance`` are three scores without a unit, for corroborates, contradicts and context; ``relevance`` is one for each
    sentence, the higher the more it bears on the claim, above 0 when it more likely does than not.
    """

    stance: tuple[float, float, float]
    relevance: tuple[float, ...]


@dataclass(frozen=True)
class StanceNetwork:
    """The files in ``folder``, read when first needed. Raises ``ComponentFailed`` where they are missing or broken."""

    folder: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What training wrote beside the weights: marks, the last layer."""
        try:
            settings: dict[str, Any] = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"The settings of the trained stance model cannot be read from {self.folder.name}: {error}"
            raise ComponentFailed(message) from error
        return settings

    @cached_property
    def tokenizer(self) -> Any:
        """The tokenizer, without truncation or padding."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    @cached_property
    def session(self) -> Any:
        """The runtime's session, without an arena that keeps memory."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "stance.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )

    def claim(self, statement: str) -> Coded:
        """A statement, coded once for all the passages it is laid beside."""
        return code(self.tokenizer, statement, CLAIM_PIECES)

    def sentence(self, text: str) -> Coded:
        """One sentence, coded."""
        return code(self.tokenizer, text, PASSAGE_PIECES)

    def look(self, claim: Coded, sentences: Sequence[Coded]) -> Impression:
        """The impression of one claim beside sentences of ``PASSAGE_PIECES`` pieces in all.

        One at a time: the weights are in eight bits, and what is read together would change what is made of each.
        """
        import numpy as np

        sheet = lay_out(claim, sentences, self.settings["marks"])
        ids, kinds = (np.array([row], np.int64) for row in (sheet.ids, sheet.kinds))
        return impression(self.session.run(None, {"ids": ids, "kinds": kinds})[0][0], sheet)


def impression(scores: Any, sheet: Sheet) -> Impression:
    """The scores (pieces, ``SCORES``) of one sheet put together: means over claim, passage and each sentence."""
    of_claim = scores[: sheet.passage, :STANCES].mean(0)
    of_passage = scores[sheet.passage :, STANCES : 2 * STANCES].mean(0)
    stance = of_claim + of_passage + scores[0, 2 * STANCES : 3 * STANCES]
    means = (float(scores[first:end, -1].mean()) if first < end else 0.0 for first, end in sheet.places)
    corroborates, contradicts, context = (float(score) for score in stance)
    return Impression((corroborates, contradicts, context), tuple(means))


@cache
def shipped() -> StanceNetwork:
    """The network of this release, one for the process."""
    return StanceNetwork(SHIPPED)
