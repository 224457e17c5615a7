"""What the library's tests share: an embedder that needs no model, and the real one, opened once."""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from guidelines_kb import Library, open_embedder
from guidelines_kb.embedders import Cached
from guidelines_kb.embedders.protocol import unit

SHARED = Path(__file__).resolve().parents[3] / "shared"


class HashingEmbedder:
    """Words and their first letters hashed into 64 numbers: the same words, the same vector."""

    def __init__(self, name="hashing-1", dimension=64):
        self.name = name
        self.dimension = dimension
        self.encoded = []

    def encode(self, texts, kind):
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                for part in (word, word[:4]):
                    number = int.from_bytes(hashlib.sha256(part.encode()).digest()[:8], "big")
                    row[number % self.dimension] += 1.0 if number & (1 << 40) else -1.0
            row[0] += 0.01 if kind == "query" else 0.02
        return unit(rows)


@pytest.fixture
def hashing():
    return HashingEmbedder()


@pytest.fixture
def library(hashing, calibrations):
    """An empty library in memory."""
    return Library.open(None, hashing, cache=calibrations)


@pytest.fixture(scope="session")
def e5():
    return Cached(open_embedder("e5-small"))


@pytest.fixture(scope="session")
def shared_guidelines():
    """The five machine-translated documents that stand beside the repository where it is developed."""
    found = sorted((SHARED / "guidelines").glob("*.txt"))
    if not found:
        pytest.skip("the shared guideline documents are not beside this checkout (../shared/guidelines)")
    return found


@pytest.fixture(scope="session")
def guidelines(e5, shared_guidelines, calibrations):
    """A library with the five shared documents, for searching only."""
    library = Library.open(None, e5, cache=calibrations)
    for path in shared_guidelines:
        library.add(path.stem, path.read_bytes(), filename=path.name)
    return library
