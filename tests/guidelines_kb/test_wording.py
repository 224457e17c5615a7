import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb.wording import WEIGHT, blended, coverage, grams, shares


def covered(asked, *snippets):
    return coverage(shares([asked]), [grams(text) for text in snippets])[0]


def test_a_snippet_that_says_it_all_covers_it_whatever_else_it_says():
    whole, more, none = covered("Parcel to Bergen", "parcel to BERGEN!", "Your parcel to Bergen left us today", "xyz")
    assert (whole, more, none) == pytest.approx((1.0, 1.0, 0.0), abs=1e-5)


def test_a_name_counts_more_than_small_words():
    name, small = covered("Is there a ferry to Hurtigruten?", "Hurtigruten", "is there a")
    assert name > small > 0


def test_related_languages_and_inflections_share_stems():
    same, other = covered("Hva er åpningstidene i butikken?", "Våra öppettider i butiken", "Nous fermons demain")
    assert same > other


def test_composed_and_decomposed_letters_are_the_same():
    assert np.array_equal(grams("A\u030angstro\u0308m"), grams("\u00c5ngstr\u00f6m"))


@pytest.mark.parametrize("text", ["", "?!", "\u2026"])
def test_a_text_without_letters_has_nothing_to_cover(text):
    assert len(grams(text)) == 0
    assert covered(text, "anything", text) == pytest.approx([0, 0])
    assert coverage(shares([text]), []).shape == (1, 0)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.lists(st.text(max_size=30), max_size=4))
def test_coverage_is_a_share_and_similarity_stays_in_its_range(asked, snippets):
    found = coverage(shares(asked), [grams(text) for text in snippets])
    assert found.shape == (len(asked), len(snippets))
    assert ((found > -1e-5) & (found < 1 + 1e-5)).all()
    assert (abs(blended(np.ones_like(found), found)) < 1 + 1e-5).all()
    assert blended(np.float32(1), np.float32(0)) == pytest.approx(1 / (1 + WEIGHT))
