"""How many prompts an agent may be asked to read."""

import pytest

from assist.core.attention import (
    AT_ONCE,
    MOST_KEPT,
    PER_MINUTE,
    UNLIMITED,
    Allowance,
    Opening,
    allowance_for,
    lately,
    next_room,
)
from assist.core.prompts import Priority

URGENT, HIGH, NORMAL, LOW = Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW
TIGHT = Allowance(at_once={LOW: 1, NORMAL: 2, HIGH: 2}, per_minute={LOW: 0, NORMAL: 3})


@pytest.mark.parametrize(
    ("priority", "open_now", "opened_lately", "reason"),
    [
        (NORMAL, [], [], None),
        (NORMAL, [NORMAL], [], None),
        (NORMAL, [NORMAL, NORMAL], [], AT_ONCE),
        (NORMAL, [URGENT, HIGH], [], AT_ONCE),
        (NORMAL, [NORMAL, LOW, LOW], [], None),
        (HIGH, [NORMAL, NORMAL, LOW], [NORMAL] * 9, None),
        (HIGH, [HIGH, URGENT], [], AT_ONCE),
        (URGENT, [URGENT] * 9, [URGENT] * 9, None),
        (NORMAL, [], [NORMAL, HIGH], None),
        (NORMAL, [], [NORMAL, HIGH, URGENT], PER_MINUTE),
        (NORMAL, [NORMAL, NORMAL], [NORMAL] * 3, AT_ONCE),
        (LOW, [], [], PER_MINUTE),
    ],
)
def test_only_what_presses_as_much_takes_room(
    priority: Priority, open_now: list[Priority], opened_lately: list[Priority], reason: str | None
) -> None:
    """Prompts of the same priority and above are counted; a priority without a figure has no limit, 0 is never."""
    assert TIGHT.refusal(priority, open_now, opened_lately) == reason


@pytest.mark.parametrize(
    ("tenure", "found"), [("new", TIGHT), (" New ", TIGHT), ("old hand", UNLIMITED), ("", UNLIMITED)]
)
def test_tenure_chooses(tenure: str, found: Allowance) -> None:
    """A tenure has its own allowance, however it is spelt; without one there is no limit."""
    assert allowance_for(tenure, {"new": TIGHT}) == found


def test_others_get_what_anyone_gets() -> None:
    """A tenure that is not listed, or none at all, has the allowance of anyone."""
    other = Allowance({LOW: 7})
    attention = {"new": TIGHT, "anyone": other}
    assert [allowance_for(tenure, attention) for tenure in ("", "old hand", "new")] == [other, other, TIGHT]


def test_a_minute_is_over_after_sixty_seconds() -> None:
    """An opening counts until just before a minute later, and there is room at exactly that second."""
    openings = (Opening(10.3, LOW), Opening(30.3, HIGH))
    assert lately(openings, 70.2) == openings
    assert next_room(openings, 70.2) == 10.3 + 60
    assert lately(openings, 10.3 + 60) == openings[1:]
    assert next_room(openings, 10.3 + 60) == 30.3 + 60
    assert next_room(openings, 500) is None


def test_the_state_stays_small() -> None:
    """However many prompts open in a minute, only so many are remembered."""
    assert len(lately([Opening(float(n) / 10, LOW) for n in range(200)], 20.0)) == MOST_KEPT
