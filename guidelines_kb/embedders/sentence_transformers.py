"""Any model that sentence-transformers can load: a local folder, or a hub name where a hub is reachable."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from guidelines_kb.embedders.protocol import Kind, Vectors, cleaned, unit
from guidelines_kb.errors import EmbedderUnavailable, MissingExtra

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_E5_PREFIXES = {"query": "query: ", "passage": "passage: "}


class SentenceTransformers:
    """An embedder for a sentence-transformers model; loading takes seconds, so open it once."""

    def __init__(self, model: str) -> None:
        """Load `model`, a folder or a hub name, on the CPU."""
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - an extra, slow
        except ImportError as error:
            raise MissingExtra(
                f"The embedder sentence-transformers:{model} needs an extra: "
                "pip install 'bistand[sentence-transformers]'"
            ) from error
        folder = Path(model)
        if (folder.is_absolute() or model.startswith(".")) and not (folder / "config.json").is_file():
            raise EmbedderUnavailable(
                f"The folder {folder} holds no sentence-transformers model (no config.json): check the path."
            )
        try:
            self._model = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise EmbedderUnavailable(
                f"The model {model} cannot be loaded: give the path of a local folder, "
                "or check that the hub is reachable."
            ) from error
        self.dimension = int(_dimension(self._model))
        self.name = f"sentence-transformers:{folder.name} ({_fingerprint(self._model)})"
        self._prefixes = _prefixes(self._model, model)
        self._turn = threading.Lock()

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), dimension)."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        prefix = self._prefixes.get(kind, "")
        plain = [prefix + cleaned(text) for text in texts]
        with self._turn:
            rows = self._model.encode(plain, batch_size=16, show_progress_bar=False, convert_to_numpy=True)
        return unit(np.asarray(rows, dtype=np.float32))


def _dimension(model: SentenceTransformer) -> int:
    # Renamed in sentence-transformers 5; both are met in the field.
    ask = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
    return int(ask() or 0)


def _fingerprint(model: SentenceTransformer) -> str:
    """Eight hex digits that differ when the weights do: a hash of some rows of every matrix."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(json.dumps([key, list(tensor.shape)]).encode())
        digest.update(tensor.reshape(-1)[:64].float().cpu().numpy().tobytes())
    return digest.hexdigest()[:8]


def _prefixes(model: SentenceTransformer, name: str) -> dict[str, str]:
    """What a text of each kind begins with: as the model's own configuration says, or as e5 models are
    trained."""
    told = {key: value for key, value in (getattr(model, "prompts", None) or {}).items() if value}
    if "query" in told or "passage" in told or "document" in told:
        return {"query": told.get("query", ""), "passage": told.get("passage", told.get("document", ""))}
    return dict(_E5_PREFIXES) if "e5" in Path(name).name.lower().split("-") else {}
