"""Which of an agent's sentences answer which of the customer's open questions.

Three signs are added up: nearness of meaning, words in common, and whether the sentence has the form of an
answer (yes or no to a yes-or-no question, a number where a number is asked for). People answer in order,
so a sentence that is left over counts for a question that is left over.
A draft is read more closely: see `letters.py`.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Answer
from assist.core.questions import Question
from assist.sentence import ASKS_FOR_MORE, SAYS_YES_OR_NO, Sentence

ALONE = 0.1  # score that a sentence needs to answer the only open question
AMONG_OTHERS = 0.45  # or one of several
LEFT_OVER = 0.3  # or, in order, when both are left over
SHARED_WORDS, YES_OR_NO, NUMBER = 0.3, 0.2, 0.15  # what each sign adds to the cosine
STEM = 5  # letters that two forms of a word share
WORD = re.compile(r"\w{4,}")
ASKS_FOR_NUMBER = re.compile(
    r"\b(?:how (?:much|many|long|far|big|often)|what time|when|"
    r"hur (?:mycket|många|länge|lång|stor)|när|vad kostar|"
    r"hvor (?:meget|mange|længe|lang|stor|mye|lenge)|hvornår|når|hva koster|hvad koster|"
    r"quant[oa]s?|quando|a que horas)\b",
    re.IGNORECASE,
)
HAS_NUMBER = re.compile(r"\d|\b(?:half|halv|meia|noon|midday)\b", re.IGNORECASE)


def find_answers(
    questions: Sequence[Question],
    question_vectors: NDArray[np.float32],
    sentences: Sequence[Sentence],
    sentence_vectors: NDArray[np.float32],
) -> tuple[Answer, ...]:
    """The best sentence for each question that has one; vectors are centred, shapes (n, dimension)."""
    telling = [index for index, sentence in enumerate(sentences) if sentence.is_substantial]
    if not telling or not questions:
        return ()
    told = [sentences[index] for index in telling]
    scores = question_vectors @ sentence_vectors[telling].T + _forms(questions, told)
    chosen = _choose(scores)
    return tuple(
        Answer(questions[row].id, 1.0, told[column].start, told[column].end) for row, column in sorted(chosen.items())
    )


def _choose(scores: NDArray[np.float32]) -> dict[int, int]:
    """Row (question) to column (sentence)."""
    needed = ALONE if len(scores) == 1 else AMONG_OTHERS
    chosen = {row: int(np.argmax(some)) for row, some in enumerate(scores) if some.max() >= needed}
    columns = iter([column for column in range(scores.shape[1]) if column not in chosen.values()])
    for row in (row for row in range(len(scores)) if row not in chosen):
        column = next((column for column in columns if scores[row, column] >= LEFT_OVER), None)
        if column is not None:
            chosen[row] = column
    return chosen


def _forms(questions: Sequence[Question], told: Sequence[Sentence]) -> NDArray[np.float32]:
    return np.array([[_form(question.text, sentence.text) for sentence in told] for question in questions], np.float32)


def _form(question: str, sentence: str) -> float:
    """What the form of a sentence adds to its being an answer."""
    score = SHARED_WORDS * _shared_words(question, sentence)
    if not ASKS_FOR_MORE.search(question) and SAYS_YES_OR_NO.search(sentence):
        score += YES_OR_NO
    if ASKS_FOR_NUMBER.search(question) and HAS_NUMBER.search(sentence):
        score += NUMBER
    return score


def _shared_words(question: str, sentence: str) -> float:
    asked = stems(question)
    return len(asked & stems(sentence)) / len(asked) if asked else 0.0


def stems(text: str) -> set[str]:
    """The beginnings of a text's longer words, which their forms share."""
    return {word[:STEM] for word in WORD.findall(text.lower())}
