"""Moods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.moods import WORDS, mood_after, mood_in_words, mood_of


@pytest.mark.parametrize(
    ("before", "acts", "mood"),
    [
        (0.0, {"upset": 0.8}, 0.8),
        (0.8, {}, 0.48),
        (0.48, {"satisfied": 0.9}, 0.1728),
        (0.8, {"upset": 0.4}, 0.48),
        (0.2, {"upset": 0.4}, 0.4),
        (0.0, {"abusive": 0.6}, 1.0),
        (0.5, {"satisfied": 0.9, "upset": 0.5}, 0.5),
    ],
)
def test_moods_cool_down(before: float, acts: dict[str, float], mood: float) -> None:
    """Anger comes at once and goes slowly, faster with satisfaction; abuse is the worst there is."""
    assert mood_after(before, acts) == pytest.approx(mood)


@pytest.mark.parametrize(
    ("mood", "word"),
    [(0, "calm"), (0.34, "calm"), (0.35, "upset"), (0.74, "upset"), (0.75, "angry"), (1, "angry")],
)
def test_a_mood_has_a_word(mood: float, word: str) -> None:
    """Calm, upset or angry."""
    assert mood_of(mood) == word


@pytest.mark.parametrize(("language", "word"), [("sv", "arg"), ("pt", "zangado"), ("fi", "angry")])
def test_a_mood_is_said_in_the_agents_language(language: str, word: str) -> None:
    """In English where there is no word."""
    assert mood_in_words(0.9, language) == word


def test_every_mood_has_a_word_in_five_languages() -> None:
    """No agent reads another language's word."""
    assert {frozenset(words) for words in WORDS.values()} == {frozenset({"sv", "da", "nb", "pt", "en"})}


@given(st.floats(0, 1), st.dictionaries(st.sampled_from(["upset", "abusive", "satisfied"]), st.floats(0, 1)))
def test_moods_stay_between_calm_and_angry(mood: float, acts: dict[str, float]) -> None:
    """Never below nothing, never above one."""
    assert 0 <= mood_after(mood, acts) <= 1
