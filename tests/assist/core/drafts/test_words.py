"""The tables of words: complete in every language, and read as they are written."""

from dataclasses import fields

import pytest

from assist.core.drafts.phrases import Phrases
from assist.core.drafts.words import WORDS
from assist.core.drafts.words.short_names import SHORT_NAMES
from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of


@pytest.mark.parametrize("language", ["sv", "da", "nb", "pt", "en"])
def test_every_language_has_every_table(language: str) -> None:
    words = WORDS[language]
    for field in fields(Words):
        table = getattr(words, field.name)
        assert table.pattern.pattern if isinstance(table, Phrases) else table, field.name
    assert len(words.jargon) >= 40


@pytest.mark.parametrize("language", ["sv", "da", "nb", "pt", "en"])
def test_jargon_stands_in_small_letters_and_is_not_its_own_replacement(language: str) -> None:
    for form, plain in WORDS[language].jargon.items():
        assert form and form == form.lower() and form != plain


def test_forms_go_with_their_replacements() -> None:
    assert jargon_of("commence, commences = begin, begins / api = \n prior to, before that = before") == {
        "commence": "begin",
        "commences": "begins",
        "api": "",
        "prior to": "before",
        "before that": "before",
    }


def test_phrases_and_words_are_read_from_lines() -> None:
    assert phrases_of("one two / three\n four").first("three", (0, 5)) == (0, 5)
    assert words_of("mr  mrs") == {"mr", "mrs"}


def test_short_names_are_written_without_accents() -> None:
    for short, full in SHORT_NAMES.items():
        assert full
        assert all(name.isascii() and name.islower() for name in (short, *full))
