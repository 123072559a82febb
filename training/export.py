"""Writes the fitted tagger as quantised ONNX: ``python -m training.export --base DIR --fitted FILE --out DIR``."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

from training import base_model
from training.labels import ROLES
from training.network import Tagger
from training.vocabulary import Trimmed, trimmed


def export(model: Tagger, target: Path) -> None:
    """The network as ONNX with free batch and length: ``ids``, ``kinds``, ``mask`` in, ``scores`` out."""
    model.eval()
    model.encoder.set_attn_implementation("eager")
    sample = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "window", 1: "piece"}
    torch.onnx.export(
        model,
        (sample, torch.zeros_like(sample), sample),
        str(target),
        input_names=["ids", "kinds", "mask"],
        output_names=["scores"],
        dynamic_axes=dict.fromkeys(("ids", "kinds", "mask", "scores"), axes),
        opset_version=17,
        dynamo=False,
    )


def fuse(source: Path, target: Path, *, heads: int, width: int) -> None:
    """Attention, layer norms and activations as single operators."""
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    fused = optimizer.optimize_model(
        str(source), model_type="bert", num_heads=heads, hidden_size=width, optimization_options=options, opt_level=1
    )
    fused.save_model_to_file(str(target))


def quantise(source: Path, target: Path) -> None:
    """Weights in eight bits, one scale for each column."""
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


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
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        export(model, plain)
        fuse(plain, fused, heads=model.encoder.config.num_attention_heads, width=model.encoder.config.hidden_size)
        quantise(fused, given.out / "tagger.onnx")
        if given.plain:
            shutil.copy(fused, given.out / "plain.onnx")
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
