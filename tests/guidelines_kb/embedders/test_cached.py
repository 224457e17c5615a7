import threading

import numpy as np
import pytest

from guidelines_kb.embedders import Cached


def test_a_text_is_encoded_once_per_kind(hashing):
    cached = Cached(hashing)
    first = cached.encode(["hello there", "hello there", "bye"], "query")
    again = cached.encode(["bye", "hello there"], "query")
    assert hashing.encoded == ["hello there", "bye"]
    assert np.array_equal(again, first[[2, 0]])
    cached.encode(["bye"], "passage")
    assert hashing.encoded == ["hello there", "bye", "bye"]


def test_what_comes_back_may_be_changed_without_changing_the_memory(hashing):
    cached = Cached(hashing)
    cached.encode(["a"], "query")[:] = 0
    assert np.array_equal(cached.encode(["a"], "query"), hashing.encode(["a"], "query"))


def test_the_texts_used_least_recently_are_forgotten(hashing):
    cached = Cached(hashing, capacity=2)
    for text in ("a", "b", "a", "c"):
        cached.encode([text], "query")
    assert len(cached) == 2
    hashing.encoded.clear()
    cached.encode(["a", "c"], "query")
    assert hashing.encoded == []
    cached.encode(["b"], "query")
    assert hashing.encoded == ["b"]


def test_more_texts_in_one_call_than_are_remembered_all_come_back(hashing):
    texts = [f"text {number}" for number in range(9)]
    cached = Cached(hashing, capacity=3)
    assert np.array_equal(cached.encode(texts, "query"), hashing.encode(texts, "query"))
    assert cached.encode([], "query").shape == (0, hashing.dimension)


def test_it_is_the_embedder_behind_it(hashing):
    assert (Cached(hashing).name, Cached(hashing).dimension) == (hashing.name, hashing.dimension)
    with pytest.raises(ValueError, match="capacity"):
        Cached(hashing, capacity=0)


def test_threads_see_the_same_values(hashing):
    cached = Cached(hashing, capacity=5)
    texts = [f"text {number}" for number in range(20)]
    expected = hashing.encode(texts, "query")
    wrong = []

    def ask(offset):
        for turn in range(50):
            place = (turn * 7 + offset) % 20
            if not np.array_equal(cached.encode([texts[place]], "query")[0], expected[place]):
                wrong.append(place)

    threads = [threading.Thread(target=ask, args=(offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
