"""Many at once: ten thousand who only listen, five thousand who come back in the same moment."""

import asyncio
import resource
import sys
import time
from pathlib import Path

import pytest

from benchmarks.load.crowd import Crowd
from tests.assist.test_app import KEY
from tests.faults.fleet import fleet_of
from tests.faults.traffic import Traffic, event, until
from tests.faults.usage import cpu_s, open_sockets, resident_kb

pytestmark = pytest.mark.faults

IDLE, STORM = 10_000, 5_000
HEARTBEAT_S = 20


@pytest.fixture(autouse=True)
def _many_files() -> None:
    """A connection is a file on either side."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < IDLE + 1_000:
        pytest.skip(f"needs {IDLE + 1_000} open files a process; the hard limit here is {most} (`ulimit -Hn`)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def test_ten_thousand_idle_viewers(tmp_path: Path) -> None:
    """Each follows a conversation and answers heartbeats; nobody is dropped, and the writers notice little."""
    async with fleet_of(tmp_path, 1) as fleet:
        server = fleet.servers[0]
        traffic = Traffic(fleet.streams, conversations=2)
        await traffic.begin(server)
        await server.call("POST", "/v1/conversations", {"id": "quiet", "channel": "chat"})
        kb = resident_kb(server.process.pid)
        async with Crowd(fleet.streams[0], KEY, IDLE, "quiet") as crowd, traffic.running():
            each_kb = (resident_kb(server.process.pid) - kb) / IDLE
            cpu, begun = cpu_s(server.process.pid), time.monotonic()
            await asyncio.sleep(2 * HEARTBEAT_S + 5)
            busy = (cpu_s(server.process.pid) - cpu) / (time.monotonic() - begun)
            heartbeats, lost = crowd.heartbeats, crowd.lost
            await traffic.quiet()
        assert (lost, heartbeats >= 2 * IDLE) == (0, True), (lost, heartbeats)
        assert await traffic.faults(server) == []
        print(f"{IDLE} viewers: {each_kb:.1f} KB each, {busy:.2f} of a core while two write", file=sys.stderr)  # noqa: T201
        assert each_kb < 60


async def test_five_thousand_come_back_at_once(tmp_path: Path) -> None:
    """The server is killed and started again: all are back, each told what it missed and nothing twice."""
    async with fleet_of(tmp_path, 1) as fleet:
        server = fleet.servers[0]
        await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
        async with Crowd(fleet.streams[0], KEY, STORM, "c1") as crowd:
            await server.call("POST", "/v1/conversations/c1/events", event("e1", 1))
            await until(lambda: crowd.least_told >= 2)
            await fleet.kill(0)
            await until(lambda: crowd.connected == 0)
            await fleet.start(0)
            await fleet.servers[0].call("POST", "/v1/conversations/c1/events", event("e2", 2))
            took = await until(lambda: crowd.connected == STORM and crowd.least_told >= 4, 90)
            print(f"{STORM} back after {took:.1f} s", file=sys.stderr)  # noqa: T201
            assert crowd.misnumbered == 0
            assert open_sockets(fleet.servers[0].process.pid) < STORM + 50
