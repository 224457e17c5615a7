"""Danish verbs with an -r too many or too few."""

import pytest

from assist.spelling.verb_forms import wrong_verb_forms


def found(text: str) -> list[tuple[str, str]]:
    """Each wrong form and the right one."""
    return [(text[one.start : one.end], one.replacements[0]) for one in wrong_verb_forms(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Husk at betaler regningen i dag.", "betaler", "betale"),
        ("Du kan ikke overholder fristen.", "overholder", "overholde"),
        ("Vil du sender os et billede?", "sender", "sende"),
        ("Jeg sende dig en ny kode.", "sende", "sender"),
        ("Vi forstå godt, at det er træls.", "forstå", "forstår"),
        ("Vi skal nok gør det.", "gør", "gøre"),
    ],
)
def test_wrong_forms(text: str, wrong: str, right: str) -> None:
    """After `at` and modal verbs the infinitive, after a subject the present."""
    assert found(text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Husk at betale regningen.",
        "Vil du sende os et billede?",
        "Jeg sender dig en ny kode, så du kan betale.",
        "Kan vi sende den i morgen?",
        "Lad mig undersøge sagen.",
        "Vi ved, at kunder betaler til tiden, og at kvinder oftere ringer.",
        "Det arbejde vi har gjort, blev bare ved.",
        "Så blev der stille, og du må gerne både skrive og ringe.",
        "",
    ],
)
def test_right_forms(text: str) -> None:
    """Nouns that look like verbs, questions, and what a modal verb governs from afar."""
    assert found(text) == []
