import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines_kb.indexes import FlatIndex

DIMENSION = 8
TOLERANCE = 2e-3  # half precision


def vectors(seed, count):
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(
    seed=st.integers(0, 10_000),
    changes=st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=25),
    k=st.integers(1, 6),
    restricted=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_whatever_was_added_and_removed_it_agrees_with_brute_force(seed, changes, k, restricted):
    """Same values, in the same order, as multiplying with everything that is left."""
    index, left = FlatIndex(DIMENSION), {}
    pool = vectors(seed, 13)
    for add, number in changes:
        if add and number not in left:
            index.add([number], pool[number][None])
            left[number] = pool[number]
        elif not add:
            assert index.remove([number]) == (1 if left.pop(number, None) is not None else 0)
    assert len(index) == len(left)
    query = vectors(seed + 1, 2)
    among = [number for number in left if number % 2] if restricted else None
    candidates = left if among is None else {number: left[number] for number in among}
    for row, found in zip(query, index.search(query, k, among), strict=True):
        expected = sorted((float(vector @ row) for vector in candidates.values()), reverse=True)[:k]
        assert [similarity for _, similarity in found] == pytest.approx(expected, abs=TOLERANCE)
        for number, similarity in found:
            assert similarity == pytest.approx(float(candidates[number] @ row), abs=TOLERANCE)


def test_equal_products_come_in_order_of_id():
    index = FlatIndex(DIMENSION)
    same = vectors(0, 1)
    for number in (7, 3, 5):
        index.add([number], same)
    assert [number for number, _ in index.search(same, 3)[0]] == [3, 5, 7]


def test_vectors_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="shape"):
        FlatIndex(DIMENSION).add([1, 2], vectors(0, 1))


def test_an_empty_index_finds_nothing():
    assert FlatIndex(DIMENSION).search(vectors(0, 2), 3) == [[], []]
    assert FlatIndex(DIMENSION).remove([]) == 0
