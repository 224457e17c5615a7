import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines_kb.calibration import Calibration
from guidelines_kb.floors import Floors
from guidelines_kb.means import LanguageMeans
from guidelines_kb.retriever import Retriever
from guidelines_kb.snippets import Snippet

LANGUAGES = ("sv", "en")
ZERO = np.zeros((2, 4), dtype=np.float32)
FLOORS = Floors(LANGUAGES, np.array([[0.2, 0.7], [0.7, 0.2]], dtype=np.float32))
CALIBRATION = Calibration("key", LanguageMeans(LANGUAGES, {"query": ZERO, "passage": ZERO}), FLOORS)


def filled(seed, count):
    rows = np.random.default_rng(seed).standard_normal((count, 4)).astype(np.float32)
    snippets = [Snippet("d", "t", "", LANGUAGES[n % 2], f"s{n}", n, n + 1) for n in range(count)]
    retriever = Retriever(CALIBRATION, 4)
    ready = retriever.ready(rows, snippets)
    retriever.add(range(count), snippets, ready)
    return retriever, snippets, ready


@given(seed=st.integers(0, 999), count=st.integers(1, 60), k=st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_the_floor_of_each_language_holds_and_nothing_above_it_is_missed(seed, count, k):
    """Also when everything near is below its own floor and the answer lies far down the list."""
    retriever, snippets, ready = filled(seed, count)
    query = ready[:1] * 0.6 + ready[-1:] * 0.4
    floors = {"sv": 0.2, "en": 0.7}
    expected = sorted(
        (
            s
            for s, snippet in zip((ready @ query[0]).tolist(), snippets, strict=True)
            if s >= floors[snippet.language]
        ),
        reverse=True,
    )[:k]
    found = retriever.search(query, [{"sv": 1.0}], k=k, floor=True)[0]
    if not any(abs(value - floor) < 0.01 for value in (ready @ query[0]) for floor in (0.2, 0.7)):
        assert [match.similarity for match in found] == pytest.approx(expected, abs=5e-3)


def test_removed_snippets_are_not_found():
    retriever, snippets, ready = filled(1, 4)
    retriever.remove([0, 2])
    found = retriever.search(ready[:1], [{"sv": 1.0}], k=9, floor=False)[0]
    assert {match.snippet for match in found} == {snippets[1], snippets[3]}
    assert len(retriever) == 2
    assert retriever.search(ready[:1], [{}], k=0, floor=False) == [()]
