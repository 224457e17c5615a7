"""Networks between people and the server: slow, sliced, silent in one direction, cut; and readers who do not read."""

import asyncio
import contextlib
import json
import operator
import socket
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.assist.test_app import KEY
from tests.faults.chaos import Proxy, proxied
from tests.faults.fleet import Fleet, fleet_of
from tests.faults.traffic import Traffic, event, until
from tests.faults.usage import open_sockets, resident_kb

BACK_WITHIN_S = 15.0


@contextlib.asynccontextmanager
async def behind_a_proxy(folder: Path) -> AsyncIterator[tuple[Fleet, Proxy, Traffic]]:
    """Writers and viewers who come through the proxy; the record is checked at the end."""
    async with fleet_of(folder, 1) as fleet, proxied(fleet.servers[0].address) as proxy:
        traffic = Traffic([f"ws://127.0.0.1:{proxy.port}/v1/stream"], conversations=3)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            await traffic.quiet()
            yield fleet, proxy, traffic
            await asyncio.wait_for(traffic.quiet(), BACK_WITHIN_S)
        assert await traffic.faults(fleet.servers[0]) == []


async def test_a_line_that_is_cut_again_and_again(tmp_path: Path) -> None:
    """Each time everybody comes back and goes on where they were."""
    async with behind_a_proxy(tmp_path) as (_, proxy, traffic):
        for _ in range(5):
            more = partial(operator.lt, proxy.connections)
            proxy.cut()
            await until(lambda more=more: more(proxy.connections))
            await traffic.quiet()


@pytest.mark.faults
async def test_latency_and_jitter(tmp_path: Path) -> None:
    """150 ms each way and as much jitter: slower by that and no more, in order all the same."""
    async with behind_a_proxy(tmp_path) as (_, proxy, traffic):
        for weather in (proxy.up, proxy.down):
            weather.delay_s, weather.jitter_s = 0.15, 0.15
        await traffic.quiet()
        traffic.waits.clear()
        await asyncio.sleep(10)
        waits = sorted(traffic.waits)
        assert 0.3 <= waits[len(waits) // 2] < 2.0


@pytest.mark.faults
async def test_frames_in_pieces_of_a_byte(tmp_path: Path) -> None:
    """A network that hands on single bytes."""
    async with behind_a_proxy(tmp_path) as (_, proxy, traffic):
        proxy.up.piece = proxy.down.piece = 1
        for _ in range(3):
            await asyncio.wait_for(traffic.quiet(), 30)


@pytest.mark.faults
async def test_one_client_of_a_byte_a_second(tmp_path: Path) -> None:
    """It never gets as far as its first frame and is cut off at 5 s; the others notice nothing."""
    async with fleet_of(tmp_path, 1) as fleet, proxied(fleet.servers[0].address) as proxy:
        traffic = Traffic(fleet.streams, conversations=2)
        await traffic.begin(fleet.servers[0])
        async with traffic.running(), connect(f"ws://127.0.0.1:{proxy.port}/v1/stream", compression=None) as slow:
            proxy.up.piece, proxy.up.bytes_per_s = 1, 1.0
            begun = time.monotonic()
            await slow.send(json.dumps({"type": "authenticate", "token": KEY}))
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(slow.recv(), 20)
            assert 4 < time.monotonic() - begun < 15
            assert slow.close_code == 4008
            await traffic.quiet()
        assert await traffic.faults(fleet.servers[0]) == []


@pytest.mark.faults
@pytest.mark.parametrize("direction", ["up", "down", "both"])
async def test_half_open_connections(tmp_path: Path, direction: str) -> None:
    """Bytes vanish and nobody is told: the server lets go within two heartbeats and the rest, and viewers come back."""
    async with fleet_of(tmp_path, 1) as fleet, proxied(fleet.servers[0].address) as proxy:
        server = fleet.servers[0]
        await server.call("POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
        viewer = await authenticated(f"ws://127.0.0.1:{proxy.port}/v1/stream")
        await viewer.send(json.dumps({"type": "subscribe", "conversation": "c1"}))
        await viewer.recv()
        held = open_sockets(server.process.pid)
        if direction in {"up", "both"}:
            proxy.up.is_silent = True
        if direction in {"down", "both"}:
            proxy.down.is_silent = True

        async def answer() -> None:
            with contextlib.suppress(ConnectionClosed):
                async for frame in viewer:
                    if json.loads(frame)["type"] == "heartbeat":
                        await viewer.send('{"type": "heartbeat"}')

        answering = asyncio.create_task(answer())
        try:
            took = await until(lambda: open_sockets(server.process.pid) < held, 90)
        finally:
            await abandoned(viewer)
            await asyncio.gather(answering, return_exceptions=True)
        assert took < 75  # 20 s a heartbeat, two of them unanswered, and the goodbye that nobody takes


@pytest.mark.faults
async def test_viewers_who_do_not_read(tmp_path: Path) -> None:
    """They are cut off, cost little meanwhile, and nobody else waits for them."""
    async with fleet_of(tmp_path, 1) as fleet:
        server = fleet.servers[0]
        traffic = Traffic(fleet.streams, conversations=2)
        await traffic.begin(server)
        await server.call("POST", "/v1/conversations", {"id": "long", "channel": "email"})
        for number in range(150):  # more than the socket's buffers and the queue hold
            said = {**event(f"l{number}", number), "text": "x" * 15_000}
            await server.call("POST", "/v1/conversations/long/events", said)
        async with traffic.running():
            await traffic.quiet()
            before, kb = sorted(traffic.waits), resident_kb(server.process.pid)
            traffic.waits.clear()
            viewers = [await deaf(fleet.streams[0]) for _ in range(20)]
            begun = time.monotonic()
            for viewer in viewers:
                await viewer.send(json.dumps({"type": "subscribe", "conversation": "long"}))
            held = open_sockets(server.process.pid)
            await until(lambda: open_sockets(server.process.pid) <= held - len(viewers), 40)
            assert time.monotonic() - begun < 30
            grown_kb = (resident_kb(server.process.pid) - kb) / len(viewers)
            assert grown_kb < 1024, f"{grown_kb} KB a viewer"
            during = sorted(traffic.waits)
            assert during[len(during) // 2] < before[len(before) // 2] + 0.5
            for viewer in viewers:
                await abandoned(viewer)
        assert await traffic.faults(server) == []


async def authenticated(stream: str, sock: socket.socket | None = None) -> ClientConnection:
    opened = await connect(stream, compression=None, ping_interval=None, sock=sock)
    await opened.send(json.dumps({"type": "authenticate", "token": KEY}))
    assert json.loads(await opened.recv())["type"] == "ready"
    return opened


async def deaf(stream: str) -> ClientConnection:
    """One whose reading stops once it is in; the kernel shall not read in its place."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    sock.setblocking(False)
    host, _, port = stream.removeprefix("ws://").partition("/")[0].partition(":")
    await asyncio.get_running_loop().sock_connect(sock, (host, int(port)))
    viewer = await authenticated(stream, sock)
    viewer.transport.pause_reading()
    return viewer


async def abandoned(viewer: ClientConnection) -> None:
    """Gone without a goodbye."""
    viewer.transport.abort()
    await viewer.wait_closed()
