"""`bistand serve`: the server, until it is told to stop."""

import asyncio
import json
import signal
import socket
from contextlib import AsyncExitStack
from typing import Annotated

import typer
from aiohttp import web

from assist import logs
from assist.app import make_app, open_store
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder
from assist.commands.workspace import Workspace, opened
from assist.errors import SetupError
from assist.settings import Access, Settings, open_access, read_settings
from assist.worker import Worker

FINISH_S = 5.0  # given to open connections when the server stops

Host = Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")]
Port = Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one [default: 8400].")]


def serve(
    host: Host = None,
    port: Port = None,
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Serve until Ctrl-C. Without --guidelines the sample handbook is loaded into an empty workspace."""
    settings = read_settings(host=host, port=port, data=data, guidelines=guidelines, playbook=playbook)
    access = open_access(settings)
    logs.configure(settings.log_level)
    with _bound(settings) as bound, asyncio.Runner(loop_factory=_loop) as loop:
        loop.run(_serve(settings, access, opened(settings), bound, as_json))


async def _serve(
    settings: Settings, access: Access, workspace: Workspace, bound: socket.socket, as_json: bool
) -> None:
    async with AsyncExitStack() as stack:
        worker = Worker(workspace.understand)
        stack.callback(worker.close)

        async def guidelines_changed() -> None:
            await asyncio.to_thread(workspace.look_up)

        app = make_app(
            settings,
            access=access,
            store=await open_store(settings),
            library=workspace.library,
            understand=worker,
            get_playbook=lambda: workspace.playbook,
            understand_now=workspace.understand,
            guidelines_changed=guidelines_changed,
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISH_S)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.SockSite(runner, bound).start()
        _say_where(_url(settings.host, bound.getsockname()[1]), access, as_json)
        await _told_to_stop()


def _loop() -> asyncio.AbstractEventLoop:
    """The faster loop where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - not on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _bound(settings: Settings) -> socket.socket:
    """A socket that has its port before anything slow begins; SetupError when it is taken."""
    bound = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        why = f"port {settings.port} on {settings.host} cannot be used ({error.strerror})"
        raise SetupError(f"{why}; choose another one with --port") from None
    return bound


def _url(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - shown, not listened on
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _say_where(url: str, access: Access, as_json: bool) -> None:
    kept = str(access.file) if access.file else None
    if as_json:
        typer.echo(json.dumps({"url": url, "key_file": kept}))
        return
    page = "the page has its key already" if kept else "the page asks for the key in BISTAND_API_KEY"
    program = f"; programs send 'Authorization: Bearer $(cat {kept})'" if kept else ""
    typer.echo(f"Bistand serves. Look at {url} ({page}{program}). Ctrl-C stops it.")


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await stop.wait()
