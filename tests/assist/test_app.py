"""Whole servers in processes of their own: killed, started in bad places, and read in their logs."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assist.client import Client
from tests.assist.leftovers import STARTED

ROOT = Path(__file__).parents[2]
KEY = "key-of-a-server-in-its-own-process"
STARTS_WITHIN_S = 120.0


class Process:
    """A started server."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.address = address

    @property
    def stream(self) -> str:
        return self.address.replace("http", "ws") + "/v1/stream"

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {KEY}"}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.address + path, json=body, headers=headers) as response,
        ):
            return response.status, await response.json() if response.status != 204 else None


async def started(data: Path, port: int = 0, **environment: str) -> Process:
    env = {**os.environ, "BISTAND_API_KEY": KEY, **environment}
    with (data / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.assist.served", str(data), str(port),
            stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env=env,
        )  # fmt: skip
    STARTED.add(process)
    assert process.stdout is not None
    address = (await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN_S)).decode().strip()
    assert address, (data / "log").read_text()
    return Process(process, address)


@contextlib.asynccontextmanager
async def running(data: Path) -> AsyncIterator[Process]:
    server = await started(data)
    try:
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.process.terminate()
        await asyncio.wait_for(server.process.wait(), 60)


def said(name: str, text: str = "Hej") -> dict[str, str]:
    return {"id": name, "type": "message", "role": "customer", "text": text}


async def test_kill_minus_nine_and_resume(tmp_path: Path) -> None:
    """Killed while events pour in: the viewer comes back and has every acknowledged event, once, in order."""
    server = await started(tmp_path)
    port = int(server.address.rpartition(":")[2])
    await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
    acknowledged: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    async with (
        Client(server.stream, KEY, least_wait_s=0.05, most_wait_s=0.2) as viewer,
        Client(server.stream, KEY, least_wait_s=0.05, most_wait_s=0.2) as writer,
    ):
        await viewer.subscribe("c1")

        async def write() -> None:
            for n in range(150):
                acknowledged[f"e{n}"] = await writer.event("c1", said(f"e{n}"))

        writing = asyncio.create_task(write())
        for _ in range(2):
            await asyncio.sleep(0.25)
            await server.kill()
            server = await started(tmp_path, port)
        await asyncio.wait_for(writing, 240)
        while len(entries) < 300:
            told = await viewer.told(60)
            assert told.recovered
            if told.entry is not None:
                entries.append(told.entry)
        assert writer.connections >= 2
    assert [entry["seq"] for entry in entries] == list(range(1, 301))
    for name, seq in acknowledged.items():
        assert entries[seq - 1]["event"]["id"] == name
    await server.kill()


async def test_a_timer_of_a_killed_server_fires(tmp_path: Path) -> None:
    """What came due while no server ran is fired by the next one."""
    server = await started(tmp_path)
    await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
    await server.call("POST", "/v1/conversations/c1/events", {**said("e1"), "at": "2026-01-01T00:00:00Z"})
    await server.kill()
    async with running(tmp_path) as again, Client(again.stream, KEY) as viewer:
        await viewer.subscribe("c1")
        moments = []
        while len(moments) < 2:
            told = await viewer.told(60)
            if told.entry is not None and told.entry["kind"] == "prompt_opened":
                moments.append((told.entry["prompt"]["moment"], told.entry["at"]))
    assert moments[1] == ("answer_promptly", "2026-01-01T00:01:00.000Z")


async def test_no_words_of_anybody_in_the_log(tmp_path: Path) -> None:
    """A conversation of marker words, good and bad, leaves none of them in the log or the metrics."""
    markers = ["MARKTEXT", "MARKNAME", "MARKAGENT", "MARKREASON", "MARKQUERY", "MARKBAD", KEY]
    async with running(tmp_path) as server:
        opening = {
            "id": "c1",
            "channel": "chat",
            "customer": {"name": "MARKNAME"},
            "agent": {"id": "a", "name": "MARKAGENT"},
        }
        await server.call("POST", "/v1/conversations", opening)
        path = "/v1/conversations/c1"
        await server.call("POST", f"{path}/events", said("e1", "MARKTEXT"))
        await server.call(
            "POST", f"{path}/prompts/p1/feedback", {"action": "dismissed", "reason": "MARKREASON"}
        )
        await server.call("GET", "/v1/guidelines/search?q=MARKQUERY")
        await server.call("POST", f"{path}/events", {"id": "e2", "type": "MARKBAD", "MARKBAD": "MARKBAD"})
        await server.call(
            "POST", "/v1/replay", {"conversation": opening, "events": [{**said("e1", "MARKTEXT"), "at": 1}]}
        )
        async with Client(server.stream, KEY) as client:
            await client.subscribe("c1")
            await client.send_raw('{"type": "MARKBAD"')
            await client.event("c1", said("e3", "MARKTEXT"))
        async with aiohttp.ClientSession() as session, session.get(f"{server.address}/metrics") as response:
            metrics = await response.text()
    written = (tmp_path / "log").read_text() + metrics
    assert [marker for marker in markers if marker in written] == []
    for line in (tmp_path / "log").read_text().splitlines():
        json.loads(line)


async def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, full: int) -> None:
    """Standard error on a full disk: what is refused, and would be logged, is answered all the same."""
    command = (sys.executable, "-m", "tests.assist.served", str(tmp_path), "0")
    env = {**os.environ, "BISTAND_API_KEY": KEY}
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, stderr=full, cwd=ROOT, env=env)
    assert process.stdout is not None
    server = Process(process, (await process.stdout.readline()).decode().strip())
    (tmp_path / "bistand.db").unlink()
    for method, path in (("POST", "/v1/conversations"), ("GET", "/ready")):
        status, _ = await asyncio.wait_for(server.call(method, path, {"id": "c1", "channel": "chat"}), 60)
        assert status in {200, 201, 503}
    await server.kill()


@pytest.fixture
def full() -> Iterator[int]:
    """A file that takes nothing."""
    descriptor = os.open("/dev/full", os.O_WRONLY)
    yield descriptor
    os.close(descriptor)


def refused(data: Path, port: int, **environment: str) -> str:
    command = [sys.executable, "-m", "tests.assist.served", str(data), str(port)]
    env = {**os.environ, "BISTAND_API_KEY": KEY, **environment}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, timeout=120, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_bad_places_to_start_in(tmp_path: Path) -> None:
    """Each stops the start with one sentence that says what to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port} is taken by another program" in refused(tmp_path / "a", port)
    (tmp_path / "file").write_text("")
    assert "data folder cannot be made" in refused(tmp_path / "file" / "b", 0)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "bistand.db").write_bytes(b"no database" * 500)
    assert "damaged" in refused(tmp_path / "c", 0)
    assert "BISTAND_API_KEY" in refused(tmp_path / "d", 0, BISTAND_HOST="0.0.0.0", BISTAND_API_KEY="")
    nobody = refused(tmp_path / "e", 0, BISTAND_STORE=f"redis://:PASSWORD@127.0.0.1:{port}/0")
    assert f"redis://127.0.0.1:{port}/0: Redis cannot be reached" in nobody
    assert "PASSWORD" not in nobody


@pytest.mark.parametrize("name", ["sqlite", "api_key"])
def test_a_read_only_data_folder(tmp_path: Path, name: str) -> None:
    """The sentence names the folder and what cannot be done in it (root is made nobody)."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    script = (
        "import os, runpy, sys\nimport tests.assist.served\nsys.argv = ['served', sys.argv[1], '0']\n"
        "os.geteuid() or os.seteuid(65534)\nrunpy.run_module('tests.assist.served', run_name='__main__')"
    )
    env = {**os.environ, "BISTAND_API_KEY": KEY if name == "sqlite" else ""}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(locked)],
        capture_output=True, text=True, cwd=ROOT, env=env, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (
        f"{locked}/{'bistand.db: the store cannot be opened' if name == 'sqlite' else 'api_key'}"
        in done.stderr
    )
