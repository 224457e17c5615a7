"""What changed from one version of a document to the next, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from guidelines_kb.storage import Stored

LEAST_ALIKE = 0.5  # share of words in common from which on a sentence is the old one, altered, and no other one
_NEAREST = 3  # old sentences by meaning whose words are compared; each sentence has one by its side


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences that came, that went, and pairs of before and after; each in order of text."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    altered: tuple[tuple[str, str], ...]


def changes(before: Stored, after: Stored) -> Changes:
    """Return what `after` has other than `before`; a sentence that only moved has not changed."""
    gone = _without(before, after)
    come = _without(after, before)
    pairs = _altered(before, gone, after, come)
    olds, news = {old for old, _ in pairs}, {new for _, new in pairs}
    return Changes(
        tuple(after.snippets[place].text for place in come if place not in news),
        tuple(before.snippets[place].text for place in gone if place not in olds),
        tuple((before.snippets[old].text, after.snippets[new].text) for old, new in pairs),
    )


def _without(some: Stored, others: Stored) -> list[int]:
    """The places in `some` of sentences that `others` does not have, or has fewer times."""
    left = Counter(snippet.text for snippet in others.snippets)
    places = []
    for place, snippet in enumerate(some.snippets):
        left[snippet.text] -= 1
        if left[snippet.text] < 0:
            places.append(place)
    return places


def _altered(before: Stored, gone: Sequence[int], after: Stored, come: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of places that are one sentence in two wordings, the most alike first taken."""
    if not gone or not come:
        return []
    products = after.raw[list(come)] @ before.raw[list(gone)].T
    nearest = np.argsort(-products, axis=1)[:, :_NEAREST]
    alike = [
        (_alike(before.snippets[gone[column]].text, after.snippets[place].text), gone[column], place)
        for place, columns in zip(come, nearest, strict=True)
        for column in columns
    ]
    pairs: dict[int, int] = {}
    for ratio, old, new in sorted(alike, key=lambda one: (-one[0], one[1:])):
        if ratio >= LEAST_ALIKE and old not in pairs and new not in pairs.values():
            pairs[old] = new
    return sorted(pairs.items(), key=lambda pair: pair[1])


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()
