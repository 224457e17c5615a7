"""Names, known and addressed."""

import pytest

from assist.core.names import first_name, mentions


@pytest.mark.parametrize(("name", "first"), [("Robin Lind", "Robin"), (" Bo ", "Bo"), ("", ""), ("  ", "")])
def test_people_are_addressed_by_their_first_name(name: str, first: str) -> None:
    """The first word of a name, or nothing."""
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tack, Robin!", "Robin Lind"),
        ("tack robin", "Robin Lind"),
        ("Thank you, Mr Lind.", "Robin Lind"),
        ("Tak, Bo.", "Bo Li"),
        ("Obrigada, João", "João da Silva"),
        ("Here is Fjordby", "Fjordby AB"),
        ("Kim-Anders här", "Kim-Anders"),
    ],
)
def test_a_name_is_heard(text: str, name: str) -> None:
    """Any part of a name counts, in any case, as a whole word."""
    assert mentions(text, [name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Robinson was here", "Robin Lind"),
        ("da loja", "João da Silva"),
        ("Thanks for the call", "The Phone House"),
        ("Tack av hela laget", "Carl av Ugglas"),
        ("a", "A"),
        ("anything", ""),
    ],
)
def test_other_words_are_no_names(text: str, name: str) -> None:
    """Parts of longer words, particles and single letters call nobody."""
    assert not mentions(text, [name])


def test_any_of_the_names_will_do() -> None:
    """An agent may give their own name or the organisation's; without names nobody is called."""
    assert mentions("Fjordby kundservice", ["Kim", "Fjordby"])
    assert not mentions("Fjordby kundservice", [])
