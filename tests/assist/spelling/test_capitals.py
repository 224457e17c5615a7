# ruff: noqa: E501 - a sentence is read as one
"""Capital letters too few and too many."""

import pytest

from assist.spelling.capitals import wrong_capitals
from assist.spelling.tokens import tokens


def found(text: str, language: str, start: int = 0) -> list[tuple[str, str]]:
    """The words with the wrong letter in the sentence that begins at `start`, with the right ones."""
    words = tuple(tokens(text, start, len(text)))
    return [(text[one.start : one.end], one.replacements[0]) for one in wrong_capitals(text, words, start, language)]


@pytest.mark.parametrize("before", ["", "Tack för ditt mejl. ", "Är det så? ", "Hej!\n\n"])
def test_a_sentence_begins_with_a_capital(before: str) -> None:
    """After the end of another, or where the letter begins."""
    assert found(f"{before}vi skickar den i dag.", "sv", len(before)) == [("vi", "Vi")]


@pytest.mark.parametrize(
    "before", ["Det kostar ca. ", "Vi tar kort etc. ", "Den 2. ", "Nja ... ", "Hej Anna,\n\n", "Mvh\n"]
)
def test_where_no_sentence_ends_none_begins(before: str) -> None:
    """Abbreviations, days, dots, a greeting with a comma, the next line."""
    assert found(f"{before}fem kronor blir det.", "sv", len(before)) == []


def test_codes_begin_as_they_are_written() -> None:
    """And single letters."""
    assert found("iPhone stöds inte.", "sv") == []
    assert found("www.fjordby.se är öppen.", "sv") == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("sv", "Vi svarar gärna på Engelska.", "Engelska"),
        ("sv", "Du får det på Måndag.", "Måndag"),
        ("da", "Du får den på Fredag.", "Fredag"),
        ("nb", "Kortet kommer i Juni.", "Juni"),
        ("sv", "Vi ber dig Att vänta.", "Att"),
    ],
)
def test_a_capital_too_many(language: str, text: str, word: str) -> None:
    """Days, months and languages in the Nordic ones, and small words anywhere."""
    assert found(text, language) == [(word, word.lower())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Filmen heter Män Som Hatar Kvinnor."),
        ("sv", "Han sa: Det går bra."),
        ("da", "Tak, fordi De ringede."),
        ("pt", "A entrega é na Segunda."),
        ("en", "It comes on Monday, in English."),
    ],
)
def test_capitals_that_are_right(language: str, text: str) -> None:
    """Titles, speech, the polite form, and where a language has them or may."""
    assert found(text, language) == []


def test_the_english_i() -> None:
    """Not in `i.e.`."""
    assert found("Today i wrote, and i'm glad, i.e. done.", "en") == [("i", "I"), ("i", "I")]
