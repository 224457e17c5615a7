"""Changes that belong together."""

import pytest

from assist.core.conditions import Standards
from assist.core.playbook import Playbook
from assist.playbook.changes import change
from assist.playbook.loading import InvalidPlaybook, known_marks

MARKS = known_marks(["apology"])
EMPTY = Playbook((), Standards({}))


def written(name: str, more: str = "") -> str:
    """A moment's YAML."""
    return (
        f"moment: {name}\nopens: {{now: customer.message}}\nbecause: {{en: why}}\nquery: {{en: what}}\n"
        f"words: {{en: {{instruction: Do, say: Say}}}}\n{more}"
    )


BOTH = change(EMPTY, {"a": written("a"), "b": written("b", "excludes: [a]\n")}, MARKS)


def faults(texts: dict[str, str]) -> list[str]:
    """Where something is wrong."""
    with pytest.raises(InvalidPlaybook) as refused:
        change(BOTH, texts, MARKS)
    return [fault.field for fault in refused.value.faults]


def test_what_is_put_in_is_there_and_what_it_was_read_from() -> None:
    """The version follows from the texts alone, not from the way to them."""
    assert [moment.id for moment in BOTH.moments] == ["a", "b"]
    assert BOTH.sources["a"] == written("a")
    changed = change(BOTH, {"a": written("a", "cooldown_s: 5\n")}, MARKS)
    assert changed.by_id["a"].cooldown_s == 5
    assert changed.version != BOTH.version
    assert change(changed, {"a": written("a")}, MARKS).version == BOTH.version


def test_what_is_off_is_beside_and_what_is_empty_is_out() -> None:
    """Off, it may still be named by others; out, it may not."""
    off = change(BOTH, {"a": written("a", "enabled: false\n")}, MARKS)
    assert ([moment.id for moment in off.moments], [moment.id for moment in off.off]) == (["b"], ["a"])
    out = change(BOTH, {"b": ""}, MARKS)
    assert ([moment.id for moment in out.moments], [*out.sources]) == (["a"], ["a"])
    assert faults({"a": ""}) == ["moment b, line 6, field excludes.0"]


def test_every_fault_of_every_moment_is_named_with_its_line() -> None:
    """Also a name that is another's, a mark that does not exist, the name of a call, and what is no YAML."""
    assert faults({"a": written("b"), "c": written("c").replace("customer.message", "customer.mesage")}) == [
        "moment a, line 1, field moment",
        "moment c, line 2, field opens.now",
    ]
    assert faults({"test": written("test")}) == ["moment test, line 1, field moment"]
    assert faults({"a": "- \n:"})[0].startswith("moment a, line 2")
    assert faults({"a": written("a").replace("en: what", "en: ''")}) == ["moment a, line 4, field query.en"]
