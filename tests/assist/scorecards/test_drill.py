"""From a figure to its conversations."""

from typing import Any, get_args

import pytest

from assist.core.events import EventType
from assist.scorecards.drill import drill
from assist.scorecards.filters import Filters
from assist.scorecards.measure import Asked, scorecards
from assist.wire.scorecards import FIGURES, Figure
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import STANDARDS, agent, customer, happened
from tests.assist.scorecards.sheets import ended, held, sheet

SLOW = [customer("e1", T + 900, "Where?", "question"), agent("e2", T + 1000, "Here"), agent("e3", T + 1010, "So")]
RANG = [happened("e1", T + 1, EventType.CALL_RINGING), happened("e2", T + 40, EventType.CALL_ANSWERED)]
DISMISSED = [customer("e1", T, "Hi"), happened("f1", T + 5, EventType.FEEDBACK, prompt="p1", action="dismissed")]
SOME = sheet(
    [
        held("held", "kim"),
        ended("slow", "lee", SLOW),
        ended("rang", "lee", RANG),
        ended("stale", "kim", [customer("e1", T + 2000, "Hi")], until=T + 2600),
        ended("told", "ann", DISMISSED),
    ]
)


def found(of: Figure, limit: int = 9, offset: int = 0, **filters: Any) -> Any:
    asked = Asked(Filters(**filters), shows_small=True)
    return drill(SOME, asked, of, STANDARDS, T + 3000, limit=limit, offset=offset)


def names(of: Any, **filters: Any) -> list[str]:
    return [one["id"] for one in found(of, **filters)["conversations"]]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("conversations", ["stale", "slow", "held", "rang", "told"]),
        ("needed", ["stale", "slow", "held", "rang", "told"]),
        ("done", ["slow", "held", "rang"]),
        ("prompted", ["slow", "held", "rang"]),
        ("unprompted", []),
        ("missed", ["stale", "held"]),
        ("withdrawn", ["held"]),
        ("dismissed", ["told"]),
        ("open", ["stale", "slow"]),
        ("late_first_reply", ["stale", "slow", "rang", "told"]),
        ("late_reply", ["stale", "slow", "told"]),
        ("late_ringing", ["rang"]),
        ("late_hold", ["held"]),
        ("prompts", ["stale", "slow", "held", "rang", "told"]),
        ("shown", ["held", "told"]),
        ("used", ["held"]),
        ("edited", []),
        ("copied", []),
        ("helpful", []),
        ("unhelpful", []),
        ("unused", ["stale"]),
        ("nuisance", ["stale", "told"]),
    ],
)
def test_every_figure(of: str, expected: list[str]) -> None:
    """The latest first; and as many conversations as lines have any of it."""
    assert names(of) == expected


def test_no_figure_is_left_out() -> None:
    """The list that the route takes is the type that the answer has, and every one was tried above."""
    (mark,) = test_every_figure.pytestmark  # type: ignore[attr-defined]
    assert FIGURES == get_args(Figure) == tuple(of for of, _ in mark.args[1])


def test_filters_and_pages() -> None:
    assert names("missed", moment="apologise") == ["held"]
    assert names("conversations", agent="lee") == ["slow", "rang"]
    page = found("conversations", limit=2, offset=2)
    assert [one["id"] for one in page["conversations"]] == ["held", "rang"]
    assert (page["total"], page["next_offset"]) == (5, 4)
    assert found("conversations", limit=1, offset=4)["next_offset"] is None
    assert found("conversations", offset=99)["conversations"] == []


def test_what_is_said_of_one() -> None:
    """Each need with its end, each wait with its standard, and what became of the prompts."""
    (one,) = found("late_hold")["conversations"]
    assert one == one | {"agents": ["kim"], "channel": "chat", "begun": "2024-01-01T09:00:00.000Z"}
    assert [(need["moment"], need["status"], need["s_to_done"]) for need in one["needs"]] == [
        ("greet", "done", 20.0),
        ("check_back", "done", 100.0),
        ("apologise", "withdrawn", None),
    ]
    waits = [(wait["kind"], wait["seconds"], wait["standard_s"], wait["is_late"]) for wait in one["waits"]]
    assert waits == [("reply", 20.0, 45.0, False), ("hold", 400.0, 300.0, True)]
    assert (one["use"]["prompts"], one["use"]["used"], one["use"]["hours"]) == (3, 1, 0.111)


def test_it_adds_up_to_the_scorecards() -> None:
    total: Any = scorecards(SOME, Asked(shows_small=True), STANDARDS, T + 3000)["total"]
    needs = [need for one in found("conversations")["conversations"] for need in one["needs"]]
    assert total["needed"] == len(needs)
    assert total["done"] == sum(need["status"] == "done" for need in needs)
    assert total["conversations"] == found("conversations")["total"]
