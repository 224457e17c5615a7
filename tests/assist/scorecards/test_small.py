"""Agents with few conversations are not singled out, and cannot be by taking away."""

from typing import Any

import pytest

from assist.scorecards.filters import Filters
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.small import POOL
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import STANDARDS
from tests.assist.scorecards.sheets import held, sheet


def by_agent(had: dict[str, int], **asked: Any) -> Any:
    """The scorecards of agents who had so many conversations."""
    some = [held(f"{name}-{n}", name) for name, count in had.items() for n in range(count)]
    return scorecards(sheet(some), Asked(by=("agent",), **asked), STANDARDS, T + 9_000)


def shown(answer: Any) -> dict[str, int]:
    return {row["agent"]: row["conversations"] for row in answer["rows"]}


@pytest.mark.parametrize(
    ("had", "rows"),
    [
        ({"kim": 5, "lee": 6}, {"kim": 5, "lee": 6}),
        ({"kim": 5, "lee": 4, "ann": 1}, {"kim": 5, "others": 5}),
        (
            {"kim": 5, "lee": 6, "ann": 1},
            {"lee": 6, "others": 6},
        ),  # alone in the pool she would be known by what is left
        ({"kim": 4}, {"others": 4}),
        ({"": 2, "kim": 9, "lee": 7}, {"": 2, "kim": 9, "lee": 7}),  # nobody is no person
        ({"others": 8, "lee": 1, "ann": 1}, {"others": 8}),
    ],
)
def test_the_pool(had: dict[str, int], rows: dict[str, int]) -> None:
    """As many conversations as before, under fewer names."""
    answer = by_agent(had)
    pooled = [row for row in answer["rows"] if row.get("is_pooled")]
    assert sum(row["conversations"] for row in answer["rows"]) == sum(had.values())
    assert answer["total"]["conversations"] == sum(had.values())
    if "others" in had:
        assert [(row["agent"], row.get("is_pooled")) for row in answer["rows"]] == [("others", None), ("others", True)]
    else:
        assert shown(answer) == rows
        assert len(pooled) == ("others" in rows)
    assert POOL not in str(answer)


def test_a_lead_may_ask_for_them() -> None:
    answer = by_agent({"kim": 5, "ann": 1}, shows_small=True)
    assert shown(answer) == {"kim": 5, "ann": 1}
    assert answer["small"] == {"least": 5, "is_shown": True, "agents": 0}


def test_asking_for_one_of_them_finds_nothing() -> None:
    """Unless it is said on purpose, or they ask themselves."""
    hidden = by_agent({"kim": 5, "ann": 1}, filters=Filters(agent="ann"))
    assert (hidden["rows"], hidden["total"]["needed"], hidden["small"]["agents"]) == ([], 0, 1)
    assert shown(by_agent({"kim": 5, "ann": 1}, filters=Filters(agent="kim"))) == {"kim": 5}
    for given in ({"shows_small": True}, {"is_own": True}):
        assert shown(by_agent({"kim": 5, "ann": 1}, filters=Filters(agent="ann"), **given)) == {"ann": 1}
