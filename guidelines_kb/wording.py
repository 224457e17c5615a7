"""How much of a question's wording a snippet holds, whatever the language: names, numbers, stems, cognates.

Both texts are seen as sets of character four-grams (McNamee and Mayfield 2004: the best single length over the
European languages), each hashed into 16 bits. A gram counts by its inverse document frequency over the package's own
sentences in five languages, so endings and small words count little, and nothing here depends on the documents
added. The share of the question's weight that the snippet covers is between 0 and 1; a long snippet is not marked
down for what the question does not ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.embedders.protocol import Vectors
from guidelines_kb.reference import packaged

Grams = NDArray[np.uint16]

LENGTH = 4
WEIGHT = 0.3  # beside the vectors' 1; on flores200, ntrex128, faquad (dev) anything from 0.2 to 0.4 does as well
_BUCKETS = 1 << 16  # of 150 grams in a snippet, two share a bucket once in six snippets
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: Knuth's multiplicative hashing
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def grams(text: str) -> Grams:
    """Return the buckets of the four-grams in `text`, sorted, each once; a text without letters has none."""
    words = _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    if not words:
        return np.empty(0, dtype=np.uint16)
    points = np.frombuffer(f" {words} ".ljust(LENGTH).encode("utf-32-le", "replace"), np.uint32)
    hashed = np.zeros(len(points) - LENGTH + 1, dtype=np.uint64)
    for place in range(LENGTH):
        hashed = (hashed + points[place : place + len(hashed)]) * _SPREAD
        hashed ^= hashed >> np.uint64(32)
    found: Grams = np.unique(hashed.astype(np.uint16))
    return found


@lru_cache(maxsize=1)
def _weight_of() -> Vectors:
    """The inverse document frequency of every bucket, shape (65536,)."""
    reference = packaged()
    by_language = (reference.handbook, reference.everyday, reference.service)
    texts = [text for texts in by_language for text in chain.from_iterable(texts.values())]
    met = np.zeros(_BUCKETS, dtype=np.int64)
    for text in texts:
        met[grams(text)] += 1
    weights: Vectors = np.log((1 + len(texts)) / (1 + met)).astype(np.float32)
    return weights


def shares(asked: Sequence[str]) -> Vectors:
    """Return what share of each text's weight each bucket holds, shape (len(asked), 65536); rows sum to 1 or 0."""
    rows = np.zeros((len(asked), _BUCKETS), dtype=np.float32)
    for row, text in zip(rows, asked, strict=True):
        found = grams(text)
        weights = _weight_of()[found]
        row[found] = weights / max(float(weights.sum()), 1e-9)
    return rows


def coverage(asked: Vectors, snippets: Sequence[Grams]) -> Vectors:
    """Return how much of each row of `asked` (from `shares`) each snippet covers, shape (len(asked), len(snippets))."""
    if not snippets:
        return np.zeros((len(asked), 0), dtype=np.float32)
    sizes = np.array([len(found) for found in snippets])
    ends = np.concatenate([[0], np.cumsum(sizes)])
    held = asked[:, np.concatenate(snippets)].astype(np.float64)
    running = np.concatenate([np.zeros((len(asked), 1)), np.cumsum(held, axis=1)], axis=1)
    covered: Vectors = (running[:, ends[1:]] - running[:, ends[:-1]]).astype(np.float32)
    return covered


def blended(products: Vectors, covered: Vectors) -> Vectors:
    """Return one similarity in [-1, 1] from centred vectors' inner products and coverages, of any one shape."""
    together: Vectors = ((products + WEIGHT * covered) / (1 + WEIGHT)).astype(np.float32)
    return together
