"""Webhooks over a real socket, signed as desks sign: nothing lost, nothing twice, nothing from anybody else."""

import asyncio
import contextlib
import io
import json
import random
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assist import consumer
from assist.app import open_store
from assist.desks import DESKS as KNOWN
from assist.desks.desk import Call, Desk, Post
from assist.errors import BackendError
from assist.intake import Intake
from assist.server.guards.limits import WebhookLimits
from assist.settings import DeskSettings, read_settings
from tests.assist.desks.deliveries import OLD, SECRET
from tests.assist.server.conftest import OTHER_KEY, Running, Serve
from tests.assist.server.desk import (
    DESKS,
    PATH,
    Gate,
    deliver,
    events,
    failing_store,
    message,
    plain_desk,
    signed,
    taken_in,
    until,
)  # fmt: skip
from tests.assist.stand_ins import Clock
from tests.assist.test_app import started

CONVERSATION = "/v1/conversations/chatwoot-3-42"
PLAIN = {"X-Secret": SECRET}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was put off or lost is looked for more often."""
    monkeypatch.setattr(consumer, "LOOK_S", 0.05)
    monkeypatch.setattr(consumer, "SILENT_S", 0.5)


@pytest.fixture
async def server(serve: Serve) -> AsyncIterator[Running]:
    async with serve(desks=DESKS) as running:
        yield running


@contextlib.asynccontextmanager
async def plain(serve: Serve, desk: Desk, fetch: Any = None, token: str = "", **given: Any) -> AsyncIterator[Running]:
    """A server that a desk of our own is connected to."""
    async with serve(**given) as running:
        parts, accounts = running.parts, {"plain": DeskSettings(secrets=(SECRET,), token=token)}
        intake = Intake(parts.store, parts.own.runner, "default", accounts, desks={"plain": desk}, fetch=fetch)
        parts.own.webhooks.intake.consumer._work = intake.take_in  # that one looks for what was put off
        parts.own.webhooks.intake = intake
        yield running


async def to_plain(server: Running, body: Any, **given: Any) -> tuple[int, Any]:
    """Send something to it."""
    data = {"data": body} if not isinstance(body, dict) else {"json": body}
    answer = await server.call("POST", "/v1/webhooks/plain", key=None, headers=PLAIN, **data, **given)
    await taken_in(server)
    return answer


async def test_a_message_is_taken_in(server: Running) -> None:
    """The first of a conversation begins it, the next goes on with it; a program sees them as any others."""
    assert await deliver(server, message(17), "d1") == (200, {})
    assert await deliver(server, message(18, "Let me look.", by="agent"), "d2") == (200, {})
    assert await events(server) == ["message-17", "message-18"]
    _, shown = await server.call("GET", CONVERSATION)
    assert (shown["channel"], [one["name"] for one in shown["participants"]]) == ("chat", ["Lars Holm", "Kim"])
    assert [prompt["status"] for prompt in shown["prompts"]] == ["done"]
    assert (await server.call("GET", CONVERSATION, key=OTHER_KEY))[0] == 404


async def test_sent_again_it_changes_nothing(server: Running) -> None:
    """One after the other, at the same time, and under another delivery name."""
    answers = await asyncio.gather(*(deliver(server, message(17), "d1") for _ in range(10)))
    assert answers == [(200, {})] * 10
    assert await deliver(server, message(17), "d1") == (200, {})
    assert await deliver(server, message(17), "another-name") == (200, {})
    assert await events(server) == ["message-17"]
    _, metrics = await server.call("GET", "/metrics")
    assert b'bistand_deliveries_total{desk="chatwoot",outcome="accepted"} 2.0' in metrics
    assert b'bistand_deliveries_total{desk="chatwoot",outcome="duplicate"} 10.0' in metrics
    for what in ("taken_in", "nothing_new"):
        assert b'bistand_parcels_total{desk="chatwoot",what="%b"} 1.0' % what.encode() in metrics


async def test_a_conversation_that_others_began(server: Running) -> None:
    """The panel may be first, with other particulars; it may also be second, with any."""
    await server.begin("chatwoot-3-42", agent={"id": "a1", "name": "Åsa"})
    assert (await deliver(server, message(17)))[0] == 200
    assert await events(server) == ["message-17"]
    assert (await deliver(server, message(18, conversation=43), "d2"))[0] == 200
    same = {"id": "chatwoot-3-43", "channel": "chat", "customer": {"name": "Lars Holm"}}
    assert (await server.call("POST", "/v1/conversations", json=same))[0] == 200
    assert (await server.call("POST", "/v1/conversations", json={**same, "customer": {}}))[0] == 409


async def test_what_does_not_concern_us(server: Running) -> None:
    """A typing sign or a private note is fine, and leaves nothing."""
    for payload in ({"event": "conversation_typing_on"}, {**message(17), "private": True}):
        assert await deliver(server, payload) == (200, {})
    assert (await server.call("GET", "/v1/conversations"))[1] == {"conversations": []}
    _, metrics = await server.call("GET", "/metrics")
    assert b'{desk="chatwoot",outcome="ignored"} 2.0' in metrics


async def test_only_the_desk_may(server: Running) -> None:
    """Another secret, a changed body, an old time, a header twice, bytes that are no text: 401, and nothing is kept."""
    body = json.dumps(message(17)).encode()
    now = server.parts.own.webhooks._clock()
    good = signed(body, "d1", now)
    twice = [*good.items(), ("X-Chatwoot-Signature", good["X-Chatwoot-Signature"])]
    forged: list[tuple[bytes, Any]] = [
        (body, signed(body, "d1", now, OLD)),
        (body, signed(body, "d1", now, "")),
        (body + b" ", good),
        (body, signed(body, "d1", now - 301)),
        (body, twice),
        (body, {}),
        (body, {**good, "X-Chatwoot-Signature": "sha256=\xe5\xe4"}),
        (body, {**good, "X-Chatwoot-Timestamp": "\xe5"}),
        (b"[" * 100_000, good),  # not even looked at
    ]
    for data, headers in forged:
        async with server.session.post(server.address + PATH, data=data, headers=headers) as response:
            problem = await response.json(content_type=None)
            assert (response.status, problem["title"]) == (401, "The signature does not fit")
    assert (await server.call("GET", "/v1/conversations"))[1] == {"conversations": []}
    assert (await deliver(server, body))[0] == 200


async def test_bytes_of_a_header_that_are_no_text(server: Running) -> None:
    """A client that writes raw bytes is told no, like any other."""
    head = (
        b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nX-Chatwoot-Timestamp: \xff\xfe\r\n"
        % PATH.encode()
    )
    assert b" 401 " in await raw(server, head + b"X-Chatwoot-Signature: \xff\r\n\r\n{}")


async def test_desks_that_are_not_there(server: Running, serve: Serve) -> None:
    """An unknown desk is told who is known, one without a secret what to set; a look at the address is answered."""
    status, problem = await server.call("POST", "/v1/webhooks/nodesk", key=None, data=b"{}")
    assert (status, "known are " in problem["detail"], "chatwoot" in problem["detail"]) == (404, True, True)
    assert (await server.call("HEAD", PATH, key=None))[0] == 200
    assert (await server.call("HEAD", "/v1/webhooks/nodesk", key=None))[0] == 404
    async with serve() as other:
        status, problem = await deliver(other, message(17))
        assert (status, "BISTAND_DESK_CHATWOOT_SECRET" in problem["detail"]) == (403, True)
    async with serve(desks={"chatwoot": {"secrets": [""]}}) as other:
        assert (await deliver(other, message(17), secret=""))[0] == 403


async def test_two_secrets_while_one_replaces_the_other(serve: Serve) -> None:
    """Both are taken."""
    async with serve(desks={"chatwoot": {"secrets": [SECRET, OLD]}}) as server:
        assert (await deliver(server, message(17), "d1", secret=OLD))[0] == 200
        assert (await deliver(server, message(18), "d2", secret=SECRET))[0] == 200


BAD: list[tuple[object, int, str]] = [
    ([message(17)], 422, "must be a JSON object"),
    (json.dumps(message(17, "Var är paketet?"), ensure_ascii=False).encode("latin-1"), 400, "UTF-8"),
    (b"", 400, "empty"),
    (b'{"event": "message_created"', 400, "not valid JSON"),
    (b"[" * 100_000, 400, "nested"),
    ({**message(17), "conversation": {}}, 422, "conversation.id is missing"),
    ({**message(17), "conversation": [1]}, 422, "conversation must be a JSON object"),
    ({**message(17), "content": ["x"]}, 422, "content must be text"),
    ({**message(17), "created_at": "yesterday"}, 422, "created_at must be a time"),
    ({**message(17), "created_at": "0001-01-01T00:00:00+14:00"}, 422, "at "),
    ({**message(17), "created_at": 5}, 422, "at "),
]


@pytest.mark.parametrize(("payload", "code", "why"), BAD, ids=range(len(BAD)))
async def test_bad_input_is_refused_in_a_sentence(server: Running, payload: object, code: int, why: str) -> None:
    """Signed, but unusable: the field is named, nothing is kept, and the next good one goes through."""
    status, problem = await deliver(server, payload)
    assert (status, why in problem["detail"]) == (code, True), problem
    assert (await server.call("GET", "/v1/conversations"))[1] == {"conversations": []}
    assert (await deliver(server, message(17)))[0] == 200
    assert await events(server) == ["message-17"]


async def test_a_body_that_is_not_packed_as_it_says(server: Running) -> None:
    """Anybody can send one: their mistake, not ours."""
    status, problem = await server.call("POST", PATH, key=None, data=b"no gzip", headers={"Content-Encoding": "gzip"})
    assert (status, "unpacked" in problem["detail"]) == (400, True)


async def test_signs_that_nobody_can_print(server: Running) -> None:
    """In a name they go, in a text they stay; both can be read back."""
    payload = message(17, "bell \a and \u202e")
    payload["sender"]["name"] = payload["conversation"]["meta"]["sender"]["name"] = "Lars\a\0 Holm\ud800"
    assert (await deliver(server, payload))[0] == 200
    _, shown = await server.call("GET", CONVERSATION)
    assert shown["participants"][0]["name"] == "Lars Holm?"


@pytest.mark.parametrize("path", [PATH, "/v1/webhooks/plain"])
async def test_thirty_megabytes(serve: Serve, path: str) -> None:
    """Refused in a sentence, whether the size is told beforehand or not; the server goes on."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(30 * 16):
            yield b"x" * 65_536

    async with plain(serve, plain_desk()) as server:
        if path == PATH:
            server.parts.own.webhooks.intake = Intake(
                server.parts.store, server.parts.own.runner, "default", {"chatwoot": DeskSettings(secrets=(SECRET,))}
            )
        for data in (io.BytesIO(bytes(30 * 1024 * 1024)), pieces()):
            status, problem = await server.call("POST", path, key=None, data=data, headers=PLAIN)
            assert (status, problem["title"], "bytes" in problem["detail"]) == (413, "Too large", True)
        assert (await server.call("GET", "/health"))[0] == 200


async def test_a_large_mail(serve: Serve) -> None:
    """Twenty megabytes are taken; whoever cannot show the secret is refused before they are read."""
    seen: list[Post] = []
    async with plain(serve, plain_desk(seen.append)) as server:
        body = json.dumps({"say": "Hello", "attached": "x" * 20_000_000}).encode()
        assert await to_plain(server, io.BytesIO(body)) == (200, b"hi")
        assert await events(server, "plain-1") == ["message-Hello"]
        head = b"POST /v1/webhooks/plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n"
        assert b" 401 " in await raw(server, head + b"X-Secret: wrong\r\n\r\n")
        assert [len(post.body) for post in seen] == [0, len(body), 0]


async def test_the_address_is_the_one_that_the_desk_knows(serve: Serve) -> None:
    """Some desks sign it: as it stands in the request, behind a proxy under the public name."""
    seen: list[Post] = []
    path = "/v1/webhooks/plain?a=%7Eb&c=d%2Fe+f"
    async with plain(serve, plain_desk(seen.append)) as server:
        assert b" 200 " in await raw(server, post_to(path, b"{}"))
        assert seen[-1].url == f"http://localhost{path}"
    async with plain(serve, plain_desk(seen.append), public_url="https://assist.example.com/b/") as server:
        assert b" 200 " in await raw(server, post_to(path, b"{}"))
        assert (seen[-1].method, seen[-1].url) == ("POST", f"https://assist.example.com/b{path}")


def takes_its_time(server: Running) -> None:
    """From now on nothing is late: what is under way may take as long as a busy machine needs."""
    server.parts.own.webhooks.limits = replace(server.parts.own.webhooks.limits, answer_s=60.0)


async def test_yes_once_it_is_kept(serve: Serve) -> None:
    """Nobody at the desk waits until it is understood."""
    gate = Gate()
    async with serve(desks=DESKS, parts={"understand": gate}) as server:
        assert await deliver(server, message(17), is_awaited=False) == (200, {})
        assert await events(server) == []
        assert (await server.call("GET", "/ready"))[1]["deliveries"] == {"waiting": 1, "dead": 0}
        gate.opened.set()
        await taken_in(server)
        assert await events(server) == ["message-17"]
        assert (await server.call("GET", "/ready"))[1]["deliveries"] == {"waiting": 0, "dead": 0}


async def test_never_yes_before_it_is_kept(serve: Serve) -> None:
    """What takes too long is answered in time, and goes on; the next try finds it kept."""
    async with serve(desks=DESKS, parts={"webhook_limits": WebhookLimits(answer_s=0.3)}) as server:
        opened = slow_to_keep(server)
        body = json.dumps(message(17)).encode()
        async with server.asked(
            "POST", PATH, key=None, json=None, data=body, headers=signed(body, "d1", server.parts.own.webhooks._clock())
        ) as response:
            assert (response.status, response.headers["Retry-After"]) == (503, "1")
            assert "send it again" in (await response.json(content_type=None))["detail"]
        assert (await deliver(server, message(17)))[0] == 503  # while it still goes on
        assert await events(server) == []
        opened.set()
        takes_its_time(server)
        assert await deliver(server, message(17)) == (200, {})
        await asyncio.gather(*server.parts.own.webhooks._under_way)
        await taken_in(server)
        assert await events(server) == ["message-17"]
        _, metrics = await server.call("GET", "/metrics")
        assert b'{desk="chatwoot",outcome="late"} 2.0' in metrics


def slow_to_keep(server: Running) -> asyncio.Event:
    """Let the inbox take nothing in until this is set."""
    opened, inbox = asyncio.Event(), server.parts.store.inbox
    whole = inbox.add

    async def add(*given: Any, **named: Any) -> Any:
        await opened.wait()
        return await whole(*given, **named)

    inbox.add = add  # type: ignore[method-assign]
    return opened


async def test_a_body_that_does_not_come(serve: Serve) -> None:
    """Whoever only announces one is answered in time, and keeps nobody else waiting for longer."""
    limits = WebhookLimits(answer_s=1.5, at_once=(2, 1, 1))
    async with serve(desks=DESKS, parts={"webhook_limits": limits}) as server:
        head = f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n".encode()
        silent = [asyncio.create_task(raw(server, head)) for _ in range(2)]
        await asyncio.sleep(1.0)
        assert (await deliver(server, message(17)))[0] == 200
        assert all(b" 503 " in answer for answer in await asyncio.gather(*silent))


async def test_large_bodies_that_do_not_come(serve: Serve) -> None:
    """They are few at a time, compressed ones among them, and small ones do not wait for them."""
    async with serve(desks=DESKS, parts={"webhook_limits": WebhookLimits(answer_s=1.5, at_once=(1, 1, 1))}) as server:
        for more in ("Content-Length: 900000", "Content-Length: 9\r\nContent-Encoding: gzip"):
            head = f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n\r\n".encode()
            silent = [asyncio.create_task(raw(server, head)) for _ in range(3)]
            for _ in range(100):
                if server.parts.own.webhooks._rooms[1].locked():
                    break
                await asyncio.sleep(0.01)
            assert [room.locked() for room in server.parts.own.webhooks._rooms] == [False, True, False]
            assert (await deliver(server, message(17)))[0] == 200
            assert all(b" 503 " in answer for answer in await asyncio.gather(*silent))


async def test_not_too_much_at_once(serve: Serve) -> None:
    """What is under way is bounded; the rest is asked to come again."""
    limits = WebhookLimits(answer_s=0.2, under_way=2)
    async with serve(desks=DESKS, parts={"webhook_limits": limits}) as server:
        opened = slow_to_keep(server)
        payloads = [message(n, conversation=n) for n in range(3)]
        for payload in payloads[:2]:
            assert (await deliver(server, payload, f"d{payload['id']}"))[0] == 503
        status, problem = await deliver(server, payloads[2], "d2")
        assert (status, "under way" in problem["detail"]) == (503, True)
        opened.set()
        takes_its_time(server)
        await asyncio.gather(*server.parts.own.webhooks._under_way)
        for payload in payloads:
            assert (await deliver(server, payload, f"d{payload['id']}"))[0] == 200


async def test_more_than_one_process_can_work_on(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds no room is kept all the same, and waits for room, here or elsewhere."""
    monkeypatch.setattr(consumer, "AT_ONCE", 2)
    gate = Gate()
    async with serve(desks=DESKS, parts={"understand": gate}) as server:
        for n in range(5):
            assert (await deliver(server, message(n, conversation=n), f"d{n}", is_awaited=False))[0] == 200
        assert len(server.parts.own.webhooks.intake.consumer._in_hand) == 2
        gate.opened.set()
        for n in range(5):
            await eventually(server, [f"message-{n}"], f"chatwoot-3-{n}")


@pytest.mark.parametrize("is_done", [False, True])
@pytest.mark.parametrize("call", ["add", "create", "load", "accepted", "append", "settle", "take", "hold", "counts"])
async def test_a_store_that_fails_in_between(serve: Serve, call: str, is_done: bool) -> None:
    """Whatever the store does not answer, or does without our hearing of it: no yes, or it is mended by itself."""
    store = failing_store(await open_store(read_settings(store=":memory:")))
    async with serve(desks=DESKS, parts={"store": store}) as server:
        store.failing[call] = 2 if (call, is_done) == ("add", True) else 1  # the first finds no conversation
        store.after.update({call} if is_done else ())
        status, _ = await deliver(server, message(17))
        assert status == (503 if call in {"add", "create"} else 200)
        assert await deliver(server, message(17)) == (200, {})
        await eventually(server, ["message-17"])
        await until(server, waiting=0)


async def test_a_store_that_fails_again_and_again(serve: Serve) -> None:
    """A desk that sends each message until it hears yes has each there once."""
    chance = random.Random(5)
    store = failing_store(await open_store(read_settings(store=":memory:")))
    calls = ["add", "create", "load", "accepted", "append", "settle", "take", "hold", "counts"]
    async with serve(desks=DESKS, parts={"store": store}) as server:
        for number in range(40):
            answer = 0
            while answer != 200:
                store.failing[chance.choice(calls)] = chance.choice([0, 0, 1, 2])
                store.after.clear()
                store.after.update(call for call in calls if chance.random() < 0.5)
                answer, _ = await deliver(server, message(number), f"d{number}", is_awaited=False)
                assert answer in {200, 503}
        store.failing.clear()
        await until(server, waiting=0)
        found = await events(server)
        assert sorted(found) == sorted({f"message-{number}" for number in range(40)})


async def eventually(server: Running, expected: list[str], conversation: str = "chatwoot-3-42") -> None:
    """Wait until these are a conversation's events."""
    async with asyncio.timeout(20):
        while await events(server, conversation) != expected:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_kill_minus_nine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every message that heard yes is there after the kill, and once."""
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_SECRET", SECRET)
    process = await started(tmp_path)
    port, sure = int(process.address.rpartition(":")[2]), list[int]()
    async with aiohttp.ClientSession() as session:

        async def send(number: int) -> None:
            body = json.dumps(message(number, conversation=number % 7)).encode()
            while True:
                headers = signed(body, f"d{number}", time.time())
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.post(process.address + PATH, data=body, headers=headers) as response:
                        if response.status == 200:
                            sure.append(number)
                            return
                await asyncio.sleep(0.05)

        async def send_all(first: int) -> None:
            for number in range(first, 160, 4):
                await send(number)

        sending = [asyncio.create_task(send_all(first)) for first in range(4)]
        for _ in range(2):
            await asyncio.sleep(0.2)
            await process.kill()
            process = await started(tmp_path, port)
        await asyncio.wait_for(asyncio.gather(*sending), 240)
    await until(process, waiting=0)
    found = []
    for conversation in range(7):
        _, log = await process.call("GET", f"/v1/conversations/chatwoot-3-{conversation}/log")
        found += [entry["event"]["id"] for entry in log["entries"] if entry["kind"] == "event"]
    await process.kill()
    assert len(found) == len({*found})
    assert {*found} == {f"message-{number}" for number in sure} == {f"message-{number}" for number in range(160)}


async def test_what_was_erased_stays_erased(server: Running) -> None:
    """Sent again after its conversation was erased, a delivery brings nothing back; a new one begins it anew."""
    assert (await deliver(server, message(17), "d1"))[0] == 200
    assert (await server.call("DELETE", CONVERSATION))[0] == 204
    assert await deliver(server, message(17), "d1") == (200, {})
    assert (await server.call("GET", CONVERSATION))[0] == 404
    assert (await deliver(server, message(18), "d2"))[0] == 200
    assert await events(server) == ["message-18"]


async def test_remembered_for_four_days(serve: Serve) -> None:
    """And not for ever."""
    clock = Clock(1795860000.0)
    async with serve(desks=DESKS, parts={"clock": clock}) as server:
        assert (await deliver(server, message(17), "d1"))[0] == 200
        assert (await server.call("DELETE", CONVERSATION))[0] == 204
        for hours, found in ((95.9, 404), (0.2, 200)):
            clock.now += hours * 3600
            assert (await deliver(server, message(17), "d1"))[0] == 200
            assert (await server.call("GET", CONVERSATION))[0] == found


async def test_what_is_only_named_is_looked_up(serve: Serve) -> None:
    """With the desk's token; without it the variable is named, and nothing is said to be done."""
    asked: list[Call] = []

    async def fetch(call: Call) -> bytes:
        asked.append(call)
        return b"looked up"

    body = {"look_up": "https://desk.example.com/messages/1"}
    for given in ({"fetch": fetch}, {"token": "t"}):
        async with plain(serve, plain_desk(), **given) as server:
            status, problem = await to_plain(server, body)
            assert (status, "BISTAND_DESK_PLAIN_TOKEN" in problem["detail"]) == (503, True)
    async with plain(serve, plain_desk(), fetch, "t") as server:
        assert (await to_plain(server, body))[0] == 200
        assert (await to_plain(server, body))[0] == 200
        assert await events(server, "plain-1") == ["message-looked up"]
    assert [(call.url, call.headers["Authorization"]) for call in asked] == [(body["look_up"], "Bearer t")]


async def test_a_lookup_that_fails_or_takes_long(serve: Serve) -> None:
    """It is looked up once more, and the desk hears of neither."""
    gate, fails = asyncio.Event(), [False, True]

    async def fetch(call: Call) -> bytes:
        if fails.pop():
            raise BackendError("The desk's API does not answer")
        await gate.wait()
        return b"looked up"

    async with plain(serve, plain_desk(), fetch, "t") as server:
        body = {"look_up": "https://desk.example.com/messages/1"}
        assert (await to_plain(server, body))[0] == 200
        assert await events(server, "plain-1") == []
        gate.set()
        await eventually(server, ["message-looked up"], "plain-1")
        assert (await to_plain(server, body))[0] == 200
        assert fails == []


async def test_what_was_erased_while_it_was_looked_up(serve: Serve) -> None:
    """It begins no conversation, and the desk's next message begins it anew."""
    gate = asyncio.Event()

    async def fetch(call: Call) -> bytes:
        await gate.wait()
        return b"looked up"

    async with plain(serve, plain_desk(), fetch, "t") as server:
        async with server.asked(
            "POST", "/v1/webhooks/plain", key=None, headers=PLAIN, json={"look_up": "https://desk.example.com/1"}
        ) as response:
            assert response.status == 200
        assert (await server.call("DELETE", "/v1/conversations/plain-1"))[0] == 204
        gate.set()
        await taken_in(server)
        assert (await server.call("GET", "/v1/conversations/plain-1"))[0] == 404
        assert (await to_plain(server, {"say": "Hello"}))[0] == 200
        assert await events(server, "plain-1") == ["message-Hello"]


async def test_what_was_erased_while_it_was_understood(serve: Serve) -> None:
    """Not even when another conversation of that name has begun meanwhile does it come back."""
    gate = Gate()
    async with serve(desks=DESKS, parts={"understand": gate}) as server:
        assert (await deliver(server, message(17), "d1", is_awaited=False))[0] == 200
        deleting = asyncio.create_task(server.call("DELETE", CONVERSATION))
        await asyncio.sleep(0.1)
        gate.opened.set()
        assert (await deleting)[0] == 204
        await taken_in(server)
        assert (await server.call("GET", CONVERSATION))[0] == 404
        assert (await deliver(server, message(18), "d2"))[0] == 200
        assert await events(server) == ["message-18"]


async def test_no_words_in_logs_and_metrics(server: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """Desk, outcome and sizes; nothing of what was said, of who said it, or of the secret."""
    marked = message(17, "SECRETWORD")
    marked["sender"]["name"] = "SECRETNAME"
    await deliver(server, marked, "SECRETID")
    await deliver(server, marked, "SECRETID", secret="SECRETSECRET-of-another")
    await deliver(server, {**marked, "created_at": "SECRETTIME"}, "d2")
    await deliver(server, b'{"SECRETWORD": SECRETWORD', "d3")
    _, metrics = await server.call("GET", "/metrics")
    written = capsys.readouterr()
    assert "SECRET" not in written.out + written.err + metrics.decode()
    for said in ("accepted", "refused", "BadSignature", "InvalidRequest"):
        assert said in written.out + written.err


async def test_it_is_described(server: Running) -> None:
    """The document says that no key is asked for, and what may come back."""
    _, described = await server.call("GET", "/openapi.json", key=None)
    operation = described["paths"]["/v1/webhooks/{desk}"]["post"]
    assert operation["security"] == []
    assert {"200", "401", "403", "404", "413", "503"} <= operation["responses"].keys()


def test_every_desk_has_a_name_that_variables_can_hold() -> None:
    """BISTAND_DESK_<DESK>_SECRET is how it is connected."""
    assert [name for name, desk in KNOWN.items() if desk.name != name or not name.isidentifier()] == []


def post_to(path: str, body: bytes) -> bytes:
    """A request with the secret of the plain desk."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nX-Secret: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def raw(server: Running, request: bytes) -> bytes:
    """The first bytes of the answer to a request that is written as it is."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.address.rpartition(":")[2]))
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(4_096), 60)
    writer.close()
    return answer
