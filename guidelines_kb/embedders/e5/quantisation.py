"""Matrix products in 8 bits that keep the vectors (median cosine to 32-bit floats .9994) and their order.

What goes into a product gets one fixed scale, measured once (`ranges.npz`), not one per call: a text's vector
then depends on nothing else in the run, and no pass over the numbers is needed to find their range. Three
things keep that from costing accuracy:

* The few channels after the activation function that are far larger than the rest (33 beside 5) would take the
  whole range; these go through 32-bit floats (as in LLM.int8, Dettmers et al. 2022).
* Between other channels the difficulty is shared with the weights (SmoothQuant, Xiao et al. 2023), after
  attention at no cost: the scale is folded into the values.
* Weights have 7 bits and a scale for each output channel. With 8 the sums of two products overflow 16 bits on
  processors without dot product instructions.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from guidelines_kb.embedders.e5.weights import Floats
from guidelines_kb.embedders.graph import MICROSOFT, Graph

LARGEST_WEIGHT = 63
STEPS = 255
MARGIN = 1.05  # a text may go a little beyond what was seen when the ranges were measured
SHARE = 0.5  # how much of the difficulty goes to the weights (SmoothQuant's alpha)
IN_FLOATS = 8  # channels of each layer's inner product


@dataclass(frozen=True)
class Ranges:
    """Least and greatest value seen of each channel that goes into a product; key "LAYER.KIND"."""

    low: Mapping[str, Floats]
    high: Mapping[str, Floats]

    def size(self, key: str) -> Floats:
        """The greatest absolute value of each channel, never 0."""
        return np.maximum(np.maximum(-self.low[key], self.high[key]), np.float32(1e-6))

    def to_bytes(self) -> bytes:
        """As a compressed file of half-precision numbers."""
        buffer = io.BytesIO()
        low = {f"low.{key}": values.astype(np.float16) for key, values in self.low.items()}
        high = {f"high.{key}": values.astype(np.float16) for key, values in self.high.items()}
        np.savez_compressed(buffer, **low, **high)  # type: ignore[arg-type]
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Ranges:
        """What `to_bytes` made."""
        with np.load(io.BytesIO(data), allow_pickle=False) as found:
            arrays = {name: found[name].astype(np.float32) for name in found.files}
        low = {name.removeprefix("low."): rows for name, rows in arrays.items() if name.startswith("low.")}
        high = {name.removeprefix("high."): rows for name, rows in arrays.items() if name.startswith("high.")}
        return cls(low, high)


def measure(runs: Iterable[Mapping[str, Floats]]) -> Ranges:
    """The ranges of what went into each product, over runs of texts: key to values, shape (tokens, channels)."""
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    for run in runs:
        for key, values in run.items():
            low[key] = _together(np.minimum, low.get(key), values.min(axis=0))
            high[key] = _together(np.maximum, high.get(key), values.max(axis=0))
    return Ranges(low, high)


class Int8:
    """Products in 8 bits, with the scales that `ranges` give."""

    def __init__(self, ranges: Ranges) -> None:
        self._ranges = ranges

    def product(self, graph: Graph, x: str, key: str, matrix: Floats, bias: Floats) -> str:
        """Add x @ matrix + bias."""
        layer, kind = key.split(".")
        low, high = self._ranges.low[key], self._ranges.high[key]
        if kind == "out":  # the values come scaled already
            scale = self.value_scale(int(layer))
            return _quantised(graph, x, matrix, bias, low / scale, high / scale)
        scale = _shared(self._ranges.size(key), matrix)
        eased = graph.add("Mul", x, graph.constant(1 / scale))
        return _quantised(graph, eased, matrix * scale[:, np.newaxis], bias, low / scale, high / scale)

    def feed_forward(
        self, graph: Graph, x: str, layer: int, up: tuple[Floats, Floats], down: tuple[Floats, Floats]
    ) -> str:
        """Add gelu(x @ up) @ down: the largest inner channels in floats, the rest in 8 bits."""
        key = f"{layer}.down"
        order = np.argsort(self._ranges.size(key))
        large, rest = np.sort(order[-IN_FLOATS:]), np.sort(order[:-IN_FLOATS])
        (grow, grow_bias), (shrink, shrink_bias) = up, down
        inner = self.product(graph, x, f"{layer}.up", grow[:, rest], grow_bias[rest])
        low, high = self._ranges.low[key][rest], self._ranges.high[key][rest]
        grown = graph.add("Gelu", inner, domain=MICROSOFT)
        most = _quantised(graph, grown, shrink[rest], shrink_bias, low, high)
        few = graph.add("Add", graph.add("MatMul", x, graph.constant(grow[:, large])), graph.constant(grow_bias[large]))
        grown_few = graph.add("Gelu", few, domain=MICROSOFT)
        return graph.add("Add", most, graph.add("MatMul", grown_few, graph.constant(shrink[large])))

    def value_scale(self, layer: int) -> Floats:
        """The share of each channel's size that is moved from the values into the matrix after attention."""
        size = self._ranges.size(f"{layer}.out")
        scale: Floats = (size / size.mean()) ** np.float32(SHARE)
        return scale


def _shared(size: Floats, matrix: Floats) -> Floats:
    """What to divide each input channel by, so that neither it nor its weights are hard to put in few bits."""
    scale = size**SHARE / np.maximum(np.abs(matrix).max(axis=1), 1e-6) ** (1 - SHARE)
    spread: Floats = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
    return spread


def _quantised(graph: Graph, x: str, matrix: Floats, bias: Floats, low: Floats, high: Floats) -> str:
    least, most = min(float(low.min()), 0.0) * MARGIN, max(float(high.max()), 0.0) * MARGIN
    scale = graph.constant(np.float32((most - least) / STEPS))
    zero = graph.constant(np.uint8(np.clip(round(-least / (most - least) * STEPS), 0, STEPS)))
    steps = np.abs(matrix).max(axis=0) / LARGEST_WEIGHT
    weights = np.clip(np.round(matrix / steps), -LARGEST_WEIGHT, LARGEST_WEIGHT).astype(np.int8)
    return graph.add(
        "MatMulIntegerToFloat",
        graph.add("QuantizeLinear", x, scale, zero),
        graph.constant(weights),
        scale,
        graph.constant(steps.astype(np.float32)),
        zero,
        "",
        graph.constant(bias),
        domain=MICROSOFT,
    )


def _together(pick: Callable[[Floats, Floats], Floats], before: Floats | None, now: Floats) -> Floats:
    return now if before is None else pick(before, now)
