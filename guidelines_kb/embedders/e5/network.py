"""The encoder as an ONNX graph: a BERT of twelve layers (Devlin et al. 2019) over token embeddings.

The tokens of all texts of a run lie one after the other, shape (tokens, hidden), so nothing is computed for
padding; only attention sees each text by itself, in rows padded to `length`:

    embeddings (tokens, hidden) fp32        token + position embeddings
    place      (texts, length) int64        where each text's tokens lie (0 in the padding)
    back       (tokens) int64               where they lie in the padded rows, texts * length long
    mask       (texts, 1, length, length)   0 for a token, a large negative number for padding
    states     (tokens, hidden) fp32        out: what is averaged into a vector

A text's states do not depend on the other texts of a run, to the last bit, as long as `length` is a multiple
of the widest vector register (16 floats): padding then only ever adds zeros to sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
import onnx
from onnx import TensorProto, helper

from guidelines_kb.embedders.e5.weights import Floats, Weights
from guidelines_kb.embedders.graph import MICROSOFT, Graph, floats, integers

LINEAR = ("qkv", "out", "up", "down")  # a layer's matrix products, in order


class Linear(Protocol):
    """How a layer's matrix products are done."""

    def product(self, graph: Graph, x: str, key: str, matrix: Floats, bias: Floats) -> str:
        """Add x @ matrix + bias; `matrix` has shape (in, out), `key` is "LAYER.KIND" with a kind of LINEAR."""

    def feed_forward(
        self, graph: Graph, x: str, layer: int, up: tuple[Floats, Floats], down: tuple[Floats, Floats]
    ) -> str:
        """Add gelu(x @ up) @ down, each a matrix with its bias."""

    def value_scale(self, layer: int) -> Floats:
        """What each channel of the values is divided by before the product after attention, shape (hidden,)."""


class Exact:
    """Products in 32-bit floats; `inputs` tells afterwards what goes into each."""

    def __init__(self, hidden: int) -> None:
        self._hidden = hidden
        self.inputs: dict[str, str] = {}

    def product(self, graph: Graph, x: str, key: str, matrix: Floats, bias: Floats) -> str:
        """Add a plain product."""
        self.inputs[key] = x
        return graph.add("Add", graph.add("MatMul", x, graph.constant(matrix)), graph.constant(bias))

    def feed_forward(
        self, graph: Graph, x: str, layer: int, up: tuple[Floats, Floats], down: tuple[Floats, Floats]
    ) -> str:
        """Add both products."""
        grown = graph.add("Gelu", self.product(graph, x, f"{layer}.up", *up), domain=MICROSOFT)
        return self.product(graph, grown, f"{layer}.down", *down)

    def value_scale(self, layer: int) -> Floats:
        """Nothing is scaled."""
        return np.ones(self._hidden, dtype=np.float32)


def build(weights: Weights, linear: Linear) -> onnx.ModelProto:
    """Return the encoder with its products done by `linear`."""
    graph = Graph()
    x = _normalised(graph, weights, "embeddings", "emb.ln")
    for layer in range(weights.layers):
        attended = _attention(graph, weights, linear, x, layer)
        x = _normalised(graph, weights, graph.add("Add", x, attended), f"l{layer}.aln")
        up, down = _feed_forward(weights, layer)
        x = _normalised(
            graph, weights, graph.add("Add", x, linear.feed_forward(graph, x, layer, up, down)), f"l{layer}.oln"
        )
    graph.name(x, "states")
    return _model(graph, weights.hidden)


def tapped(model: onnx.ModelProto, inputs: dict[str, str]) -> onnx.ModelProto:
    """Return `model` with further outputs: for each key of `inputs`, what that product takes in."""
    for key, name in inputs.items():
        model.graph.node.append(helper.make_node("Identity", [name], [key]))
        model.graph.output.append(helper.make_tensor_value_info(key, TensorProto.FLOAT, ["tokens", None]))
    return model


def _attention(graph: Graph, weights: Weights, linear: Linear, x: str, layer: int) -> str:
    hidden = weights.hidden
    scale = linear.value_scale(layer)
    matrices = [weights.tensor(f"l{layer}.{name}.w", hidden, hidden).T for name in "qkv"]
    biases = [weights.tensor(f"l{layer}.{name}.b", hidden) for name in "qkv"]
    matrices[2], biases[2] = matrices[2] / scale, biases[2] / scale
    qkv = linear.product(graph, x, f"{layer}.qkv", np.concatenate(matrices, axis=1), np.concatenate(biases))
    padded = graph.add("Gather", qkv, "place", axis=0)
    parts = graph.add_many("Split", padded, outputs=3, axis=-1, num_outputs=3)
    seen = graph.add("MultiHeadAttention", *parts, "", "", "mask", domain=MICROSOFT, num_heads=weights.heads)
    rows = graph.add("Reshape", seen, graph.constant(np.array([-1, hidden], dtype=np.int64)))
    packed = graph.add("Gather", rows, "back", axis=0)
    matrix = weights.tensor(f"l{layer}.ao.w", hidden, hidden).T * scale[:, np.newaxis]
    return linear.product(graph, packed, f"{layer}.out", matrix, weights.tensor(f"l{layer}.ao.b", hidden))


def _feed_forward(weights: Weights, layer: int) -> Iterator[tuple[Floats, Floats]]:
    hidden, inner = weights.hidden, weights.feed_forward
    for name, rows, columns in (("fi", inner, hidden), ("fo", hidden, inner)):
        matrix = weights.tensor(f"l{layer}.{name}.w", rows, columns).T
        yield matrix, weights.tensor(f"l{layer}.{name}.b", rows)


def _normalised(graph: Graph, weights: Weights, x: str, name: str) -> str:
    # Added and normalised in two steps: ONNX Runtime's fused operator for both is several times slower on a CPU.
    scale, bias = (graph.constant(weights.tensor(f"{name}.{part}", weights.hidden)) for part in "wb")
    return graph.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=float(weights.epsilon))


def _model(graph: Graph, hidden: int) -> onnx.ModelProto:
    inputs = [
        floats("embeddings", "tokens", hidden),
        integers("place", "texts", "length"),
        integers("back", "tokens"),
        floats("mask", "texts", 1, "length", "length"),
    ]
    return graph.model("e5-small", inputs, [floats("states", "tokens", hidden)])
