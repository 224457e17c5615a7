import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines_kb.calibration import Calibration
from guidelines_kb.floors import Floors
from guidelines_kb.means import LanguageMeans
from guidelines_kb.retriever import Retriever
from guidelines_kb.snippets import Snippet
from guidelines_kb.wording import WEIGHT

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
    query = ready.vectors[:1] * 0.6 + ready.vectors[-1:] * 0.4
    products = ready.vectors @ query[0] / (1 + WEIGHT)  # no question here shares a word with a snippet
    floors = {"sv": 0.2, "en": 0.7}
    expected = sorted(
        (
            s
            for s, snippet in zip(products.tolist(), snippets, strict=True)
            if s >= floors[snippet.language]
        ),
        reverse=True,
    )[:k]
    found = retriever.search(query, [["?"]], [{"sv": 1.0}], k=k, floor=True)[0]
    if not any(abs(value - floor) < 0.01 for value in products for floor in (0.2, 0.7)):
        assert [match.similarity for match in found] == pytest.approx(expected, abs=5e-3)


def test_removed_snippets_are_not_found():
    retriever, snippets, ready = filled(1, 4)
    retriever.remove([0, 2])
    found = retriever.search(ready.vectors[:1], [["?"]], [{"sv": 1.0}], k=9, floor=False)[0]
    assert {match.snippet for match in found} == {snippets[1], snippets[3]}
    assert len(retriever) == 2
    assert retriever.search(ready.vectors[:1], [["?"]], [{}], k=0, floor=False) == [()]


def test_of_equally_near_snippets_the_one_that_holds_the_words_comes_first():
    rows = np.array([[1, 0, 0, 0]] * 3, dtype=np.float32)
    texts = ("We open at nine.", "Parcels to Bergen take two days.", "Ask at the desk.")
    snippets = [Snippet("d", "t", "", "en", text, n, n + 1) for n, text in enumerate(texts)]
    retriever = Retriever(CALIBRATION, 4)
    retriever.add(range(3), snippets, retriever.ready(rows, snippets))
    asked = ["when does a parcel reach Bergen", "hvornår når pakken Bergen"]
    found = retriever.search(rows[:1], [asked], [{"en": 1.0}], k=3, floor=False)[0]
    assert found[0].snippet.text == texts[1]
    assert all(-1 <= match.similarity <= 1 for match in found)
