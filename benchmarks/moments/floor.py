"""What counting letters gives: character n-grams, TF-IDF and a logistic regression, learnt from the set itself.

It has what our acts never see, rows of the same set with their labels: half of them teach it, the other half
are scored, and the other way round. Conversations and films are never torn apart.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

Truth = NDArray[np.bool_]
Scores = NDArray[np.float64]


def floor(texts: Sequence[str], groups: Sequence[str], labels: NDArray[np.bool_]) -> Scores:
    """(texts, labels): the probability of each label, from the half that the text is not in.

    `labels` is (texts, labels). A half in which a label never, or always, stands teaches only how often.
    """
    halves = np.array([hashlib.sha256(group.encode()).digest()[0] % 2 for group in groups])
    scores = np.zeros(labels.shape)
    for half in (0, 1):
        seen, held_out = np.flatnonzero(halves != half), np.flatnonzero(halves == half)
        if not len(seen) or not len(held_out):
            continue
        counting = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        learnt = counting.fit_transform([texts[place] for place in seen])
        asked = counting.transform([texts[place] for place in held_out])
        for column in range(labels.shape[1]):
            truth = labels[seen, column]
            if truth.all() or not truth.any():
                scores[held_out, column] = truth.mean()
                continue
            model = LogisticRegression(C=10.0, max_iter=300).fit(learnt, truth)
            scores[held_out, column] = model.predict_proba(asked)[:, 1]
    return scores
