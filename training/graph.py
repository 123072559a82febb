"""A fitted network as an ONNX graph, put together by hand: attention in one operator, without padding or mask.

An exporter's graph of the same network spends a third of its time on turning, masking and adding. The inputs are
``ids`` and ``kinds`` of shape (1, pieces): one window at a time, for a mask would cost more than it saves.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

_OPSET, _FORMAT = 17, 9
_RUNTIME = "com.microsoft"
"""The domain of the operators that onnxruntime has beyond the standard."""


class Graph:
    """Operators and weights in the order in which they are added; every method gives the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: list[str], name: str, domain: str = "", **settings: object) -> str:
        """One more operator."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings))
        return name

    def weight(self, name: str, value: Tensor) -> str:
        """One more tensor."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value.detach().numpy()), name))
        return name

    def linear(self, given: str, layer: nn.Linear, name: str) -> str:
        """A product and a bias."""
        product = self.add("MatMul", [given, self.weight(f"{name}.weight", layer.weight.T)], f"{name}.product")
        return self.add("Add", [product, self.weight(f"{name}.bias", layer.bias)], name)

    def norm(self, given: str, layer: nn.LayerNorm, name: str) -> str:
        """A layer norm."""
        inputs = [given, self.weight(f"{name}.weight", layer.weight), self.weight(f"{name}.bias", layer.bias)]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=layer.eps)

    def written(self, output: str, width: int) -> onnx.ModelProto:
        """The whole as a model."""
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["window", "piece"]) for name in ("ids", "kinds")
        ]
        found = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["window", "piece", width])
        graph = helper.make_graph(self.nodes, "network", inputs, [found], self.weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_FORMAT)


def encode(graph: Graph, encoder: BertModel, length: int) -> str:
    """The encoder over windows of at most ``length`` pieces; gives the states (1, pieces, width)."""
    embeddings: nn.Module = encoder.embeddings
    words = graph.add("Gather", [graph.weight("words", embeddings.word_embeddings.weight), "ids"], "word")
    kinds = graph.add("Gather", [graph.weight("types", embeddings.token_type_embeddings.weight), "kinds"], "type")
    places = graph.weight("places", embeddings.position_embeddings.weight[:length])
    graph.weights.append(numpy_helper.from_array(np.array([0], np.int64), "first"))
    graph.weights.append(numpy_helper.from_array(np.array([1], np.int64), "second"))
    count = graph.add("Slice", [graph.add("Shape", ["ids"], "shape"), "second", "end"], "count")
    graph.weights.append(numpy_helper.from_array(np.array([2], np.int64), "end"))
    place = graph.add("Slice", [places, "first", count, "first"], "place")
    summed = graph.add("Add", [graph.add("Add", [words, kinds], "word and type"), place], "embedded")
    states = graph.norm(summed, embeddings.LayerNorm, "embeddings")
    for number, layer in enumerate(encoder.encoder.layer):
        states = _layer(graph, states, layer, f"layer {number} ", encoder.config.num_attention_heads)
    return states


def _layer(graph: Graph, given: str, layer: nn.Module, name: str, heads: int) -> str:
    attention = layer.attention
    inputs = [graph.linear(given, getattr(attention.self, part), name + part) for part in ("query", "key", "value")]
    seen = graph.add("MultiHeadAttention", inputs, name + "attention", _RUNTIME, num_heads=heads)
    seen = graph.linear(seen, attention.output.dense, name + "seen")
    states = graph.norm(graph.add("Add", [seen, given], name + "both"), attention.output.LayerNorm, name + "norm")
    wide = graph.linear(states, layer.intermediate.dense, name + "wide")
    wide = graph.add("Gelu", [wide], name + "active", _RUNTIME)
    narrow = graph.linear(wide, layer.output.dense, name + "narrow")
    return graph.norm(graph.add("Add", [narrow, states], name + "all"), layer.output.LayerNorm, name + "out")


def quantise(source: Path, target: Path) -> None:
    """Weights in eight bits, one scale for each column."""
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
