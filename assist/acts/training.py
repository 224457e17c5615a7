"""Train the heads from the example files. Deterministic; scikit-learn is loaded only here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.acts.definition import ActDefinition, Acts
from assist.acts.heads import Floats, Weights, phrase_book, shape_of
from assist.core.events import Role

FOLDS = 5
STRENGTH = 2.0  # inverse of the regularisation; chosen by the out-of-fold loss, flat from 1 to 4
DOUBTFUL = 0.7  # another act's example that scores this high out of fold probably does this act too
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
        Row(text, language, (role,), "", False)
        for role, by_language in acts.ordinary.items()
        for language, texts in by_language.items()
        for text in texts
    ]
    return rows


def train(acts: Acts, languages: Sequence[str], encode: Encode) -> Weights:
    """Fit and calibrate a head an act; `encode` gives language-centred vectors (n, dimension)."""
    rows = [row for row in rows_of(acts) if row.language in languages]
    vectors = encode([row.text for row in rows], [{row.language: 1.0} for row in rows])
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # these matrices are small: threads that wait for each other cost forty times more
        fitted = [_head(definition, acts, rows, vectors, languages) for definition in acts.definitions]
    return Weights(*(np.array(part, dtype=np.float32) for part in zip(*fitted, strict=True)))


def features(acts: Acts, act: str, rows: Sequence[Row], vectors: Floats) -> NDArray[np.float64]:
    """(rows, dimension + 4): vector, phrase evidence for and against, question mark, shortness."""
    book = phrase_book(acts, act)
    evidence = np.array([book.found(row.text, {row.language: 1.0}) for row in rows])
    return np.hstack([vectors, evidence, shape_of([row.text for row in rows])])


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


def _head(
    definition: ActDefinition, acts: Acts, rows: Sequence[Row], vectors: Floats, languages: Sequence[str]
) -> tuple[NDArray[np.float64], float, float, NDArray[np.float64]]:
    matrix = features(acts, definition.act, rows, vectors)
    truth = labels(definition, rows, matrix[:, vectors.shape[1] : vectors.shape[1] + 2])
    known = [int(index) for index in np.flatnonzero(truth >= 0)]
    scores = _out_of_fold(matrix[known], truth[known])
    own = np.array([rows[index].act in (definition.act, "") for index in known])
    doubtful = (truth[known] == 0) & ~own & (scores > np.log(DOUBTFUL / (1 - DOUBTFUL)))
    known = [index for index, drop in zip(known, doubtful, strict=True) if not drop]
    scores = _out_of_fold(matrix[known], truth[known])
    coefficients, intercept = _fit(matrix[known], truth[known])
    slope, offsets = _calibrate(scores, truth[known], [rows[index].language for index in known], languages)
    return coefficients, intercept, slope, offsets


def _fit(matrix: NDArray[np.float64], truth: NDArray[np.int8]) -> tuple[NDArray[np.float64], float]:
    """A logistic regression that also sees each example without its phrase, so that it learns both ways."""
    from sklearn.linear_model import LogisticRegression

    blind = matrix.copy()
    blind[:, -4] = 0.0
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit(np.vstack([matrix, blind]).astype(np.float32), np.concatenate([truth, truth]))
    return model.coef_[0], float(model.intercept_[0])


def _out_of_fold(matrix: NDArray[np.float64], truth: NDArray[np.int8]) -> NDArray[np.float64]:
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros(len(truth))
    for seen, held_out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(matrix, truth):
        coefficients, intercept = _fit(matrix[seen], truth[seen])
        scores[held_out] = matrix[held_out] @ coefficients + intercept
    return scores


def _calibrate(
    scores: NDArray[np.float64], truth: NDArray[np.int8], spoken: Sequence[str], languages: Sequence[str]
) -> tuple[float, NDArray[np.float64]]:
    """Platt scaling with an offset a language, held near the common one."""
    from sklearn.linear_model import LogisticRegression

    own = np.array([[float(language == name) for name in languages] for language in spoken])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(np.hstack([scores[:, None], own]), truth)
    return float(model.coef_[0][0]), model.coef_[0][1:] + model.intercept_[0]
