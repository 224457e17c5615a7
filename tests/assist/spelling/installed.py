"""The dictionaries of this machine, for the tests that need a real one; where one is missing they skip and say so."""

from functools import lru_cache

import pytest

from assist.spelling import Speller
from assist.spelling.dictionaries import advice, folders, missing
from assist.spelling.lexicon import Lexicon


def need(*languages: str) -> None:
    """Skip unless the dictionaries of these languages are here; `make test` installs them."""
    absent = missing(languages, folders())
    if absent:
        pytest.skip(advice(absent))


@lru_cache(maxsize=1)
def the_speller() -> Speller:
    """One for all tests: dictionaries take a while to load."""
    return Speller(folders())


def lexicon(language: str) -> Lexicon:
    """A language as the speller has loaded it."""
    need(language)
    found = the_speller()._lexicon(language)
    assert found is not None
    return found
