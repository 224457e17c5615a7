"""How long a search takes among 100,000 snippets, and what a change to them costs.

    python -m benchmarks.index [--snippets 100000] [--searches 300]

The vectors are made: unit vectors of 384 numbers in clusters. Times are of the processor in one thread, so that
another program on the machine does not count; "in all" is the whole retriever: index, wording, floors.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import print_table, spread
from guidelines_kb.calibration import Calibration
from guidelines_kb.embedders.protocol import unit
from guidelines_kb.floors import Floors
from guidelines_kb.indexes import FlatIndex
from guidelines_kb.means import LanguageMeans
from guidelines_kb.retriever import Retriever
from guidelines_kb.snippets import Snippet

DIMENSION, K, CHANGED = 384, 10, 1000
WORDS = ("parcel", "invoice", "refund", "delivery", "opening", "receipt", "warranty", "account", "letter", "phone")

Vectors = NDArray[np.float32]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--snippets", type=int, default=100_000, help="how many are searched")
    parser.add_argument("--searches", type=int, default=300, help="how many searches are timed")
    asked = parser.parse_args()
    rows = clustered(asked.snippets + CHANGED + asked.searches)
    told, more, queries = np.split(rows, [asked.snippets, asked.snippets + CHANGED])
    index = FlatIndex(DIMENSION)
    index.add(np.arange(len(told)), told)
    index_ms, index_95, _ = spread([ms(lambda q=q: index.search(q[None], K)) for q in queries])
    same = np.mean([agreement(index, told, query) for query in queries])
    retriever = filled(told)
    texts = [[question(number)] for number in range(len(queries))]
    whole = [
        ms(lambda q=q, t=t: retriever.search(q[None], [t], [{"en": 1.0}], k=K, floor=True))
        for q, t in zip(queries, texts, strict=True)
    ]
    whole_ms, whole_95, _ = spread(whole)
    new = np.arange(len(told), len(told) + CHANGED)
    print_table(
        f"{len(told):,} snippets, {DIMENSION} dimensions, the {K} nearest",
        ("", "value", "unit"),
        (
            ("search of the index, p50", f"{index_ms:.2f}", "ms"),
            ("search of the index, p95", f"{index_95:.2f}", "ms"),
            ("search in all, p50", f"{whole_ms:.2f}", "ms"),
            ("search in all, p95", f"{whole_95:.2f}", "ms"),
            (f"add {CHANGED:,}", f"{ms(lambda: index.add(new, more)):.1f}", "ms"),
            (f"remove {CHANGED:,}", f"{ms(lambda: index.remove(new)):.1f}", "ms"),
            (f"remove {CHANGED:,} from the middle", f"{ms(lambda: index.remove(new - len(told) // 2)):.1f}", "ms"),
            ("memory of a vector", index.bytes_per_vector, "bytes"),
            (f"same {K} as brute force in 32 bits", f"{100 * same:.2f}", "%"),
        ),
    )


def clustered(count: int) -> Vectors:
    """Unit vectors around a thousand centres."""
    random = np.random.default_rng(0)
    centres = random.standard_normal((1000, DIMENSION), dtype=np.float32)
    return unit(centres[random.integers(0, 1000, count)] + 0.7 * random.standard_normal((count, DIMENSION), np.float32))


def question(number: int) -> str:
    """Some text, so that the wording has something to compare."""
    return f"When is the {WORDS[number % 10]} of my {WORDS[number // 10 % 10]} number {number} ready to be collected?"


def filled(rows: Vectors) -> Retriever:
    """A retriever over these vectors, with a floor in the midst of the similarities."""
    zero = np.zeros((1, DIMENSION), dtype=np.float32)
    means = LanguageMeans(("en",), {"query": zero, "passage": zero})
    retriever = Retriever(Calibration("made", means, Floors(("en",), np.array([[0.4]], np.float32))), DIMENSION)
    snippets = [Snippet("made", "", "", "en", question(number), number, number + 1) for number in range(len(rows))]
    retriever.add(range(len(rows)), snippets, retriever.ready(rows, snippets))
    return retriever


def ms(work: Callable[[], object]) -> float:
    """Milliseconds of this thread on the processor."""
    began = time.thread_time()
    work()
    return 1000 * (time.thread_time() - began)


def agreement(index: FlatIndex, rows: Vectors, query: Vectors) -> float:
    """The share of the exact nearest that the index finds."""
    exact = np.argpartition(-(rows @ query), K)[:K]
    return len({number for number, _ in index.search(query[None], K)[0]}.intersection(exact.tolist())) / K


if __name__ == "__main__":
    main()
