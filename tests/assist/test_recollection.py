"""A bounded memory of what was understood."""

from assist.core.events import Understanding
from assist.recollection import Recollection

ONE, TWO = Understanding(echo=0.1), Understanding(echo=0.2)


def test_what_was_kept_is_found_under_its_key() -> None:
    memory = Recollection()
    assert memory.get(("a", 1)) is None
    assert memory.put(("a", 1), ONE) is ONE
    assert memory.get(("a", 1)) is ONE
    assert memory.get(("a", 2)) is None


def test_the_one_unused_for_longest_is_forgotten() -> None:
    memory = Recollection(2)
    memory.put("a", ONE)
    memory.put("b", TWO)
    assert memory.get("a") is ONE
    memory.put("c", TWO)
    assert memory.get("b") is None
    assert (memory.get("a"), memory.get("c")) == (ONE, TWO)
