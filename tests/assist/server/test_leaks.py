"""A thousand identifiers through a server as it runs: none of them comes out where nobody should read it.

The identifiers are made up, with check digits that fit (identifiers.py). They go in by every door: REST, stream, a
desk's webhooks, mail, drafts, searches, and requests of every kind that are refused.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from tests.assist.desks.deliveries import SECRET
from tests.assist.identifiers import made
from tests.assist.redis_server import RedisServer, soon
from tests.assist.server.desk import PATH, message, signed

ROOT = Path(__file__).resolve().parents[3]
KEY = "key-of-the-leaking-server"
TOLD = "MARKER jag är arg, nå mig på {} eller {}, mvh {}"
MAIL = "From: {0} <{1}>\r\nTo: us@fjordby.example\r\nSubject: {2}\r\nMessage-ID: <{3}@x.example>\r\n\r\nMARKER {4}\r\n"


@dataclass
class Leaking:
    """A server in a process of its own, what it has said so far, and the identifiers that it was told."""

    address: str
    folder: Path
    process: "subprocess.Popen[bytes]"
    session: aiohttp.ClientSession
    refusals: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    unused: Iterator[tuple[str, str]] = field(default_factory=lambda: made(5_000))

    def some(self, number: int = 1) -> list[str]:
        """Identifiers that it has not been told yet."""
        new = [next(self.unused)[1] for _ in range(number)]
        self.told += new
        return new

    def one(self) -> str:
        return self.some()[0]

    def words(self) -> str:
        return TOLD.format(*self.some(3))

    async def call(self, method: str, path: str, status: int, **given: Any) -> str:
        headers = {"Authorization": f"Bearer {KEY}", **given.pop("headers", {})}
        async with self.session.request(method, self.address + path, headers=headers, **given) as response:
            text = await response.text()
            assert response.status == status, (method, path, response.status)
            if status >= 400:
                self.refusals.append(text)
            return text

    def log(self) -> str:
        return (self.folder / "out").read_text(encoding="utf-8") + (self.folder / "err").read_text(encoding="utf-8")

    def leaked(self, text: str | bytes) -> list[str]:
        """The identifiers in a text, as they were told or as an address spells them."""
        kept = text.encode() if isinstance(text, str) else text
        forms = {one: {one.encode(), quote(one).encode(), quote(one, safe="").encode()} for one in self.told}
        return [one for one, spelt in forms.items() if any(form in kept for form in spelt)]


@pytest.fixture(params=["as it comes", "masked", "masked, Redis"])
async def server(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Leaking]:
    """`bistand serve` over the real encoder, every log line on."""
    given = {
        "BISTAND_API_KEY": KEY,
        "BISTAND_LOG_LEVEL": "debug",
        "BISTAND_DESK_CHATWOOT_SECRET": SECRET,
        "BISTAND_DESK_MAIL_SECRET": SECRET,
        "BISTAND_DESK_MAIL_SENDER": "fjordby.example",
        "BISTAND_MASK_STORED": "1" if "masked" in request.param else "",
    }
    if "Redis" in request.param:
        given["BISTAND_STORE"] = request.getfixturevalue("own_redis").url
    folder = tmp_path / "leaks"
    folder.mkdir()
    words = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(folder / "data"), "--json"]
    (folder / "own").mkdir()
    (folder / "own" / "service.en.md").write_text("Apologise to the customer after every hold.\n", encoding="utf-8")
    words += ["--guidelines", str(folder / "own")]
    process = _started(words, folder, given)
    await soon(lambda: (folder / "out").read_bytes().endswith(b"}\n") or process.poll() is not None, 60.0)
    address = json.loads((folder / "out").read_text())["url"].rstrip("/")
    async with aiohttp.ClientSession() as session:
        yield Leaking(address, folder, process, session)
    process.kill()
    process.wait(60)


def _started(words: list[str], folder: Path, given: dict[str, str]) -> "subprocess.Popen[bytes]":
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        return subprocess.Popen(words, stdout=out, stderr=err, env={**os.environ, "PYTHONPATH": str(ROOT), **given})


async def tell(server: Leaking) -> None:
    """What is taken in: over REST, from a desk, by mail and over the stream."""
    for number in range(10):
        name, identifier = server.some(2)
        about = {"name": name, "id": identifier}
        body = {"id": f"c{number}", "channel": "chat", "customer": about, "agent": {"id": "a1", "name": server.one()}}
        await server.call("POST", "/v1/conversations", 201, json={**body, "organisation": server.one()})
        events: list[dict[str, Any]] = [
            {"type": "message", "role": "customer", "text": server.words(), "caller": server.one()},
            {"type": "message", "role": "agent", "text": server.words(), "agent": {"id": "a2", "name": server.one()}},
            {"type": "hold_started", "reason": server.words()},
            {"type": "voicemail_left", "text": server.words(), "caller": server.one(), "caller_id": server.one()},
            {"type": "transfer_started", "to": server.one()},
            {"type": "message", "role": "customer", "text": server.words() + " Varför svarar ni inte?"},
            {"type": "draft", "text": server.words()},
        ]
        named = [{"id": f"e{place}", **event} for place, event in enumerate(events)]
        await server.call("POST", f"/v1/conversations/c{number}/events", 200, json={"events": named})
        shown = json.loads(await server.call("GET", f"/v1/conversations/c{number}", 200))
        for prompt in shown["prompts"]:
            given = {"action": "edited", "reason": server.words(), "text": server.words()}
            await server.call("POST", f"/v1/conversations/c{number}/prompts/{prompt['id']}/feedback", 200, json=given)
        await server.call("GET", f"/v1/conversations/c{number}/log?include=suppressed", 200)
        await server.call("GET", "/v1/guidelines/search", 200, params={"q": server.words()})
        await server.call("POST", "/v1/drafts/check", 200, json={"draft": server.words(), "conversation": f"c{number}"})
        letter = {"draft": server.words(), "channel": "email", "in_reply_to": server.words()}
        await server.call("POST", "/v1/drafts/check", 200, json=letter)
        desk = message(number, server.words())
        desk["sender"]["name"] = desk["conversation"]["meta"]["sender"]["name"] = server.one()
        body_of_desk = json.dumps(desk).encode()
        headers = signed(body_of_desk, f"d{number}", time.time())
        await server.call("POST", PATH, 200, data=body_of_desk, headers=headers)
        mail = MAIL.format(*server.some(3), number, server.words()).encode()
        headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "message/rfc822"}
        await server.call("POST", "/v1/webhooks/mail", 200, data=mail, headers=headers)


async def tell_by_stream(server: Leaking) -> None:
    """Frames that are taken, frames that are refused, and what is no frame at all."""
    async with server.session.ws_connect(f"{server.address}/v1/stream") as socket:
        await socket.send_json({"type": "authenticate", "token": KEY})
        assert (await socket.receive_json(timeout=60))["type"] == "ready"
        for number in range(40):
            said = {"id": f"s{number}", "type": "message", "role": "customer", "text": server.words()}
            await socket.send_json({"type": "event", "conversation": "c0", "event": said})
            await socket.send_json({"type": "event", "conversation": "c0", "event": {**said, "type": server.one()}})
            await socket.send_json({"type": "event", "conversation": "c0", "event": {**said, server.one(): 1}})
            draft = {**said, "type": "draft", "role": ""}
            await socket.send_json({"type": "event", "conversation": "c1", "event": draft})
            await socket.send_json({"type": server.one(), "conversation": "c0"})
            await socket.send_str('{"type": "event", "text": "' + server.words())
        answers = 0
        while answers < 40 * 5:
            frame = await socket.receive_json(timeout=60)
            answers += frame["type"] == "error"
            server.refusals += [json.dumps(frame)] if frame["type"] == "error" else []
            answers += 0 if frame["type"] == "error" else frame["type"] == "ack"


async def tell_badly(server: Leaking) -> None:
    """Requests that are refused, each for another reason, with somebody's identifier in its way."""
    one = "/v1/conversations/c0/events"
    said = {"id": "x", "type": "message", "role": "customer", "text": "hej"}
    for _ in range(20):
        await server.call("POST", one, 422, json={**said, "type": server.one()})
        await server.call("POST", one, 422, json={**said, "role": server.one(), "text": server.words()})
        await server.call("POST", one, 422, json={**said, "at": server.one()})
        await server.call("POST", one, 422, json={**said, server.one(): server.words()})
        await server.call("POST", one, 422, json={**said, "text": server.words() * 400})
        await server.call("POST", one, 400, data=('{"text": "' + server.words()).encode())
        await server.call("POST", one, 422, json={"events": [said, server.words()]})
        await server.call("GET", "/v1/guidelines/search", 422, params={"query": server.words()})
        await server.call("GET", "/v1/conversations", 422, params={server.one(): "x", "state": server.one()})
        replay = {"conversation": {"channel": server.one()}, "events": [said]}
        await server.call("POST", "/v1/replay", 422, json=replay)
        await server.call("GET", f"/{quote(server.one(), safe='')}", 404)
        await server.call("POST", "/v1/conversations", 422, json={"channel": "chat", "language": server.one()})
        await server.call("GET", "/v1/playbook", 401, headers={"Authorization": f"Bearer {server.one()}"})
        await server.call("POST", PATH, 401, data=server.words().encode())
        mail = MAIL.format(*server.some(3), 1, server.words()).encode()
        await server.call("POST", "/v1/webhooks/mail", 401, data=mail, headers={"Authorization": "Bearer nobody"})


async def test_no_identifier_comes_out(
    server: Leaking, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no line of the log, figure or refusal; and where it masks, in no byte of what it keeps."""
    await tell(server)
    await tell_by_stream(server)
    await tell_badly(server)
    assert len(server.told) >= 1_000
    figures = await server.call("GET", "/metrics", 200)
    trail = await server.call("GET", "/v1/audit?limit=1000", 200)
    assert 'bistand_events_total{type="message"}' in figures
    assert len(server.log().splitlines()) > 20
    assert server.leaked(server.log()) == []
    assert server.leaked(figures + trail) == []
    assert server.leaked("\n".join(server.refusals)) == []
    files = [path for path in (server.folder / "data").rglob("*") if path.is_file()]
    kept = b"".join([path.read_bytes() for path in files])
    is_masking = "masked" in request.node.callspec.id
    if "Redis" in request.node.callspec.id:
        redis: RedisServer = request.getfixturevalue("own_redis")
        kept += redis.bytes_on_disk()
    assert kept.count(b"MARKER") > 200
    assert bool(server.leaked(kept)) is not is_masking
    await asyncio.to_thread(server.process.terminate)
    await asyncio.to_thread(server.process.wait, 60)
    assert server.leaked(server.log()) == []
