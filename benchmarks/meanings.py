"""How well `means` tells a topic from others by a few sentences: from which similarity on, and what it then finds.

    python -m benchmarks.meanings DATA

`DATA` holds `banking77_en/dev.jsonl` (short questions of a bank's customers, by topic) and
`clinc150_oos_en/dev.jsonl` (what people ask of a voice assistant). Of each topic five sentences are listened for;
the others are heard, one half of the topics to choose the similarity by, the other half to tell what it does.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import print_table
from guidelines_kb import Library, open_embedder

if TYPE_CHECKING:
    from guidelines_kb import Embedder

LISTENED = 5
STEPS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


def rows(path: Path) -> Iterable[dict[str, str]]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def vectors(texts: list[str], library: Library, embedder: "Embedder") -> NDArray[np.float32]:
    """Centred vectors of English texts, as a live message has them."""
    raw = embedder.encode(texts, "query")
    return library.centre(raw, [{"en": 1.0}] * len(texts))


def figures(
    near: NDArray[np.float32], of: list[str], topics: list[str], far: NDArray[np.float32], least: float
) -> list[str]:
    """Found of a topic's own; heard of another's for it; topics that something unrelated opens, in a thousand."""
    own = np.array([[topic == one for topic in topics] for one in of])
    heard = near >= least
    found = (heard & own).sum() / own.sum()
    wrong = (heard & ~own).sum() / (~own).sum()
    right = (heard & own).sum() / max(1, heard.sum())
    return [
        f"{least:.2f}",
        f"{found:.3f}",
        f"{right:.3f}",
        f"{1000 * wrong:.1f}",
        f"{1000 * (far >= least).mean():.2f}",
    ]


def main() -> None:
    """Print both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    embedder = open_embedder("e5-small")
    library = Library.open(None, embedder)
    by_topic = defaultdict[str, list[str]](list)
    for row in rows(data / "banking77_en" / "dev.jsonl"):
        by_topic[row["intent"]].append(row["text"])
    topics = sorted(topic for topic, some in by_topic.items() if len(some) > LISTENED)
    random.Random(1).shuffle(topics)
    unrelated = vectors(
        [row["text"] for row in rows(data / "clinc150_oos_en" / "dev.jsonl")][:1_000], library, embedder
    )
    half = len(topics) // 2
    for name, some in (("to choose by", topics[:half]), ("to tell", topics[half:])):
        listened = [text for topic in some for text in by_topic[topic][:LISTENED]]
        said = [(topic, text) for topic in some for text in by_topic[topic][LISTENED:]]
        told = vectors([text for _, text in said], library, embedder)
        known = vectors(listened, library, embedder)
        near, far = ((one @ known.T).reshape(len(one), len(some), LISTENED).max(axis=2) for one in (told, unrelated))
        title = f"Half of the topics {name}: {len(some)}, {len(said)} sentences; {len(unrelated)} unrelated ones"
        columns = ["similarity", "found", "right of what it finds", "wrong in 1000", "unrelated in 1000"]
        print_table(title, columns, [figures(near, [topic for topic, _ in said], some, far, step) for step in STEPS])


if __name__ == "__main__":
    main()
