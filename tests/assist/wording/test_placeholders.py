"""Persons go under other names, and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.wording.placeholders import Placeholders


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Robin Lind här", "{customer} här"),
        ("robin, ROBINS väska och Linds konto", "{customer}, {customer}S väska och {customer}s konto"),
        ("Robin's bag", "{customer}'s bag"),
        ("Robin da Lind", "{customer}"),
        ("Hej Kim! Kims kollega", "Hej {agent}! {agent}s kollega"),
        ("Robinson och kimono och linda", "Robinson och kimono och linda"),
        ("robin@example.com", "{e_mail}"),
        ("070-123 45 67 eller 08-123 456 78, ja 070-123 45 67", "{telephone} eller {telephone_2}, ja {telephone}"),
        ("{agent} {system}", "(agent) (system)"),  # what somebody wrote in braces stands for nobody
    ],
)
def test_what_is_hidden(text: str, hidden: str) -> None:
    assert Placeholders("Robin da Lind", "Kim").hide(text) == hidden


def test_they_come_back() -> None:
    placeholders = Placeholders("Robin Lind", "Kim Berg")
    hidden = placeholders.hide("Ring 070-123 45 67 eller skriv till kim@example.com")
    assert placeholders.restore(hidden) == "Ring 070-123 45 67 eller skriv till kim@example.com"
    assert placeholders.restore("Hej {customer}, jag heter {agent}. {nobody}") == "Hej Robin, jag heter Kim. {nobody}"
    assert placeholders.known == {"customer", "agent", "telephone", "e_mail"}


def test_nobody_is_known() -> None:
    placeholders = Placeholders()
    assert placeholders.hide("Hej Robin") == "Hej Robin"
    assert placeholders.known == frozenset()
    assert Placeholders("A", "da").hide("A da") == "A da"


@given(st.text(), st.text(max_size=20), st.text(max_size=20))
def test_no_text_and_no_name_is_too_strange(text: str, customer: str, agent: str) -> None:
    placeholders = Placeholders(customer, agent)
    hidden = placeholders.hide(text)
    assert isinstance(placeholders.restore(hidden), str)
    assert placeholders.hide(text) == hidden
