"""The port: opened when the server starts, and left in order when it is told to stop.

A process that stops takes nobody in any more, tells its clients to come back, goes on for those who have not left
yet, finishes what is under way, and then leaves.
"""

import asyncio
import contextlib
import errno
import os
import signal
import socket as sockets
from collections.abc import Callable

import structlog
from aiohttp import web

from assist.errors import SetupError
from assist.server.guards.limits import MOST_ADDRESS
from assist.server.http import PARTS
from assist.server.parts import Parts
from assist.settings import Settings

log = structlog.get_logger(__name__)

GRACE_S = 5.0  # how long requests that are under way may take when the server stops
READ_AHEAD = 32 * 1024  # bytes of a body that a connection holds before anybody reads it; twice that at most
BACKLOG = 1024  # connections that wait to be taken; the kernel's own limit may be lower
LOOK_S = 0.05
PARENT_S = 1.0


async def serve(
    app: web.Application,
    settings: Settings,
    started: Callable[[str], None],
    *,
    socket: sockets.socket | None = None,
    parent: int | None = None,
) -> None:
    """Listen until told to stop; `started` hears the address. A taken port is a SetupError.

    `socket` is one that listens already, shared with others; `parent` is the process with which this one ends.
    """
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=GRACE_S, read_bufsize=READ_AHEAD, max_line_size=MOST_ADDRESS
    )
    await runner.setup()
    try:
        site = await _listen(runner, settings, socket)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        started(f"http://{host}:{runner.addresses[0][1]}")
        if await told_to_stop(parent) is signal.SIGTERM:
            await site.stop()
            await drain(app[PARTS], settings.drain_s)
    finally:
        await runner.cleanup()


async def told_to_stop(parent: int | None = None) -> signal.Signals:
    """Return with SIGINT or SIGTERM, or as after SIGTERM when the parent has gone."""
    told: list[signal.Signals] = []
    stopped = asyncio.Event()

    def tell(name: signal.Signals) -> None:
        told.append(name)
        stopped.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, tell, name)
    while not told and parent in {None, os.getppid()}:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None if parent is None else PARENT_S):
                await stopped.wait()
    return told[0] if told else signal.SIGTERM


async def drain(parts: Parts, wait_s: float) -> None:
    """Tell every client to come back and wait until they have left, but not longer than that after the last should."""
    waits = parts.drain() + wait_s
    log.info("draining", connections=len(parts.connections))
    loop = asyncio.get_running_loop()
    until = loop.time() + waits
    while parts.connections and loop.time() < until:  # noqa: ASYNC110 - each connection would have to tell us
        await asyncio.sleep(LOOK_S)


async def _listen(runner: web.AppRunner, settings: Settings, socket: sockets.socket | None) -> web.BaseSite:
    site: web.BaseSite
    try:
        if socket is not None:
            site = web.SockSite(runner, socket, backlog=BACKLOG)
        else:
            site = web.TCPSite(runner, settings.host, settings.port, backlog=BACKLOG)
        await site.start()
    except OSError as error:
        raise cannot_listen(error, f"{settings.host}:{settings.port}") from error
    return site


def cannot_listen(error: OSError, where: str) -> SetupError:
    """What to say of an address that cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return SetupError(f"{where} is taken by another program; choose another with --port")
    return SetupError(f"{where} cannot be listened on ({error.strerror}); check --host and --port")


def open_socket(settings: Settings) -> sockets.socket:
    """A socket that listens at the settings' address, to be handed to several processes; else SetupError."""
    family = sockets.AF_INET6 if ":" in settings.host else sockets.AF_INET
    try:
        socket = sockets.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise cannot_listen(error, f"{settings.host}:{settings.port}") from error
    socket.set_inheritable(True)
    return socket
