"""Sentences that the playbook listens for, and what comes near to them in meaning, across languages.

Each sentence is a vector less its language's mean, so that a sentence in another language is as near as one in the
same (as guidelines are found). What is near enough is the condition's to say; here only what is far is left out.
"""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Likeness
from assist.core.likeness import LEAST_LIKE, Likened
from guidelines_kb import Library

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]  # raw query vectors, one row a text


class Meanings:
    """Sentences with their vectors, (sentences, dimension), made once."""

    def __init__(self, likened: Sequence[Likened], encode: Encode, library: Library) -> None:
        """`likened` are languages and sentences in them."""
        self._likened = tuple(likened)
        self._vectors: Floats | None = None
        if likened:
            raw = encode([sentence for _, sentence in likened])
            self._vectors = library.centre(raw, [{language: 1.0} for language, _ in likened])

    @property
    def key(self) -> Hashable:
        """All that what is found depends on, besides the words."""
        return self._likened

    def found(self, spans: Sequence[tuple[int, int]], centred: Callable[[], Floats]) -> tuple[Likeness, ...]:
        """For each sentence listened for the span (code points) that comes nearest, unless all are far.

        `centred` gives the spans' own vectors, (spans, dimension); it is only asked when somebody listens.
        """
        if self._vectors is None or not spans:
            return ()
        near = centred() @ self._vectors.T
        best, heights = near.argmax(axis=0), near.max(axis=0)
        return tuple(
            Likeness(*self._likened[place], round(float(heights[place]), 4), *spans[best[place]])
            for place in np.flatnonzero(heights >= LEAST_LIKE)
        )
