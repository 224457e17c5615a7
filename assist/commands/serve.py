"""`bistand serve`: the server, until it is told to stop."""

import asyncio
import json
import socket
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated

import structlog
import typer
from threadpoolctl import threadpool_limits

from assist import logs
from assist.app import make_app, open_store
from assist.app import serve as listen
from assist.commands.memory import give_back, hold_less
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder
from assist.commands.workspace import Workspace, opened
from assist.errors import SetupError
from assist.playbook.examples import outcomes_body
from assist.server.http import PARTS
from assist.server.moments import moment_body
from assist.settings import Access, Settings, open_access, read_settings
from assist.spelling import dictionaries
from assist.worker import Worker

log = structlog.get_logger(__name__)

SWITCH_S = 0.0005  # a message changes threads four times; at Python's 5 ms each would wait for another's understanding

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
    _try_port(settings)
    logs.configure(settings.log_level)
    _say_what_is_not_spelt(settings)
    sys.setswitchinterval(SWITCH_S)
    hold_less()
    workspace = opened(settings)
    give_back()
    threadpool_limits(1, "blas")  # the acts' heads are small: a second thread spins on the core that the encoder needs
    with asyncio.Runner(loop_factory=_loop) as loop:
        loop.run(_serve(settings, access, workspace, partial(say_where, access=access, as_json=as_json)))


async def _serve(
    settings: Settings, access: Access, workspace: Workspace, started: Callable[[str], None]
) -> None:
    interpreter = workspace.interpreter
    worker = Worker(interpreter.inquire, interpreter.encode)

    async def guidelines_changed() -> None:
        await asyncio.to_thread(workspace.editor.look_up)

    store = await open_store(settings)
    await workspace.editor.restore(store, settings.workspace)
    app = make_app(
        settings,
        access=access,
        store=store,
        library=workspace.library,
        understand=worker,
        get_playbook=lambda: workspace.playbook,
        understand_now=workspace.understand,
        guidelines_changed=guidelines_changed,
    )

    async def put_moment(name: str, moment: str, text: str) -> dict[str, object]:
        return {**moment_body(await workspace.editor.put(store, name, moment, text))}

    async def test_playbook(name: str, text: str) -> dict[str, object]:
        return outcomes_body(await asyncio.to_thread(workspace.editor.try_out, text))

    app[PARTS].put_moment, app[PARTS].test_playbook = put_moment, test_playbook
    try:
        await listen(app, settings, started)
    finally:
        worker.close()


def _say_what_is_not_spelt(settings: Settings) -> None:
    """Without its dictionary a language is not checked for spelling; everything else goes on."""
    absent = dictionaries.missing(settings.languages, dictionaries.folders(settings.dictionaries))
    if absent:
        log.warning("dictionaries_missing", dictionaries=absent, mend=dictionaries.advice(absent))


def _loop() -> asyncio.AbstractEventLoop:
    """The faster loop where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - not on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _try_port(settings: Settings) -> None:
    """SetupError when the port is taken: said before anything slow begins."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            why = f"port {settings.port} on {settings.host} cannot be used ({error.strerror})"
            raise SetupError(f"{why}; choose another one with --port") from None


def say_where(address: str, access: Access, as_json: bool) -> None:
    """The line that a start ends with: where to look, and how to use the key."""
    url = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:") + "/"
    kept = str(access.file) if access.file else None
    if as_json:
        typer.echo(json.dumps({"url": url, "key_file": kept}))
        return
    page = "the page has its key already" if kept else "the page asks for the key in BISTAND_API_KEY"
    program = f"; programs send 'Authorization: Bearer $(cat {kept})'" if kept else ""
    typer.echo(f"Bistand serves. Look at {url} ({page}{program}). Ctrl-C stops it.")
