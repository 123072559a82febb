"""Writes the fitted network as quantised ONNX: ``python -m training.stance.export --base DIR --fit DIR --out DIR``."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from torch import nn

from sources.stance.network.reading import CLAIM_PIECES, PASSAGE_PIECES
from training.graph import Graph, encode, quantise
from training.stance.fit import encoder
from training.stance.network import StanceScorer
from training.vocabulary import Trimmed, trimmed

_MARKS = 3


def network(model: StanceScorer) -> onnx.ModelProto:
    """The network for one pair at a time: ``ids`` and ``kinds`` in, ``scores`` (1, pieces, 10) out."""
    graph = Graph()
    states = encode(graph, model.encoder, CLAIM_PIECES + PASSAGE_PIECES + _MARKS)
    return graph.written(graph.linear(states, model.head, "scores"), model.head.out_features)


def restored(base: Path, fit: Path, vocabulary: Trimmed) -> StanceScorer:
    """The fitted network, with the embeddings of the pieces that stay."""
    layers = json.loads((fit / "options.json").read_text())["layers"]
    model = StanceScorer(encoder(base, [int(each) for each in layers.split(",")]))
    model.load_state_dict(torch.load(fit / "best.pt"))
    model.eval()
    words = model.encoder.embeddings.word_embeddings.weight.detach()[torch.tensor(vocabulary.kept)]
    model.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(words)
    return model


def main() -> None:
    """Read the arguments, write the files of a release; training.stance.layer adds the last layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--fit", type=Path, required=True, help="folder that training.stance.fit wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plain", type=Path, help="write the unquantised network into this folder too, to compare")
    given = parser.parse_args()
    vocabulary = trimmed(given.base / "tokenizer.json")
    model = restored(given.base, given.fit, vocabulary)
    given.out.mkdir(parents=True, exist_ok=True)
    settings = {"marks": {name: vocabulary.number(f"[{name.upper()}]") for name in ("cls", "sep")}}
    (given.out / "tokenizer.json").write_text(json.dumps(vocabulary.tokenizer, ensure_ascii=False), encoding="utf-8")
    (given.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        onnx.save(network(model), plain)
        quantise(plain, given.out / "stance.onnx")
        if given.plain:
            shutil.copytree(given.out, given.plain, dirs_exist_ok=True)
            shutil.copy(plain, given.plain / "stance.onnx")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name:16} {file.stat().st_size:>12,} bytes")


if __name__ == "__main__":
    main()
