"""The port: opened when the server starts, given back when it has been told to stop and everybody has been told."""

import asyncio
import errno
import signal
from collections.abc import Callable

from aiohttp import web

from assist.errors import SetupError
from assist.server.limits import MOST_ADDRESS
from assist.settings import Settings

GRACE_S = 5.0  # how long requests that are under way may take when the server stops
READ_AHEAD = 32 * 1024  # bytes of a body that a connection holds before anybody reads it; twice that at most


async def serve(app: web.Application, settings: Settings, started: Callable[[str], None]) -> None:
    """Listen until told to stop; `started` hears the address. A taken port is a SetupError."""
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=GRACE_S, read_bufsize=READ_AHEAD, max_line_size=MOST_ADDRESS
    )
    await runner.setup()
    try:
        await _listen(runner, settings)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        started(f"http://{host}:{runner.addresses[0][1]}")
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        await stopped.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise SetupError(f"{where} is taken by another program; choose another with --port") from error
        raise SetupError(f"{where} cannot be listened on ({error.strerror}); check --host and --port") from error
