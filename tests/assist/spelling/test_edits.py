"""Slips of spelling and their distance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.spelling.edits import LETTERS, distance, neighbours

WORD = st.text(LETTERS["sv"], min_size=1, max_size=9)


@pytest.mark.parametrize("slip", ["fktura", "fakktura", "faktuar", "faktyra", "fakturaa", "akfura"])
def test_one_slip_away_is_found_from_the_slip(slip: str) -> None:
    """A letter less, one more, two swapped, a wrong one; two slips are too many."""
    assert ("faktura" in neighbours(slip, "sv")) is (slip != "akfura")


def test_letters_are_those_of_the_language() -> None:
    """An å is missed in Swedish, an ã in Portuguese."""
    assert "nå" in neighbours("na", "sv") - neighbours("na", "pt")
    assert "não" in neighbours("nao", "pt") - neighbours("nao", "sv")
    assert "don't" in neighbours("dont", "en")


@pytest.mark.parametrize(
    ("written", "nearer", "farther"),
    [
        ("nar", "när", "nor"),  # an accent forgotten, a wrong vowel
        ("tilbaka", "tillbaka", "tilbakar"),  # half a double letter
        ("tillbakka", "tillbaka", "tillbakra"),
        ("kudn", "kund", "kuln"),  # two swapped
        ("faktira", "faktura", "faktdra"),  # a vowel for a vowel
        ("fktura", "faktura", "ktura"),  # a letter is missed more often than added
        ("sjanst", "chanst", "transt"),  # what sounds alike
        ("faar", "får", "fast"),  # typed for a letter that the keyboard lacks
        ("fakturs", "faktura", "fakturo"),  # the key beside it
        ("greatful", "grateful", "dreadful"),  # hardly anybody mistakes the first letter
    ],
)
def test_usual_slips_are_nearer(written: str, nearer: str, farther: str) -> None:
    """Weights order what one slip alone would not."""
    assert distance(written, nearer) < distance(written, farther)


@given(WORD, WORD)
def test_a_distance_is_one(one: str, other: str) -> None:
    """Nothing for the same, and something for any other."""
    assert distance(one, one) == 0.0
    assert (distance(one, other) == 0.0) is (one == other)


@given(WORD)
def test_neighbours_are_near_and_others(word: str) -> None:
    """Each is at most one dear slip away, and none is the word."""
    found = sorted(neighbours(word, "sv"))
    assert word not in found
    assert all(0 < distance(word, near) <= 1.3 for near in found[::40])
