"""Prompts as private notes: five languages, every part that there is, and no more than fits."""

import pytest

from assist.core.events import Citation
from assist.core.prompts import Because, Priority, Prompt
from assist.desks.notes import LABELS, LONGEST, note_text

QUOTE = Citation("d1", "Handbook", "Waiting", "en", "Apologise for every wait.", 0, 25, 0.9)


def prompt(language: str = "en", say: str = "I'm sorry.", guidelines: tuple[Citation, ...] = (QUOTE,)) -> Prompt:
    why = Because("e1", "the customer waited")
    return Prompt("p1", "apologise_for_hold", Priority.HIGH, "Apologise.", language, say, "sv", guidelines, why, 0.0)


def test_a_note() -> None:
    """What to do, what to say, what it rests on, and why."""
    assert note_text(prompt()) == (
        "Bistand: Apologise.\n\n"
        "Words to say:\nI'm sorry.\n\n"
        "Guideline: “Apologise for every wait.” (Handbook, Waiting)\n\n"
        "Why: the customer waited"
    )


@pytest.mark.parametrize(
    ("language", "guideline", "why"),
    [
        ("sv", "Riktlinje: ”Apologise for every wait.”", "Varför: "),
        ("da", "Retningslinje: ”Apologise for every wait.”", "Hvorfor: "),
        ("nb", "Retningslinje: «Apologise for every wait.»", "Hvorfor: "),
        ("pt", "Orientação: «Apologise for every wait.»", "Porquê: "),
        ("fi", "Guideline: “Apologise for every wait.”", "Why: "),
    ],
)
def test_it_speaks_the_agents_language(language: str, guideline: str, why: str) -> None:
    """Labels and quotation marks are those of the instruction; English for a language without."""
    text = note_text(prompt(language))
    assert guideline in text
    assert why in text
    assert set(LABELS) == {"sv", "da", "nb", "pt", "en"}


def test_parts_without_words_are_left_out() -> None:
    """No label stands alone, and a place without a section has no comma."""
    bare = prompt(say="", guidelines=(Citation("d1", "Handbook", "", "en", "Be kind.", 0, 8, 0.9),))
    assert note_text(bare) == ("Bistand: Apologise.\n\nGuideline: “Be kind.” (Handbook)\n\nWhy: the customer waited")
    assert "Guideline" not in note_text(prompt(guidelines=()))


def test_a_long_one_is_cut() -> None:
    """A desk takes so much; what the note begins with is what matters."""
    text = note_text(prompt(say="å" * 100_000))
    assert len(text) == LONGEST
    assert text.endswith("å …")
