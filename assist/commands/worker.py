"""`bistand worker`: everything that happens by itself, in a process without pages."""

import asyncio
import json
import os
from collections.abc import Sequence

import typer

from assist import logs
from assist.app import open_store
from assist.commands.serve import check_issuers, new_loop, ready_workspaces, tenants_of
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder
from assist.commands.workspace import Workspace
from assist.connections import check_connections
from assist.engine import make_engine
from assist.errors import SetupError
from assist.server.calls.about import watch_lag
from assist.server.listening import told_to_stop
from assist.settings import Settings, read_settings
from assist.workspaces import Listed, list_workspaces


def worker(
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Fire timers, send notices and erase what is over its time, beside `bistand serve`, which then leaves it to this.

    Serves no pages. As many may run as you like: whatever is due is done once.
    """
    settings = read_settings(data=data, guidelines=guidelines, playbook=playbook)
    listed = list_workspaces(settings)
    check_issuers(listed)
    check_connections(listed)
    if settings.store == ":memory:":
        raise SetupError("BISTAND_STORE: a store in memory belongs to one process; a worker shares it with others")
    logs.configure(settings.log_level)
    workspaces = ready_workspaces(listed)
    with asyncio.Runner(loop_factory=new_loop) as loop:
        is_well = loop.run(_work(settings, workspaces, as_json))
    if not is_well:
        raise typer.Exit(1)


async def _work(settings: Settings, workspaces: Sequence[tuple[Listed, Workspace]], as_json: bool) -> bool:
    """Work until told to stop; False when it cannot go on."""
    store = await open_store(settings)
    async with tenants_of(workspaces, store) as tenants:
        engine = make_engine(settings, store, tenants, is_worker=True)
        async with engine.running(watch_lag(engine.metrics)) as failed:
            said = json.dumps({"worker": os.getpid()}) if as_json else f"Bistand works (process {os.getpid()})."
            typer.echo(said)
            ends = [asyncio.create_task(told_to_stop()), asyncio.create_task(failed.wait())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
            return not failed.is_set()
