import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb.means import LanguageMeans

ROWS = np.array([[1.0, 0, 0], [0, 1.0, 0]], dtype=np.float32)
MEANS = LanguageMeans(("sv", "en"), {"query": ROWS, "passage": ROWS * 2})


def test_the_mean_of_the_row_s_language_and_kind_is_taken_off():
    vector = np.array([[1.0, 1.0, 1.0]], dtype=np.float32)
    assert MEANS.centre(vector, [{"sv": 1.0}], "query")[0] == pytest.approx([0, 0.5**0.5, 0.5**0.5])
    assert MEANS.centre(vector, [{"en": 1.0}], "passage")[0] == pytest.approx(np.array([1, -1, 1]) / 3**0.5)


def test_an_undecided_language_takes_off_the_means_by_weight():
    assert MEANS.weights({"sv": 3.0, "en": 1.0, "de": 9.0}) == pytest.approx([0.75, 0.25])
    assert MEANS.weights({"de": 1.0}) == pytest.approx([0.5, 0.5])


@given(st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3), st.floats(0, 1))
def test_rows_come_out_at_length_one_or_zero(numbers, share):
    row = MEANS.centre(np.array([numbers], np.float32), [{"sv": share, "en": 1 - share}], "query")
    assert np.linalg.norm(row) == pytest.approx(1.0, abs=1e-4) or not row.any()


def test_as_many_guesses_as_vectors_are_needed():
    with pytest.raises(ValueError, match="1 vectors came with 2"):
        MEANS.centre(ROWS[:1], [{}, {}], "query")
    assert MEANS.centre(np.empty((0, 3), np.float32), [], "query").shape == (0, 3)
