"""`bistand scorecards recompute`: conversations of a period read again, as the playbook is now."""

import asyncio
from collections.abc import Sequence
from datetime import UTC
from math import inf
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from assist.app import open_store
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder, show_json
from assist.commands.workspace import Workspace, opened
from assist.errors import SetupError
from assist.ports import Key, Store
from assist.scorecards.filters import read_bound
from assist.scorecards.recompute import recompute as read_again
from assist.settings import Settings, read_settings
from assist.workspaces import Listed, list_workspaces

app = typer.Typer(no_args_is_help=True, help="What the guidelines' measure is made of.")

Since = Annotated[str, typer.Option("--from", metavar="DAY", help="Only what reaches into this day or later.")]
Until = Annotated[str, typer.Option("--to", metavar="DAY", help="Only what began on this day or earlier.")]
Missing = Annotated[bool, typer.Option("--missing", help="Only what an older version kept and nobody has counted yet.")]
Name = Annotated[str, typer.Option("--workspace", help="Whose conversations; by default the settings' own.")]


@app.callback()
def _group() -> None:
    """What the guidelines' measure is made of."""


@app.command()
def recompute(
    since: Since = "",
    until: Until = "",
    missing: Missing = False,
    workspace: Name = "",
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read conversations again as the playbook is now, and count them so. A server may go on serving."""
    period = _bound("--from", since, -inf, is_end=False), _bound("--to", until, inf, is_end=True)
    settings = read_settings(data=data, guidelines=guidelines, playbook=playbook)
    listed = _listed(settings, workspace)
    counted, asked, version = asyncio.run(_run(settings, listed, opened(listed.settings), period, missing))
    if as_json:
        show_json({"workspace": listed.name, "conversations": asked, "counted": counted, "playbook": version})
    else:
        typer.echo(f"{counted} of {asked} conversations of workspace {listed.name} counted, as the playbook is now")


async def _run(
    settings: Settings, listed: Listed, assistant: Workspace, period: tuple[float, float], missing: bool
) -> tuple[int, int, str]:
    store = await open_store(settings)
    try:
        await assistant.editor.restore(store, listed.name)
        rows = await store.scores(listed.name, *period)
        names = sorted(name for name, body in rows if not (missing and body))
        return await _all(store, listed.name, names, assistant), len(names), assistant.playbook.version
    finally:
        await store.close()


async def _all(store: Store, workspace: str, names: Sequence[str], assistant: Workspace) -> int:
    counted = 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for name in progress.track(names, description="Reading conversations again"):
            counted += await read_again(store, Key(workspace, name), assistant.understand, assistant.playbook)
    return counted


def _listed(settings: Settings, name: str) -> Listed:
    listed = {one.name: one for one in list_workspaces(settings)}
    if name and name not in listed:
        raise SetupError(f"--workspace: there is no workspace {name!r}; there are {', '.join(listed)}")
    return listed[name or settings.workspace]


def _bound(option: str, text: str, default: float, *, is_end: bool) -> float:
    try:
        return read_bound(text, UTC, is_end=is_end) if text else default
    except ValueError as error:
        raise SetupError(f"{option}: {text!r} {error}") from None
