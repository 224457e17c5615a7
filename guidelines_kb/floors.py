"""From which similarity on a match says something: calibrated so that a question nothing fits gets no answer.

The floor for queries in one language over snippets in another is a high quantile of the best similarity that
everyday sentences of the first (weather, football, cooking) reach over the handbook's sentences in the
second.
It therefore follows the embedder and the pair of languages, and needs no number chosen by hand but the
quantile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from guidelines_kb.embedders.protocol import Vectors

QUANTILE = 0.99  # per pair: a search is over five languages at once, so about one question in twenty passes
MARGIN = 0.02  # a real library is larger than the handbook, and the best of more chance matches is higher


@dataclass(frozen=True)
class Floors:
    """`values[i, j]`: the least similarity for a query in `languages[i]` to mean a snippet in
    `languages[j]`."""

    languages: tuple[str, ...]
    values: Vectors

    def by_language(self, weights: Vectors) -> Mapping[str, float]:
        """Return the floor for snippets of each language, for a query with these weights over `languages`."""
        floors = weights @ self.values
        return {language: float(floor) for language, floor in zip(self.languages, floors, strict=True)}

    def highest(self) -> float:
        """The floor for a snippet in a language that was never calibrated."""
        return float(self.values.max())


def calibrated(languages: tuple[str, ...], reached: Callable[[str, str], Vectors]) -> Floors:
    """Return the floors; `reached(asked, told)` has the similarity of unrelated sentences (rows) to snippets."""
    values = np.zeros((len(languages), len(languages)), dtype=np.float32)
    for row, asked in enumerate(languages):
        for column, told in enumerate(languages):
            values[row, column] = np.quantile(reached(asked, told).max(axis=1), QUANTILE) + MARGIN
    return Floors(languages, values)
