"""Which sentences of a letter answer which of the customer's questions.

In a letter nearness of meaning alone says little: answers are put in other words, and what stands beside an answer is
near to the question as well. So two linear models decide, both fitted by `python -m benchmarks.drafts train`:

1. Is this sentence an answer to this question? From nearness, words in common, form (a no, a date where one asks
   when), place (people answer in order), and how the sentence suits the other questions.
2. Does the letter answer this question at all? From the best sentence's score, and from what else there is: a
   question between two that are answered, with nothing left between their answers, has none.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Answer
from assist.core.questions import Question
from assist.drafts.letter_words import COMMON, DENIES, KINDS
from assist.sentence import ASKS_FOR_MORE, SAYS_YES_OR_NO, Sentence

FITTED = Path(__file__).with_name("letters.json")
Floats = NDArray[np.float64]

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
SHORTEST_WORD, WEIGHTIEST_WORD = 3, 10  # letters
STEM, STEM_SHARE, COMPOUND, PART = 4, 0.6, 5, 6  # letters that two forms of a word share
POLITE = frozenset({"empathy", "thanks", "apology", "greeting", "goodbye", "introduces_self", "asks_anything_else"})
LONG_SENTENCE = 25  # words
NO_SENTENCE = -6.0  # score where there is none
SHARED = 1.0  # what a sentence loses as an answer once it is another question's
CLAIMED = -0.5  # score from which a question holds its sentence
MOST_LEFT, LEFT_SCALE = 60, 20  # words between two answers that count, and their unit


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted model: features are standardised, weighed and summed."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    def __call__(self, features: Floats) -> Floats:
        """The score of each row of features; above 0 it is more likely than not."""
        scores: Floats = ((features - self.mean) / self.scale) @ self.weights + self.intercept
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


def find_in_letter(
    questions: Sequence[Question],
    question_vectors: NDArray[np.float32],
    sentences: Sequence[Sentence],
    sentence_vectors: NDArray[np.float32],
) -> tuple[Answer, ...]:
    """The sentence that answers each question that has one; vectors are centred, shapes (n, dimension)."""
    places = [place for place, sentence in enumerate(sentences) if sentence.may_answer]
    if not places or not questions:
        return ()
    told, nearness = [sentences[place] for place in places], question_vectors @ sentence_vectors[places].T
    by_sentence, by_letter = models()
    scores = by_sentence(pair_features(questions, nearness, told))
    chosen = assign(scores)
    answered = by_letter(letter_features(scores, chosen, told)) > 0
    return tuple(
        Answer(question.id, 1.0, told[place].start, told[place].end)
        for question, place, is_answered in zip(questions, chosen, answered, strict=True)
        if is_answered and place >= 0
    )


def pair_features(questions: Sequence[Question], nearness: NDArray[np.float32], told: Sequence[Sentence]) -> Floats:
    """(questions, sentences, features): what speaks for a sentence to be the answer."""
    said = [_words(sentence.text) for sentence in told]
    shared = np.array([[overlap(_words(question.text), words) for words in said] for question in questions])
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


def letter_features(scores: Floats, chosen: Sequence[int], told: Sequence[Sentence]) -> Floats:
    """(questions, features): what speaks for an answer in the letter, given the scores of its sentences."""
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


def assign(scores: Floats) -> list[int]:
    """For each question the place of its sentence, the surest first; a sentence taken once is a poorer answer."""
    left, chosen = scores.copy(), [-1] * len(scores)
    while (best := int(np.argmax(left))) >= 0 and np.isfinite(left.flat[best]):
        row, place = divmod(best, left.shape[1])
        chosen[row] = place
        left[row] = -np.inf
        left[:, place] -= SHARED
    return chosen


def overlap(asked: Sequence[str], said: Sequence[str]) -> float:
    """The share of the asked words that are said too in some form, long words weighing more."""
    if not asked or not said:
        return 0.0
    weights = [min(len(word), WEIGHTIEST_WORD) for word in asked]
    found = sum(
        weight * max(_alike(word, other) for other in said) for word, weight in zip(asked, weights, strict=True)
    )
    return found / (sum(weights) + 5)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """How much two words have of each other: 1 for the same, less for forms and for parts of compounds."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    common = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if common >= STEM and common >= STEM_SHARE * len(short):
        return 0.9
    if len(short) >= COMPOUND and short in long:
        return 0.8
    return 0.6 if len(short) >= PART and common < STEM and short[:COMPOUND] in long[2:] else 0.0


def _words(text: str) -> tuple[str, ...]:
    words = (word.lower() for word in WORD.findall(text))
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and word not in COMMON)


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
