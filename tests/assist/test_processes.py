"""Several servers on one store: any of them serves any conversation, and none is missed."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assist.client import Client, Refused
from tests.assist.desks.deliveries import SECRET
from tests.assist.redis_server import RedisServer
from tests.assist.server.desk import PATH, message, signed, until
from tests.assist.stand_ins import WAIT_S
from tests.assist.test_app import KEY, Process, said, started

CALM_S = 1.0  # after the last timer, for one that would fire twice


@contextlib.asynccontextmanager
async def two_servers(folder: Path, redis: RedisServer | None) -> AsyncIterator[tuple[Process, Process]]:
    """Two server processes that know of each other only by their Redis, or by their SQLite file."""
    names = ("a", "b") if redis else ("a", "a")
    for name in {*names}:
        (folder / name).mkdir()
    store = {"BISTAND_STORE": redis.url} if redis else {}
    servers = await asyncio.gather(*(started(folder / name, **store) for name in names))
    try:
        yield servers[0], servers[1]
    finally:
        for server in servers:
            with contextlib.suppress(ProcessLookupError):
                server.process.terminate()
            await asyncio.wait_for(server.process.wait(), 60)


@pytest.fixture(params=["sqlite", "redis"])
async def servers(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Process, Process]]:
    redis = request.getfixturevalue("redis") if request.param == "redis" else None
    async with two_servers(tmp_path, redis) as both:
        yield both


async def begun(server: Process, name: str = "c1") -> str:
    """The path of a new conversation."""
    assert (await server.call("POST", "/v1/conversations", {"id": name, "channel": "chat"}))[0] == 201
    return f"/v1/conversations/{name}"


def waiting(name: str, longer_s: float) -> dict[str, Any]:
    """A customer's message whose answer is overdue in `longer_s` seconds."""
    at = datetime.fromtimestamp(time.time() - WAIT_S + longer_s, UTC)
    return {**said(name), "at": at.isoformat()}


async def entries_until(viewer: Client, last: int, within_s: float = 60) -> list[dict[str, Any]]:
    """What a viewer is told, up to the entry with that number."""
    entries: list[dict[str, Any]] = []
    while not entries or entries[-1]["seq"] < last:
        told = await viewer.told(within_s)
        if told.entry is not None:
            entries.append(told.entry)
    return entries


async def moments_of(server: Process, path: str) -> list[str]:
    """The moments of every prompt that was opened."""
    _, log = await server.call("GET", f"{path}/log")
    return [entry["prompt"]["moment"] for entry in log["entries"] if entry["kind"] == "prompt_opened"]


async def test_viewers_see_what_another_process_takes_in(servers: tuple[Process, Process]) -> None:
    """Two writers at two servers: both viewers are told every entry, once, in the same order."""
    one, other = servers
    await begun(one)
    async with Client(one.stream, KEY) as at_one, Client(other.stream, KEY) as at_other:
        for client in (at_one, at_other):
            await client.subscribe("c1")

        async def write(client: Client, name: str) -> list[int]:
            return [await client.event("c1", said(f"{name}{n}")) for n in range(40)]

        numbers = await asyncio.gather(write(at_one, "one-"), write(at_other, "other-"))
        entries = await asyncio.gather(entries_until(at_one, 160), entries_until(at_other, 160))
    assert entries[0] == entries[1]
    assert [entry["seq"] for entry in entries[0]] == [*range(1, 161)]
    accepted = {entry["seq"] for entry in entries[0] if entry["kind"] == "event"}
    assert accepted == {*numbers[0], *numbers[1]}


async def test_the_same_event_at_both_is_taken_once(servers: tuple[Process, Process]) -> None:
    """A desk that sends to whichever server answers may send twice."""
    path = await begun(servers[0])
    for n in range(10):
        answers = await asyncio.gather(*(server.call("POST", f"{path}/events", said(f"e{n}")) for server in servers))
        assert sorted(len(body["accepted"]) for _, body in answers) == [0, 1]
        assert sorted(len(body["duplicates"]) for _, body in answers) == [0, 1]


async def test_timers_fire_once(servers: tuple[Process, Process]) -> None:
    """Timers set here and there, watched by both: each opens its prompt once."""
    paths = [await begun(servers[n % 2], f"c{n}") for n in range(20)]
    for n, path in enumerate(paths):
        status, _ = await servers[(n // 2) % 2].call("POST", f"{path}/events", waiting("e1", 1.0))
        assert status == 200
    for path in paths:
        for _ in range(600):
            if "answer_promptly" in await moments_of(servers[0], path):
                break
            await asyncio.sleep(0.1)
    await asyncio.sleep(CALM_S)
    for path in paths:
        assert await moments_of(servers[0], path) == ["paraphrase_to_confirm", "answer_promptly"]


async def test_one_goes_on_when_the_other_is_killed(servers: tuple[Process, Process]) -> None:
    """Killed after it set timers: the other fires them, to a viewer of its own, and takes the next events."""
    one, other = servers
    path = await begun(one)
    async with Client(other.stream, KEY) as viewer:
        await viewer.subscribe("c1")
        earlier = {**waiting("e0", 0.5), "role": "agent"}
        await other.call("POST", f"{path}/events", earlier)  # the other knows the conversation, as it was
        await one.call("POST", f"{path}/events", waiting("e1", 1.5))
        await one.kill()
        entries = await entries_until(viewer, 4)
        assert entries[-1]["kind"] == "prompt_opened"
        assert entries[-1]["prompt"]["moment"] == "answer_promptly"
        status, body = await other.call("POST", f"{path}/events", {**said("e2"), "role": "agent"})
        assert (status, [receipt["seq"] for receipt in body["accepted"]]) == (200, [5])
    assert (await moments_of(other, path)).count("answer_promptly") == 1


@pytest.mark.parametrize("store", ["sqlite", "redis"])
async def test_a_delivery_outlives_who_acknowledged_it(
    tmp_path: Path, request: pytest.FixtureRequest, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between yes and the log: another process takes it in, once, and its viewers see the prompt."""
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_SECRET", SECRET)
    shared = {"BISTAND_STORE": request.getfixturevalue("redis").url} if store == "redis" else {}
    other = await started(tmp_path, **shared)
    one = await started(tmp_path, **shared, HANGS="1")
    path = "/v1/conversations/chatwoot-3-42"
    for number in (17, 18):
        assert await delivered(one, number) == 200
    async with Client(other.stream, KEY) as viewer:
        await viewer.subscribe("chatwoot-3-42")
        await one.kill()
        entries = await entries_until(viewer, 4, within_s=60)
    assert [entry["kind"] for entry in entries] == ["event", "prompt_opened"] * 2
    assert {entry["event"]["id"] for entry in entries[::2]} == {"message-17", "message-18"}
    assert await delivered(other, 17) == await delivered(other, 19) == 200
    await until(other, waiting=0)
    _, log = await other.call("GET", f"{path}/log")
    told = [entry["event"]["id"] for entry in log["entries"] if entry["kind"] == "event"]
    assert sorted(told) == ["message-17", "message-18", "message-19"]
    assert (await other.call("GET", "/ready"))[1]["deliveries"] == {"waiting": 0, "dead": 0}
    other.process.terminate()
    await asyncio.wait_for(other.process.wait(), 20)


async def delivered(server: Process, number: int) -> int:
    """The answer to a desk that tells of a message."""
    body = json.dumps(message(number)).encode()
    headers = signed(body, f"d{number}", time.time())
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.address}{PATH}", data=body, headers=headers) as response,
    ):
        return response.status


@pytest.mark.parametrize("servers", ["redis"], indirect=True)
async def test_a_lost_doorbell_delays_and_loses_nothing(servers: tuple[Process, Process], redis: RedisServer) -> None:
    """Viewers whose server was cut off from pub/sub are told all the same, and hear of an erasure."""
    one, other = servers
    path = await begun(one)
    async with Client(one.stream, KEY) as viewer:
        await viewer.subscribe("c1")
        for n in range(3):
            redis.call("CLIENT", "KILL", "TYPE", "pubsub")
            await other.call("POST", f"{path}/events", said(f"e{n}"))
        assert [entry["seq"] for entry in await entries_until(viewer, 6)] == [*range(1, 7)]
        assert (await other.call("DELETE", path))[0] == 204
        with pytest.raises(Refused, match="erased"):
            while True:
                await viewer.told(60)


async def test_readiness_follows_redis(tmp_path: Path, own_redis: RedisServer) -> None:
    """Not ready while Redis is away, ready by itself when it is back, and viewers lose nothing; warnings are shown."""
    async with two_servers(tmp_path, own_redis) as (one, other):
        path = await begun(one)
        assert (await one.call("GET", "/ready"))[1]["warnings"] == []
        own_redis.call("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        (warning,) = (await one.call("GET", "/ready"))[1]["warnings"]
        assert "noeviction" in warning
        async with Client(one.stream, KEY) as viewer:
            await viewer.subscribe("c1")
            await other.call("POST", f"{path}/events", said("e1"))
            own_redis.kill()
            assert (await one.call("GET", "/ready"))[0] == 503
            status, problem = await other.call("POST", f"{path}/events", said("e2"))
            assert status == 503
            assert "Redis cannot be reached" in problem["detail"]
            own_redis.start()
            assert (await other.call("POST", f"{path}/events", said("e2")))[0] == 200
            assert (await one.call("GET", "/ready"))[0] == 200
            assert [entry["seq"] for entry in await entries_until(viewer, 4)] == [1, 2, 3, 4]
