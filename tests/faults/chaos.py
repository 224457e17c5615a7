"""A TCP proxy that does to connections what networks do: slow, sliced, one-sided, silent, cut."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass

PIECE = 64 * 1024


@dataclass(slots=True)
class Weather:
    """What happens to bytes in one direction; may be changed while connections stand.

    Seconds of delay and of its jitter, bytes a piece, bytes a second (0: as fast as it goes), and whether bytes
    vanish while the connection seems to stand (`is_silent`), as when a router has forgotten it.
    """

    delay_s: float = 0.0
    jitter_s: float = 0.0
    piece: int = PIECE
    bytes_per_s: float = 0.0
    is_silent: bool = False


class Proxy:
    """Stands between clients and `target` (host, port); `up` is the clients' direction, `down` the server's."""

    def __init__(self, target: tuple[str, int], seed: int = 0) -> None:
        self.target = target
        self.up, self.down = Weather(), Weather()
        self.connections = 0
        self._chance = random.Random(seed)  # noqa: S311 - weather, not a secret
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self.port = 0

    async def open(self) -> None:
        """Listen on a free port, and on the same one when opened again."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Take nobody any more and cut those that are there."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in tuple(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def cut(self) -> None:
        """Reset every connection at once."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            there, back = await asyncio.open_connection(*self.target)
        except OSError:
            writer.transport.abort()
            return
        serving = asyncio.current_task()
        assert serving is not None
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)
        both = {writer, back}
        self._writers |= both
        carrying = [
            asyncio.create_task(self._carry(reader, back, self.up)),
            asyncio.create_task(self._carry(there, writer, self.down)),
        ]
        try:
            await asyncio.wait(carrying, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._writers -= both
            for task in carrying:
                task.cancel()
            for one in both:
                one.transport.abort()
            await asyncio.gather(*carrying, *(one.wait_closed() for one in both), return_exceptions=True)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, weather: Weather) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(PIECE):
                if weather.is_silent:
                    continue
                await asyncio.sleep(weather.delay_s + self._chance.uniform(0.0, weather.jitter_s))
                for start in range(0, len(data), weather.piece):
                    part = data[start : start + weather.piece]
                    sink.write(part)
                    await sink.drain()
                    if weather.bytes_per_s:
                        await asyncio.sleep(len(part) / weather.bytes_per_s)
                    elif weather.piece < PIECE:
                        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def proxied(address: str) -> AsyncIterator[Proxy]:
    """A proxy before the server at `address` (http://host:port)."""
    host, _, port = address.rpartition("//")[2].partition(":")
    proxy = Proxy((host, int(port)))
    await proxy.open()
    try:
        yield proxy
    finally:
        await proxy.close()
