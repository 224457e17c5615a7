"""Thousands of viewers in one process: bare sockets that speak just enough of WebSocket, to weigh little themselves."""

import asyncio
import json
import random
from collections.abc import Callable
from typing import Self

SOURCES = 8  # addresses of loopback that they come from, so that ports suffice
AT_ONCE = 200  # handshakes under way
JITTER_S = 5.0  # how long those who lost their line spread their return over
HANDSHAKE = (
    "GET /v1/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Viewer(asyncio.Protocol):
    """One connection; `after` is how far it has been told, kept by its place in the crowd."""

    def __init__(self, crowd: "Crowd", number: int) -> None:
        self._crowd, self._number = crowd, number
        self._data = bytearray()
        self._is_open = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(HANDSHAKE.format(host=self._crowd.host).encode())

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._is_open:
            head, separator, rest = self._data.partition(b"\r\n\r\n")
            if not separator:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:80]
            self._is_open, self._data = True, bytearray(rest)
            self._send({"type": "authenticate", "token": self._crowd.token})
        while frame := self._frame():
            self._take(*frame)

    def connection_lost(self, error: Exception | None) -> None:
        self._crowd.left(self._number)

    def _frame(self) -> tuple[int, bytes] | None:
        data = self._data
        if len(data) < 2:
            return None
        length, start = data[1] & 0x7F, 2
        if length == 126:
            length, start = int.from_bytes(data[2:4]), 4
        elif length == 127:
            length, start = int.from_bytes(data[2:10]), 10
        if len(data) < start + length:
            return None
        payload, kind = bytes(data[start : start + length]), data[0] & 0x0F
        del data[: start + length]
        return kind, payload

    def _take(self, kind: int, payload: bytes) -> None:
        if kind == 8 and self.transport is not None:
            self.transport.close()
            return
        told, crowd, number = json.loads(payload), self._crowd, self._number
        if told["type"] == "ready":
            subscription = {"type": "subscribe", "conversation": crowd.conversation, "after": crowd.told[number]}
            self._send({**subscription, "epoch": crowd.epochs[number]} if number in crowd.epochs else subscription)
        elif told["type"] == "subscribed":
            crowd.joined(number, told["epoch"], told["recovered"])
        elif told["type"] == "heartbeat":
            crowd.heartbeats += 1
            self._send({"type": "heartbeat"})
        elif told["type"] == "entry":
            crowd.misnumbered += told["seq"] != crowd.told[number] + 1
            crowd.told[number] = told["seq"]
            crowd.on_entry()

    def _send(self, frame: dict[str, object]) -> None:
        payload = json.dumps(frame).encode()
        length = len(payload)
        head = bytes([0x81, 0x80 | length]) if length < 126 else bytes([0x81, 0xFE]) + length.to_bytes(2)
        if self.transport is not None:
            self.transport.write(head + b"\0\0\0\0" + payload)


class Crowd:
    """`size` viewers of `conversation`; whoever loses the line comes back within `JITTER_S` and a bit."""

    def __init__(self, stream: str, token: str, size: int, conversation: str) -> None:
        self.host = stream.removeprefix("ws://").partition("/")[0]
        self.token, self.conversation = token, conversation
        self.told, self.epochs = [0] * size, dict[int, str]()
        self.heartbeats = self.lost = self.misnumbered = self.connected = 0
        self.on_entry: Callable[[], None] = lambda: None
        self._size = size
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._viewers: dict[int, Viewer] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_over = False
        self._chance = random.Random(1)  # noqa: S311 - a spread, not a secret

    async def __aenter__(self) -> Self:
        """Return when all are subscribed."""
        for number in range(self._size):
            self._come(number, 0.0)
        async with asyncio.timeout(240):
            while self.connected < self._size:  # noqa: ASYNC110 - it changes often
                await asyncio.sleep(0.05)
        return self

    async def __aexit__(self, *error: object) -> None:
        """All go without a word."""
        self._is_over = True
        for task in self._tasks:
            task.cancel()
        for viewer in self._viewers.values():
            if viewer.transport is not None:
                viewer.transport.abort()
        await asyncio.sleep(0.5)

    @property
    def least_told(self) -> int:
        """How far the viewer who was told least has been told."""
        return min(self.told)

    def joined(self, number: int, epoch: str, recovered: bool) -> None:
        """One is subscribed."""
        self.connected += 1
        self.epochs[number] = epoch
        if not recovered:
            self.told[number] = 0

    def left(self, number: int) -> None:
        """One has lost the line."""
        if self._is_over:
            return
        self.connected -= number in self._viewers
        self.lost += 1
        self._viewers.pop(number, None)
        self._come(number, self._chance.uniform(0.1, JITTER_S))

    def _come(self, number: int, after_s: float) -> None:
        task = asyncio.get_running_loop().create_task(self._connect(number, after_s))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, number: int, after_s: float) -> None:
        await asyncio.sleep(after_s)
        host, _, port = self.host.partition(":")
        source = (f"127.0.0.{2 + number % SOURCES}", 0)
        async with self._turn:
            try:
                _, viewer = await asyncio.get_running_loop().create_connection(
                    lambda: Viewer(self, number), host, int(port), local_addr=source
                )
            except OSError:
                self._come(number, self._chance.uniform(0.1, JITTER_S))
                return
            self._viewers[number] = viewer
