"""One small head an act: encoder vector and phrase evidence are features of one calibrated decision.

A head is a logistic regression on the language-centred vector of a sentence and its phrase evidence.
Its probability is calibrated on out-of-fold scores (Platt 1999) with an own offset for each language,
so that a threshold means the same in every language.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assist.acts.definition import Acts
from assist.acts.phrases import PhraseBook
from assist.core.events import Role

FORMAT = 2  # of features and file: another one asks for new training
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that training finds: shapes (acts, features), (acts,), (acts, languages)."""

    coefficients: Floats
    intercepts: Floats
    slopes: Floats
    offsets: Floats


class Heads:
    """Says which acts a sentence does."""

    def __init__(self, acts: Acts, languages: Sequence[str], weights: Weights) -> None:
        self.acts = acts
        self._languages = tuple(languages)
        self._weights = weights
        self._books = [phrase_book(acts, name) for name in acts.names]
        self._thresholds = np.array([d.threshold for d in acts.definitions], dtype=np.float32)
        self.in_clauses = np.array([d.in_clauses for d in acts.definitions])
        self._by = {role: np.array([role in d.by for d in acts.definitions]) for role in Role}

    def probabilities(
        self, texts: Sequence[str], vectors: Floats, languages: Mapping[str, float]
    ) -> Floats:
        """(texts, acts): the calibrated probability that each sentence does each act."""
        weights = self._weights
        evidence = np.array([[book.found(text, languages) for book in self._books] for text in texts])
        scores = vectors @ weights.coefficients[:, : vectors.shape[1]].T + weights.intercepts
        shapes = np.broadcast_to(shape_of(texts)[:, None, :], (*evidence.shape[:2], 2))
        extra = np.concatenate([evidence, shapes], axis=2)
        scores = scores + np.einsum("tae,ae->ta", extra, weights.coefficients[:, vectors.shape[1] :])
        share = np.array([languages.get(language, 0.0) for language in self._languages])
        share = share / share.sum() if share.sum() > 0 else np.full(len(share), 1 / len(share))
        calibrated = scores * weights.slopes + weights.offsets @ share
        return np.asarray(1 / (1 + np.exp(-calibrated)), dtype=np.float32)

    def done_by(self, role: Role, probabilities: Floats) -> list[list[tuple[str, float]]]:
        """For each sentence the acts at or above their thresholds that this role can do."""
        mask = (probabilities >= self._thresholds) & self._by.get(role, np.zeros(len(self._thresholds), bool))
        names = self.acts.names
        return [
            [(names[index], float(row[index])) for index in np.flatnonzero(done)]
            for row, done in zip(probabilities, mask, strict=True)
        ]


def shape_of(texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts, 2): whether a sentence asks with a question mark, and how short it is (1 for a word, towards 0)."""
    return np.array([[float("?" in text), 1 / max(1, len(text.split()))] for text in texts])


def phrase_book(acts: Acts, act: str) -> PhraseBook:
    """The phrases of `act` in every language."""
    definition = next(d for d in acts.definitions if d.act == act)
    words = definition.languages.items()
    return PhraseBook(
        {language: part.phrases for language, part in words}, {language: part.never for language, part in words}
    )


def digest(acts: Acts, embedder: str) -> str:
    """What the trained weights depend on: the examples and the encoder."""
    source = "\n".join(d.model_dump_json() for d in acts.definitions) + repr(sorted(acts.ordinary.items()))
    return hashlib.sha256(f"{FORMAT}\0{embedder}\0{source}".encode()).hexdigest()


def save(weights: Weights, path: Path, key: str) -> None:
    """Keep trained weights under the digest they belong to; a half-written file never appears."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.savez(
            file,
            key=np.array(key),
            coefficients=weights.coefficients.astype(np.float16),
            intercepts=weights.intercepts,
            slopes=weights.slopes,
            offsets=weights.offsets,
        )
    partial.replace(path)


def load(path: Path, key: str) -> Weights | None:
    """The weights kept for this digest, or None."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["key"]) != key:
                return None
            return Weights(
                *(kept[name].astype(np.float32) for name in ("coefficients", "intercepts", "slopes", "offsets"))
            )
    except (OSError, ValueError, KeyError, EOFError, TypeError, BadZipFile):  # no archive of weights
        return None
