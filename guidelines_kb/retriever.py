"""From ready query vectors to matches: the index, the wording and the floors put together.

The index finds the nearest snippets by meaning; among those the order is by meaning and wording together, and the
floors hold for the two together. Adding or removing a snippet changes nothing of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guidelines_kb import wording
from guidelines_kb.calibration import Calibration
from guidelines_kb.embedders.protocol import Vectors
from guidelines_kb.indexes import FlatIndex
from guidelines_kb.means import Posterior
from guidelines_kb.snippets import Match, Snippet

_SHORTLIST = 100  # found by meaning before the wording counts; 1000 give the same on norquad, flores200, ntrex128 (dev)


@dataclass(frozen=True, slots=True)
class Ready:
    """What is kept of some snippets: centred vectors, shape (n, dimension), and the grams of each."""

    vectors: Vectors
    grams: Sequence[wording.Grams]


Asked = Sequence[str]  # one need, said once or more, best in several languages


def _rank(match: Match) -> tuple[float, str, int]:
    return (-match.similarity, match.snippet.document, match.snippet.start)


def _stands(match: Match, floors: Mapping[str, float] | None, otherwise: float) -> bool:
    return floors is None or match.similarity >= floors.get(match.snippet.language, otherwise)


class Retriever:
    """Snippets by id and their vectors. Not for several threads at once: the library sees to that."""

    def __init__(self, calibration: Calibration, dimension: int) -> None:
        """Start empty, for centred vectors of `dimension` numbers."""
        self._calibration = calibration
        self._index = FlatIndex(dimension)
        self._snippets: dict[int, Snippet] = {}
        self._grams: dict[int, wording.Grams] = {}

    def __len__(self) -> int:
        return len(self._snippets)

    def ready(self, raw: Vectors, snippets: Sequence[Snippet]) -> Ready:
        """Return what `add` keeps for these snippets' raw passage vectors; touches no state."""
        languages = [{snippet.language: 1.0} for snippet in snippets]
        centred = self._calibration.means.centre(raw, languages, "passage")
        return Ready(centred, [wording.grams(snippet.text) for snippet in snippets])

    def add(self, ids: Sequence[int], snippets: Sequence[Snippet], ready: Ready) -> None:
        """Add snippets under ids not in use, with what `ready` gave for them."""
        self._index.add(ids, ready.vectors)
        self._snippets.update(zip(ids, snippets, strict=True))
        self._grams.update(zip(ids, ready.grams, strict=True))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove the snippets of these ids."""
        self._index.remove(ids)
        for number in ids:
            self._snippets.pop(number, None)
            self._grams.pop(number, None)

    def search(
        self,
        centred: Vectors,
        asked: Sequence[Asked],
        languages: Sequence[Posterior],
        *,
        k: int,
        floor: bool,
        among: str | None = None,
    ) -> list[tuple[Match, ...]]:
        """Return up to `k` matches per row of `centred`, best first.

        `asked` has the texts behind each row, `among` is the only language of snippets wanted.
        """
        if k < 1 or not len(self):
            return [() for _ in centred]
        candidates = self._ids_in(among) if among is not None else None
        return [
            self._matches(query[None], wording.shares(texts), k, self.floors(posterior) if floor else None, candidates)
            for query, texts, posterior in zip(centred, asked, languages, strict=True)
        ]

    def _ids_in(self, language: str) -> NDArray[np.int64]:
        found = [number for number, snippet in self._snippets.items() if snippet.language == language]
        return np.array(found, dtype=np.int64)

    @property
    def _highest(self) -> float:
        return self._calibration.floors.highest()

    def floors(self, posterior: Posterior) -> Mapping[str, float]:
        """Return the least similarity for a snippet of each language to answer a query in these languages."""
        return self._calibration.floors.by_language(self._calibration.means.weights(posterior))

    def _matches(
        self,
        query: Vectors,
        shares: Vectors,
        k: int,
        floors: Mapping[str, float] | None,
        candidates: NDArray[np.int64] | None,
    ) -> tuple[Match, ...]:
        """Ask the index for more until `k` are above their floors or the rest is below every floor by meaning.

        Equal similarities (one sentence in two documents) come in order of document, whenever they were
        added.
        """
        wanted = max(_SHORTLIST, 2 * k)
        while True:
            found = self._index.search(query, wanted, candidates)[0]
            kept = [match for match in self._compared(found, shares) if _stands(match, floors, self._highest)]
            exhausted = len(found) < wanted
            if exhausted or len(kept) >= k or (floors and found[-1][1] < min(floors.values())):
                return tuple(sorted(kept, key=_rank)[:k])
            wanted *= 4

    def _compared(self, found: Sequence[tuple[int, float]], shares: Vectors) -> list[Match]:
        """The snippets found, compared by wording too: of a need said twice, by what fits better."""
        covered = wording.coverage(shares, [self._grams[number] for number, _ in found])
        products = np.array([product for _, product in found], dtype=np.float32)
        both = wording.blended(products, covered.max(axis=0, initial=0.0)).clip(-1.0, 1.0)
        return [Match(self._snippets[number], float(s)) for (number, _), s in zip(found, both, strict=True)]
