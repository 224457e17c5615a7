"""How near sentences are to the examples of the acts: a kernel machine with examples in 8 bits, in ONNX Runtime.

A score is the sum, over all examples, of what each adds to the act times exp(-2 (1 - cosine)). The thousands of
examples are read for every sentence, so their size is what that costs: in 8 bits it is a quarter of what 32-bit floats
take. What is compared with them goes in as two digits to the base of 126, a row of 8 bits each, whose products are
added: scores are those of floats but for .0005, and the same whatever else is scored with them.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.embedders.runtime import session

if TYPE_CHECKING:
    from guidelines_kb.embedders.graph import Graph

WIDTH = 1.0  # of the kernel; chosen on out-of-fold average precision
MARGIN = 1.2  # a sentence's numbers may go so much beyond the examples' largest; what is beyond that counts as that
DIGIT, BASE, ZERO = 63, 126, 64  # digits from -63 to 63; seven bits, so that sums of two products stay within 16
BYTE = 127
UINT8 = 2  # as ONNX numbers its types
Floats = NDArray[np.float32]


class Nearness:
    """Scores by a machine that `built` made. Safe from several threads."""

    def __init__(self, machine: bytes) -> None:
        self._session = session(machine, threads=1)

    def scores(self, vectors: Floats) -> Floats:
        """(n, acts) for n unit vectors, centred as the examples are."""
        (found,) = self._session.run(["scores"], {"vectors": np.ascontiguousarray(vectors, dtype=np.float32)})
        return np.asarray(found, dtype=np.float32)


def kernel(vectors: Floats, examples: Floats) -> Floats:
    """(n, m): 1 where two unit vectors are the same, towards 0 the further they are apart."""
    near: Floats = np.exp(-2 * WIDTH * (1 - vectors @ examples.T)).astype(np.float32)
    return near


def built(examples: Floats, duals: Floats, intercepts: Floats) -> bytes:
    """The machine of `examples` (n, dimension), `duals` (n, acts), what each adds to each act, `intercepts` (acts,).

    Examples that add nothing to any act are left out.
    """
    from guidelines_kb.embedders.graph import MICROSOFT, Graph, floats  # noqa: PLC0415 - onnx is slow to load

    supports = np.abs(duals).max(axis=1) > 0
    examples, duals = examples[supports], duals[supports]
    largest = np.maximum(np.abs(examples).max(axis=1), 1e-9)
    graph, step = Graph(), MARGIN * float(largest.max()) / DIGIT
    products = graph.add(
        "MatMulIntegerToFloat",
        _digits(graph, step),
        graph.constant(np.round(examples.T * BYTE / largest).astype(np.int8)),
        _number(graph, step),
        graph.constant((2 * WIDTH / BYTE * largest).astype(np.float32)),
        graph.constant(np.uint8(ZERO)),
        domain=MICROSOFT,
    )
    high, low = graph.add_many("Split", products, outputs=2, axis=0, num_outputs=2)
    exponents = graph.add("Add", high, graph.add("Mul", low, _number(graph, 1 / BASE)))
    adds = graph.constant((duals * np.exp(-2 * WIDTH)).astype(np.float32))
    scores = graph.add("Gemm", graph.add("Exp", exponents), adds, graph.constant(intercepts.astype(np.float32)))
    graph.name(scores, "scores")
    model = graph.model(
        "acts", [floats("vectors", "texts", examples.shape[1])], [floats("scores", "texts", duals.shape[1])]
    )
    serialised: bytes = model.SerializeToString()
    return serialised


def _digits(graph: "Graph", step: float) -> str:
    """Adds what `vectors` are in steps of this size: all high digits, then the low ones, as bytes around ZERO."""
    steps = graph.add("Mul", "vectors", _number(graph, 1 / step))
    high = _rounded(graph, steps)
    low = _rounded(graph, graph.add("Mul", graph.add("Sub", steps, high), _number(graph, BASE)))
    both = graph.add("Add", graph.add("Concat", high, low, axis=0), _number(graph, ZERO))
    return graph.add("Cast", both, to=UINT8)


def _rounded(graph: "Graph", x: str) -> str:
    return graph.add("Clip", graph.add("Round", x), _number(graph, -DIGIT), _number(graph, DIGIT))


def _number(graph: "Graph", value: float) -> str:
    return graph.constant(np.float32(value))
