"""Servers that others run, on a free port of loopback: what they are sent, and answers as the test wants them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from assist.wire.text import parse

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Got:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return parse(self.body)


async def fine(request: web.Request) -> web.StreamResponse:
    return web.Response(text="fine")


def always(status: int, **headers: str) -> Answer:
    """The same answer to everything."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return answer


@dataclass
class Receiver:
    """What came, how many requests are being answered and how many were at most, and how it answers."""

    port: int = 0
    got: list[Got] = field(default_factory=list)
    answer: Answer = fine
    at_once: int = 0
    most_at_once: int = 0
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hook"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        got = Got(request.method, request.path, request.headers.copy(), await request.read())
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        async with self.came:
            self.got.append(got)
            self.came.notify_all()
        try:
            return await self.answer(request)
        finally:
            self.at_once -= 1

    async def until(self, count: int) -> list[Got]:
        """What came, once there are so many of them."""
        async with asyncio.timeout(60), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)
        return self.got


@contextlib.asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", receiver.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.port = runner.addresses[0][1]
    yield receiver
    await runner.cleanup()
