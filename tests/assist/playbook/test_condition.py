"""Conditions as they are written."""

import pytest
from pydantic import ValidationError

from assist.core.conditions import (
    NEVER,
    After,
    All,
    AnyOf,
    Condition,
    Is,
    Not,
    Now,
    Passed,
    Seen,
    State,
    Within,
)
from assist.playbook.condition import ConditionPart

HOLD = Passed("hold", "hold_limit_s", repeat=True)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"now": "a"}, Now(("a",))),
        ({"now": ["a", "b"]}, Now(("a", "b"))),
        ({"seen": "a"}, Seen(("a",), 1)),
        ({"seen": {"mark": ["a", "b"], "times": 3}}, Seen(("a", "b"), 3)),
        ({"after": {"mark": "a", "than": ["b"]}}, After(("a",), ("b",))),
        ({"within": {"mark": "a", "seconds": 10}}, Within(("a",), 10.0)),
        ({"passed": {"since": "hold", "standard": "hold_limit_s", "repeat": True}}, HOLD),
        ({"passed": {"since": "promise", "standard": "x"}}, Passed("promise", "x")),
        ({"state": "live"}, State("live")),
        ({"state": ["live", "ended"]}, All((State("live"), State("ended")))),
        ({"is": "late"}, Is("late")),
        ({"all": [{"now": "a"}, {"now": "b"}]}, All((Now(("a",)), Now(("b",))))),
        ({"any": [{"now": "a"}]}, AnyOf((Now(("a",)),))),
        ({"any": []}, NEVER),
        ({"not": {"now": "a"}}, Not(Now(("a",)))),
        ({"now": "a", "not": {"state": "live"}}, All((Now(("a",)), Not(State("live"))))),
    ],
)
def test_what_is_written_is_what_is_meant(written: dict[str, object], value: Condition) -> None:
    """Parts of one mapping must all hold; a single part stands for itself."""
    assert ConditionPart.model_validate(written).condition() == value


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"nwo": "a"},
        {"now": []},
        {"now": 3},
        {"state": "liev"},
        {"seen": {"mark": "a", "times": 0}},
        {"within": {"mark": "a", "seconds": 0}},
        {"within": {"mark": "a"}},
        {"passed": {"since": "hodl", "standard": "x"}},
        {"not": {}},
        {"any": [{}]},
    ],
)
def test_what_means_nothing_is_refused(written: dict[str, object]) -> None:
    """Typos, empty demands and limits that never pass."""
    with pytest.raises(ValidationError):
        ConditionPart.model_validate(written)


def test_every_name_inside_is_found() -> None:
    """Marks and shared conditions are collected from all depths."""
    part = ConditionPart.model_validate(
        {
            "now": "a",
            "seen": {"mark": "b"},
            "after": {"mark": "c", "than": "d"},
            "within": {"mark": "e", "seconds": 1},
            "is": "s1",
            "all": [{"seen": "f"}],
            "any": [{"not": {"now": "g", "is": "s2"}}],
        }
    )
    assert part.marks() == {*"abcdefg"}
    assert part.named() == {"s1", "s2"}
