"""Which sentences of a letter answer which questions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.questions import Question
from assist.drafts.letters import assign, find_in_letter, letter_features, models, pair_features, rarities
from assist.sentence import Sentence


def asked(*texts: str) -> list[Question]:
    """The customer's questions."""
    return [Question(f"0.{number}", "0", text, 0, len(text)) for number, text in enumerate(texts, 1)]


def letter(*paragraphs: str) -> list[Sentence]:
    """A letter of one sentence a paragraph, a hundred code points apart."""
    return [Sentence(100 * n, 100 * n + len(text), text, frozenset(), n) for n, text in enumerate(paragraphs)]


def found(questions: list[Question], sentences: list[Sentence], cosines: list[list[float]]) -> dict[str, int]:
    """Each answered question with the number of its sentence, given the cosine of every pair."""
    rows = np.array(cosines, np.float32)
    answers = find_in_letter(questions, rows, sentences, np.eye(len(sentences), dtype=np.float32))
    return {answer.question: answer.start // 100 for answer in answers}


def test_each_question_finds_its_answer() -> None:
    """Near in meaning, with words in common, in order."""
    questions = asked("When do you open on Saturdays?", "What does it cost to rent a tent?")
    told = letter("On Saturdays we open at nine.", "To rent a tent costs 200 kronor a day.")
    assert found(questions, told, [[0.6, 0.0], [0.0, 0.6]]) == {"0.1": 0, "0.2": 1}


def test_a_question_without_a_sentence_of_its_own_stays_open() -> None:
    """What is far in meaning and shares no word answers nothing, once the only answer is taken."""
    questions = asked("When do you open on Saturdays?", "Is the dog allowed in the cabin?")
    assert found(questions, letter("On Saturdays we open at nine."), [[0.6], [-0.1]]) == {"0.1": 0}


@pytest.mark.parametrize("text", ["Hello,\nAnn", "Kim\nFjordby", "Why?", "Yes", "When do you mean?"], ids=repr)
def test_what_is_no_sentence_answers_nothing(text: str) -> None:
    """Salutations and names in lines of their own, questions back, single words."""
    assert found(asked("When do you open?"), letter(text), [[0.9]]) == {}


def test_nothing_asked_or_nothing_said() -> None:
    """There is no answer."""
    assert find_in_letter([], np.zeros((0, 1), np.float32), letter("We open."), np.eye(1, dtype=np.float32)) == ()
    assert find_in_letter(asked("When?"), np.zeros((1, 0), np.float32), [], np.zeros((0, 0), np.float32)) == ()


def test_the_surest_choose_first() -> None:
    """A sentence that is taken is a poorer answer for the next, and may still be the best."""
    assert assign(np.array([[2.0, 1.5], [3.0, 0.0]])) == [1, 0]
    assert assign(np.array([[2.0, 0.5], [3.0, 0.0]])) == [0, 0]


def test_words_are_weighed_in_one_language_only() -> None:
    """Danish and Norwegian share theirs; between others the ledger does without."""
    assert rarities("en", "en") is rarities("en", "en")
    assert rarities("da", "nb")
    assert rarities("en", "sv") is None


@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 10**6))
def test_the_models_take_any_letter(questions: int, sentences: int, seed: int) -> None:
    """Features are numbers, as many as the models were fitted to."""
    cosines = np.random.default_rng(seed).uniform(-1, 1, (questions, sentences)).astype(np.float32)
    some, told = asked(*["When?"] * questions), letter(*["We open at nine."] * sentences)
    by_sentence, by_letter = models()
    scores = by_sentence(pair_features(some, cosines, told))
    assert scores.shape == (questions, sentences)
    for rare in (None, rarities("en", "en")):
        features = letter_features(scores, assign(scores), told, [question.text for question in some], rare)
        assert np.isfinite(by_letter(features)).all()
