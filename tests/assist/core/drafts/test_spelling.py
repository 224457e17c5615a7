"""Misspelt and doubled words as flaws."""

import pytest

from assist.core.drafts.draft import Draft, Flaw, Misspelling
from assist.core.drafts.spelling import misspelled_words, repeated_words
from assist.core.events import Channel


def draft(text: str, language: str = "sv", *misspellings: Misspelling) -> Draft:
    """A draft of one sentence."""
    return Draft(text, language, Channel.CHAT, sentences=((0, len(text)),), misspellings=misspellings)


def test_a_misspelling_is_a_flaw_with_its_word_and_replacements() -> None:
    """As the speller gave them."""
    found = list(misspelled_words(draft("Din rekning", "sv", Misspelling(4, 11, ("räkning",)))))
    assert found == [Flaw("spelling", 4, 11, ("räkning",), {"word": "rekning", "right": "räkning"})]


def test_a_misspelling_brings_its_rule() -> None:
    """A capital, a word in the wrong place; without a replacement nothing is said to be right."""
    (flaw,) = misspelled_words(draft("din faktura", "sv", Misspelling(0, 3, ("Din",), "capital")))
    assert (flaw.rule, dict(flaw.slots)) == ("capital", {"word": "din", "right": "Din"})
    (flaw,) = misspelled_words(draft("rekning", "sv", Misspelling(0, 7)))
    assert dict(flaw.slots) == {"word": "rekning"}


@pytest.mark.parametrize(
    ("language", "text", "twice", "once"),
    [
        ("sv", "Vi ser att att fakturan är betald", "att att", "att"),
        ("da", "Du finder det på på siden", "på på", "på"),
        ("nb", "Du må huske å å betale", "å å", "å"),
        ("pt", "Enviamos a a fatura", "a a", "a"),
        ("en", "We sent the\nthe card", "the\nthe", "the"),
        ("en", "The the card", "The the", "The"),
    ],
)
def test_a_word_twice(language: str, text: str, twice: str, once: str) -> None:
    """Over a line break too; one is to stay, as it stood first."""
    (flaw,) = repeated_words(draft(text, language))
    assert flaw.rule == "repeated_word"
    assert (text[flaw.start : flaw.end], flaw.replacements) == (twice, (once,))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Vi vet vad det det handlar om kostar. Hej hej!"),
        ("da", "Det ved I, når I i dag ser den den vej"),
        ("nb", "Ja ja, det det gjelder er dette"),
        ("pt", "Diz que que não pode, muito muito obrigado"),
        ("en", "All that that card had had was very very little, bye bye"),
        ("en", "Baden Baden, plus\n\nplus, a well-known well, it's its"),
        ("en", "the cat. Cat food"),
    ],
)
def test_right_twice(language: str, text: str) -> None:
    """Doubles that belong to a language, names, over paragraphs and stops, and words that only begin alike."""
    assert list(repeated_words(draft(text, language))) == []


def test_only_in_what_the_agent_wrote() -> None:
    """Quoted mail is not the agent's to mend."""
    text = "Hej\n> att att"
    quoting = Draft(text, "sv", Channel.EMAIL, sentences=((0, 3),))
    assert list(repeated_words(quoting)) == []
