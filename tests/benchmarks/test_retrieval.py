import numpy as np
import pytest

from benchmarks.retrieval.measures import f1, found, nearest_other
from benchmarks.retrieval.rankers import BM25, Floor
from benchmarks.retrieval.sets import Task, together

PASSAGES = ("apples are red", "bananas are yellow", "plums are blue")
QUERIES = ("red apples", "yellow bananas", "blue plums")
GOLD = tuple(frozenset({place}) for place in range(3))
TASK = Task("en", "en", QUERIES, PASSAGES, GOLD)


class Reversed:
    """Finds the last passage first, whatever is asked."""

    name = "reversed"

    def nearest(self, queries, passages, languages, k):
        order = np.arange(len(passages))[::-1][:k]
        return np.tile(order, (len(queries), 1)), np.tile(-order.astype(np.float32), (len(queries), 1))


@pytest.mark.parametrize("ranker", [Floor(), BM25()], ids=lambda ranker: ranker.name)
def test_what_shares_words_is_found(ranker):
    if ranker.name == "BM25":
        pytest.importorskip("bm25s", reason="the benchmark's extra is not installed")
    assert found(ranker, TASK).recall == found(ranker, TASK).reciprocal_rank == 1.0


def test_a_late_place_counts_by_its_rank():
    measured = found(Reversed(), TASK)
    assert measured.recall == pytest.approx(1 / 3)
    assert measured.reciprocal_rank == pytest.approx((1 / 3 + 1 / 2 + 1) / 3)


def test_a_pool_is_a_library_of_its_own():
    task = Task("en", "en", QUERIES, PASSAGES, GOLD, pools=((0,), (0, 1), (2,)))
    assert found(Reversed(), task).recall == 1.0


def test_recall_of_several_right_ones_is_their_share():
    task = Task("en", "en", QUERIES[:1], PASSAGES, (frozenset({0, 2}),), cutoff=2)
    assert found(Reversed(), task).recall == 0.5


def test_in_one_library_any_language_answers():
    mixed = together([Task("sv", "sv", QUERIES, PASSAGES, GOLD), Task("sv", "en", QUERIES, PASSAGES[:1], GOLD[:1] * 3)])
    assert len(mixed) == 1
    assert mixed[0].languages == ("sv", "sv", "sv", "en")
    assert mixed[0].gold[0] == {0, 3}
    assert mixed[0].gold[1] == {1, 3}


def test_the_nearest_other_is_never_the_text_itself():
    places, _ = nearest_other(Floor(), ["red apples", "apples are red", "blue"], [0, 1, 2])
    assert places[:2] == [1, 0]


def test_f1_of_nothing_said_is_nothing():
    assert f1(np.array([False, False]), np.array([True, False])) == 0.0
    assert f1(np.array([True, True]), np.array([True, False])) == pytest.approx(2 / 3)
