"""Which language somebody writes."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.languages import FLOOR, decided, likeliest, posterior, vote

POSTERIORS = st.dictionaries(st.sampled_from(["sv", "da", "nb", "pt", "en"]), st.floats(0, 1), max_size=5)


def test_a_vote_adds_logarithms() -> None:
    """Probabilities of independent texts multiply, none below the floor."""
    votes = vote(vote({}, {"da": 0.5, "nb": 0.5}), {"da": 0.9, "nb": 0.0})
    assert votes == {"da": log(0.5) + log(0.9), "nb": log(0.5) + log(FLOOR)}


def test_a_text_without_a_guess_leaves_the_vote() -> None:
    """Nothing understood changes nothing."""
    assert vote({"da": -1.0}, {}) == {"da": -1.0}
    assert vote({}, {}) == {}


def test_a_declared_language_is_not_forgotten() -> None:
    """One message declared as Swedish outweighs a doubtful guess that follows."""
    votes = vote({}, {"sv": 1.0})
    assert votes == {"sv": 0.0}
    assert decided(vote(votes, {"sv": 0.3, "da": 0.7})) == "sv"


def test_a_language_left_out_is_voted_against() -> None:
    """A text that is certainly Danish speaks against Swedish also when it does not name it."""
    votes = vote({"sv": log(0.5), "da": log(0.5)}, {"da": 1.0})
    assert votes == {"da": log(0.5), "sv": log(0.5) + log(FLOOR)}
    assert decided(votes) == "da"


@pytest.mark.parametrize(
    ("votes", "language"),
    [
        ({}, None),
        ({"da": log(0.76), "nb": log(0.24)}, "da"),
        ({"da": log(0.74), "nb": log(0.26)}, None),
        ({"en": 0.0}, "en"),
    ],
)
def test_undecided_is_an_answer(votes: dict[str, float], language: str | None) -> None:
    """A language counts from three quarters of the vote on, not below."""
    assert decided(votes) == language


def test_the_likeliest_is_named_even_when_undecided() -> None:
    """Ties go to the first by name."""
    assert likeliest({"nb": -1.0, "da": -1.0}) == "da"
    assert likeliest({"nb": -0.5, "da": -1.0}) == "nb"
    assert likeliest({}) is None


def test_no_vote_has_no_posterior() -> None:
    """Without a vote there are no probabilities."""
    assert posterior({}) == {}


@given(st.lists(POSTERIORS, max_size=6))
def test_a_posterior_sums_to_one(texts: list[dict[str, float]]) -> None:
    """However many texts vote, probabilities are positive and sum to one, and the likeliest has most."""
    votes: dict[str, float] = {}
    for text in texts:
        votes = vote(votes, text)
    shares = posterior(votes)
    if shares:
        assert sum(shares.values()) == pytest.approx(1)
        assert min(shares.values()) > 0
        assert shares[likeliest(votes) or ""] == max(shares.values())
