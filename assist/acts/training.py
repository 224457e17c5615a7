"""Train the heads from the example files. Deterministic; import it only to train, for scikit-learn is heavy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from assist.acts.definition import ActDefinition, Acts
from assist.acts.heads import Weights, phrase_book, shape_of
from assist.acts.nearness import Floats, built, kernel
from assist.core.events import Role

FOLDS = 4
STRENGTH = 4.0  # inverse of the regularisation; chosen, as the kernel's width, on out-of-fold average precision
DOUBTFUL = 0.3  # another act's example that scores this high out of fold probably does this act too
Encode = Callable[[Sequence[str], Sequence[Mapping[str, float]]], Floats]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its language, who says it, and for which act it was written (empty for none)."""

    text: str
    language: str
    roles: tuple[Role, ...]
    act: str
    does: bool


def rows_of(acts: Acts) -> list[Row]:
    """Every sentence of the example files, in a fixed order."""
    rows = [
        Row(text, language, definition.by, definition.act, does)
        for definition in acts.definitions
        for language, words in definition.languages.items()
        for does, texts in ((True, words.examples), (False, words.confusable))
        for text in texts
    ]
    rows += [
        Row(text, language, roles, "", False)
        for roles, by_language in acts.ordinary.items()
        for language, texts in by_language.items()
        for text in texts
    ]
    return rows


def train(acts: Acts, languages: Sequence[str], encode: Encode) -> Weights:
    """Fit and calibrate a head an act; `encode` gives language-centred vectors (n, dimension)."""
    rows = [row for row in rows_of(acts) if row.language in languages]
    vectors = encode([row.text for row in rows], [{row.language: 1.0} for row in rows]).astype(np.float32)
    duals = np.zeros((len(rows), len(acts.definitions)), dtype=np.float32)
    all_evidence = evidence_of(acts, rows)
    decided = []
    with threadpool_limits(1):  # these matrices are small: threads that wait for each other cost forty times more
        for place, definition in enumerate(acts.definitions):
            evidence = all_evidence[:, place]
            truth = labels(definition, rows, evidence)
            known, scores, near = _known(definition, rows, vectors, truth)
            machine = _fit(near, truth[known])
            duals[np.array(known)[machine.support_], place] = machine.dual_coef_[0]
            spoken = [rows[index].language for index in known]
            decision, offsets = _decide(scores, evidence[known], truth[known], spoken, languages)
            decided.append((float(machine.intercept_[0]), decision, offsets))
    numbers = [np.array(part, dtype=np.float32) for part in zip(*decided, strict=True)]
    return Weights(built(vectors, duals, numbers[0]), *numbers[1:])


def evidence_of(acts: Acts, rows: Sequence[Row]) -> NDArray[np.float64]:
    """(rows, acts, 4): phrase evidence for and against each act, question mark, shortness."""
    book = phrase_book(acts)
    found = np.array([book.found(row.text, {row.language: 1.0}) for row in rows])
    shapes = shape_of([row.text for row in rows])
    return np.concatenate([found, np.broadcast_to(shapes[:, None, :], (*found.shape[:2], 2))], axis=2)


def labels(definition: ActDefinition, rows: Sequence[Row], evidence: NDArray[np.float64]) -> NDArray[np.int8]:
    """1 does the act, 0 does not, -1 unknown: written for another act and maybe doing this one too."""
    found = np.full(len(rows), -1, dtype=np.int8)
    for index, row in enumerate(rows):
        if row.act == definition.act:
            found[index] = row.does
        elif not set(row.roles) & set(definition.by):
            continue
        elif not row.act or (row.does and row.act not in definition.overlaps and evidence[index, 0] == 0):
            found[index] = 0
    return found


def _known(
    definition: ActDefinition, rows: Sequence[Row], vectors: Floats, truth: NDArray[np.int8]
) -> tuple[list[int], NDArray[np.float64], Floats]:
    """The rows to learn from, their out-of-fold scores, and how near each is to each; doubtful ones are left out."""
    known = [int(index) for index in np.flatnonzero(truth >= 0)]
    near = kernel(vectors[known], vectors[known])
    scores = _out_of_fold(near, truth[known])
    keep = [
        rows[index].act in (definition.act, "") or truth[index] == 1 or score < DOUBTFUL
        for index, score in zip(known, scores, strict=True)
    ]
    kept = [index for index, stays in zip(known, keep, strict=True) if stays]
    return kept, scores[keep], near[np.ix_(keep, keep)]


def _fit(near: Floats, truth: NDArray[np.int8]) -> SVC:
    return SVC(C=STRENGTH, kernel="precomputed", class_weight="balanced").fit(near, truth)


def _out_of_fold(near: Floats, truth: NDArray[np.int8]) -> NDArray[np.float64]:
    scores = np.zeros(len(truth))
    for seen, held_out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(near, truth):
        machine = _fit(near[np.ix_(seen, seen)], truth[seen])
        scores[held_out] = machine.decision_function(near[np.ix_(held_out, seen)])
    return scores


def _decide(
    scores: NDArray[np.float64],
    evidence: NDArray[np.float64],
    truth: NDArray[np.int8],
    spoken: Sequence[str],
    languages: Sequence[str],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What score and evidence weigh, and the offset of each language, held near the common one.

    Every row counts a second time without its phrase, because the phrases were written beside the examples.
    """
    own = np.array([[float(language == name) for name in languages] for language in spoken])
    seen = np.hstack([scores[:, None], evidence, own])
    blind = seen.copy()
    blind[:, 1] = 0.0
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(np.vstack([seen, blind]), np.concatenate([truth, truth]))
    return model.coef_[0][:5], model.coef_[0][5:] + model.intercept_[0]
