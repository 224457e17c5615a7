"""Phrase evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.acts.phrases import PhraseBook


def found(text: str, phrases: dict[str, list[str]], never: dict[str, list[str]] | None = None) -> list[float]:
    """What is found in a Swedish text for and against one act."""
    evidence: list[float] = PhraseBook([(phrases, never or {})]).found(text, {"sv": 1.0})[0].tolist()
    return evidence


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("sorry", "I am Sorry."),
        ("ber om ursäkt", "Jag ber om\n ursäkt!"),
        ("ber ... ursäkt", "Jag ber så hemskt mycket om ursäkt"),
        ("ber … ursäkt", "ber ursäkt"),
        ("beklag*", "Vi beklagade det"),
        ("beklag*", "beklag"),
        ("förlåt, vad", "förlåt vad sa du"),
        ("förlåt vad", "Förlåt – vad?"),
        ("i'm sorry", "I’m sorry"),
        ("ett ... två* ... tre", "ett x tvåa y z tre"),
        ("c++", "vi kan c++ här"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    """In any case, over a gap of up to four words, with any ending after a star, whatever the punctuation."""
    assert found(text, {"sv": [phrase]}) == [1.0, 0.0]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("sorry", "sorrys"),
        ("låt", "förlåt"),
        ("ber ... ursäkt", "ber en två tre fyra fem ursäkt"),
        ("ber ... ursäkt", "Jag ber. Om ursäkt"),
        ("beklag*", "obeklagat"),
        ("om ursäkt", "ursäkt om"),
        ("s.rry", "sorry"),
    ],
)
def test_other_words_are_no_phrase(phrase: str, text: str) -> None:
    """Parts of words, wider gaps, other sentences and another order."""
    assert found(text, {"sv": [phrase]}) == [0.0, 0.0]


def test_phrases_that_rule_an_act_out_are_counted_apart() -> None:
    """For and against may both be found."""
    assert found("Det är ingen ursäkt", {"sv": ["ursäkt"]}, {"sv": ["ingen ursäkt"]}) == [1.0, 1.0]


@pytest.mark.parametrize(
    ("languages", "weight"),
    [
        ({"sv": 1.0}, 1.0),
        ({"sv": 0.4, "en": 0.6}, 1.0),
        ({"sv": 0.1, "en": 0.9}, pytest.approx(0.3)),
        ({"sv": 0.1, "da": 0.1, "en": 0.8}, pytest.approx(0.6)),
        ({"sv": 0.0, "en": 1.0}, 0.0),
        ({"fi": 1.0}, 0.0),
        ({}, 0.0),
    ],
)
def test_evidence_weighs_as_much_as_its_language(languages: dict[str, float], weight: float) -> None:
    """A third of the guess is enough for a whole; languages in which the phrase is unknown add nothing."""
    book = PhraseBook([({"sv": ["ursäkt"], "da": ["ursäkt"], "en": ["sorry"]}, {})])
    assert book.found("ursäkt", languages)[0].tolist() == [weight, 0.0]


@pytest.mark.parametrize("phrases", [[], ["", " ... ", "*"]])
def test_no_phrases_are_no_evidence(phrases: list[str]) -> None:
    """An act without phrases, or with empty ones, has no evidence."""
    assert found("ursäkt", {"sv": phrases}) == [0.0, 0.0]


def test_each_act_has_its_own_phrases() -> None:
    """One book for all acts: one line an act, in their order, also for two acts with the same phrase."""
    book = PhraseBook([({"sv": ["tack"]}, {}), ({"sv": ["hej då"]}, {"sv": ["tack"]}), ({"sv": ["tack"]}, {})])
    assert book.found("Tack och hej", {"sv": 1.0}).tolist() == [[1, 0], [0, 1], [1, 0]]


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_phrase_can_be_looked_for_in_any_text(phrase: str, text: str) -> None:
    """No sign in a file or a message is read as a pattern, and evidence stays between nothing and one."""
    weight, against = found(text, {"sv": [phrase]}, {"sv": [phrase]})
    assert weight == against
    assert weight in (0.0, 1.0)
