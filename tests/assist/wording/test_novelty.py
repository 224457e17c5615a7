"""What an answer tells of that nobody has said: names, words, reasons."""

import pytest

from assist.wording.novelty import has_too_many, new_names, new_words


@pytest.mark.parametrize(
    ("language", "said", "answer", "names"),
    [
        ("en", "my jacket from Fjordby broke", "Your jacket from Fjordby broke", []),
        ("en", "my jacket broke", "Your jacket from Fjordby broke", ["Fjordby"]),
        ("en", "my jacket broke", "Margaret, I understand that it broke", ["Margaret"]),
        ("en", "my jacket broke", "I understand. I'm sorry, and I'll listen.", []),
        ("en", "the poles are missing", "Poles are missing, is that right?", []),
        ("sv", "mitt tält läcker", "Tältet läcker alltså. Stämmer det?", []),
        ("sv", "mitt tält läcker", "Så ditt tält från Hilleberg läcker?", ["Hilleberg"]),
        ("da", "mine ski er væk", "Skiene er væk, forstår jeg.", []),
        ("nb", "pakka er borte", "Så Posten har mistet pakka?", ["Posten"]),
        ("pt", "a mochila chegou rasgada", "Lamento, a mochila da Decathlon chegou rasgada", ["Decathlon"]),
        ("pt", "a mochila chegou rasgada", "Deixe-me confirmar: a mochila chegou rasgada", []),
    ],
)
def test_names_that_nobody_has_used(language: str, said: str, answer: str, names: list[str]) -> None:
    assert [*new_names(answer, language, [said])] == names


@pytest.mark.parametrize(
    ("language", "said", "answer", "is_too_much"),
    [
        ("en", "the zip on my jacket broke", "So the zip on your jacket has broken?", False),
        ("en", "the zip on my jacket broke", "The factory in Vietnam recalled all zippers of that batch", True),
        ("sv", "dragkedjan gick sönder", "Så dragkedjan på jackan har gått sönder, det låter tråkigt", False),
        ("sv", "dragkedjan gick sönder", "Underleverantören bytte material i fjol och kedjorna spricker", True),
        ("en", "my parcel is late", "I'm sorry that your parcel is late because of snow", True),
        ("da", "min pakke er forsinket", "Din pakke er forsinket på grund af strejke", True),
        ("nb", "pakka er forsinket", "Pakka er forsinket fordi sjåføren streiker", True),
        ("pt", "a encomenda atrasou", "A encomenda atrasou por causa da greve", True),
    ],
)
def test_words_that_nobody_has_used(language: str, said: str, answer: str, is_too_much: bool) -> None:
    """One or two may be new, for other words are the point; in a reason none may."""
    assert has_too_many(new_words(answer, language, [said]), answer) == is_too_much
