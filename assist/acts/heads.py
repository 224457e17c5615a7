"""One small head an act: encoder vector and phrase evidence are features of one calibrated decision.

A head scores a sentence by its nearness to the examples (a support vector machine with a Gaussian kernel on
language-centred vectors; Cortes and Vapnik 1995). That score and the phrase evidence are features of a logistic
regression fitted on out-of-fold scores (Platt 1999), with an own offset for each language, so that a threshold
means the same in every language.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assist.acts.definition import Acts
from assist.acts.nearness import Floats, Nearness
from assist.acts.phrases import AGAINST, FOR, PhraseBook
from assist.core.events import Role
from guidelines_kb.atomic import write_atomically

FORMAT = 4  # of features and file: another one asks for new training
DOUBT = 0.1  # an act less likely than this in the whole sentence is hardly ever done by a clause


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that training finds.

    `machine` scores by nearness to the examples, see nearness.py; `decision` (acts, 5) is what score, phrase for,
    phrase against, question mark and shortness weigh, `offsets` (acts, languages) what a language adds.
    """

    machine: bytes
    decision: Floats
    offsets: Floats


class Heads:
    """Says which acts a sentence does."""

    def __init__(self, acts: Acts, languages: Sequence[str], weights: Weights) -> None:
        self.acts = acts
        self._languages = tuple(languages)
        self._nearness, self._decision, self._offsets = Nearness(weights.machine), weights.decision, weights.offsets
        self._book = phrase_book(acts)
        self._thresholds = np.array([d.threshold for d in acts.definitions], dtype=np.float32)
        self.in_clauses = np.array([d.in_clauses for d in acts.definitions])
        self._by = {role: np.array([role in d.by for d in acts.definitions]) for role in Role}

    def probabilities(self, texts: Sequence[str], vectors: Floats, languages: Mapping[str, float]) -> Floats:
        """(texts, acts): the calibrated probability that each sentence does each act."""
        scores = self._nearness.scores(vectors)
        found = np.array([self._book.found(text, languages) for text in texts])
        shapes = np.broadcast_to(shape_of(texts)[:, None, :], (*found.shape[:2], 2))
        features = np.concatenate([scores[:, :, None], found, shapes], axis=2)
        share = np.array([languages.get(language, 0.0) for language in self._languages])
        share = share / share.sum() if share.sum() > 0 else np.full(len(share), 1 / len(share))
        decided = np.einsum("taf,af->ta", features, self._decision) + self._offsets @ share
        return np.asarray(1 / (1 + np.exp(-decided)), dtype=np.float32)

    def in_doubt(self, role: Role, probabilities: Floats) -> NDArray[np.bool_]:
        """(texts,): whether a clause could still tip some act of this role over its threshold."""
        open_acts = self.in_clauses & self._by.get(role, np.zeros(len(self._thresholds), bool))
        near = (probabilities >= DOUBT) & (probabilities < self._thresholds)
        doubted: NDArray[np.bool_] = (near & open_acts).any(axis=1)
        return doubted

    def done_by(self, role: Role, probabilities: Floats) -> list[list[tuple[str, float]]]:
        """For each sentence the acts at or above their thresholds that this role can do."""
        mask = (probabilities >= self._thresholds) & self._by.get(role, np.zeros(len(self._thresholds), bool))
        names = self.acts.names
        return [
            [(names[index], float(row[index])) for index in np.flatnonzero(done)]
            for row, done in zip(probabilities, mask, strict=True)
        ]

    def phrased(
        self, role: Role, texts: Sequence[str], languages: Mapping[str, float]
    ) -> list[list[tuple[str, float]]]:
        """For each sentence the acts that its phrases do, and none speaks against; without any vector."""
        names, mask = self.acts.names, self._by.get(role, np.zeros(len(self._thresholds), bool))
        found = [self._book.found(text, languages) for text in texts]
        return [
            [
                (names[index], float(row[index, FOR]))
                for index in np.flatnonzero((row[:, FOR] > 0) & (row[:, AGAINST] == 0) & mask)
            ]
            for row in found
        ]


def shape_of(texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts, 2): whether a sentence asks with a question mark, and how short it is (1 for a word, towards 0)."""
    return np.array([[float("?" in text), 1 / max(1, len(text.split()))] for text in texts])


def phrase_book(acts: Acts) -> PhraseBook:
    """The phrases of every act in every language, in the acts' order."""
    return PhraseBook(
        [
            (
                {language: words.phrases for language, words in definition.languages.items()},
                {language: words.never for language, words in definition.languages.items()},
            )
            for definition in acts.definitions
        ]
    )


def digest(acts: Acts, embedder: str) -> str:
    """What the trained weights depend on: the examples and the encoder, not where thresholds are set."""
    learnt = {"act", "by", "overlaps", "languages"}
    source = "\n".join(d.model_dump_json(include=learnt) for d in acts.definitions)
    source += repr(sorted(acts.ordinary.items()))
    return hashlib.sha256(f"{FORMAT}\0{embedder}\0{source}".encode()).hexdigest()


def save(weights: Weights, path: Path, key: str) -> None:
    """Keep trained weights under the digest they belong to; a half-written file never appears."""
    file = BytesIO()
    np.savez_compressed(
        file,
        key=np.array(key),
        machine=np.frombuffer(weights.machine, dtype=np.uint8),
        decision=weights.decision,
        offsets=weights.offsets,
    )
    write_atomically(path, file.getvalue())


def load(path: Path, key: str) -> Weights | None:
    """The weights kept for this digest, or None."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["key"]) != key:
                return None
            return Weights(kept["machine"].tobytes(), kept["decision"], kept["offsets"])
    except (OSError, ValueError, KeyError, EOFError, TypeError, BadZipFile, zlib.error):  # no archive of weights
        return None
