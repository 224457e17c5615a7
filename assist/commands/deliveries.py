"""`bistand deliveries list|retry|drop`: what helpdesks told that is not in its conversations, and could not be used."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import typer
from rich.table import Table

from assist.app import open_store
from assist.audit import Audit, Deed
from assist.commands.remote import Refused, ask
from assist.commands.terminal import FOUND_WRONG, AsJson, DataFolder, complain, page, show_json
from assist.errors import NotFound, SetupError
from assist.inbox import Inbox, Parcel
from assist.metrics import Metrics
from assist.ports import Store
from assist.server.calls.deliveries import MOST_LETTERS, dropped, listed, tried_again
from assist.settings import Settings, open_access, read_settings
from assist.wire.answers import DeadLetter, Deliveries

SHORT = 12  # signs of an id that a person reads and types
T = TypeVar("T")

app = typer.Typer(no_args_is_help=True, help="What helpdesks told that could not be used.")
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Which ones; how an id begins is enough.")]
Every = Annotated[bool, typer.Option("--all", help="Every dead letter.")]
Workspace = Annotated[str, typer.Option(help="Of which workspace [default: the settings' own].")]
Server = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Ask a running server, with BISTAND_API_KEY or its own key."),
]


@app.command("list")
def show(workspace: Workspace = "", server: Server = None, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Show how many deliveries wait, and the dead ones with the reason; exit code 1 when there are any."""
    there = _Place.of(data, workspace, server).listed()
    if as_json:
        show_json(there)
    else:
        page().print(f"{there['waiting']} waiting, {there['dead']} dead")
        if there["letters"]:
            page().print(_table(there["letters"]))
    if there["dead"]:
        raise typer.Exit(FOUND_WRONG)


@app.command()
def retry(
    ids: Ids = None,
    every: Every = False,
    workspace: Workspace = "",
    server: Server = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Have dead letters worked on again, once what they died of is mended; exit code 1 when there is none."""
    _each("retry", "tried again", _Place.of(data, workspace, server), ids, every, as_json)


@app.command()
def drop(
    ids: Ids = None,
    every: Every = False,
    workspace: Workspace = "",
    server: Server = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Remove dead letters unused, for good; exit code 1 when there is none."""
    _each("drop", "dropped", _Place.of(data, workspace, server), ids, every, as_json)


@dataclass(frozen=True)
class _Place:
    """The inbox of a workspace: in the store, or of a running server."""

    settings: Settings
    workspace: str
    server: str | None

    @classmethod
    def of(cls, data: Any, workspace: str, server: str | None) -> "_Place":  # noqa: ANN401 - as Typer gives it
        settings = read_settings(data=data)
        if server and workspace:
            raise SetupError("--workspace goes with the store; a server knows the workspace by the key")
        return cls(settings, workspace or settings.workspace, server)

    def listed(self) -> Deliveries:
        """What there is."""
        if self.server:
            told: Any = self._ask("GET", f"deliveries?limit={MOST_LETTERS}")
            return told  # type: ignore[no-any-return]
        return asyncio.run(self._in_store(lambda store: listed(store.inbox, self.workspace, MOST_LETTERS)))

    def done(self, act: str, names: Sequence[str]) -> int:
        """To how many of these it was done; what is gone meanwhile is not counted."""
        if not self.server:
            return asyncio.run(self._in_store(lambda store: self._done(store, act, names)))
        method, tail = ("POST", "/retry") if act == "retry" else ("DELETE", "")
        return sum(self._ask(method, f"deliveries/{name}{tail}") is not None for name in names)

    def _ask(self, method: str, path: str) -> dict[str, Any] | None:
        try:
            return ask(f"{self.server}", open_access(self.settings).key, method, path)
        except Refused as refused:
            if refused.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    async def _in_store(self, work: Callable[[Store], Awaitable[T]]) -> T:
        store = await open_store(self.settings)
        try:
            return await work(store)
        finally:
            await store.close()

    async def _done(self, store: Store, act: str, names: Sequence[str]) -> int:
        audit = Audit(store, (self.workspace,), self.settings.audit_days, Metrics())
        do: Callable[[Inbox, str, str], Awaitable[Parcel]] = tried_again if act == "retry" else dropped
        count = 0
        for name in names:
            with suppress(NotFound):
                letter = await do(store.inbox, self.workspace, name)
                about = (letter.key.conversation, name)
                audit.note(Deed(self.workspace, f"bistand deliveries {act}", *about, key="command line"))
                count += 1
        await audit.flush()
        return count


def _each(act: str, said: str, there: _Place, ids: Sequence[str] | None, every: bool, as_json: bool) -> None:
    if bool(ids) == every:
        raise SetupError("say either which ones (ID...) or --all")
    letters = [letter["id"] for letter in there.listed()["letters"]]
    count = there.done(act, letters if every else [_meant(one, letters) for one in ids or ()])
    if as_json:
        show_json({"letters": count})
    elif count:
        page().print(f"{count} {said}")
    if not count:
        complain("there is no dead letter")
        raise typer.Exit(FOUND_WRONG)


def _meant(given: str, letters: Sequence[str]) -> str:
    meant = [name for name in letters if name.startswith(given)]
    if len(meant) != 1:
        how_many = len(meant) or "no"
        raise SetupError(f"{given!r} is how {how_many} dead letters begin; `bistand deliveries list` has them")
    return meant[0]


def _table(letters: Sequence[DeadLetter]) -> Table:
    table = Table("id", "desk", "conversation", "received", "tries", "why", box=None)
    for one in letters:
        table.add_row(
            *(one["id"][:SHORT], one["desk"], one["conversation"], one["received_at"], str(one["tries"]), one["why"])
        )
    return table
