"""`bistand worker`: what it does while no server runs, and what it refuses."""

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Role
from assist.desks.desk import Arrival, Delivery
from assist.packing import pack
from assist.ports import Key, Summary
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import opening_of
from assist.wire.state import to_bytes
from tests.assist.commands.running import refused

ROOT = str(Path(__file__).resolve().parents[3])
WITHIN_S = 60.0


@contextlib.contextmanager
def started(command: str, data: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, object]]]:
    """A real process of that command, and what it says when it is there."""
    line = [sys.executable, "-m", "assist", command, "--data", str(data), "--json", *words]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def asked(url: str, key: str, body: object) -> None:
    """A POST that is taken."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=WITHIN_S) as answer:
        assert answer.status in {200, 201}


def entries(data: Path) -> list[dict[str, Any]]:
    """All of all logs."""
    with contextlib.closing(sqlite3.connect(data / "bistand.db")) as store:
        return [json.loads(body) for (body,) in store.execute("SELECT body FROM entries ORDER BY seq")]


def moments(data: Path) -> list[str]:
    """The moments of all prompts that were opened."""
    return [body["prompt"]["moment"] for body in entries(data) if body["kind"] == "prompt_opened"]


def soon(holds: Callable[[], bool]) -> None:
    """Wait until it does."""
    until = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.2)


async def acknowledge(data: Path, event: Event) -> None:
    """Do what a server does that dies before it has taken a desk's delivery in."""
    store, conversation = await SqliteStore.open(str(data / "bistand.db")), Conversation("c2", Channel.CHAT)
    key, opening = Key("default", conversation.id), opening_of(conversation)
    assert await store.create(key, to_bytes(opening.conversation), opening.body, Summary())
    (packed,) = pack("default", "standard", Delivery("d1", (Arrival(conversation, (event,)),)), time.time())
    assert await store.inbox.add(packed.parcel, time.time() + WITHIN_S, take=True)
    await store.close()


def test_it_goes_on_when_the_server_has_gone(data: Path) -> None:
    """A customer waits, the server is killed, and the prompt is opened on time all the same, once.

    What a desk had told the server is taken in.
    """
    with started("worker", data) as (worker, _):
        with started("serve", data, "--port", "0") as (server, told):
            key = (data / "api_key").read_text().strip()
            asked(f"{told['url']}v1/conversations", key, {"id": "c1", "channel": "chat"})
            at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 55))
            event = {"id": "e1", "type": "message", "role": "customer", "text": "Hello?", "at": at}
            asked(f"{told['url']}v1/conversations/c1/events", key, event)
            assert "answer_promptly" not in moments(data)
            server.kill()
        soon(lambda: "answer_promptly" in moments(data))
        told = Event("e2", EventType.MESSAGE, time.time(), Role.CUSTOMER, "Hello?")
        asyncio.run(acknowledge(data, told))
        soon(lambda: any(body.get("event", {}).get("id") == "e2" for body in entries(data)))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(WITHIN_S) == 0
    assert moments(data).count("answer_promptly") == 1


def test_a_store_in_memory_has_no_worker(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else could see what it does."""
    monkeypatch.setenv("BISTAND_STORE", ":memory:")
    assert "BISTAND_STORE" in refused("worker", "--data", str(data))
