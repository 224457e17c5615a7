"""A clock that jumps under the server, by libfaketime: only the time of day, as NTP or an operator would set it."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.fleet import fleet_of
from tests.faults.traffic import Traffic, log_of, until

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not LIBRARIES, reason="needs libfaketime ('apt-get install faketime')"),
]


def set_clock(file: Path, seconds: float) -> None:
    """So far from the true time."""
    other = file.with_suffix(".new")
    other.write_text(f"{seconds:+f}\n")
    os.replace(other, file)


def by_the_clock(file: Path) -> dict[str, str]:
    """The environment of a process whose time of day, and nothing else, follows the file."""
    return {
        "LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip


async def test_jumps_of_the_clock(tmp_path: Path) -> None:
    """An hour forth and back and a day back: nothing is lost, doubled or reordered, and times never run backwards."""
    file = tmp_path / "clock"
    set_clock(file, 0)
    async with fleet_of(tmp_path / "data", 1, **by_the_clock(file)) as fleet:
        traffic = Traffic(fleet.streams, conversations=2)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            for seconds in (3_600, 0, -86_400, 0):
                await traffic.quiet()
                set_clock(file, seconds)
                await asyncio.wait_for(traffic.quiet(), 20)
        assert await traffic.faults(fleet.servers[0]) == []
        for name in traffic.names:
            times = [entry["at"] for entry in await log_of(fleet.servers[0], name)]
            assert times == sorted(times)


async def test_timers_after_a_jump(tmp_path: Path) -> None:
    """A customer who waits when the clock is set an hour ahead has waited too long: the prompt comes, once."""
    file = tmp_path / "clock"
    set_clock(file, 0)
    async with fleet_of(tmp_path / "data", 1, **by_the_clock(file)) as fleet:
        server = fleet.servers[0]
        await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
        at = datetime.now(UTC) - timedelta(seconds=1)
        said = {"id": "e1", "type": "message", "role": "customer", "text": "Hello?", "at": at.isoformat()}
        assert (await server.call("POST", "/v1/conversations/c1/events", said))[0] == 200
        set_clock(file, 3_600)

        async def is_late() -> bool:
            return (await moments()).count("answer_promptly") == 1

        async def moments() -> list[str]:
            log = await log_of(server, "c1")
            return [entry["prompt"]["moment"] for entry in log if entry["kind"] == "prompt_opened"]

        await until(is_late, 70)
        set_clock(file, 0)
        await asyncio.sleep(3)
        assert (await moments()).count("answer_promptly") == 1
