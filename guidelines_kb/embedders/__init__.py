"""What turns text into vectors: one file per variant, opened by name."""

from __future__ import annotations

from guidelines_kb.embedders.cached import Cached
from guidelines_kb.embedders.protocol import Embedder, Kind, Vectors
from guidelines_kb.errors import EmbedderUnavailable

__all__ = ["Cached", "Embedder", "Kind", "Vectors", "open_embedder"]

_ONNX = "onnx:"
_SENTENCE_TRANSFORMERS = "sentence-transformers:"


def open_embedder(name: str = "e5-small") -> Embedder:
    """Return the embedder called `name`: "e5-small", or "onnx:" or "sentence-transformers:" and a folder or hub name.

    Raises MissingExtra with the command that installs what is missing, and EmbedderUnavailable for an
    unknown name or a missing weight file. Only the variant asked for is imported.
    """
    if name == "e5-small":
        from guidelines_kb.embedders.e5 import E5  # noqa: PLC0415

        return E5()
    if name.startswith(_ONNX) and len(name) > len(_ONNX):
        from guidelines_kb.embedders.onnx_model import OnnxModel  # noqa: PLC0415

        return OnnxModel(name.removeprefix(_ONNX))
    if name.startswith(_SENTENCE_TRANSFORMERS) and len(name) > len(_SENTENCE_TRANSFORMERS):
        from guidelines_kb.embedders.sentence_transformers import SentenceTransformers  # noqa: PLC0415

        return SentenceTransformers(name.removeprefix(_SENTENCE_TRANSFORMERS))
    raise EmbedderUnavailable(
        f'There is no embedder "{name}": use "e5-small", "onnx:FOLDER_OR_NAME" or '
        '"sentence-transformers:FOLDER_OR_NAME".'
    )
