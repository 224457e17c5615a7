"""Several workers behind one port: they die, drain, are replaced and stop, and nobody loses anything by it."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from assist.client import Client
from tests.assist.leftovers import STARTED
from tests.assist.redis_server import RedisServer, soon
from tests.assist.test_app import KEY, ROOT, STARTS_WITHIN_S, Process, said

WRITERS, EVENTS = 8, 60


class Served(Process):
    """A supervisor, its workers and its log."""

    log: Path

    def workers(self) -> list[psutil.Process]:
        """Those that run, oldest first."""
        found = psutil.Process(self.process.pid).children()
        return sorted(found, key=lambda one: one.create_time())

    def noted(self, event: str) -> list[dict[str, Any]]:
        """What the log says under that name."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]


@contextlib.asynccontextmanager
async def supervised(data: Path, count: int = 2, **environment: str) -> AsyncIterator[Served]:
    """A server of so many workers."""
    env = {**os.environ, "BISTAND_API_KEY": KEY, "BISTAND_DRAIN_S": "1.0", **environment}
    with (data / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.assist.served", str(data), "0", str(count),
            stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env=env,
        )  # fmt: skip
    STARTED.add(process)
    assert process.stdout is not None
    address = (await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN_S)).decode().strip()
    assert address, (data / "log").read_text()
    server = Served(process, address)
    server.log = data / "log"
    try:
        await soon(lambda: serving(server) >= count, STARTS_WITHIN_S)
        yield server
    finally:
        workers = server.workers() if process.returncode is None else []
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await asyncio.wait_for(process.wait(), 60)
        assert [one for one in workers if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []


def serving(server: Served) -> int:
    """How many of the workers have said that they serve."""
    alive = {worker.pid for worker in server.workers()}
    return len(alive & {line["pid"] for line in server.noted("worker_serves")})


def store_of(name: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """The setting of a store."""
    if name == "sqlite":
        return {}
    redis: RedisServer = request.getfixturevalue("redis")
    return {"BISTAND_STORE": redis.url}


async def write(client: Client, name: str, acknowledged: dict[str, int]) -> None:
    """Events one after the other, each noted once it is acknowledged."""
    for n in range(EVENTS):
        acknowledged[f"e{n}"] = await client.event(name, said(f"e{n}"))
        await asyncio.sleep(0.02)


async def read(client: Client, entries: list[dict[str, Any]]) -> None:
    """Everything that a viewer is told."""
    while len(entries) < 2 * EVENTS:
        told = await client.told(60)
        assert told.recovered
        if told.entry is not None:
            entries.append(told.entry)


async def under_load(server: Served, happen: Callable[[], Any]) -> list[Client]:
    """Writers and viewers of eight conversations, while something happens to the workers; nothing may be lost."""
    names = [f"c{n}" for n in range(WRITERS)]
    acknowledged = {name: dict[str, int]() for name in names}
    entries: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    async with contextlib.AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(Client(server.stream, KEY, least_wait_s=0.05, most_wait_s=0.3))
            for _ in range(2 * WRITERS)
        ]
        writers, viewers = clients[:WRITERS], clients[WRITERS:]
        for name, viewer in zip(names, viewers, strict=True):
            await server.call("POST", "/v1/conversations", {"id": name, "channel": "chat"})
            await viewer.subscribe(name)
        work = [
            *(write(client, name, acknowledged[name]) for client, name in zip(writers, names, strict=True)),
            *(read(client, entries[name]) for client, name in zip(viewers, names, strict=True)),
        ]
        doing = asyncio.gather(*work)
        await asyncio.sleep(0.4)
        await happen()
        await asyncio.wait_for(doing, 240)
    for name in names:
        assert [entry["seq"] for entry in entries[name]] == [*range(1, 2 * EVENTS + 1)]
        assert len(acknowledged[name]) == EVENTS
        for event, seq in acknowledged[name].items():
            assert entries[name][seq - 1]["event"]["id"] == event
    return clients


@pytest.mark.parametrize("store", ["sqlite", "redis"])
async def test_one_drains_under_load(tmp_path: Path, store: str, request: pytest.FixtureRequest) -> None:
    """No acknowledged event is lost or doubled, its clients go on with another worker, and it is replaced."""
    async with supervised(tmp_path, **store_of(store, request)) as server:

        async def drain() -> None:
            max(server.workers(), key=lambda worker: worker.num_fds()).terminate()  # the one with most clients

        clients = await under_load(server, drain)
        assert sum(client.connections for client in clients) > len(clients)
        await soon(lambda: server.noted("worker_left") and serving(server) == 2, STARTS_WITHIN_S)
        (left,) = server.noted("worker_left")
        (drained,) = server.noted("draining")
        assert drained["connections"] > 0
        assert left["pid"] not in {worker.pid for worker in server.workers()}
        assert server.noted("worker_died") == []


async def test_one_is_killed_under_load(tmp_path: Path) -> None:
    """The same without a word: whoever was connected to it comes back and has everything."""
    async with supervised(tmp_path) as server:

        async def kill() -> None:
            server.workers()[0].kill()

        await under_load(server, kill)
        await soon(lambda: server.noted("worker_died") and serving(server) == 2, STARTS_WITHIN_S)
        (died,) = server.noted("worker_died")
        assert died["code"] == -signal.SIGKILL


async def test_all_are_renewed_one_after_the_other(tmp_path: Path) -> None:
    """SIGHUP: at every moment somebody answers."""
    async with supervised(tmp_path) as server:
        before = {worker.pid for worker in server.workers()}
        server.process.send_signal(signal.SIGHUP)
        statuses = []
        async with asyncio.timeout(60):
            while {worker.pid for worker in server.workers()} & before or serving(server) < 2:
                statuses.append((await server.call("GET", "/health"))[0])
                await asyncio.sleep(0.05)
        assert set(statuses) == {200}
        started = [line["pid"] for line in server.noted("worker_started")]
        left = [line["pid"] for line in server.noted("worker_left")]
        assert left == started[:2]


async def test_workers_end_with_their_supervisor(tmp_path: Path) -> None:
    """Killed without a word it takes the port with it, so that its successor finds it free."""
    async with supervised(tmp_path) as server:
        workers = server.workers()
        await server.kill()
        await soon(lambda: not any(one.is_running() for one in workers), 60)


async def test_what_stops_the_first_worker_stops_the_start(tmp_path: Path) -> None:
    """Its sentence is on standard error, and nobody tries again for ever."""
    (tmp_path / "bistand.db").write_bytes(b"no database" * 500)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.assist.served", str(tmp_path), "0", "2",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "BISTAND_API_KEY": KEY},
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), STARTS_WITHIN_S)
    assert (process.returncode, out) == (1, b"")
    assert err.decode().count("damaged") == 1


async def test_one_that_drains_says_so(tmp_path: Path) -> None:
    """Clients hear when to come back and may finish; it is not ready, and takes nobody in any more."""
    async with supervised(tmp_path, 1, BISTAND_DRAIN_S="30") as server:
        headers = {"Authorization": f"Bearer {KEY}"}
        async with aiohttp.ClientSession(headers=headers) as session, session.ws_connect(server.stream) as socket:
            await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
            await socket.send_json({"type": "authenticate", "token": KEY})
            assert (await socket.receive_json(timeout=60))["type"] == "ready"
            async with session.get(f"{server.address}/ready") as response:  # keeps a connection for later
                assert response.status == 200
                await response.read()
            server.workers()[0].terminate()
            told = await socket.receive_json(timeout=60)
            assert (told["type"], told["code"], told["retryable"]) == ("error", "restarting", True)
            assert 0 <= told["retry_after_ms"] <= 1000
            async with session.get(f"{server.address}/ready") as response:
                assert (response.status, response.headers["Retry-After"]) == (503, "3")
                assert response.headers["Connection"] == "close"
            await socket.send_json({"type": "event", "conversation": "c1", "event": said("e1")})
            assert (await socket.receive_json(timeout=60))["type"] == "ack"
        await soon(lambda: server.noted("worker_left"), 60)  # nobody is left to wait for


async def test_connections_are_shared_out(tmp_path: Path) -> None:
    """No worker is left without any."""
    async with supervised(tmp_path) as server, aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(server.stream) for _ in range(100)]
        counts = [
            sum(one.status == psutil.CONN_ESTABLISHED for one in worker.net_connections())
            for worker in server.workers()
        ]
        assert sum(counts) >= 100
        assert min(counts) >= 10, counts
        for socket in sockets:
            await socket.close()
