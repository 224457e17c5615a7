"""Snippets that are near to everything, and how much nearer they look than they are.

In a space of few hundred dimensions some vectors are a neighbour of almost any query ("hubs"). CSLS
(Conneau et
al. 2018, "Word translation without parallel data") takes from a snippet's cosine half of the mean cosine
to the
queries nearest to it in a bank. The bank here is the package's everyday sentences, which no guideline
answers, so
whatever is near to them is near for no reason. The correction of a snippet is fixed when it is added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guidelines_kb.embedders.protocol import Vectors

NEIGHBOURS = 5


@dataclass(frozen=True)
class Hubs:
    """A bank of ready query vectors, shape (n, dimension), and the nearness to it that is usual for a
    snippet."""

    bank: Vectors
    usual: float

    def corrections(self, snippets: Vectors) -> Vectors:
        """Return what to add to the cosine of each snippet, shape (n,): below 0 for hubs, about 0 for the
        usual."""
        found: Vectors = ((self.usual - nearness(snippets, self.bank)) / 2).astype(np.float32)
        return found


def nearness(snippets: Vectors, bank: Vectors) -> Vectors:
    """Return the mean cosine of each snippet to its NEIGHBOURS nearest queries of the bank, shape (n,)."""
    if not len(snippets):
        return np.empty(0, dtype=np.float32)
    cosines = snippets @ bank.T
    nearest = np.partition(cosines, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
    found: Vectors = nearest.mean(axis=1).astype(np.float32)
    return found


def measured(bank: Vectors, snippets: Vectors) -> Hubs:
    """Return the hubs' correction for `bank`, with `snippets` (of the sample handbook) as what is usual."""
    return Hubs(bank, float(nearness(snippets, bank).mean()))
