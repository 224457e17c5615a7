"""Two servers over a Redis whose primary dies: Sentinels promote the replica, and viewers are told what is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from assist.client import Client, Told
from tests.assist import redis_server
from tests.assist.redis_sentinel import Sentinels
from tests.assist.redis_server import soon
from tests.assist.test_app import KEY, Process, said, started

pytestmark = pytest.mark.faults
WITHIN_S = 60.0


@pytest.fixture
def sentinels(tmp_path: Path) -> Iterator[Sentinels]:
    if not redis_server.is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    folder = tmp_path / "redis"
    folder.mkdir()
    sentinels = Sentinels(folder, **{"min-replicas-max-lag": "10"})
    sentinels.start()
    yield sentinels
    sentinels.stop()


@pytest.fixture
async def servers(tmp_path: Path, sentinels: Sentinels) -> AsyncIterator[list[Process]]:
    both = [await started(tmp_path, BISTAND_STORE=sentinels.url) for _ in range(2)]
    yield both
    for server in both:
        await server.kill()


class Viewer:
    """What one viewer has of a conversation: emptied whenever it is told to begin anew."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.entries: list[dict[str, Any]] = []
        self.epochs: list[str] = []

    def take(self, told: Told) -> None:
        if told.entry is None:
            self.epochs.append(told.epoch)
            if not told.recovered:
                self.entries = []
        else:
            assert told.seq == len(self.entries) + 1  # no gap, nothing twice
            self.entries.append(told.entry)

    async def follow(self) -> None:
        async for told in self.client:
            self.take(told)

    def events(self) -> list[str]:
        return [entry["event"]["id"] for entry in self.entries if entry["kind"] == "event"]


async def posted(server: Process, name: str) -> int:
    """An event sent until it is taken; its number."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            status, body = await server.call("POST", "/v1/conversations/c1/events", said(name))
            if status == 200:
                return int(body["accepted"][0]["seq"] if body["accepted"] else 0)
            assert status == 503, body
            await asyncio.sleep(0.2)


async def test_a_failover_that_loses_the_end(servers: list[Process], sentinels: Sentinels) -> None:
    """Every viewer ends with the log that there is, under another epoch; also one who was away meanwhile."""
    one, other = servers
    await one.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
    async with Client(one.stream, KEY) as here, Client(other.stream, KEY) as there:
        viewers = [Viewer(here), Viewer(there)]
        for viewer in viewers:
            await viewer.client.subscribe("c1")
        following = [asyncio.create_task(viewer.follow()) for viewer in viewers]
        for n in range(3):
            await posted(servers[n % 2], f"kept{n}")
        sentinels.replicated()
        sentinels.cut_replica_off()
        for n in range(3):
            await posted(servers[n % 2], f"lost{n}")
        await soon(lambda: all(len(viewer.events()) == 6 for viewer in viewers), WITHIN_S)
        epoch, last = viewers[0].epochs[-1], viewers[0].entries[-1]["seq"]
        sentinels.lose_primary()
        for n in range(4):  # as many entries as were lost, and more
            await posted(servers[n % 2], f"new{n}")
        expected = [f"kept{n}" for n in range(3)] + [f"new{n}" for n in range(4)]
        await soon(lambda: all(viewer.events() == expected for viewer in viewers), WITHIN_S)
        for viewer in viewers:
            assert viewer.epochs[-1] != epoch
        assert viewers[0].entries == viewers[1].entries
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
    async with Client(other.stream, KEY) as back:
        await back.subscribe("c1", after=last, epoch=epoch)
        assert not (await back.told(WITHIN_S)).recovered
    for server in servers:
        assert (await server.call("GET", "/ready"))[0] == 200


async def test_a_failover_that_loses_nothing(servers: list[Process], sentinels: Sentinels) -> None:
    """What the replica had is there: every acknowledged event, once."""
    one, other = servers
    await one.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
    acknowledged = {f"e{n}": await posted(servers[n % 2], f"e{n}") for n in range(20)}
    sentinels.replicated()
    sentinels.lose_primary()
    acknowledged |= {f"f{n}": await posted(servers[n % 2], f"f{n}") for n in range(20)}
    _, log = await other.call("GET", "/v1/conversations/c1/log")
    entries = log["entries"]
    assert [entry["seq"] for entry in entries] == [*range(1, len(entries) + 1)]
    taken = [entry["event"]["id"] for entry in entries if entry["kind"] == "event"]
    assert sorted(taken) == sorted(acknowledged)
    for name, seq in acknowledged.items():
        assert seq == 0 or entries[seq - 1]["event"]["id"] == name
