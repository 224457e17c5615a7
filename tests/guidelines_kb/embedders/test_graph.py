"""A graph made node by node runs as what its nodes say."""

import numpy as np

from guidelines_kb.embedders.graph import Graph, floats, integers
from guidelines_kb.embedders.runtime import session


def test_what_is_added_is_computed() -> None:
    """Constants keep shape and type, a node of several outputs names each, outputs are found by their names."""
    graph = Graph()
    rows = graph.add("Add", "x", graph.constant(np.array([10, 20, 30, 40], dtype=np.float32)))
    left, right = graph.add_many("Split", rows, outputs=2, axis=1, num_outputs=2)
    graph.name(graph.add("Gather", right, "which", axis=0), "chosen")
    graph.name(graph.add("Mul", left, graph.constant(np.float32(2))), "doubled")
    model = graph.model(
        "sums", [floats("x", "n", 4), integers("which", "m")], [floats("chosen", "m", 2), floats("doubled", "n", 2)]
    )
    runs = session(model.SerializeToString(), threads=1)
    feed = {"x": np.arange(8, dtype=np.float32).reshape(2, 4), "which": np.array([1, 0, 1])}
    chosen, doubled = runs.run(["chosen", "doubled"], feed)
    assert chosen.tolist() == [[36, 47], [32, 43], [36, 47]]
    assert doubled.tolist() == [[20, 42], [28, 50]]
