"""Server processes on one store: killed, stopped, woken and started again on their ports."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from tests.assist.test_app import Process, started


class Fleet:
    """`count` servers; `environment` says what store they share, which by default is one SQLite file."""

    def __init__(self, folder: Path, count: int, **environment: str) -> None:
        self._folder = folder
        self._count = count
        self._environment = environment
        self.servers: list[Process] = []

    @property
    def streams(self) -> Sequence[str]:
        """The sockets' addresses; they stay the same through restarts."""
        return [server.stream for server in self.servers]

    async def begin(self) -> None:
        """Start them, one after the other where they share a file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for _ in range(self._count):
            self.servers.append(await started(self._folder, 0, **self._environment))

    async def end(self) -> None:
        """Stop them all, also those that stand still."""
        for server in self.servers:
            with contextlib.suppress(ProcessLookupError):
                server.process.send_signal(signal.SIGCONT)
                server.process.kill()
            await server.process.wait()

    async def kill(self, number: int) -> None:
        """As a power cut would."""
        await self.servers[number].kill()

    async def start(self, number: int) -> None:
        """Again, on the same port."""
        port = int(self.servers[number].address.rpartition(":")[2])
        self.servers[number] = await started(self._folder, port, **self._environment)

    def stop(self, number: int, *, is_stopped: bool = True) -> None:
        """Let it stand still, with every connection open; or go on."""
        self.servers[number].process.send_signal(signal.SIGSTOP if is_stopped else signal.SIGCONT)

    async def is_ready(self, number: int) -> bool:
        """Whether it says that it can take events."""
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            async with asyncio.timeout(3):
                return (await self.servers[number].call("GET", "/ready"))[0] == 200
        return False


@contextlib.asynccontextmanager
async def fleet_of(folder: Path, count: int, **environment: str) -> AsyncIterator[Fleet]:
    """Started servers, stopped at the end."""
    fleet = Fleet(folder, count, **environment)
    try:
        await fleet.begin()
        yield fleet
    finally:
        await fleet.end()
