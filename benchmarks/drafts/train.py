"""Fit the two models that say which sentences of a letter answer which questions, and estimate how well they do.

The letters are those of tests/drafts/tuned, the answers those of tuned_answers.yaml. Of each letter there are as many
more as it has answers, with one answer taken out: what is left is what a letter looks like that answers no such
question. The estimate is by cross-validation over letters; the second model always learns from scores that the first
gives to letters it has not seen.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assist.commands.workspace import Workspace
from assist.core.questions import Question
from assist.drafting import sentences_of
from assist.inquiry import conclude
from assist.letters import FITTED, assign, letter_features, pair_features
from assist.sentence import Sentence
from benchmarks.drafts.corpus import SENT, pairs_in

ANSWERS = "tuned_answers.yaml"
FOLDS, INNER_FOLDS = 7, 5
TAKEN_OUT = 0.35  # weight of a letter with an answer taken out, beside 1 for one as it was written
SENTENCE_C, LETTER_C = 0.3, 0.5  # inverse strengths of the ridge; chosen by cross-validation
DECIDED = 0.4  # probability of an answer from which there is one; chosen by cross-validation
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Letter:
    """A draft: its questions, the sentences that could answer them, their nearness, and which do."""

    id: str
    questions: tuple[Question, ...]
    told: tuple[Sentence, ...]
    nearness: NDArray[np.float32]
    answers: tuple[frozenset[int], ...]
    weight: float = 1.0

    @property
    def features(self) -> Floats:
        """Of each question with each sentence."""
        return pair_features(self.questions, self.nearness, self.told)

    def variants(self) -> "Iterator[Letter]":
        """This letter, and for each question that shares its answer with none, this letter without it."""
        yield self
        for row, places in enumerate(self.answers):
            others = frozenset().union(*(some for other, some in enumerate(self.answers) if other != row))
            kept = [place for place in range(len(self.told)) if place not in places]
            if places and kept and not places & others:
                moved = {place: number for number, place in enumerate(kept)}
                yield replace(
                    self,
                    told=tuple(self.told[place] for place in kept),
                    nearness=self.nearness[:, kept],
                    answers=tuple(frozenset(moved[place] for place in some if place in moved) for some in self.answers),
                    weight=TAKEN_OUT,
                )


@dataclass(frozen=True)
class Fitted:
    """A logistic regression over standardised features."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    @classmethod
    def to(cls, features: Floats, truth: NDArray[np.bool_], weight: Floats | None, strength: float) -> "Fitted":
        """Fit to rows of features."""
        mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
        model = LogisticRegression(C=strength, max_iter=5000)
        model.fit((features - mean) / scale, truth, sample_weight=weight)
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
    truth, probability = cross_validated(letters)
    for decided in sorted({0.3, 0.4, DECIDED, 0.5, 0.6, 0.7}):
        told = probability < decided
        right, wrong, missed = (told & ~truth).sum(), (told & truth).sum(), (~told & ~truth).sum()
        f1 = 2 * right / (2 * right + wrong + missed)
        print(f"open below {decided}: {right} right, {wrong} wrong, {missed} missed, F1 {f1:.3f}")
    first = fit_sentence(letters)
    second = fit_letter(letters)
    decided = float(np.log(DECIDED / (1 - DECIDED)))
    kept = {"sentence": first.as_json(), "letter": replace(second, intercept=second.intercept - decided).as_json()}
    FITTED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{FITTED} is written")


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
            yield Letter(pair.entry["id"], questions, told, q @ s.T, answers)


def fit_sentence(letters: Sequence[Letter]) -> Fitted:
    """The first model: is this sentence an answer to this question?"""
    features = np.concatenate([letter.features.reshape(-1, letter.features.shape[2]) for letter in letters])
    truth = np.array(
        [place in some for letter in letters for some in letter.answers for place in range(len(letter.told))]
    )
    return Fitted.to(features, truth, None, SENTENCE_C)


def fit_letter(letters: Sequence[Letter]) -> Fitted:
    """The second model, from the scores of first models that have not seen the letter."""
    features, truth, weights = [], [], []
    for fold, first in folds(letters, INNER_FOLDS):
        for letter in fold:
            for variant in letter.variants():
                features.append(second_features(variant, first))
                truth += [bool(some) for some in variant.answers]
                weights += [variant.weight] * len(variant.answers)
    return Fitted.to(np.concatenate(features), np.array(truth), np.array(weights), LETTER_C)


def folds(letters: Sequence[Letter], number: int) -> Iterator[tuple[list[Letter], Fitted]]:
    """Parts of the letters, each with a first model that has seen only the others."""
    names = sorted({letter.id for letter in letters})
    for fold in range(number):
        held = set(names[fold::number])
        yield [one for one in letters if one.id in held], fit_sentence([one for one in letters if one.id not in held])


def second_features(letter: Letter, first: Fitted) -> Floats:
    """What the second model sees of a letter."""
    scores = first(letter.features)
    return letter_features(scores, assign(scores), letter.told)


def cross_validated(letters: Sequence[Letter]) -> tuple[NDArray[np.bool_], Floats]:
    """Whether each question is answered, and the probability that models say which have not seen its letter."""
    names = sorted({letter.id for letter in letters})
    truth, scores = [], []
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        seen = [one for one in letters if one.id not in held]
        first, second = fit_sentence(seen), fit_letter(seen)
        for letter in (one for one in letters if one.id in held):
            scores.append(second(second_features(letter, first)))
            truth += [bool(some) for some in letter.answers]
    return np.array(truth), 1 / (1 + np.exp(-np.concatenate(scores)))
