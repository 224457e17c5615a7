"""Who waits now."""

from typing import Any

from assist.core.conversation import Promise
from assist.core.events import Channel, EventType
from assist.scorecards.filters import Filters
from assist.scorecards.now import now_of
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import STANDARDS, customer, happened
from tests.assist.scorecards.sheets import ended, held, sheet

PROMISES = (Promise("e9", "within an hour", T, T + 3600), Promise("e8", "today", T, T + 300, kept_by="e9"))
HOLD = [customer("e1", T, "Hi"), happened("e2", T + 10, EventType.HOLD_STARTED)]
SOME = sheet(
    [
        ended("chat", "kim", [customer("e1", T + 30, "Hi?", "question")]),
        ended("mail", "lee", [customer("e1", T - 8000, "Hi?", "question")], channel=Channel.EMAIL),
        ended("held", "lee", HOLD),
        ended("rings", "", [happened("e1", T + 85, EventType.CALL_RINGING)], channel=Channel.PHONE),
        ended("social", "kim", [customer("e1", T, "Hi?", "question")], channel=Channel.SOCIAL),
        held("promised", "kim", promises=PROMISES),
        held("done", "kim"),
    ]
)


def now(as_of: float = T + 100, late_only: bool = False, most: int = 9, **filters: Any) -> Any:
    return now_of(SOME, Filters(**filters), STANDARDS, as_of, late_only=late_only, most=most)


def test_who_waits_longest_past_the_standard_comes_first() -> None:
    """A hold stands for the wait before it; where no standard says anything nobody is late."""
    found = [(one["conversation"], one["kind"], one["over_s"], one["is_late"]) for one in now()["waiting"]]
    assert found == [
        ("mail", "reply", 4500.0, True),
        ("chat", "reply", 25.0, True),
        ("rings", "ringing", -5.0, False),
        ("held", "hold", -210.0, False),
        ("social", "reply", None, False),
    ]
    mail = now()["waiting"][0]
    assert mail == mail | {"agent": "lee", "channel": "email", "since": "2024-01-01T06:46:40.000Z", "standard_s": 3600}
    assert (mail["waited_s"], mail["language"]) == (8100.0, "")


def test_promises_that_are_not_kept() -> None:
    """By when they were due; one that is not due yet is open and not late."""
    (before,) = now()["promises"]
    assert (before["event"], before["over_s"], before["is_late"]) == ("e9", -3500.0, False)
    (after,) = now(T + 4000)["promises"]
    assert (after["conversation"], after["over_s"], after["is_late"]) == ("promised", 400.0, True)


def test_counts_are_of_all() -> None:
    found = now(late_only=True, most=1)
    assert [one["conversation"] for one in found["waiting"]] == ["mail"]
    assert found["promises"] == []
    assert (found["waiting_count"], found["waiting_late"], found["promises_count"], found["promises_late"]) == (
        5,
        2,
        1,
        0,
    )


def test_filters() -> None:
    lees = now(agent="lee")
    assert ([one["conversation"] for one in lees["waiting"]], lees["promises"]) == (["mail", "held"], [])
    assert [one["conversation"] for one in now(channel="phone")["waiting"]] == ["rings"]
    assert now(language="sv")["waiting_count"] == 0
