"""Measures what range of numbers goes into each matrix product: `python -m guidelines_kb encoder measure`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from guidelines_kb.embedders.e5 import network, tokenizer
from guidelines_kb.embedders.e5.embedder import inputs, positions
from guidelines_kb.embedders.e5.quantisation import Ranges, measure
from guidelines_kb.embedders.e5.weights import Floats, Weights
from guidelines_kb.embedders.protocol import Kind
from guidelines_kb.embedders.runtime import session

KINDS: tuple[Kind, ...] = ("query", "passage")


def measured(weights: Weights, texts: Sequence[str]) -> Ranges:
    """Return the ranges over `texts`, each read under both prefixes; takes 40 ms a text."""
    exact = network.Exact(weights.hidden)
    model = network.tapped(network.build(weights, exact), exact.inputs)
    return measure(_runs(weights, model.SerializeToString(), tuple(exact.inputs), texts))


def _runs(
    weights: Weights, model: bytes, keys: Sequence[str], texts: Iterable[str]
) -> Iterator[Mapping[str, Floats]]:
    split = tokenizer.load(tokenizer.build(weights))
    runner, places = session(model), positions(weights)
    for text in texts:
        for kind in KINDS:
            inside = split.encode(f"{kind}: {text}")[: weights.positions - 2]
            feed = inputs(weights, places, [np.array([weights.first, *inside, weights.last])])
            yield dict(zip(keys, runner.run(list(keys), feed), strict=True))
