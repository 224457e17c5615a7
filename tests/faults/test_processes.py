"""Servers that die, stand still and wake, while people write and watch."""

import asyncio
import contextlib
import json
import time
from pathlib import Path

import aiohttp
import pytest

from tests.assist.desks.deliveries import SECRET
from tests.assist.redis_server import RedisServer
from tests.assist.server.desk import PATH, message, signed, until
from tests.faults.fleet import Fleet, fleet_of
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


@pytest.mark.faults
async def test_a_desk_sends_while_servers_and_redis_are_killed(tmp_path: Path, own_redis: RedisServer) -> None:
    """Whatever heard yes is in its conversation at the end, once, and nothing is dead."""
    environment = {"BISTAND_STORE": own_redis.url, "BISTAND_DESK_CHATWOOT_SECRET": SECRET}
    async with fleet_of(tmp_path, 2, **environment) as fleet, aiohttp.ClientSession() as session:
        sending = [asyncio.create_task(_send(session, fleet, number)) for number in range(120)]
        for number in range(4):
            await asyncio.sleep(0.5)
            await fleet.kill(number % 2)
            if number % 2:
                own_redis.kill()
                own_redis.start()
            await fleet.start(number % 2)
        await asyncio.wait_for(asyncio.gather(*sending), 120)
        await until(fleet.servers[0], waiting=0)
        found = []
        for conversation in range(7):
            _, log = await fleet.servers[1].call("GET", f"/v1/conversations/chatwoot-3-{conversation}/log")
            found += [entry["event"]["id"] for entry in log["entries"] if entry["kind"] == "event"]
        assert sorted(found) == sorted(f"message-{number}" for number in range(120))
        assert (await fleet.servers[0].call("GET", "/ready"))[1]["deliveries"] == {"waiting": 0, "dead": 0}


async def _send(session: aiohttp.ClientSession, fleet: Fleet, number: int) -> None:
    """Tell of a message until somebody says yes, as desks do; not all at once."""
    await asyncio.sleep(number * 0.03)
    body, tries = json.dumps(message(number, conversation=number % 7)).encode(), number
    while True:
        server = fleet.servers[tries % 2]
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            headers, limit = signed(body, f"d{number}", time.time()), aiohttp.ClientTimeout(5)
            async with session.post(server.address + PATH, data=body, headers=headers, timeout=limit) as response:
                if response.status == 200:
                    return
        await asyncio.sleep(0.1)
        tries += 1  # the other server may answer
