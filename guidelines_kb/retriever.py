"""From ready query vectors to matches: the index and the floors put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from guidelines_kb.calibration import Calibration
from guidelines_kb.embedders.protocol import Vectors
from guidelines_kb.indexes import FlatIndex
from guidelines_kb.means import Posterior
from guidelines_kb.snippets import Match, Snippet

_TIES = 8  # more than asked for, so that equals at the end of the list are chosen by name, not by chance


def _rank(match: Match) -> tuple[float, str, int]:
    return (-match.similarity, match.snippet.document, match.snippet.start)


class Retriever:
    """Snippets by id and their vectors. Not for several threads at once: the library sees to that."""

    def __init__(self, calibration: Calibration, dimension: int) -> None:
        """Start empty, for centred vectors of `dimension` numbers."""
        self._calibration = calibration
        self._index = FlatIndex(dimension)
        self._snippets: dict[int, Snippet] = {}

    def __len__(self) -> int:
        return len(self._snippets)

    def ready(self, raw: Vectors, snippets: Sequence[Snippet]) -> Vectors:
        """Return what `add` keeps for these snippets' raw passage vectors; touches no state."""
        languages = [{snippet.language: 1.0} for snippet in snippets]
        return self._calibration.means.centre(raw, languages, "passage")

    def add(self, ids: Sequence[int], snippets: Sequence[Snippet], ready: Vectors) -> None:
        """Add snippets under ids not in use, with their vectors from `ready`."""
        self._index.add(ids, ready)
        self._snippets.update(zip(ids, snippets, strict=True))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove the snippets of these ids."""
        self._index.remove(ids)
        for number in ids:
            self._snippets.pop(number, None)

    def search(
        self,
        centred: Vectors,
        languages: Sequence[Posterior],
        *,
        k: int,
        floor: bool,
        among: str | None = None,
    ) -> list[tuple[Match, ...]]:
        """Return up to `k` matches per row of `centred`, best first; `among` is the only language of
        snippets wanted."""
        if k < 1 or not len(self):
            return [() for _ in centred]
        candidates = self._ids_in(among) if among is not None else None
        return [
            self._matches(query[None], k, self._floors(posterior) if floor else None, candidates)
            for query, posterior in zip(centred, languages, strict=True)
        ]

    def _ids_in(self, language: str) -> NDArray[np.int64]:
        found = [number for number, snippet in self._snippets.items() if snippet.language == language]
        return np.array(found, dtype=np.int64)

    def _floors(self, posterior: Posterior) -> Mapping[str, float]:
        return self._calibration.floors.by_language(self._calibration.means.weights(posterior))

    def _matches(
        self,
        query: Vectors,
        k: int,
        floors: Mapping[str, float] | None,
        candidates: NDArray[np.int64] | None,
    ) -> tuple[Match, ...]:
        """Ask the index for more until `k` are above their floors or the rest is below every floor.

        Equal similarities (one sentence in two documents) come in order of document, whenever they were
        added.
        """
        wanted = k + _TIES
        highest = self._calibration.floors.highest()
        while True:
            found = self._index.search(query, wanted, candidates)[0]
            kept = [
                (number, similarity)
                for number, similarity in found
                if floors is None or similarity >= floors.get(self._snippets[number].language, highest)
            ]
            exhausted = len(found) < wanted
            if exhausted or len(kept) >= k or (floors and found[-1][1] < min(floors.values())):
                matches = (self._match(number, similarity) for number, similarity in kept)
                return tuple(sorted(matches, key=_rank)[:k])
            wanted *= 4

    def _match(self, number: int, similarity: float) -> Match:
        return Match(self._snippets[number], max(-1.0, min(1.0, similarity)))
