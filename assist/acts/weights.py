"""Where trained heads come from: the package, else the data folder, else training, which takes minutes.

The package brings heads for its own examples and its own encoder; `bistand acts train` makes them again
after either was changed. Vectors of examples are kept between trainings, so only new sentences are encoded.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assist.acts import heads
from assist.acts.definition import Acts
from assist.acts.heads import Weights
from assist.acts.nearness import Floats
from assist.vectors import KeptVectors, Track
from guidelines_kb import Embedder, Library
from guidelines_kb.calibration import calibration_key
from guidelines_kb.reference import packaged

PACKAGED = Path(__file__).parent / "heads.npz"
KEPT, VECTORS = "heads.npz", "example_vectors.npz"


def find(acts: Acts, embedder: Embedder, data: Path) -> Weights | None:
    """The heads that were trained on exactly these examples with this encoder, or None."""
    key = key_of(acts, embedder)
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
    from assist.acts.training import rows_of, train  # noqa: PLC0415 - scikit-learn costs a start two seconds

    vectors = KeptVectors(embedder, data / VECTORS)
    vectors.keep((row.text for row in rows_of(acts)), track)

    def encode(texts: Sequence[str], posteriors: Sequence[Mapping[str, float]]) -> Floats:
        return library.centre(vectors.encode(texts, "query"), posteriors)

    weights = train(acts, languages, encode)
    heads.save(weights, into, key_of(acts, embedder))
    return weights


def key_of(acts: Acts, embedder: Embedder) -> str:
    """Heads hold for their examples, their encoder, and the language means its vectors are centred by."""
    return heads.digest(acts, f"{embedder.name} {calibration_key(embedder, packaged())}")
