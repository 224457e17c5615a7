"""The figures: recall and reciprocal rank of a ranker on a task, and how well its scores tell when nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.rankers import Ranker
from benchmarks.retrieval.sets import Task

DEPTH = 10


@dataclass(frozen=True)
class Found:
    """Means over the queries of one task: recall at the task's cutoff, and MRR@10."""

    recall: float
    reciprocal_rank: float


def found(ranker: Ranker, task: Task) -> Found:
    """Measure one ranker on one task."""
    orders = _orders(ranker, task)
    return Found(
        mean(_recall(order, gold, task.cutoff) for order, gold in zip(orders, task.gold, strict=True)),
        mean(_reciprocal_rank(order, gold) for order, gold in zip(orders, task.gold, strict=True)),
    )


def _orders(ranker: Ranker, task: Task) -> list[list[int]]:
    """The ten nearest passages to each query; where pools differ, each pool is a library of its own."""
    if task.pools is None:
        return ranker.nearest(task.queries, task.passages, task.languages, DEPTH)[0].tolist()
    orders: dict[int, list[int]] = {}
    for pool in dict.fromkeys(task.pools):
        asking = [number for number, own in enumerate(task.pools) if own == pool]
        queries = [task.queries[number] for number in asking]
        passages = [task.passages[place] for place in pool]
        places, _ = ranker.nearest(queries, passages, [task.languages[place] for place in pool], DEPTH)
        for number, some in zip(asking, places.tolist(), strict=True):
            orders[number] = [pool[place] for place in some]
    return [orders[number] for number in range(len(task.queries))]


def _recall(order: Sequence[int], gold: frozenset[int], cutoff: int) -> float:
    """The share of `gold` among the first; at 1, whether the first is right."""
    return len(gold.intersection(order[:cutoff])) / (1 if cutoff == 1 else len(gold))


def _reciprocal_rank(order: Sequence[int], gold: frozenset[int]) -> float:
    return next((1 / rank for rank, place in enumerate(order, 1) if place in gold), 0.0)


def nearest_other(ranker: Ranker, texts: Sequence[str], told: Sequence[int]) -> tuple[list[int], NDArray[np.float32]]:
    """For each of `texts` the nearest of those at the places `told`, itself left out, and its score."""
    places, scores = ranker.nearest(texts, [texts[place] for place in told], ["en"] * len(told), 2)
    own = np.array(told)[places[:, 0]] == np.arange(len(texts))
    column = own.astype(int)
    rows = np.arange(len(texts))
    return np.array(told)[places[rows, column]].tolist(), scores[rows, column]


def f1(said: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """The harmonic mean of precision and recall."""
    return float(2 * (said & true).sum() / max(1, said.sum() + true.sum()))
