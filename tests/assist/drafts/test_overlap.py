"""Which words of a question come up in an answer."""

import pytest

from assist.drafts.overlap import coverage, overlap, words_of

RARITIES = {"tent": 480, "skis": 520, "open": 300}


@pytest.mark.parametrize(
    ("question", "sentence", "share"),
    [
        (["tent"], ["tent"], 1.0),
        (["tents"], ["tent"], 0.9),
        (["försäkring"], ["hemförsäkringen"], 0.8),
        (["tent"], ["skis"], 0.0),
        ([], ["tent"], 0.0),
    ],
)
def test_forms_of_a_word_and_parts_of_compounds_are_alike(
    question: list[str], sentence: list[str], share: float
) -> None:
    """The share is of the asked words' letters, short questions counting less."""
    letters = sum(min(len(word), 10) for word in question)
    assert overlap(question, sentence) == pytest.approx(share * letters / (letters + 5) if letters else 0.0)


def test_rare_words_cover_more() -> None:
    """Who takes up the rare word has covered more of the question than who takes up the common one."""
    rare, _ = coverage(["skis", "open"], ["skis"], RARITIES)
    common, _ = coverage(["skis", "open"], ["open"], RARITIES)
    assert 0 < common < rare < 1


def test_all_or_nothing() -> None:
    """Everything said is 1, nothing 0; the second number is the weight of the rarest."""
    assert coverage(["tent"], ["tent"], RARITIES) == (1.0, pytest.approx(2.4))
    assert coverage(["tent"], [], RARITIES)[0] == 0.0


def test_an_unknown_word_is_rare_and_a_number_is_not() -> None:
    """What is on no list weighs most."""
    assert (
        coverage(["xyzzy"], [], RARITIES)[1] > coverage(["skis"], [], RARITIES)[1] > coverage(["412"], [], RARITIES)[1]
    )


def test_a_question_of_common_words_alone_says_nothing() -> None:
    """It is neither covered nor not."""
    assert words_of("What is it?") == ()
    assert coverage((), ["tent"], RARITIES) == (0.5, 0.0)
