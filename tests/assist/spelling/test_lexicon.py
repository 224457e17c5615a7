"""What is a word of a language."""

import pytest

from tests.assist.spelling.installed import lexicon


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("sv", "betalningspåminnelse Faktura osv. Göteborg", "faktuura betalningspåmminelse rekning"),
        ("da", "leveringsadresse regning selvrisiko mvh", "fakktura hygiajne abbonement"),
        ("nb", "noen noe poeng kontoen temaet appen regning", "regningg abbonement fakktura"),
        ("pt", "fatura equipa equipe ônibus autocarro", "faturra menssagem usuario"),
        ("en", "colour color organise organize invoice", "recieve definately colur"),
    ],
)
def test_words(language: str, right: str, wrong: str) -> None:
    """Those of the dictionary, of either variant, and the common ones it lacks."""
    known = lexicon(language)
    assert [word for word in right.split() if not known.knows(word)] == []
    assert [word for word in wrong.split() if known.knows(word)] == []


@pytest.mark.parametrize("word", ["overtakelsesdato", "brennevinskultur", "plukkfeil"])
def test_compounds_of_a_word_and_a_common_word(word: str) -> None:
    """With a link or without."""
    assert not lexicon("nb").knows(word)
    assert lexicon("nb").is_compound(word)


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "xyzzpåfylling"), ("nb", "bankxyzz"), ("en", "moneybook"), ("da", "selvrisko")]
)
def test_no_compounds(language: str, word: str) -> None:
    """A part that is no word, a language that writes them apart, a last part that is not common."""
    assert not lexicon(language).is_compound(word)


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("sv", "tilbaka", "tillbaka"),
        ("da", "desvære", "desværre"),
        ("nb", "desverre", "dessverre"),
        ("pt", "mensajem", "mensagem"),
        ("en", "recieve", "receive"),
        ("en", "teh", "the"),
    ],
)
def test_the_likeliest_common_word_comes_first(language: str, written: str, meant: str) -> None:
    """By slips and by how common it is."""
    assert lexicon(language).likely(written)[0] == meant


@pytest.mark.parametrize(("language", "word"), [("da", "desvære"), ("nb", "overasket"), ("nb", "grunnlegende")])
def test_a_compound_by_chance_is_no_word(language: str, word: str) -> None:
    """What the dictionary could put together, and nobody means, so near to a very common word."""
    assert lexicon(language).has(word)
    assert not lexicon(language).knows(word)


def test_suggestions_of_the_dictionary() -> None:
    """For words that are no slip of a common one."""
    assert "betalningspåminnelse" in lexicon("sv").suggest("betalningspåmminelse")


@pytest.mark.parametrize(
    ("language", "text", "variant"),
    [
        ("en", "Please organise the colour catalogue", "en_GB"),
        ("en", "The color of our favorite catalog", "en_US"),
        ("en", "Thank you for the invoice", ""),
        ("sv", "Tack för fakturan", ""),
    ],
)
def test_the_variant_of_a_text(language: str, text: str, variant: str) -> None:
    """By the words that one dictionary has and the other has not."""
    assert lexicon(language).variant(text) == variant
