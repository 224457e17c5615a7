import pytest

from guidelines_kb.number_words import cardinals, ordinals

SAID = {
    "sv": {
        "två": 2,
        "tjugoett": 21,
        "fyrtiofem": None,
        "förtiofem": 45,
        "hundra": 100,
        "fem hundra": 500,
        "tusen": 1000,
    },
    "da": {"tres": 60, "femogtres": 65, "halvtreds": 50, "fem hundrede": 500, "femhundrede": 500, "et par": 2},
    "nb": {"tretti": 30, "tredve": 30, "femtifem": 55, "fem hundre": 500, "femhundre": 500, "sju": 7, "syv": 7},
    "pt": {"duas": 2, "vinte e um": 21, "catorze": 14, "cem": 100, "quinhentos": 500},
    "en": {"twenty-one": 21, "twenty one": 21, "a hundred": 100, "five hundred": 500, "a dozen": 12},
}


@pytest.mark.parametrize("language", SAID)
def test_words_are_read_backwards(language):
    known = cardinals(language)
    assert {word: known.get(word) for word in SAID[language]} == SAID[language]


@pytest.mark.parametrize(("language", "word"), [("sv", "tredje"), ("da", "femte"), ("pt", "terceiro"), ("en", "fifth")])
def test_ordinals_begin_at_the_third(language, word):
    assert ordinals(language)[word] in {3, 5}
    assert 2 not in ordinals(language).values()  # "andra", "anden" and "andre" are others, not second ones


def test_a_language_not_known_has_no_words():
    assert (cardinals("xx"), ordinals("xx")) == ({}, {})
