"""An embedder that remembers: most chat messages repeat, and so do the queries of a playbook."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from guidelines_kb.embedders.protocol import Embedder, Kind, Vectors


class Cached:
    """An embedder in front of another, with a bounded memory of the texts used last.

    Safe from several threads; two threads that miss the same text at once may both encode it, to the same
    value.
    """

    def __init__(self, embedder: Embedder, capacity: int = 4096) -> None:
        """Remember at most `capacity` vectors (384 dimensions: 1.5 kB each)."""
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._embedder = embedder
        self._capacity = capacity
        self._rows: OrderedDict[tuple[Kind, str], Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The identity of the embedder behind: caching changes no vector."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text; each text not remembered is encoded once, in one
        call."""
        known = self._recalled(texts, kind)
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            for text, row in zip(missing, self._embedder.encode(missing, kind), strict=True):
                known[text] = row.copy()
            self._remember({text: known[text] for text in missing}, kind)
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            rows[place] = known[text]
        return rows

    def __len__(self) -> int:
        with self._lock:
            return len(self._rows)

    def _recalled(self, texts: Sequence[str], kind: Kind) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        with self._lock:
            for text in texts:
                row = self._rows.get((kind, text))
                if row is not None:
                    self._rows.move_to_end((kind, text))
                    found[text] = row
        return found

    def _remember(self, rows: dict[str, Vectors], kind: Kind) -> None:
        with self._lock:
            for text, row in rows.items():
                self._rows[(kind, text)] = row
                self._rows.move_to_end((kind, text))
            while len(self._rows) > self._capacity:
                self._rows.popitem(last=False)
