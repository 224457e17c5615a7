"""Versions of standards: what is kept comes back, what changed is named, what does not fit is told field by field."""

from dataclasses import replace

import pytest

from assist.core.attention import Allowance
from assist.core.conditions import Passed, Standards
from assist.core.playbook import Playbook
from assist.core.prompts import Priority
from assist.standards import Version, changes_between, to_bytes, versions_of, watched
from assist.wire.standards import faults_in
from tests.assist.core.samples import moment

BEFORE = Standards({"hold_limit_s": 60.0, "reply_s": {"chat": 60.0, "email": 86400.0}})
AFTER = Standards(
    {"hold_limit_s": 45.0, "reply_s": {"chat": 60.0, "letter": 10.0}, "promise_warning": 0.5},
    {"new": Allowance({Priority.LOW: 2}, {Priority.NORMAL: 4})},
)


def test_every_figure_that_changed_is_named() -> None:
    assert changes_between(BEFORE, AFTER) == [
        {"field": "attention.new.at_once.low", "before": None, "after": 2},
        {"field": "attention.new.per_minute.normal", "before": None, "after": 4},
        {"field": "hold_limit_s", "before": 60.0, "after": 45.0},
        {"field": "promise_warning", "before": None, "after": 0.5},
        {"field": "reply_s.email", "before": 86400.0, "after": None},
        {"field": "reply_s.letter", "before": None, "after": 10.0},
    ]
    assert changes_between(AFTER, AFTER) == []


def test_a_version_comes_back_as_it_was_kept_the_latest_first() -> None:
    first = Version(9, 5.0, "a1", "Too slow", tuple(changes_between(BEFORE, AFTER)), AFTER)
    second = replace(first, number=10, standards=BEFORE, changes=())
    assert versions_of({one.name: to_bytes(one) for one in (first, second)}) == [second, first]


def test_the_standards_that_moments_watch_are_known_even_without_a_figure() -> None:
    playbook = Playbook(
        (moment("late", Passed("waiting", "reply_s")), moment("ring", Passed("ringing", "ring_s"))), BEFORE
    )
    assert watched(playbook) == {"hold_limit_s": [], "reply_s": ["late"], "ring_s": ["ring"]}


@pytest.mark.parametrize(
    ("name", "value", "field", "said"),
    [
        ("hold_limit_s", 0, "standards.hold_limit_s", "must be a number of seconds"),
        ("hold_limit_s", True, "standards.hold_limit_s", "must be a number of seconds"),
        ("hold_limit_s", "60", "standards.hold_limit_s", "must be a number of seconds"),
        ("hold_limit_s", float("nan"), "standards.hold_limit_s", "must be a number of seconds"),
        ("hold_limit_s", 10**9, "standards.hold_limit_s", "a year at most"),
        ("hold_limit_s", {"chat": -1}, "standards.hold_limit_s.chat", "must be a number of seconds"),
        ("hold_limit_s", {"pigeon": 1}, "standards.hold_limit_s.pigeon", "is no channel"),
        ("promise_warning", 1.5, "standards.promise_warning", "must be a share"),
        ("hold_limits", 60, "standards.hold_limits", "is no standard here"),
    ],
)
def test_a_figure_that_does_not_fit_is_named(name: str, value: object, field: str, said: str) -> None:
    known = {"hold_limit_s": 60, "promise_warning": 0.8}
    (fault,) = faults_in({**known, name: value}, known)
    assert fault.field == field
    assert said in fault.detail


def test_a_standard_left_out_is_missed_and_null_is_none() -> None:
    (fault,) = faults_in({"ring_s": None}, ["ring_s", "hold_limit_s"])
    assert fault.field == "standards.hold_limit_s"
    assert "is missing" in fault.detail
