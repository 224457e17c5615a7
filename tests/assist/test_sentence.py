"""A sentence of an agent's, and whether it can answer."""

import pytest

from assist.sentence import Sentence


def sentence(text: str, *acts: str) -> Sentence:
    """A sentence that does these acts."""
    return Sentence(0, len(text), text, frozenset(acts))


@pytest.mark.parametrize(
    ("text", "acts", "may"),
    [
        ("We open at nine.", (), True),
        ("Thank you for your letter.", ("thanks",), False),
        ("Thank you for asking, the shop opens at nine in summer.", ("thanks",), True),
        ("Anybody could have found that out.", ("rude",), False),
        ("Kind regards\nKim", (), False),
        ("When was that?", (), False),
        ("Yes.", (), False),
    ],
)
def test_what_may_answer_in_a_letter(text: str, acts: tuple[str, ...], may: bool) -> None:
    """Politeness, rudeness, closing lines and questions back do not."""
    assert sentence(text, *acts).may_answer is may


def test_what_every_letter_has_is_formal() -> None:
    """Short politeness, and closing lines; what says more beside it is not."""
    assert sentence("Dear Ann,", "greeting").is_formal
    assert sentence("Kind regards\nKim\nFjordby").is_formal
    assert not sentence("Dear Ann, we open at nine on Saturdays.", "greeting").is_formal
    assert not sentence("We open at nine.").is_formal


def test_what_is_substantial_in_a_message() -> None:
    """In a conversation asking to wait says nothing about the question, and a short greeting neither."""
    assert sentence("We open at nine.").is_substantial
    assert not sentence("One moment please.", "requests_wait").is_substantial
    assert not sentence("Hello Robin!", "greeting").is_substantial
    assert not sentence(" . ").is_substantial
