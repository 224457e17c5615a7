"""Servers that die, stand still and wake, while people write and watch."""

import asyncio
from pathlib import Path

import pytest

from tests.assist.redis_server import RedisServer
from tests.faults.fleet import fleet_of
from tests.faults.traffic import Traffic, event

BACK_WITHIN_S = 10.0  # of the restart, on a machine that does other things too


async def test_kill_minus_nine_of_the_only_server(tmp_path: Path) -> None:
    """On the embedded store: killed and started again, with everything that it acknowledged."""
    async with fleet_of(tmp_path, 1) as fleet:
        traffic = Traffic(fleet.streams, conversations=3, viewers=1)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            await traffic.quiet()
            await fleet.kill(0)
            await fleet.start(0)
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        assert await traffic.faults(fleet.servers[0]) == []
        assert traffic.record.count > 6


@pytest.mark.faults
@pytest.mark.parametrize("rounds", [10])
async def test_kill_minus_nine_again_and_again(tmp_path: Path, rounds: int) -> None:
    """Ten kills at odd moments, on the embedded store."""
    async with fleet_of(tmp_path, 1) as fleet:
        traffic = Traffic(fleet.streams)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            for number in range(rounds):
                await asyncio.sleep(0.1 + 0.13 * number)
                await fleet.kill(0)
                await fleet.start(0)
                await traffic.quiet()
        assert await traffic.faults(fleet.servers[0]) == []


@pytest.mark.faults
async def test_two_servers_on_one_redis_are_killed_by_turns(tmp_path: Path, own_redis: RedisServer) -> None:
    """The other goes on meanwhile; nobody is told anything twice when the killed one is back."""
    async with fleet_of(tmp_path, 2, BISTAND_STORE=own_redis.url) as fleet:
        traffic = Traffic(fleet.streams)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            for number in range(6):
                await traffic.quiet()
                await fleet.kill(number % 2)
                await asyncio.sleep(0.3)
                await fleet.start(number % 2)
                await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        for server in fleet.servers:
            assert await traffic.faults(server) == []


@pytest.mark.faults
@pytest.mark.parametrize("store", ["sqlite", "redis"])
async def test_a_server_that_stands_still_and_wakes(tmp_path: Path, own_redis: RedisServer, store: str) -> None:
    """A zombie with old states writes nothing over what the other has done meanwhile (SIGSTOP for 5 s, three times).

    Stopped in the middle of a commit it holds the one file that SQLite has: then the other says so, and goes on later.
    """
    environment = {"BISTAND_STORE": own_redis.url} if store == "redis" else {}
    async with fleet_of(tmp_path, 2, **environment) as fleet:
        traffic = Traffic(fleet.streams, conversations=2)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            for number in range(3):
                await traffic.quiet()
                fleet.stop(0)
                said = event(f"meanwhile-{number}", number)
                traffic.record.sent["c0"].append(said["id"])
                status, body = await fleet.servers[1].call("POST", "/v1/conversations/c0/events", said)
                assert status == 200 or (store == "sqlite" and "holds the store" in body["detail"])
                await asyncio.sleep(5)
                fleet.stop(0, is_stopped=False)
                await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        for server in fleet.servers:
            assert await traffic.faults(server) == []
