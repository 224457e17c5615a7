"""The kernel machine: what floats would say, from bytes."""

import numpy as np
import pytest

from assist.acts.nearness import WIDTH, Floats, Nearness, built, kernel

ACTS, DIMENSION, COUNT = 3, 64, 500
RANDOM = np.random.default_rng(0)


def unit(rows: Floats) -> Floats:
    """The rows with length one."""
    made: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return made


EXAMPLES = unit(RANDOM.normal(size=(COUNT, DIMENSION)))
DUALS = (RANDOM.normal(size=(COUNT, ACTS)) * (RANDOM.random((COUNT, 1)) < 0.8)).astype(np.float32)
INTERCEPTS = np.array([0.5, -1, 0], dtype=np.float32)
SENTENCES = unit(EXAMPLES[:40] + RANDOM.normal(scale=0.1, size=(40, DIMENSION)))
NEARNESS = Nearness(built(EXAMPLES, DUALS, INTERCEPTS))


def test_nearness_is_one_at_an_example_and_falls_with_distance() -> None:
    """The Gaussian kernel of unit vectors: exp(-squared distance)."""
    here = np.eye(2, dtype=np.float32)
    assert kernel(here[:1], here) == pytest.approx(np.array([[1.0, np.exp(-2 * WIDTH)]]))


def test_scores_are_those_of_floats() -> None:
    """But for what a byte a number costs the examples: scores of a spread of 1.6 are off by .003 at the median."""
    exact = kernel(SENTENCES, EXAMPLES) @ DUALS + INTERCEPTS
    off = np.abs(NEARNESS.scores(SENTENCES) - exact)
    assert exact.std() > 1
    assert np.median(off) < 0.01
    assert off.max() < 0.05


def test_the_two_digits_of_a_sentence_cost_nothing() -> None:
    """Beside the examples as bytes hold them, in floats."""
    largest = np.abs(EXAMPLES).max(axis=1, keepdims=True)
    as_bytes = (np.round(EXAMPLES * 127 / largest) * largest / 127).astype(np.float32)
    exact = kernel(SENTENCES, as_bytes) @ DUALS + INTERCEPTS
    assert np.abs(NEARNESS.scores(SENTENCES) - exact).max() < 0.001


def test_a_score_depends_on_nothing_scored_with_it() -> None:
    """To the last bit: replay is exact, whatever else was being understood at the time."""
    together = NEARNESS.scores(SENTENCES)
    alone = np.concatenate([NEARNESS.scores(row[np.newaxis]) for row in SENTENCES])
    assert np.array_equal(together, alone)


def test_numbers_beyond_the_examples_count_as_the_largest() -> None:
    """They are cut off, and wrap around nowhere."""
    beyond = np.zeros((1, DIMENSION), dtype=np.float32)
    beyond[0, 0] = 1.0
    scores = NEARNESS.scores(beyond)
    assert np.isfinite(scores).all()
    assert np.array_equal(scores, NEARNESS.scores(beyond * 2))


def test_no_sentence_has_no_scores() -> None:
    """An empty message is asked about too."""
    assert NEARNESS.scores(np.empty((0, DIMENSION), dtype=np.float32)).shape == (0, ACTS)
