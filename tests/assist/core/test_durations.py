"""Lengths of time as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.durations import WORDS, in_words


@pytest.mark.parametrize(
    ("seconds", "language", "words"),
    [
        (1, "sv", "1 sekund"),
        (40, "sv", "40 sekunder"),
        (89.4, "da", "89 sekunder"),
        (90, "nb", "2 minutter"),
        (60, "en", "60 seconds"),
        (130, "pt", "2 minutos"),
        (3569, "en", "59 minutes"),
        (3599, "en", "1 hour"),
        (3600, "da", "1 time"),
        (7200, "nb", "2 timer"),
        (9000, "pt", "2 horas"),
        (90, "fi", "2 minutes"),
        (0, "en", "0 seconds"),
    ],
)
def test_lengths_in_words(seconds: float, language: str, words: str) -> None:
    """Seconds, minutes or hours, whichever one would say; English for other languages."""
    assert in_words(seconds, language) == words


@given(st.floats(0, 1e6), st.sampled_from([*WORDS]))
def test_nobody_says_sixty_minutes(seconds: float, language: str) -> None:
    """A whole hour is an hour."""
    assert not in_words(seconds, language).startswith("60 m")
