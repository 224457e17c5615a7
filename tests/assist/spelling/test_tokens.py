"""Which words of a text a dictionary is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.spelling.tokens import is_code, parts_of, tokens


def words(text: str) -> list[str]:
    """The words that are looked up."""
    return [token.text for token in tokens(text, 0, len(text))]


def names(text: str) -> list[str]:
    """Those that are taken for names."""
    return [token.text for token in tokens(text, 0, len(text)) if token.is_name]


@pytest.mark.parametrize(
    "text",
    [
        "https://fjordby.se/konto?sida=min",
        "(www.fjordby.no/min-side)",
        "kim.lind@fjordby.se",
        "fjordby.se,",
        "rapport.pdf",
        "example.com/minasidor",
        "/home/kim/filen",
        "C:\\kim\\filen",
        "#kundservice",
        "@fjordby",
        "min_fil",
        "AB-12345",
        "70-årig",
        "4x4",
        "2x",
        "PDF",
        "SMS:et",
        "VD:n",
        "TV-n",
        "USA's",
        "PDFs",
        "XVIII",
        "iii",
        "iPhone",
        "BankID",
        "t.ex.",
        "bl.a.",
        "f.eks.",
        "A",
        "km²",
    ],
)
def test_codes_addresses_and_abbreviations_are_no_words(text: str) -> None:
    """No dictionary has them, and all are right."""
    assert words(text) in ([], ["km"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hej, vi har skickat fakturan!", ["Hej", "vi", "har", "skickat", "fakturan"]),
        ("och/eller", ["och", "eller"]),
        ("Slut.Nästa mening", ["Slut", "Nästa", "mening"]),
        ("e-postadress guarda-chuva", ["e-postadress", "guarda-chuva"]),
        ("don't l’eau", ["don't", "l’eau"]),
        ("VIKTIGT MEDDELANDE", ["VIKTIGT", "MEDDELANDE"]),
        ("**fakturan** _kom_ (inte)", ["fakturan", "inte"]),
    ],
)
def test_words_are_found_with_their_marks(text: str, found: list[str]) -> None:
    """Hyphens and apostrophes inside belong to a word, signs around it do not."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim Lind bor i Växjå", ["Lind", "Växjå"]),
        ("Vi ses. Sedan går vi. Då!", []),
        ("Välj ”Mina sidor” (Konto): Där", []),
        ("Hej\nVi ses\n- Punkt\n• Lista", []),
        ("VIKTIGT MEDDELANDE", []),
    ],
)
def test_a_capital_inside_a_sentence_makes_a_name(text: str, found: list[str]) -> None:
    """At its beginning, after a stop, a colon, a quotation mark or a new line any word has one."""
    assert names(text) == found


def test_a_sentence_begins_where_it_is_said_to() -> None:
    """`start` counts, not what stands before it."""
    text = "utan punkt Sedan kom Kim"
    assert [token.text for token in tokens(text, 11, len(text)) if token.is_name] == ["Kim"]


def test_parts() -> None:
    """Put together by a hyphen or a colon."""
    assert parts_of("BankID-appen") == ["BankID", "appen"]
    assert parts_of("faktura") == ["faktura"]
    assert is_code("BankID")
    assert not is_code("appen")


@given(st.text(max_size=300))
def test_spans_hold_the_words(text: str) -> None:
    """Whatever is written: offsets are code points, in order, inside the text."""
    found = list(tokens(text, 0, len(text)))
    assert [text[token.start : token.end] for token in found] == [token.text for token in found]
    assert [token.start for token in found] == sorted(token.start for token in found)
