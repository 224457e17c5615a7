"""Sentences and what they quote."""

from assist.spelling.passages import Passage, passages
from assist.spelling.tokens import tokens


def read(text: str) -> list[tuple[str, bool]]:
    """The words of each passage."""
    return [(" ".join(word.text for word in one.words), one.is_quoted) for one in passages(text, 0, len(text))]


def test_a_quotation_is_a_passage_of_its_own() -> None:
    """Whatever marks are used; an apostrophe is none."""
    assert read("Du skrev ”my bike is broken” igår") == [("Du skrev igår", False), ("my bike is broken", True)]
    assert read('The "store plan" isn\'t "Kims"') == [("The isn't", False), ("store plan", True), ("Kims", True)]
    assert read("Vi ses") == [("Vi ses", False)]


def test_another_language_is_one_where_most_words_are_strange() -> None:
    """A sentence from four words, a quotation from two; a badly spelt one is still of its language."""

    def passage(text: str, *, is_quoted: bool = False) -> Passage:
        return Passage(tuple(tokens(text, 0, len(text))), is_quoted)

    english = passage("thank you very much for the invoice")
    assert english.is_foreign(english.words, "sv")
    assert not english.is_foreign(english.words[:2], "sv")
    short = passage("your invoice")
    assert not short.is_foreign(short.words, "sv")
    assert passage("your invoice", is_quoted=True).is_foreign(short.words, "sv")
    bad = passage("vi har tyväär inte fåt din betallning än")
    assert not bad.is_foreign(bad.words, "sv")


def test_low_letters_and_names_beside() -> None:
    """A passage that begins with a small letter, and a word that a name stands next to."""
    text = "Vi köper Bank of America idag"
    (one,) = passages(text, 0, len(text))
    assert not one.is_low
    assert [word.text for word in one.words if one.is_beside_name(word)] == ["köper", "of", "idag"]
    (low,) = passages("vi ses", 0, 6)
    assert low.is_low
