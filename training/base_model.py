"""The pretrained encoder, taken out of a package: gte-small (MIT), its first layers, from the ONNX file."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel

from claims.extraction.tagging.pieces import KINDS

_MATMULS = {
    "attention/self/query": "attention.self.query",
    "attention/self/key": "attention.self.key",
    "attention/self/value": "attention.self.value",
    "attention/output/dense": "attention.output.dense",
    "intermediate/dense": "intermediate.dense",
    "output/dense": "output.dense",
}


def load(folder: Path, layers: int) -> BertModel:
    """The first ``layers`` of the encoder in ``folder``, with one type embedding for every kind of word."""
    config = BertConfig.from_json_file(folder / "config.json")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    config.num_hidden_layers, config.type_vocab_size = layers, KINDS
    model = BertModel(config, add_pooling_layer=False)
    weights = _weights(onnx.load(folder / "onnx" / "model.onnx"))
    types = weights["embeddings.token_type_embeddings.weight"][:1]
    weights["embeddings.token_type_embeddings.weight"] = np.repeat(types, KINDS, axis=0)
    wanted = model.state_dict()
    model.load_state_dict(
        {name: torch.from_numpy(weights[name].copy()) for name in wanted if name in weights}, strict=False
    )
    missing = [name for name in wanted if name not in weights and not name.endswith("position_ids")]
    if missing:
        raise ValueError(f"The file of the base model lacks {missing[:3]}")
    return model


def _weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Weights under the names that torch gives them; the exporter left those of products nameless and turned."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        place = node.name.strip("/").removesuffix("/MatMul")
        if node.op_type != "MatMul" or not place.startswith("encoder/layer.") or node.input[1] not in tensors:
            continue
        layer, _, part = place.removeprefix("encoder/").partition("/")
        if part in _MATMULS:
            tensors[f"encoder.{layer}.{_MATMULS[part]}.weight"] = tensors[node.input[1]].T
    return tensors
