"""The tables of time words are whole."""

import re

import pytest

from assist.core.promise_words import LANGUAGES, TimeWords


@pytest.mark.parametrize("words", LANGUAGES, ids=("sv", "da", "nb", "pt", "en"))
def test_a_language_has_every_weekday_and_number(words: TimeWords) -> None:
    """Seven weekdays, the numbers to twelve and a word for one o'clock."""
    assert len(words.weekdays) == 7
    assert {*range(2, 13)} <= {*words.numbers.values()}
    assert words.one_oclock
    assert {60.0, 3600.0, 86_400.0, 604_800.0} == {*words.units.values()}


@pytest.mark.parametrize("words", LANGUAGES, ids=("sv", "da", "nb", "pt", "en"))
def test_no_pattern_makes_a_group_of_its_own(words: TimeWords) -> None:
    """The grammar names its groups; a stray bracket in a table would shift their meaning."""
    patterns = [*words.lengths, *words.units, *words.short_units, *words.days, *words.weekdays, *words.parts]
    patterns += [
        words.one,
        words.within,
        words.spent,
        words.ago,
        words.rate,
        words.exactly,
        words.around,
        words.then,
    ]
    assert [pattern for pattern in patterns if re.compile(pattern).groups] == []
