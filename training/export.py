"""Writes the fitted tagger as quantised ONNX: ``python -m training.export --base DIR --fitted FILE --out DIR``."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from torch import nn

from claims.extraction.tagging.windows import SIZE
from training import base_model
from training.graph import Graph, encode, quantise
from training.labels import ROLES
from training.network import Tagger
from training.vocabulary import Trimmed, trimmed

MARKS = 2
"""Pieces at the ends of a window."""


def network(model: Tagger) -> onnx.ModelProto:
    """The network for one window at a time: ``ids`` and ``kinds`` in, ``scores`` (1, pieces, 10) out."""
    graph = Graph()
    states = encode(graph, model.encoder, SIZE + MARKS)
    return graph.written(graph.linear(states, model.head, "scores"), model.head.out_features)


def trim(model: Tagger, kept: Sequence[int]) -> None:
    """Leave only the embeddings of the pieces that stay."""
    embeddings = model.encoder.embeddings.word_embeddings.weight.detach()[torch.tensor(kept)]
    model.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(embeddings)


def main() -> None:
    """Read the arguments, write the files of a release."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--fitted", type=Path, required=True, help="weights written by training.fit")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--plain", action="store_true", help="keep the unquantised network beside it, to compare")
    given = parser.parse_args()
    model = Tagger(base_model.load(given.base, given.layers))
    model.load_state_dict(torch.load(given.fitted))
    vocabulary = trimmed(given.base / "tokenizer.json")
    trim(model, vocabulary.kept)
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        onnx.save(network(model), plain)
        quantise(plain, given.out / "tagger.onnx")
        if given.plain:
            shutil.copy(plain, given.out / "plain.onnx")
    (given.out / "tokenizer.json").write_text(json.dumps(vocabulary.tokenizer, ensure_ascii=False), encoding="utf-8")
    (given.out / "settings.json").write_text(json.dumps(settings(model, vocabulary), indent=1) + "\n")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name:16} {file.stat().st_size:>12,} bytes")


def settings(model: Tagger, vocabulary: Trimmed) -> dict[str, object]:
    """What the extractor must know beside the weights; training.links adds the weights of linking."""
    moves = model.chain.transitions().detach().tolist()
    rounded = [[[round(value, 3) for value in row] for row in role] for role in moves]
    return {
        "moves": dict(zip(ROLES, rounded, strict=True)),
        "marks": {name: vocabulary.number(f"[{name.upper()}]") for name in ("cls", "sep")},
    }


if __name__ == "__main__":
    main()
