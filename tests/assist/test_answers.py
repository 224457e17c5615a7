"""Which sentence answers which question, on vectors made by hand."""

import numpy as np
import pytest

from assist.answers import find_answers
from assist.core.events import Answer
from assist.core.questions import Question
from assist.sentence import Sentence


def asked(*texts: str) -> list[Question]:
    """The customer's questions."""
    return [Question(f"e1.{number}", "e1", text, 0, len(text)) for number, text in enumerate(texts, 1)]


def told(*texts: str, acts: tuple[str, ...] = ()) -> list[Sentence]:
    """The agent's sentences, a hundred characters apart."""
    return [Sentence(100 * n, 100 * n + len(text), text, frozenset(acts)) for n, text in enumerate(texts)]


def found(
    questions: list[Question], sentences: list[Sentence], *cosines: tuple[float, ...]
) -> dict[str, int]:
    """Each answered question with the number of its sentence, given the cosine of every pair."""
    rows = np.array(cosines, dtype=np.float32).reshape(len(questions), len(sentences))
    answers = find_answers(questions, rows, sentences, np.eye(len(sentences), dtype=np.float32))
    return {answer.question: answer.start // 100 for answer in answers}


def test_the_only_question_needs_little() -> None:
    """A sentence somewhat near answers it; one that is not does not."""
    assert found(asked("Varför?"), told("Det regnade."), (0.1,)) == {"e1.1": 0}
    assert found(asked("Varför?"), told("Det regnade."), (0.09,)) == {}


def test_one_of_several_needs_more() -> None:
    """Each question takes its nearest sentence."""
    both = asked("Varför?", "Vem?")
    assert found(both, told("Regn.", "Kim."), (0.5, 0.0), (0.0, 0.46)) == {"e1.1": 0, "e1.2": 1}
    assert found(both, told("Regn.", "Kim."), (0.5, 0.0), (0.0, 0.1)) == {"e1.1": 0}


def test_what_is_left_over_answers_what_is_left_over() -> None:
    """People answer in order, so a spare sentence counts for a spare question from a lower score on."""
    both = asked("Varför?", "Vem?")
    assert found(both, told("Regn.", "Kim."), (0.5, 0.0), (0.0, 0.3)) == {"e1.1": 0, "e1.2": 1}
    assert found(both, told("Regn."), (0.5,), (0.4,)) == {"e1.1": 0}


@pytest.mark.parametrize("act", ["greeting", "apology", "requests_wait", "does_not_know", "thanks"])
def test_politeness_answers_nothing(act: str) -> None:
    """A short sentence that does what says nothing is passed over, however near it is."""
    assert found(asked("Varför?"), told("Hej!", acts=(act,)), (0.9,)) == {}
    assert found(asked("Varför?"), told("Hej!", acts=("resolves",)), (0.9,)) == {"e1.1": 0}


def test_an_answer_may_begin_politely() -> None:
    """A greeting of more than six words says more than hello; asking back never answers."""
    long = "Hej Robin, det är för att det regnade."
    assert found(asked("Varför?"), told(long, acts=("greeting",)), (0.9,)) == {"e1.1": 0}
    assert found(asked("Varför?"), told(long, acts=("does_not_know",)), (0.9,)) == {}


def test_a_sentence_of_signs_is_passed_over() -> None:
    """Dots and marks state nothing."""
    assert found(asked("Varför?"), told("...!", "Regn."), (0.9, 0.3)) == {"e1.1": 1}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Finns jackan i blått?", "Ja, det gör den."),
        ("Can I return it?", "No, sorry to say."),
        ("Hur mycket kostar frakten?", "Det blir 49 kronor."),
        ("When do you open?", "At noon, always."),
        ("Var ligger butiken?", "Butiken finns i Malmö."),
    ],
)
def test_the_form_of_an_answer_counts(question: str, sentence: str) -> None:
    """Yes or no, a number, or the question's own words make up for meaning that is not near."""
    assert found(asked(question), told(sentence), (0.0,)) == {"e1.1": 0}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("Varför är den sen?", "Ja, absolut."), ("Vem ringde?", "Det var 14 grader."), ("Var är den?", "Kim.")],
)
def test_the_form_of_another_answer_does_not(question: str, sentence: str) -> None:
    """Yes does not tell why, and a number does not tell who."""
    assert found(asked(question), told(sentence), (0.0,)) == {}


def test_an_answer_points_to_its_words() -> None:
    """Start and end are the sentence's own."""
    question, sentence = asked("Varför?")[0], Sentence(7, 20, "Det regnade.", frozenset())
    one = np.ones((1, 1), dtype=np.float32)
    assert find_answers([question], one, [sentence], one) == (Answer("e1.1", 1.0, 7, 20),)


def test_without_questions_or_sentences_nothing_is_answered() -> None:
    """Empty in, empty out."""
    nothing = np.zeros((0, 3), dtype=np.float32)
    assert find_answers([], nothing, told("Regn."), np.ones((1, 3), dtype=np.float32)) == ()
    assert find_answers(asked("Varför?"), np.ones((1, 3), dtype=np.float32), [], nothing) == ()
