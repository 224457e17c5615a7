"""Any sentence encoder in ONNX: a folder with tokenizer.json and a model, or a hub name where a hub is reachable."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.embedders.protocol import Kind, Vectors, cleaned, unit
from guidelines_kb.embedders.runtime import session
from guidelines_kb.errors import EmbedderUnavailable, MissingExtra

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# In the order of preference: the names that Optimum and the hub's exports give.
MODELS = ("onnx/model_quantized.onnx", "model_quantized.onnx", "onnx/model.onnx", "model.onnx")
MOST_TOKENS: Mapping[Kind, int] = {"query": 96, "passage": 512}
_E5_PREFIXES: Mapping[Kind, str] = {"query": "query: ", "passage": "passage: "}
_INSTALL = "pip install 'bistand[onnx]'"


class OnnxModel:
    """An embedder for a model that averages its tokens' states, as e5 and most sentence encoders do.

    Each text goes through by itself: with weights in 8 bits, texts that go together change each other's vectors.
    """

    def __init__(self, model: str) -> None:
        """Load `model`, a folder or a hub name; raises EmbedderUnavailable naming what is missing."""
        folder = _folder(model)
        path = next((folder / name for name in MODELS if (folder / name).is_file()), None)
        if path is None or not (folder / "tokenizer.json").is_file():
            raise EmbedderUnavailable(
                f"The folder {folder} holds no ONNX encoder: it needs tokenizer.json and one of {', '.join(MODELS)}."
            )
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self._session = _session(path)
        self._inputs = frozenset(value.name for value in self._session.get_inputs())
        self._prefixes = _E5_PREFIXES if "e5" in folder.name.lower().replace("_", "-").split("-") else {}
        self.dimension = len(self._vector("a", "query"))
        self.name = f"onnx:{folder.name} ({hashlib.sha256(path.read_bytes()).hexdigest()[:8]})"

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), dimension)."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            rows[place] = self._vector(text, kind)
        return unit(rows)

    def _vector(self, text: str, kind: Kind) -> NDArray[np.float32]:
        found = self._tokenizer.encode(self._prefixes.get(kind, "") + cleaned(text))
        ids = found.ids
        if len(ids) > MOST_TOKENS[kind]:
            ids = [*ids[: MOST_TOKENS[kind] - 1], ids[-1]]
        row = np.array([ids], dtype=np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        states = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        # (1, tokens, dimension) from an encoder, (1, dimension) from one that averages by itself
        vector: NDArray[np.float32] = states[0].mean(axis=0) if states.ndim == 3 else states[0]
        return vector


def _folder(model: str) -> Path:
    folder = Path(model)
    if folder.is_dir():
        return folder
    if folder.is_absolute() or model.startswith("."):
        raise EmbedderUnavailable(f"There is no folder {folder}: check the path of the ONNX encoder.")
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(f"To look onnx:{model} up on a hub an extra is needed: {_INSTALL}") from error
    try:
        # which model, and whose, is the operator's own choice
        found = snapshot_download(model, allow_patterns=["tokenizer.json", *MODELS])  # nosec B615
        return Path(found)
    except (OSError, ValueError) as error:
        raise EmbedderUnavailable(
            f"The model {model} cannot be fetched: give the path of a local folder, or check that the hub is reachable."
        ) from error


def _tokenizer(path: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(f"An ONNX encoder of one's own needs an extra: {_INSTALL}") from error
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(path: Path) -> InferenceSession:
    try:
        return session(path)
    except Exception as error:  # what ONNX Runtime raises has no common class of its own
        raise EmbedderUnavailable(f"ONNX Runtime cannot load {path}: check that the file is whole.") from error
