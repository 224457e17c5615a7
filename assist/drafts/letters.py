"""Which sentences of a letter answer which of the customer's questions.

In a letter nearness of meaning alone says little: answers are put in other words, and what stands beside an answer is
near to the question as well. So two linear models decide, both fitted by `python -m benchmarks.drafts train`:

1. Is this sentence an answer to this question? From nearness, words in common, form (a no, a date where one asks
   when), place (people answer in order), and how the sentence suits the other questions.
2. Does the letter answer this question at all? From the best sentence's score, and from what else there is: a
   question between two that are answered, with nothing left between their answers, has none. What a score is worth
   depends on the question: a short one has no words to be near to, and a rare word that is not taken up tells much.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Answer
from assist.core.questions import Question
from assist.drafts.letter_words import DENIES, KINDS
from assist.drafts.overlap import coverage, overlap, words_of
from assist.sentence import ASKS_FOR_MORE, SAYS_YES_OR_NO, Sentence
from assist.spelling.frequencies import frequencies

FITTED = Path(__file__).with_name("letters.json")
Floats = NDArray[np.float64]

POLITE = frozenset({"empathy", "thanks", "apology", "greeting", "goodbye", "introduces_self", "asks_anything_else"})
LONG_SENTENCE = 25  # words
NO_SENTENCE = -6.0  # score where there is none
SHARED = 1.0  # what a sentence loses as an answer once it is another question's
CLAIMED = -0.5  # score from which a question holds its sentence
MOST_LEFT, LEFT_SCALE = 60, 20  # words between two answers that count, and their unit
LONG_QUESTION, MANY_SENTENCES, MANY_QUESTIONS = 20, 10, 4  # words; units of the letter's sentences and questions
UNKNOWN = (float("nan"), float("nan"))
NEIGHBOURS = {"da", "nb"}


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted model: features are standardised, weighed and summed; one that is not known (nan) weighs nothing."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    def __call__(self, features: Floats) -> Floats:
        """The score of each row of features; above 0 it is more likely than not."""
        standard = np.nan_to_num((features - self.mean) / self.scale)
        scores: Floats = standard @ self.weights + self.intercept
        return scores


@cache
def models() -> tuple[Linear, Linear]:
    """The two models as they were fitted."""
    kept = json.loads(FITTED.read_text(encoding="utf-8"))
    sentence, letter = (
        Linear(np.array(one["mean"]), np.array(one["scale"]), np.array(one["weights"]), one["intercept"])
        for one in (kept["sentence"], kept["letter"])
    )
    return sentence, letter


def rarities(asked: str, said: str) -> Mapping[str, int] | None:
    """How rare words are, in centibels; None where these are two languages that share few of them."""
    return frequencies(said) if asked == said or {asked, said} == NEIGHBOURS else None


def find_in_letter(
    questions: Sequence[Question],
    question_vectors: NDArray[np.float32],
    sentences: Sequence[Sentence],
    sentence_vectors: NDArray[np.float32],
    rare: Mapping[str, int] | None = None,
) -> tuple[Answer, ...]:
    """The sentence that answers each question that has one; vectors are centred, shapes (n, dimension).

    `rare` are the rarities of the letter's words.
    """
    places = [place for place, sentence in enumerate(sentences) if sentence.may_answer]
    if not places or not questions:
        return ()
    told, nearness = [sentences[place] for place in places], question_vectors @ sentence_vectors[places].T
    by_sentence, by_letter = models()
    scores = by_sentence(pair_features(questions, nearness, told))
    chosen = assign(scores)
    asked = [question.text for question in questions]
    answered = by_letter(letter_features(scores, chosen, told, asked, rare)) > 0
    return tuple(
        Answer(question.id, 1.0, told[place].start, told[place].end)
        for question, place, is_answered in zip(questions, chosen, answered, strict=True)
        if is_answered and place >= 0
    )


def pair_features(questions: Sequence[Question], nearness: NDArray[np.float32], told: Sequence[Sentence]) -> Floats:
    """(questions, sentences, features): what speaks for a sentence to be the answer."""
    said = [words_of(sentence.text) for sentence in told]
    shared = np.array([[overlap(words_of(question.text), words) for words in said] for question in questions])
    n, m = shared.shape
    near = np.asarray(nearness, np.float64)
    own = [_form(question.text, sentence) for question in questions for sentence in told]
    asked_at, said_at = (np.arange(n) + 0.5) / n, (np.arange(m) + 0.5) / m
    features = [
        near,
        _best_of_others(near),
        near - near.max(axis=1, keepdims=True),
        near - near.max(axis=0, keepdims=True),
        shared,
        shared - _best_of_others(shared),
        -np.abs(said_at[None, :] - asked_at[:, None]),
        np.broadcast_to(said_at[None, :], (n, m)),
    ]
    return np.concatenate([np.stack(features, axis=2), np.array(own).reshape(n, m, -1)], axis=2)


def letter_features(
    scores: Floats,
    chosen: Sequence[int],
    told: Sequence[Sentence],
    asked: Sequence[str],
    rare: Mapping[str, int] | None,
) -> Floats:
    """(questions, features): what speaks for an answer in the letter, given the scores of its sentences."""
    return np.concatenate([_left_over(scores, chosen, told), _asked(asked, told, rare)], axis=1)


def _left_over(scores: Floats, chosen: Sequence[int], told: Sequence[Sentence]) -> Floats:
    """What each question's best sentence is worth, and what the answers of the others leave for it."""
    words = np.array([len(sentence.text.split()) for sentence in told])
    held = [place if place >= 0 and scores[row, place] > CLAIMED else -1 for row, place in enumerate(chosen)]
    rows = []
    for row, score in enumerate(scores):
        taken = {place for other, place in enumerate(held) if other != row and place >= 0}
        before = max((place for place in held[:row] if place >= 0), default=-1)
        after = min((place for place in held[row + 1 :] if place > before), default=len(told))
        gap = [place for place in range(before + 1, after) if place not in taken]
        left = [place for place in range(len(told)) if place not in taken]
        paragraphs = {told[place].paragraph for place in taken}
        fresh = [place for place in left if told[place].paragraph not in paragraphs]
        fresh_gap = [place for place in gap if place in fresh]
        rows.append(
            [
                score.max(),
                score[chosen[row]] if chosen[row] >= 0 else NO_SENTENCE,
                *(score[some].max() if some else NO_SENTENCE for some in (gap, left, fresh)),
                *(min(words[some].sum(), MOST_LEFT) / LEFT_SCALE for some in (gap, fresh_gap, fresh)),
                float(bool(gap)),
                float(bool(fresh_gap)),
                len(left) / len(scores),
                float(np.log(np.exp(score).sum())),
            ]
        )
    return np.array(rows, np.float64)


def _asked(asked: Sequence[str], told: Sequence[Sentence], rare: Mapping[str, int] | None) -> Floats:
    """How much there is to go by: long questions are near to much, and much said answers much."""
    said = [word for sentence in told for word in words_of(sentence.text)]
    return np.array(
        [
            [
                min(len(text.split()), LONG_QUESTION) / LONG_QUESTION,
                len(told) / MANY_SENTENCES,
                len(asked) / MANY_QUESTIONS,
                *(UNKNOWN if rare is None else coverage(words_of(text), said, rare)),
            ]
            for text in asked
        ],
        np.float64,
    )


def assign(scores: Floats) -> list[int]:
    """For each question the place of its sentence, the surest first; a sentence taken once is a poorer answer."""
    left, chosen = scores.copy(), [-1] * len(scores)
    while (best := int(np.argmax(left))) >= 0 and np.isfinite(left.flat[best]):
        row, place = divmod(best, left.shape[1])
        chosen[row] = place
        left[row] = -np.inf
        left[:, place] -= SHARED
    return chosen


def _form(question: str, sentence: Sentence) -> list[float]:
    text = sentence.text
    kinds = [bool(has.search(text)) for asks, has in KINDS if asks.search(question)]
    is_plain = not kinds and not ASKS_FOR_MORE.search(question)  # to be answered with yes or no
    return [
        sum(kinds) / len(kinds) if kinds else 0.5,
        float(is_plain and bool(DENIES.search(text))),
        float(is_plain and bool(SAYS_YES_OR_NO.search(text))),
        float(bool(sentence.acts & POLITE)),
        min(len(text.split()), LONG_SENTENCE) / LONG_SENTENCE,
    ]


def _best_of_others(scores: Floats) -> Floats:
    """(n, m): the best score that any other row has in that column; 0 where there is no other row."""
    if len(scores) == 1:
        return np.zeros_like(scores)
    return np.array([np.delete(scores, row, axis=0).max(axis=0) for row in range(len(scores))])
