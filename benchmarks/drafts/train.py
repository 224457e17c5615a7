"""Fit the two models that say which sentences of a letter answer which questions, and estimate how well they do.

The letters are those of tests/drafts/tuned, the answers those of tuned_answers.yaml. The estimate is by
cross-validation over pairs of letters; the second model always learns from scores that the first gives to letters it
has not seen. Letters with an answer taken out, to have more open questions to learn from, made it worse.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assist.commands.workspace import Workspace
from assist.core.questions import Question
from assist.drafts.drafting import sentences_of
from assist.drafts.letters import FITTED, assign, letter_features, pair_features, rarities
from assist.inquiry import conclude
from assist.sentence import Sentence
from benchmarks.drafts.corpus import SENT, pairs_in

ANSWERS = "tuned_answers.yaml"
FOLDS, INNER_FOLDS = 10, 4
SENTENCE_C, LETTER_C = 0.03, 0.03  # inverse strengths of the ridge; chosen by cross-validation
DECIDED = 0.6  # probability of an answer from which there is one: at most one clean letter in twenty is told of
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Letter:
    """A draft: its questions, the sentences that could answer them, their nearness, and which do."""

    id: str
    twin: str
    language: str
    questions: tuple[Question, ...]
    told: tuple[Sentence, ...]
    nearness: NDArray[np.float32]
    answers: tuple[frozenset[int], ...]

    @cached_property
    def features(self) -> Floats:
        """Of each question with each sentence."""
        return pair_features(self.questions, self.nearness, self.told)


@dataclass(frozen=True)
class Fitted:
    """A logistic regression over standardised features."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    @classmethod
    def to(cls, features: Floats, truth: NDArray[np.bool_], strength: float) -> "Fitted":
        """Fit to rows of features."""
        mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
        model = LogisticRegression(C=strength, max_iter=5000)
        model.fit((features - mean) / scale, truth)
        return cls(mean, scale, model.coef_[0], float(model.intercept_[0]))

    def __call__(self, features: Floats) -> Floats:
        """The score of each row."""
        scores: Floats = ((features - self.mean) / self.scale) @ self.weights + self.intercept
        return scores

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        rounded = {name: [round(float(x), 4) for x in getattr(self, name)] for name in ("mean", "scale", "weights")}
        return {**rounded, "intercept": round(self.intercept, 4)}


def main(workspace: Workspace, folder: Path) -> None:
    """Estimate by cross-validation, then fit to everything and keep it beside the code."""
    letters = [*letters_in(workspace, folder)]
    estimate(letters)
    first = fit_sentence(letters)
    second = fit_letter(letters)
    decided = float(np.log(DECIDED / (1 - DECIDED)))
    kept = {"sentence": first.as_json(), "letter": replace(second, intercept=second.intercept - decided).as_json()}
    FITTED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{FITTED} is written")


def estimate(letters: Sequence[Letter]) -> None:
    """Print what cross-validation says for some thresholds."""
    truth, probability, numbers = cross_validated(letters)
    clean = {n for n, letter in enumerate(letters) if letter.twin == "clean"}
    for decided in sorted({0.4, 0.5, 0.55, DECIDED, 0.6, 0.65, 0.7, 0.75}):
        told = probability < decided
        right, wrong, missed = (told & ~truth).sum(), (told & truth).sum(), (~told & ~truth).sum()
        nagged = len(clean & {*numbers[told & truth]}) / len(clean)
        print(
            f"open below {decided}: {right} right, {wrong} wrong, {missed} missed; precision "
            f"{right / max(right + wrong, 1):.3f}, recall {right / (right + missed):.3f}, F1 "
            f"{2 * right / (2 * right + wrong + missed):.3f}; {nagged:.1%} of clean letters told of for nothing"
        )


def letters_in(workspace: Workspace, folder: Path) -> Iterator[Letter]:
    """Every letter of the corpus, as the drafter reads it."""
    starts = yaml.safe_load((folder.parent / ANSWERS).read_text(encoding="utf-8"))
    drafter, library, encode = workspace.drafter, workspace.library, workspace.interpreter.encode
    for pair in pairs_in(folder):
        for twin in ("faulty", "clean"):
            draft = drafter.read(replace(pair.writing(twin), replies_to=()), SENT)  # the models are not there yet
            heard = conclude(drafter.inquire(draft), encode)
            done = {start: frozenset(a.name for a in heard.acts if a.start == start) for start, _ in draft.sentences}
            whole = [replace(sentence, acts=done[sentence.start]) for sentence in sentences_of(draft)]
            told = tuple(sentence for sentence in whole if sentence.may_answer)
            asked = pair.entry["questions"]
            shares = {draft.language: 1.0}
            q = library.centre(encode(asked), [shares] * len(asked))
            s = library.centre(encode([one.text for one in told]), [shares] * len(told))
            answers = tuple(
                frozenset(place for place, one in enumerate(told) for start in some if one.start <= start < one.end)
                for some in starts[pair.entry["id"]][twin]
            )
            questions = tuple(Question(str(n), "0", text, 0, len(text)) for n, text in enumerate(asked))
            yield Letter(pair.entry["id"], twin, pair.language, questions, told, q @ s.T, answers)


def fit_sentence(letters: Sequence[Letter]) -> Fitted:
    """The first model: is this sentence an answer to this question?"""
    features = np.concatenate([letter.features.reshape(-1, letter.features.shape[2]) for letter in letters])
    truth = np.array(
        [place in some for letter in letters for some in letter.answers for place in range(len(letter.told))]
    )
    return Fitted.to(features, truth, SENTENCE_C)


def fit_letter(letters: Sequence[Letter]) -> Fitted:
    """The second model, from the scores of first models that have not seen the letter."""
    features, truth = [], []
    for fold, first in folds(letters, INNER_FOLDS):
        for letter in fold:
            features.append(second_features(letter, first))
            truth += [bool(some) for some in letter.answers]
    return Fitted.to(np.concatenate(features), np.array(truth), LETTER_C)


def folds(letters: Sequence[Letter], number: int) -> Iterator[tuple[list[Letter], Fitted]]:
    """Parts of the letters, each with a first model that has seen only the others."""
    names = sorted({letter.id for letter in letters})
    for fold in range(number):
        held = set(names[fold::number])
        yield [one for one in letters if one.id in held], fit_sentence([one for one in letters if one.id not in held])


def second_features(letter: Letter, first: Fitted) -> Floats:
    """What the second model sees of a letter."""
    scores = first(letter.features)
    asked = [question.text for question in letter.questions]
    return letter_features(scores, assign(scores), letter.told, asked, rarities(letter.language, letter.language))


def cross_validated(letters: Sequence[Letter]) -> tuple[NDArray[np.bool_], Floats, NDArray[np.int_]]:
    """Of each question whether it is answered, what models say that have not seen its letters, and its letter."""
    names = sorted({letter.id for letter in letters})
    truth, scores, numbers = [], [], []
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        seen = [one for one in letters if one.id not in held]
        first, second = fit_sentence(seen), fit_letter(seen)
        for number, letter in enumerate(letters):
            if letter.id in held:
                scores.append(second(second_features(letter, first)))
                truth += [bool(some) for some in letter.answers]
                numbers += [number] * len(letter.answers)
    return np.array(truth), 1 / (1 + np.exp(-np.concatenate(scores))), np.array(numbers)
