"""The stream over real sockets, spoken to by another implementation of the protocol."""

import asyncio
import json
import random
import socket
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from assist import retention
from assist.client import Client, Refused, Told
from assist.server.guards.limits import StreamLimits
from tests.assist.server.conftest import KEY, ORIGIN, OTHER_KEY, Running, Serve, said

AUTHENTICATE = json.dumps({"type": "authenticate", "token": KEY})


async def entries(client: Client, count: int) -> list[Told]:
    """The next `count` log entries, passing over what else is told."""
    found: list[Told] = []
    while len(found) < count:
        told = await client.told(60)
        if told.entry is not None:
            found.append(told)
    return found


async def closed(connection: ClientConnection) -> int:
    """The code with which the server closes, whatever it says before."""
    try:
        async with asyncio.timeout(60):
            while True:
                await connection.recv()
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else 1006


async def still_serves(server: Running) -> None:
    """A new client gets through all of it."""
    name = f"c{random.random()}"
    await server.begin(name)
    async with server.client() as client:
        await client.subscribe(name)
        assert await client.event(name, said("e1")) == 1
        assert [told.seq for told in await entries(client, 2)] == [1, 2]


async def test_two_viewers_see_the_same(server: Running) -> None:
    """Acknowledged once durable; both viewers get every entry, in order; the log and the push agree."""
    await server.begin()
    async with server.client() as one, server.client() as two:
        assert one.ready == {"type": "ready", "protocol": 1, "workspace": "default", "agent": ""}
        await one.subscribe("c1")
        await two.subscribe("c1")
        seqs = [await one.event("c1", said(f"e{n}", "customer" if n % 2 else "agent")) for n in range(10)]
        log = await server.log()
        seen = [[told.entry for told in await entries(client, len(log))] for client in (one, two)]
        assert seen[0] == seen[1] == log
        assert [log[seq - 1]["event"]["id"] for seq in seqs] == [f"e{n}" for n in range(10)]


async def test_an_event_again_is_acknowledged_again(server: Running) -> None:
    """The same number, and nothing new."""
    await server.begin()
    async with server.client() as client:
        assert await client.event("c1", said("e1")) == 1
        assert await client.event("c1", said("e1")) == 1
    assert len(await server.log()) == 2


async def test_resume_without_gap_or_repeat(server: Running) -> None:
    """A viewer that loses its connection again and again still gets each entry once, in order."""
    await server.begin()
    async with server.client() as viewer:
        await viewer.subscribe("c1")

        async def write() -> None:
            for n in range(60):
                await server.post(said(f"e{n}"))
                if n % 12 == 5:
                    await viewer.drop()

        writing = asyncio.create_task(write())
        seen = await entries(viewer, 120)
        await writing
        assert [told.seq for told in seen] == list(range(1, 121))
        assert viewer.connections > 1  # what is lost while it is still coming back counts once


async def test_events_of_one_connection_keep_their_order(server: Running) -> None:
    """Sent without waiting for acknowledgements, they are taken in the order they were sent."""
    await server.begin()
    async with server.client() as client:
        seqs = await asyncio.gather(*(client.event("c1", said(f"e{n}")) for n in range(30)))
    assert seqs == sorted(seqs)


@pytest.mark.parametrize(
    "asked", [{"after": 2, "epoch": "another"}, {"after": 99}, {"after": 99, "epoch": None}]
)
async def test_what_cannot_be_resumed_is_told_whole(server: Running, asked: dict[str, Any]) -> None:
    """Another epoch, or more than there is: `recovered` is false and the whole log follows."""
    await server.begin()
    await server.post(said("e1"), said("e2"))
    async with server.client() as client:
        await client.subscribe("c1", **asked)
        began = await client.told(60)
        assert (began.recovered, began.seq) == (False, 4)
        assert [told.seq for told in await entries(client, 4)] == [1, 2, 3, 4]


async def test_a_known_epoch_resumes(server: Running) -> None:
    """Only what was missed, and `recovered` is true."""
    await server.begin()
    await server.post(said("e1"), said("e2"))
    async with server.client() as client:
        await client.subscribe("c1")
        epoch = (await client.told(60)).epoch
        await entries(client, 4)
    async with server.client() as client:
        await client.subscribe("c1", 3, epoch)
        assert (await client.told(60)).recovered
        assert [told.seq for told in await entries(client, 1)] == [4]


async def test_unsubscribe_and_feedback(server: Running) -> None:
    """Feedback comes back as entries; after unsubscribing nothing comes."""
    await server.begin()
    async with server.client() as client:
        await client.subscribe("c1")
        await client.event("c1", said("e1"))
        await entries(client, 2)
        await client.feedback("c1", "p1", "dismissed", reason="busy")
        assert [told.entry["kind"] for told in await entries(client, 2) if told.entry] == [
            "feedback",
            "prompt_closed",
        ]
        with pytest.raises(Refused, match="p9"):
            await client.feedback("c1", "p9", "used")
            await client.told(60)
        await client.unsubscribe("c1")
        await client.event("c1", said("e2"))
        with pytest.raises(TimeoutError):
            await client.told(0.1)


async def test_an_erased_conversation_is_said(server: Running) -> None:
    """Viewers hear that there is nothing more to follow."""
    await server.begin()
    async with server.client() as client:
        await client.subscribe("c1")
        await client.event("c1", said("e1"))
        await entries(client, 2)
        await server.call("DELETE", "/v1/conversations/c1")
        with pytest.raises(Refused, match="erased"):
            await client.told(60)


async def test_a_conversation_whose_time_is_over_is_said_too(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server erases by itself what the setting says, and viewers hear; what is open stays."""
    for name in ("FIRST_S", "EVERY_S"):
        monkeypatch.setattr(retention, name, 0.2)
    async with serve(retention_days=1e-9) as server, server.client() as client:
        for name in ("c1", "c2"):
            await server.begin(name)
        await client.subscribe("c2")
        await client.event("c2", said("e1"))
        await client.subscribe("c1")
        await client.event("c1", {"id": "e1", "type": "conversation_ended"})
        with pytest.raises(Refused, match="'c1' was erased"):
            while True:
                await client.told(60)
        assert (await server.call("GET", "/v1/conversations/c1"))[0] == 404
        assert (await server.call("GET", "/v1/conversations/c2"))[0] == 200


async def test_workspaces_are_apart(server: Running) -> None:
    """A key of another workspace finds no conversation of this one."""
    await server.begin()
    async with server.client(OTHER_KEY) as client:
        assert client.ready["agent"] == "a9"
        await client.subscribe("c1")
        with pytest.raises(Refused, match="not_found"):
            await client.told(60)
        with pytest.raises(Refused, match="not_found"):
            await client.event("c1", said("e1"))


BAD_FRAMES = [
    ("{", "request_error", "not valid JSON"),
    ("5", "invalid_request", "must be a JSON object"),
    ('{"type": "shout"}', "invalid_request", "'shout' is not a frame type"),
    ('{"type": "subscribe"}', "invalid_request", "conversation is missing"),
    ('{"type": "subscribe", "conversation": "nobody"}', "not_found", "no conversation"),
    ('{"type": "subscribe", "conversation": "c1", "after": -1}', "invalid_request", "after"),
    ('{"type": "subscribe", "conversation": "c1", "after": true}', "invalid_request", "after"),
    (
        '{"type": "event", "conversation": "c1", "event": {"id": "x", "type": "shout"}}',
        "invalid_event",
        "shout",
    ),
    ('{"type": "event", "conversation": "c1", "event": 5}', "invalid_event", "JSON object"),
    (
        '{"type":"event","conversation":"c1","event":{"id":"x","type":"message","role":"agent","text":"\\ud800"}}',
        "invalid_event",
        "lone surrogate",
    ),
    (
        '{"type":"event","conversation":"nobody","event":{"id":"x","type":"hold_ended"}}',
        "not_found",
        "nobody",
    ),
    (
        '{"type":"event","conversation":"c1","event":{"id":"x","type":"draft","text":"x"}}',
        "later_version",
        "later",
    ),
    ('{"type": "authenticate", "token": "x"}', "not_authenticated", "not known"),
    (
        '{"type": "feedback", "conversation": "c1", "prompt": "p1", "action": "loved"}',
        "invalid_request",
        "action",
    ),
]


@pytest.mark.parametrize(("frame", "code", "detail"), BAD_FRAMES, ids=[frame for frame, _, _ in BAD_FRAMES])
async def test_bad_frames_get_a_sentence(server: Running, frame: str, code: str, detail: str) -> None:
    """An error frame with a code and a sentence; the connection stays and works; nothing is kept."""
    await server.begin()
    async with server.client() as client:
        await client.send_raw(frame)
        with pytest.raises(Refused, match=detail) as refused:
            await client.told(60)
        assert refused.value.code == code
        assert await server.log() == []
        assert await client.event("c1", said("e1")) == 1


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ('{"type": "subscribe", "conversation": "c1"}', 4107),
        ("{", 4107),
        (b"\x00", 4107),
        ('{"type": "authenticate", "token": "wrong"}', 4101),
        ('{"type": "authenticate"}', 4107),
        (json.dumps({"type": "authenticate", "token": KEY, "pad": "x" * 5000}), 4107),
        ("x" * 70_000, 1009),
    ],
)
async def test_first_frames(server: Running, first: str | bytes, code: int) -> None:
    """Whatever is not a good `authenticate` ends the connection, with a code that says what to do."""
    async with connect(server.stream) as connection:
        await connection.send(first)
        assert await closed(connection) == code
    await still_serves(server)


@pytest.mark.parametrize(("size", "code"), [(65_536, None), (65_537, 1009)])
async def test_a_frame_may_have_64_kib_and_not_a_byte_more(server: Running, size: int, code: int | None) -> None:
    """The largest frame is read and answered; the next larger ends the connection."""
    async with connect(server.stream, ping_interval=None) as connection:
        await connection.send(AUTHENTICATE)
        await connection.recv()
        await connection.send("x" * size)
        if code is None:
            assert json.loads(await connection.recv())["code"] == "request_error"
        else:
            assert await closed(connection) == code


@pytest.mark.parametrize(("frame", "code"), [(b"\x00\x01", 4107), ("x" * 70_000, 1009)])
async def test_frames_that_end_a_connection(server: Running, frame: str | bytes, code: int) -> None:
    """Binary frames and frames beyond 64 KiB."""
    async with connect(server.stream) as connection:
        await connection.send(AUTHENTICATE)
        await connection.recv()
        await connection.send(frame)
        assert await closed(connection) == code
    await still_serves(server)


async def test_late_authentication(serve: Serve) -> None:
    """Who says nothing is sent away, and may come back: a page on a busy machine is late without being wrong."""
    async with serve(limits=StreamLimits(authenticate_s=0.5)) as server:
        async with connect(server.stream) as connection:
            assert await closed(connection) == 4008
        await still_serves(server)


async def test_heartbeats(serve: Serve) -> None:
    """Answered ones keep a connection; after two unanswered it is dead."""
    async with serve(limits=StreamLimits(heartbeat_s=0.3)) as server, server.client() as alive:
        async with connect(server.stream) as connection:
            await connection.send(AUTHENTICATE)
            assert await closed(connection) == 4002
        assert alive.heartbeats >= 2
        assert alive.connections == 1


async def test_too_fast(serve: Serve) -> None:
    """A flood is cut off with a code that says: come back slower."""
    async with serve(limits=StreamLimits(frames_per_s=5, burst_s=2)) as server:
        async with connect(server.stream) as connection:
            await connection.send(AUTHENTICATE)
            for _ in range(20):
                await connection.send('{"type":"heartbeat"}')
            assert await closed(connection) == 4029
        await still_serves(server)


async def test_a_slow_viewer_is_cut_off_and_holds_up_nobody(serve: Serve) -> None:
    """Who does not read is sent away; the others get everything meanwhile."""
    limits = StreamLimits(queue=32 * 1024, slow_s=0.3, send_buffer=16 * 1024)
    async with serve(limits=limits) as server:
        await server.begin()
        raw = await slow_reader(server)
        async with server.client() as viewer:
            await viewer.subscribe("c1")
            for n in range(150):
                await server.post(said(f"e{n}", text="x" * 10_000))
            assert len(await entries(viewer, 300)) == 300
            async with asyncio.timeout(60):
                while len(server.parts.connections) > 1:  # noqa: ASYNC110 - nothing tells a test
                    await asyncio.sleep(0.02)
        assert b'sockets_closed_total{code="4008"} 1.0' in server.parts.metrics.text()
        with pytest.raises(ConnectionError):  # its socket is gone, too
            for _ in range(200):
                raw.send(b"\x8a\x80\0\0\0\0")
                await asyncio.sleep(0.02)
        raw.close()


async def slow_reader(server: Running) -> socket.socket:
    """A socket that subscribes and then reads nothing more."""
    loop = asyncio.get_running_loop()
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    host, _, port = server.address.removeprefix("http://").partition(":")
    await loop.sock_connect(raw, (host, int(port)))
    request = (
        f"GET /v1/stream HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    )
    request += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    await loop.sock_sendall(raw, request.encode())
    await loop.sock_recv(raw, 4096)
    for frame in (AUTHENTICATE, '{"type":"subscribe","conversation":"c1"}'):
        masked = bytes([0x81, 0x80 | len(frame), 0, 0, 0, 0]) + frame.encode()
        await loop.sock_sendall(raw, masked)
        await asyncio.sleep(0.05)
    return raw


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.test",
        f"{ORIGIN}.evil.test",
        "https://evil.test/desk.example.com",
        "http://desk.example.com",
        f"{ORIGIN}:8443",
        "null",
        "",
        "http://127.0.0.1",
    ],
)
async def test_foreign_origins(server: Running, origin: str) -> None:
    """Refused before the connection begins, by exact comparison."""
    with pytest.raises(InvalidStatus) as refused:
        async with connect(server.stream, additional_headers={"Origin": origin}):
            pass
    assert refused.value.response.status_code == 403
    await still_serves(server)


async def test_good_origins(server: Running) -> None:
    """Listed ones in any case, the server's own pages, and programs that send none."""
    for origin in (ORIGIN, ORIGIN.upper(), server.address, None):
        async with server.client(origin=origin) as client:
            assert client.ready


async def test_no_key_in_the_address(server: Running) -> None:
    """A key in the address would end up in logs."""
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"{server.stream}?token={KEY}"):
            pass
    assert refused.value.response.status_code == 400


async def test_no_compression(server: Running) -> None:
    """Offered compression is declined."""
    async with connect(server.stream) as connection:
        assert connection.response is not None
        assert "Sec-WebSocket-Extensions" not in connection.response.headers


async def test_a_server_that_stops_says_come_back(serve: Serve) -> None:
    """Its viewers get 4001, at once."""
    async with serve() as server:
        connection = await connect(server.stream)
        await connection.send(AUTHENTICATE)
        await connection.recv()
    assert await closed(connection) == 4001


async def test_a_client_that_is_refused_hears_why(server: Running) -> None:
    """A wrong key is no reason to come back again and again."""
    with pytest.raises(Refused, match="4101"):
        async with server.client("wrong"):
            pass


async def test_most_subscriptions(serve: Serve) -> None:
    """Beyond the limit a subscription is refused, and the others stay."""
    async with serve(limits=StreamLimits(subscriptions=1)) as server, server.client() as client:
        await server.begin("c1")
        await server.begin("c2")
        await client.subscribe("c1")
        assert (await client.told(60)).conversation == "c1"
        await client.subscribe("c2")
        with pytest.raises(Refused, match="at most 1"):
            await client.told(60)
