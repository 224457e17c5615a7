"""What waits to be sent to one connection: bounded, so that a viewer who does not read costs nobody else."""

import asyncio
import contextlib

from aiohttp import WSMsgType, web
from websockets.frames import Frame, Opcode

from assist.server.stream.bell import Bell


class Closing(Exception):
    """The connection is to be closed with this code; what happened is the connection's, not an error."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


TOO_SLOW = (4008, "too slow: the queue is full and nothing is read")


class Outgoing:
    """A frame for any number of viewers; what goes over the wire is made once, when the first of them is told."""

    __slots__ = ("_wire", "payload")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        """Head and payload; a server masks nothing, so it is the same for all."""
        if self._wire is None:
            self._wire = Frame(Opcode.TEXT, self.payload).serialize(mask=False)
        return self._wire

    def __len__(self) -> int:
        return len(self.payload)


class Outbox:
    """Frames in order. `limit` is in bytes; `slow_s` is how long a full queue may stand still.

    Where nothing waits, here or in the network's buffer, a frame is written to `transport` at once: a task for each
    would be most of what it costs to tell a thousand viewers.
    """

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, limit: int, slow_s: float
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._limit = limit
        self._slow_s = slow_s
        self._frames: list[Outgoing] = []  # an empty deque weighs ten times as much
        self._size = 0
        self._filled = Bell()
        self._sent = Bell()

    def put(self, frame: bytes | Outgoing) -> None:
        """Send or queue an answer; when the queue has been full, the one who asks without reading is too slow."""
        outgoing = frame if isinstance(frame, Outgoing) else Outgoing(frame)
        if self._is_free:
            self._write(outgoing)
            return
        if self._size > 2 * self._limit:
            raise Closing(*TOO_SLOW)
        self._frames.append(outgoing)
        self._size += len(outgoing)
        self._filled.ring()

    async def put_when_room(self, frame: Outgoing) -> None:
        """Send or queue an entry of a log, which can wait until there is room; but not for ever."""
        if self._size + len(frame) > self._limit and self._frames:
            await self._wait(len(frame))
        self.put(frame)

    async def flush(self, timeout_s: float) -> None:
        """Wait until everything is handed to the network, or for `timeout_s`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                while self._frames:
                    await self._sent.wait()

    def end(self) -> None:
        """After the goodbye nothing may be written any more."""
        self._transport = None

    async def run(self) -> None:
        """Send what is queued, for ever; ends with the connection."""
        while True:
            await self._filled.wait()
            while self._frames:
                frame = self._frames[0]
                try:
                    await self._socket.send_frame(frame.payload, WSMsgType.TEXT)
                except (ConnectionError, RuntimeError) as error:
                    raise Closing(1006, "the client has gone") from error
                self._frames.pop(0)
                self._size -= len(frame)
                self._sent.ring()

    @property
    def _is_free(self) -> bool:
        transport = self._transport
        return (
            transport is not None
            and not self._frames
            and not transport.is_closing()
            and not transport.get_write_buffer_size()
        )

    def _write(self, frame: Outgoing) -> None:
        if self._transport is not None:
            self._transport.write(frame.wire)

    async def _wait(self, size: int) -> None:
        try:
            async with asyncio.timeout(self._slow_s):
                while self._size + size > self._limit and self._frames:
                    await self._sent.wait()
        except TimeoutError:
            raise Closing(*TOO_SLOW) from None
