import numpy as np
import pytest

from guidelines_kb.floors import MARGIN, QUANTILE, calibrated


def test_a_floor_is_the_quantile_of_what_unrelated_sentences_reach_at_best():
    unrelated = {"sv": np.array([[1.0, 0], [0.6, 0.8]], np.float32), "en": np.array([[0, 1.0]], np.float32)}
    snippets = {"sv": np.array([[0.0, 1.0]], np.float32), "en": np.array([[1.0, 0], [0, -1.0]], np.float32)}
    floors = calibrated(("sv", "en"), lambda asked, told: unrelated[asked] @ snippets[told].T)
    assert floors.values[0, 0] == pytest.approx(0.8 * QUANTILE + MARGIN)
    assert floors.values[1] == pytest.approx([1.0 + MARGIN, 0.0 + MARGIN])
    assert floors.highest() == pytest.approx(1.0 + MARGIN)
    mixed = floors.by_language(np.array([0.5, 0.5], np.float32))
    assert mixed["sv"] == pytest.approx((floors.values[0, 0] + floors.values[1, 0]) / 2)
