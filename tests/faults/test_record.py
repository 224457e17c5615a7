"""The checker itself: it must find each fault that it is there for."""

import pytest

from assist.client import Told
from tests.faults.record import Json, Record, Seen


def entry(seq: int, name: str) -> Json:
    return {"seq": seq, "kind": "event", "event": {"id": name}}


LOG = [entry(1, "a"), entry(2, "b"), entry(3, "c")]


def record(*told: Json) -> Record:
    seen = Seen("viewer", "c1")
    for one in told:
        seen.take(Told("c1", one["seq"], {name: value for name, value in one.items() if name != "seq"}))
    return Record({"c1": ["a", "b", "c"]}, {"c1": {"a": 1, "b": 2}}, [seen])


def test_a_whole_record_has_no_fault() -> None:
    assert record(*LOG).faults({"c1": LOG}) == []
    assert record(LOG[0]).faults({"c1": LOG}, is_complete=False) == []


@pytest.mark.parametrize(
    ("log", "told", "words"),
    [
        ([LOG[0], LOG[2]], [], "gap"),
        ([entry(1, "a"), entry(2, "c")], [], "acknowledged as 2 and is lost"),
        ([entry(1, "b"), entry(2, "a")], [], "acknowledged as 1 and is 2"),
        ([*LOG, entry(4, "c")], [], "is there twice"),
        ([*LOG, entry(4, "x")], [], "never sent"),
        (LOG, [LOG[0], LOG[2]], "with a gap"),
        (LOG, [LOG[0], LOG[0]], "a repetition"),
        (LOG, [LOG[0]], "was told 1 of 3"),
        (LOG, [entry(1, "b"), *LOG[1:]], "another than in the log"),
    ],
)
def test_each_fault_is_found(log: list[Json], told: list[Json], words: str) -> None:
    assert any(words in fault for fault in record(*told).faults({"c1": log})), record(*told).faults({"c1": log})


def test_a_foreign_entry_is_found() -> None:
    with pytest.raises(AssertionError, match="was told of c2"):
        Seen("viewer", "c1").take(Told("c2", 1, {}))


def test_a_viewer_may_be_told_anew() -> None:
    seen = Seen("viewer", "c1")
    seen.take(Told("c1", 1, {"kind": "event", "event": {"id": "a"}}))
    seen.take(Told("c1", 3, None, recovered=False))
    assert (seen.entries, seen.begun_anew) == ([], 1)
