"""`bistand serve`: the server, until it is told to stop."""

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

import structlog
import typer
from aiohttp import web
from threadpoolctl import threadpool_limits

from assist import logs
from assist.app import make_app, open_store
from assist.commands.memory import give_back, hold_less
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder
from assist.commands.workspace import Workspace, open_reader, opened
from assist.connections import check_connections
from assist.drafts.proofreading import Proofreader
from assist.editions import Editions
from assist.errors import SetupError
from assist.playbook.loading import known_marks
from assist.ports import Store
from assist.practice.practice import Practice
from assist.server.guards.issuers import open_issuers
from assist.server.guards.key_sets import KeySet
from assist.server.guards.targets import Targets
from assist.server.listening import open_socket
from assist.server.listening import serve as listen
from assist.server.tenant import Tenant
from assist.settings import Access, Settings, open_access, read_settings
from assist.spelling import dictionaries
from assist.supervisor import Supervisor
from assist.worker import Worker
from assist.workspaces import Listed, list_workspaces

log = structlog.get_logger(__name__)

SWITCH_S = 0.0005  # a message changes threads four times; at Python's 5 ms each would wait for another's understanding

Host = Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")]
Listen = Callable[[web.Application, Settings], Awaitable[None]]
Port = Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one [default: 8400].")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes that serve behind the port [default: 1].")]


def serve(
    host: Host = None,
    port: Port = None,
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    workers: Workers = None,
    as_json: AsJson = False,
    inherited: Annotated[str, typer.Option(hidden=True, help="Socket and parent of one of several workers.")] = "",
) -> None:
    """Serve until Ctrl-C. Without --guidelines the sample handbook is loaded into an empty workspace."""
    given = {"host": host, "port": port, "data": data, "guidelines": guidelines, "playbook": playbook}
    settings = read_settings(**given, workers=workers)
    access, listed = open_access(settings), list_workspaces(settings)
    check_issuers(listed)
    check_connections(listed)
    started = partial(say_where, access=access, as_json=as_json)
    if not inherited:
        _try_port(settings)
    logs.configure(settings.log_level)
    _say_what_is_not_spelt(settings)
    if settings.workers > 1:
        raise typer.Exit(supervise(settings, given, started))
    workspaces = ready_workspaces(listed)
    port_and_parent = _inherited(inherited) if inherited else {}
    with asyncio.Runner(loop_factory=new_loop) as loop:
        loop.run(_serve(settings, access, workspaces, partial(listen, started=started, **port_and_parent)))


def supervise(settings: Settings, given: Mapping[str, object], started: Callable[[str], None]) -> int:
    """Serve by several processes, each started by the same command; the exit code."""
    shared = open_socket(settings)
    options = [f"--{name}={value}" for name, value in given.items() if value is not None]
    command = [sys.executable, "-m", "assist", "serve", *options, "--workers=1", "--json"]
    command += [f"--inherited={shared.fileno()}:{os.getpid()}"]
    supervisor = Supervisor(command, settings.workers, inherited=[shared.fileno()], drain_s=settings.drain_s)
    return asyncio.run(supervisor.run(lambda said: started(str(json.loads(said)["url"]).rstrip("/"))))


def _inherited(said: str) -> dict[str, Any]:
    """What a worker gets of its supervisor: the socket that listens, and whom it ends with."""
    descriptor, _, parent = said.partition(":")
    return {"socket": socket.socket(fileno=int(descriptor)), "parent": int(parent)}


def ready_workspaces(listed: Sequence[Listed]) -> list[tuple[Listed, Workspace]]:
    """Every workspace opened, in a process that is set up to serve."""
    sys.setswitchinterval(SWITCH_S)
    hold_less()
    workspaces = open_all(listed)
    give_back()
    threadpool_limits(1, "blas")  # the acts' heads are small: a second thread spins on the core that the encoder needs
    return workspaces


def check_issuers(listed: Sequence[Listed]) -> None:
    """SetupError when keys of tokens cannot be used: said before anything slow begins. Nobody is asked for them."""
    targets = Targets(listed[0].settings.private_targets)
    for one in listed:
        open_issuers(one, lambda url: KeySet(url, targets))


def open_all(listed: Sequence[Listed]) -> list[tuple[Listed, Workspace]]:
    """Every workspace, read by one encoder."""
    reader = open_reader(listed[0].settings)
    return [(one, opened(one.settings, reader)) for one in listed]


async def _serve(
    settings: Settings,
    access: Access,
    workspaces: Sequence[tuple[Listed, Workspace]],
    listen: Listen,
) -> None:
    store = await open_store(settings)
    async with tenants_of(workspaces, store) as tenants:
        await listen(make_app(settings, access=access, store=store, tenants=tenants), settings)


@contextlib.asynccontextmanager
async def tenants_of(workspaces: Sequence[tuple[Listed, Workspace]], store: Store) -> AsyncIterator[list[Tenant]]:
    """The workspaces over a store, with one thread that understands for all of them."""
    interpreter = workspaces[0][1].interpreter
    worker = Worker(interpreter.inquire, interpreter.encode)
    try:
        yield [await _tenant(listed, workspace, worker, store) for listed, workspace in workspaces]
    finally:
        worker.close()


def _say_what_is_not_spelt(settings: Settings) -> None:
    """Without its dictionary a language is not checked for spelling; everything else goes on."""
    absent = dictionaries.missing(settings.languages, dictionaries.folders(settings.dictionaries))
    if absent:
        log.warning("dictionaries_missing", dictionaries=absent, mend=dictionaries.advice(absent))


async def _tenant(listed: Listed, workspace: Workspace, worker: Worker, store: Store) -> Tenant:
    """A workspace as the server serves it, its playbook as it was when the server stopped."""
    editor = workspace.editor
    await workspace.begin(store)
    library = await asyncio.to_thread(workspace.library.beside)  # where guidelines are changed, beside those in use

    async def load() -> None:
        await workspace.load(store)
        await asyncio.to_thread(library.catch_up)

    editions = Editions(store, listed.name, load)
    await editions.refresh()

    async def guidelines_changed() -> None:
        await workspace.guidelines_changed(store)
        await editions.refresh()

    return Tenant(
        listed,
        library=library,
        understand=partial(worker.understand, workspace.interpreter.inquire),
        get_playbook=lambda: workspace.playbook,
        understand_now=workspace.understand,
        guidelines_changed=guidelines_changed,
        proofread=Proofreader(workspace.drafter, worker.follow, lambda: workspace.playbook),
        editor=editor,
        encode=workspace.interpreter.encode,
        standards_changed=partial(editor.restore, store, listed.name),
        editions=editions,
        practice=Practice(
            store, listed.name, lambda: workspace.playbook, known_marks(workspace.acts.names), listed.settings.languages
        ),
    )


def new_loop() -> asyncio.AbstractEventLoop:
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
