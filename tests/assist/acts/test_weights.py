"""Where trained heads come from."""

from dataclasses import replace
from pathlib import Path

import pytest

from assist.acts import weights
from assist.acts.definition import Acts, load_folder
from assist.acts.weights import KEPT, VECTORS, find, train_and_keep
from guidelines_kb import Library, open_embedder
from tests.assist.acts.samples import ACTS, LANGUAGES, ORDINARY
from tests.guidelines_kb.conftest import HashingEmbedder


def trained(embedder: HashingEmbedder, folder: Path, acts: Acts = ACTS) -> weights.Weights:
    """Heads trained in this data folder."""
    library = Library.open(None, embedder, cache=folder)
    embedder.encoded.clear()
    return train_and_keep(acts, embedder, library, LANGUAGES, folder, folder / KEPT)


def test_trained_heads_are_found_again(tmp_path: Path) -> None:
    """For these examples and this encoder; another one of either asks for training."""
    embedder = HashingEmbedder()
    assert find(ACTS, embedder, tmp_path) is None
    heads = trained(embedder, tmp_path)
    kept = find(ACTS, embedder, tmp_path)
    assert kept is not None
    assert kept.machine == heads.machine
    assert find(ACTS, HashingEmbedder("other"), tmp_path) is None
    assert find(Acts(ACTS.definitions[:1], ORDINARY), embedder, tmp_path) is None


def test_only_new_sentences_are_encoded(tmp_path: Path) -> None:
    """The second training with the same examples encodes nothing, one more example only that one."""
    embedder = HashingEmbedder()
    first = trained(embedder, tmp_path)
    assert len(embedder.encoded) == len({*embedder.encoded}) > 30
    again = trained(embedder, tmp_path)
    assert embedder.encoded == []
    assert first.machine == again.machine
    more = replace(
        ACTS,
        ordinary={**ORDINARY, **{role: {"en": (*some["en"], "one more")} for role, some in ORDINARY.items()}},
    )
    trained(embedder, tmp_path, more)
    assert embedder.encoded == ["one more"]


@pytest.mark.parametrize("content", [b"", b"not vectors", b"PK\x03\x04"])
def test_damaged_vectors_are_made_again(tmp_path: Path, content: bytes) -> None:
    """Whatever happened to the kept vectors, training goes on."""
    (tmp_path / VECTORS).write_bytes(content)
    embedder = HashingEmbedder()
    trained(embedder, tmp_path)
    assert len(embedder.encoded) > 30
    assert {VECTORS, KEPT} <= {path.name for path in tmp_path.glob("*.npz")}


def test_another_encoder_uses_its_own_vectors(tmp_path: Path) -> None:
    """Vectors of one encoder are nothing to another."""
    trained(HashingEmbedder(), tmp_path)
    other = HashingEmbedder("other")
    trained(other, tmp_path)
    assert len(other.encoded) > 30


def test_progress_goes_along(tmp_path: Path, calibrations: Path) -> None:
    """What tracks the work sees every batch."""
    embedder, seen = HashingEmbedder(), []

    def track(batches):
        for batch in batches:
            seen.extend(batch)
            yield batch

    library = Library.open(None, embedder, cache=calibrations)
    embedder.encoded.clear()
    train_and_keep(ACTS, embedder, library, LANGUAGES, tmp_path, tmp_path / KEPT, track)
    assert seen == embedder.encoded


def test_the_packaged_heads_fit_the_packaged_examples(tmp_path: Path) -> None:
    """Whoever changes an example runs `bistand acts train`; without that, each first start would train."""
    assert find(load_folder(), open_embedder(), tmp_path) is not None, "run `bistand acts train`"
