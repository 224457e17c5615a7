"""A Redis that dies, hangs, comes back with less, or is cut off, while two servers work on it."""

import asyncio
import contextlib
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.assist.redis_server import RedisServer, is_there
from tests.faults.fleet import Fleet, fleet_of
from tests.faults.traffic import Traffic, event, until

BACK_WITHIN_S = 15.0  # of Redis being there again
MOST_LAG_MS = 1_000.0  # of the event loop, on a machine where everything runs on two cores

pytestmark = pytest.mark.faults


@contextlib.asynccontextmanager
async def under_traffic(folder: Path, redis: RedisServer) -> AsyncIterator[tuple[Fleet, Traffic]]:
    """Two servers on one Redis, with writers and viewers at both; the record is checked at the end."""
    async with fleet_of(folder, 2, BISTAND_STORE=redis.url) as fleet:
        traffic = Traffic(fleet.streams)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            await traffic.quiet()
            yield fleet, traffic
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        for server in fleet.servers:
            assert await traffic.faults(server) == []


async def test_redis_is_killed_and_started_again(tmp_path: Path, own_redis: RedisServer) -> None:
    """Five times; with `appendfsync always` what was acknowledged is there. Servers say that they are not ready."""
    async with under_traffic(tmp_path, own_redis) as (fleet, traffic):
        for _ in range(5):
            own_redis.kill()
            assert not await fleet.is_ready(0)
            own_redis.start()
            await until(lambda: fleet.is_ready(0), BACK_WITHIN_S)
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)


async def test_redis_hangs(tmp_path: Path, own_redis: RedisServer) -> None:
    """It stands still for 8 s with every connection open: the servers' loops do not, and all goes on afterwards."""
    async with under_traffic(tmp_path, own_redis) as (fleet, traffic):
        for _ in range(2):
            own_redis.pause()
            begun = time.monotonic()
            while time.monotonic() - begun < 8:
                assert await lag_ms(fleet) < MOST_LAG_MS
                await asyncio.sleep(0.5)
            own_redis.pause(is_on=False)
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)


async def lag_ms(fleet: Fleet) -> float:
    """How late the first server's event loop is, by its own measure; `/health` needs no store."""
    async with aiohttp.ClientSession() as session, session.get(f"{fleet.servers[0].address}/health") as response:
        return float((await response.json())["loop_lag_ms"])


async def test_redis_comes_back_with_less(tmp_path: Path, own_redis: RedisServer) -> None:
    """Its disk was put back to an hour ago: viewers are told the whole log anew, and never parts of two."""
    async with fleet_of(tmp_path, 1, BISTAND_STORE=own_redis.url) as fleet:
        traffic = Traffic(fleet.streams, conversations=1, viewers=2)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            await traffic.quiet()
            own_redis.kill()
            kept = tmp_path / "kept"
            shutil.copytree(own_redis.folder, kept)
            own_redis.start()
            await traffic.quiet()
            await traffic.quiet()
            own_redis.kill()
            shutil.rmtree(own_redis.folder)
            shutil.copytree(kept, own_redis.folder)
            lost = dict(traffic.record.acknowledged["c0"])
            own_redis.start()
            await until(lambda: fleet.is_ready(0), BACK_WITHIN_S)
            traffic.record.acknowledged["c0"].clear()  # what was lost is lost: the disk was changed under us
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        assert lost
        assert all(seen.begun_anew for seen in traffic.record.seen)
        assert await traffic.faults(fleet.servers[0]) == []


NAMESPACE, HERE, THERE = "bistand-faults", "10.201.7.1", "10.201.7.2"


@pytest.fixture
def far_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis in a network of its own, behind a cable that can be cut."""
    if not is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    if not (shutil.which("ip") and shutil.which("nft")) or not _made():
        pytest.skip("needs network namespaces and nftables (root, 'apt-get install iproute2 nftables')")
    server = FarRedis(tmp_path_factory.mktemp("far"), **{"appendfsync": "always", "protected-mode": "no"})
    try:
        server.start()
        yield server
    finally:
        server.kill()
        _unmade()


class FarRedis(RedisServer):
    """Started inside the namespace."""

    host, within = THERE, ("ip", "netns", "exec", NAMESPACE)


def _unmade() -> None:
    _run("ip", "link", "delete", "bistand0", is_needed=False)  # the namespace alone would let go of it later
    _run("ip", "netns", "delete", NAMESPACE, is_needed=False)


def _made() -> bool:
    _unmade()
    commands = (
        ("ip", "netns", "add", NAMESPACE),
        ("ip", "link", "add", "bistand0", "type", "veth", "peer", "name", "bistand1", "netns", NAMESPACE),
        ("ip", "address", "add", f"{HERE}/30", "dev", "bistand0"),
        ("ip", "link", "set", "bistand0", "up"),
        ("ip", "-n", NAMESPACE, "address", "add", f"{THERE}/30", "dev", "bistand1"),
        ("ip", "-n", NAMESPACE, "link", "set", "bistand1", "up"),
        ("ip", "-n", NAMESPACE, "link", "set", "lo", "up"),
    )
    return all(_run(*command, is_needed=False) for command in commands)


def _run(*command: str, is_needed: bool = True) -> bool:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not is_needed, done.stderr
    return done.returncode == 0


def partition(hook: str) -> None:
    """Drop what Redis is sent (`input`), what it sends (`output`), or both, silently."""
    hooks = ("input", "output") if hook == "both" else (hook,)
    chains = "".join(
        f"chain {one} {{ type filter hook {one} priority 0; policy accept; tcp {side} 1-65535 drop; }}\n"
        for one in hooks
        for side in ("dport" if one == "input" else "sport",)
    )
    rules = f"table ip faults {{\n{chains}}}\n"
    command = ["ip", "netns", "exec", NAMESPACE, "nft", "-f", "-"]
    subprocess.run(command, input=rules, text=True, check=True)


def heal() -> None:
    """Let everything through again."""
    _run("ip", "netns", "exec", NAMESPACE, "nft", "flush", "ruleset")


@pytest.mark.parametrize("direction", ["input", "output", "both"])
async def test_redis_is_cut_off(tmp_path: Path, far_redis: RedisServer, direction: str) -> None:
    """Bytes vanish for 8 s, both ways or one: no reset tells anybody. Loops stay quick, writers are told to wait."""
    async with under_traffic(tmp_path, far_redis) as (fleet, traffic):
        partition(direction)
        try:
            status, body = await fleet.servers[0].call("POST", "/v1/conversations/c0/events", event("cut-off", 1))
            traffic.record.sent["c0"].append("cut-off")
            assert status in {200, 503}, body
            begun = time.monotonic()
            while time.monotonic() - begun < 8:
                assert await lag_ms(fleet) < MOST_LAG_MS
                await asyncio.sleep(0.5)
            assert not await fleet.is_ready(1)
        finally:
            heal()
        await until(lambda: fleet.is_ready(1), BACK_WITHIN_S)
