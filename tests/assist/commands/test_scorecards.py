"""`bistand scorecards recompute` over the real encoder and the moments that come with Bistand."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from assist.app import open_store
from assist.core.events import Event
from assist.ports import Key
from assist.runner import Runner
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.sheet import sheet_of
from assist.settings import read_settings
from assist.wire.reading import read_events, read_opening
from tests.assist.commands.running import ran, refused
from tests.assist.core.samples import PLAYBOOK, STANDARDS
from tests.assist.stand_ins import Clock, understand

AT = 1_704_099_600.0
CALL = [
    {"id": "e1", "at": "2024-01-01T09:00:00Z", "type": "hold_started", "reason": "asking the warehouse"},
    {"id": "e2", "at": "2024-01-01T09:01:40Z", "type": "hold_ended"},
    {"id": "e3", "at": "2024-01-01T09:01:45Z", "type": "message", "role": "agent", "text": "Sorry for the wait."},
]


def total(data: Path) -> Any:
    """The scorecards of what the store holds."""

    async def rows() -> Any:
        store = await open_store(read_settings(data=data))
        found = await store.scores("default", 0, 9e9)
        await store.close()
        return scorecards(sheet_of(found), Asked(), STANDARDS, AT + 3600)

    return asyncio.run(rows())


@pytest.fixture
def kept(data: Path) -> Path:
    """A call that was kept under another playbook, whose hold limit is five minutes."""

    async def keep() -> None:
        store = await open_store(read_settings(data=data))
        runner = Runner(store, understand, lambda: PLAYBOOK, clock=Clock(AT + 200))
        await store.erase(Key("default", "call"))
        await runner.open("default", read_opening({"id": "call", "channel": "phone"}, ""))
        events = [event for event in read_events({"events": CALL}) if isinstance(event, Event)]
        await runner.post(Key("default", "call"), events)
        await store.close()

    asyncio.run(keep())
    return data


def test_a_call_is_read_again(kept: Path) -> None:
    """As the playbook is now: its hold was too long, and somebody said sorry for it."""
    assert {row["moment"] for row in total(kept)["rows"]} == {"apologise"}
    said = json.loads(ran("scorecards", "recompute", "--data", str(kept), "--json"))
    assert said == {"workspace": "default", "conversations": 1, "counted": 1, "playbook": said["playbook"]}
    rows = {row["moment"]: (row["needed"], row["done"]) for row in total(kept)["rows"]}
    assert rows["check_back_during_hold"] == rows["apologise_for_hold"] == (1, 1)


def test_of_a_period_and_of_what_is_missing(kept: Path) -> None:
    for options, expected in ((["--from", "2024-01-02"], 0), (["--to", "2024-01-01"], 1), (["--missing"], 0)):
        said = ran("scorecards", "recompute", "--data", str(kept), *options)
        assert said == f"{expected} of {expected} conversations of workspace default counted, as the playbook is now\n"


def test_what_cannot_be(data: Path) -> None:
    assert "--from: 'monday' must be a time in RFC 3339" in refused("scorecards", "recompute", "--from", "monday")
    sentence = refused("scorecards", "recompute", "--workspace", "acme", "--data", str(data))
    assert "there is no workspace 'acme'; there are default" in sentence
