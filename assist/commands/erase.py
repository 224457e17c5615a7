"""`bistand erase`: everything of a customer, or one conversation, gone."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

import typer

from assist.app import open_store
from assist.audit import Audit, Deed
from assist.commands.remote import Refused, ask
from assist.commands.terminal import FOUND_WRONG, AsJson, DataFolder, complain, page, show_json
from assist.customers import erase_customer
from assist.errors import NotFound, SetupError
from assist.metrics import Metrics
from assist.ports import Key, Store
from assist.redaction import digest_of
from assist.settings import Settings, open_access, read_settings

CALL = "bistand erase"

Customer = Annotated[str, typer.Option(help="Erase every conversation of the customer with this id.")]
Conversation = Annotated[str, typer.Option(help="Erase this conversation.")]
Workspace = Annotated[str, typer.Option(help="Of which workspace [default: the settings' own].")]
Server = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Let a running server do it, with BISTAND_API_KEY or its own key."),
]


def erase(
    customer: Customer = "",
    conversation: Conversation = "",
    workspace: Workspace = "",
    server: Server = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Erase for good, from the store that the settings name; exit code 1 when there was nothing."""
    if bool(customer) == bool(conversation):
        raise SetupError("say either --customer ID or --conversation ID")
    settings = read_settings(data=data)
    if server:
        if workspace:
            raise SetupError("--workspace goes with the store; a server knows the workspace by the key")
        count = _asked_of(server, open_access(settings).key, customer, conversation)
    else:
        count = asyncio.run(_erased(settings, workspace or settings.workspace, customer, conversation))
    if as_json:
        show_json({"erased": count})
    elif count:
        page().print(f"{count} conversation{'s' * (count != 1)} erased")
    if not count:
        complain("there is nothing of that name")
        raise typer.Exit(FOUND_WRONG)


async def _erased(settings: Settings, workspace: str, customer: str, conversation: str) -> int:
    store = await open_store(settings)
    try:
        audit = Audit(store, (workspace,), settings.audit_days, Metrics())
        subject = digest_of(customer)

        def note(key: Key) -> None:
            audit.note(Deed(workspace, CALL, key.conversation, subject, key="command line"))

        count = await _count(store, workspace, customer, conversation, note)
        await audit.flush()
    finally:
        await store.close()
    return count


async def _count(store: Store, workspace: str, customer: str, conversation: str, note: Callable[[Key], None]) -> int:
    async def gone(key: Key) -> None:
        if not await store.erase(key):
            raise NotFound("There is no such conversation")

    if customer:
        return await erase_customer(store, gone, workspace, customer, note)
    key = Key(workspace, conversation)
    if not await store.erase(key):
        return 0
    note(key)
    return 1


def _asked_of(server: str, key: str, customer: str, conversation: str) -> int:
    path = f"customers/{quote(customer, safe='')}" if customer else f"conversations/{quote(conversation, safe='')}"
    try:
        return int(ask(server, key, "DELETE", path).get("erased", 1))
    except Refused as refused:
        if refused.status == HTTPStatus.NOT_FOUND:
            return 0
        raise
