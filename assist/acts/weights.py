"""Where trained heads come from: the package, else the data folder, else training, which takes minutes.

The package brings heads for its own examples and its own encoder; `bistand acts train` makes them again
after either was changed. Vectors of examples are kept between trainings, so only new sentences are encoded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assist.acts import heads
from assist.acts.definition import Acts
from assist.acts.heads import Floats, Weights
from assist.acts.training import train
from guidelines_kb import Embedder, Library

PACKAGED = Path(__file__).parent / "heads.npz"
KEPT, VECTORS = "heads.npz", "example_vectors.npz"
BATCH = 32

Track = Callable[[Sequence[list[str]]], Iterator[list[str]]]


def find(acts: Acts, embedder: Embedder, data: Path) -> Weights | None:
    """The heads that were trained on exactly these examples with this encoder, or None."""
    key = heads.digest(acts, embedder.name)
    return heads.load(PACKAGED, key) or heads.load(data / KEPT, key)


def train_and_keep(  # noqa: PLR0913 - what training reads, and where it writes
    acts: Acts,
    embedder: Embedder,
    library: Library,
    languages: Sequence[str],
    data: Path,
    into: Path,
    track: Track = iter,
) -> Weights:
    """Train the heads and keep them in the file `into`; `track` goes along with what has to be encoded."""
    known = _kept_vectors(data / VECTORS, embedder.name)

    def encode(texts: Sequence[str], posteriors: Sequence[Mapping[str, float]]) -> Floats:
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        batches = [missing[first : first + BATCH] for first in range(0, len(missing), BATCH)]
        for batch in track(batches):
            known.update(zip(batch, embedder.encode(batch, "query"), strict=True))
        _keep_vectors(data / VECTORS, embedder.name, {text: known[text] for text in texts})
        return library.centre(np.stack([known[text] for text in texts]), posteriors)

    weights = train(acts, languages, encode)
    heads.save(weights, into, heads.digest(acts, embedder.name))
    return weights


def _kept_vectors(path: Path, embedder: str) -> dict[str, Floats]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["embedder"]) == embedder:
                return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, TypeError, BadZipFile):
        pass
    return {}


def _keep_vectors(path: Path, embedder: str, vectors: Mapping[str, Floats]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.savez(
            file,
            embedder=np.array(embedder),
            texts=np.array(list(vectors)),
            vectors=np.stack(list(vectors.values())),
        )
    partial.replace(path)
