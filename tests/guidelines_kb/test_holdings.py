import pytest

from guidelines_kb.holdings import Holdings
from guidelines_kb.storage import State


@pytest.fixture
def held(library):
    """Two documents as a library holds them."""
    library.add("b", b"Apologise after every hold.")
    library.add("a", b"Thank the customer by name. Check the spelling.")
    return library._has


def test_documents_come_in_order_of_name(held):
    assert [stored.info.document for stored in held.in_order()] == ["a", "b"]
    assert len(held.retriever) == 3


def test_a_swap_replaces_and_takes_out(held):
    b = held.documents["b"]
    held.swap("a", None, None, {})
    assert (list(held.documents), len(held.retriever), held.history) == (["b"], 1, {})
    held.swap("b", b, held.ready(b), {})
    assert len(held.retriever) == 1


def test_a_state_read_from_disk_is_held_whole(held, library):
    fresh = Holdings(library._calibration, 64, State(held.documents, held.history))
    assert fresh.in_order() == held.in_order()
    assert fresh.history == held.history
    assert len(fresh.retriever) == 3
