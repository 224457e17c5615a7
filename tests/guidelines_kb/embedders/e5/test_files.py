import logging

import pytest

from guidelines_kb.embedders.e5 import files
from guidelines_kb.embedders.e5.embedder import packaged_weights
from guidelines_kb.embedders.e5.files import NETWORK, RANGES, SUMS, TOKENIZER, Files
from guidelines_kb.embedders.e5.weights import Weights


@pytest.fixture(scope="module")
def weights():
    return Weights(packaged_weights())


@pytest.fixture
def building(monkeypatch):
    """Count how often something is built; what is built is small here, test_embedder has the real thing."""
    built = []

    def build(*_):
        built.append(1)
        return Files(b"network", b"tokenizer")

    monkeypatch.setattr(files, "built", build)
    return built


def test_what_is_built_once_is_kept(tmp_path, weights, building):
    first = files.opened(weights, b"ranges", tmp_path)
    assert files.opened(weights, b"ranges", tmp_path) == first
    assert len(building) == 1


def test_other_ranges_are_built_beside(tmp_path, weights, building):
    files.opened(weights, b"ranges", tmp_path)
    files.opened(weights, b"other", tmp_path)
    assert len(building) == 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, SUMS])
@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"xx"), lambda path: path.unlink()])
def test_damage_is_seen_and_built_again(tmp_path, weights, building, name, damage):
    expected = files.opened(weights, b"ranges", tmp_path)
    (folder,) = tmp_path.iterdir()
    damage(folder / name)
    assert files.opened(weights, b"ranges", tmp_path) == expected
    assert files.opened(weights, b"ranges", tmp_path) == expected
    assert len(building) == 2, "once at first and once after the damage"


def test_a_cache_that_cannot_be_written_is_told_and_done_without(tmp_path, weights, building, caplog):
    place = tmp_path / "file"
    place.write_text("a file where a folder should be")
    with caplog.at_level(logging.WARNING):
        assert files.opened(weights, b"ranges", place).network == b"network"
    assert "built at every start" in caplog.text


def test_building_twice_gives_the_same_bytes(weights):
    assert files.built(weights, RANGES.read_bytes()) == files.built(weights, RANGES.read_bytes())
