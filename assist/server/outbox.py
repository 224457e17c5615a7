"""What waits to be sent to one connection: bounded, so that a viewer who does not read costs nobody else."""

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from assist.server.bell import Bell


class Closing(Exception):
    """The connection is to be closed with this code; what happened is the connection's, not an error."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


TOO_SLOW = (4008, "too slow: the queue is full and nothing is read")


class Outbox:
    """Frames in order. `limit` is in bytes; `slow_s` is how long a full queue may stand still."""

    def __init__(self, socket: web.WebSocketResponse, limit: int, slow_s: float) -> None:
        self._socket = socket
        self._limit = limit
        self._slow_s = slow_s
        self._frames: list[bytes] = []  # an empty deque weighs ten times as much
        self._size = 0
        self._filled = Bell()
        self._sent = Bell()

    def put(self, frame: bytes) -> None:
        """Queue an answer; when the queue has been full, the one who asks without reading is too slow."""
        if self._size > 2 * self._limit:
            raise Closing(*TOO_SLOW)
        self._frames.append(frame)
        self._size += len(frame)
        self._filled.ring()

    async def put_when_room(self, frame: bytes) -> None:
        """Queue an entry of a log, which can wait until there is room; but not for ever."""
        if self._size + len(frame) > self._limit and self._frames:
            await self._wait(len(frame))
        self.put(frame)

    async def flush(self, timeout_s: float) -> None:
        """Wait until everything is handed to the network, or for `timeout_s`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                while self._frames:
                    await self._sent.wait()

    async def run(self) -> None:
        """Send, for ever; ends with the connection."""
        while True:
            await self._filled.wait()
            while self._frames:
                frame = self._frames[0]
                try:
                    await self._socket.send_frame(frame, WSMsgType.TEXT)
                except (ConnectionError, RuntimeError) as error:
                    raise Closing(1006, "the client has gone") from error
                self._frames.pop(0)
                self._size -= len(frame)
                self._sent.ring()

    async def _wait(self, size: int) -> None:
        try:
            async with asyncio.timeout(self._slow_s):
                while self._size + size > self._limit and self._frames:
                    await self._sent.wait()
        except TimeoutError:
            raise Closing(*TOO_SLOW) from None
