"""How common words are."""

import importlib.util
from collections.abc import Iterator

import pytest

from assist.errors import SetupError
from assist.spelling.frequencies import frequencies


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Lists are read anew."""
    frequencies.cache_clear()
    yield
    frequencies.cache_clear()


@pytest.mark.parametrize(
    ("language", "common", "rare"),
    [
        ("sv", "och", "räkning"),
        ("da", "og", "regning"),
        ("nb", "og", "regning"),
        ("pt", "e", "fatura"),
        ("en", "the", "invoice"),
    ],
)
def test_common_words_are_less_rare(language: str, common: str, rare: str) -> None:
    """All five languages have a list; a hundred centibels are ten times rarer."""
    words = frequencies(language)
    assert 100 < words[common] < 200 < words[rare] < 600
    assert len(words) > 20_000


def test_a_missing_list_is_said(monkeypatch: pytest.MonkeyPatch, forgetful: None) -> None:
    """With what brings it; a language without a list is the same."""
    with pytest.raises(SetupError, match="small_xx"):
        frequencies("xx")
    monkeypatch.setattr("assist.spelling.frequencies.find_spec", lambda name: None)
    with pytest.raises(SetupError, match="pip install wordfreq"):
        frequencies("sv")
    assert importlib.util.find_spec("wordfreq")
