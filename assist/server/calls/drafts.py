"""Drafts: what is to be mended before they are sent. Nothing of them is kept."""

from aiohttp import web

from assist.core.drafts.writing import Proof, Writing
from assist.errors import LaterVersion
from assist.ports import Key
from assist.server.asking import answer, read_json
from assist.server.guards.limits import MOST_JSON
from assist.server.guards.roles import check_own
from assist.server.parts import Here
from assist.server.routes import Route
from assist.server.tenant import Tenant
from assist.wire import shapes
from assist.wire.bodies import DraftCheckBody
from assist.wire.drafts import DraftEvent, draft_body, writing_in, writing_of
from assist.wire.faults import validated
from assist.workspaces import Role


async def check(request: web.Request, here: Here) -> web.Response:
    """What is to be mended in a draft, and which of the customer's questions it answers."""
    body = validated(DraftCheckBody, await read_json(request, MOST_JSON))
    key = None if body.conversation is None else Key(here.who.workspace, body.conversation)
    if key is not None:
        await check_own(here, key)
    conversation = None if key is None else await here.tenant.runner.conversation(key)
    writing = writing_of(body, conversation)
    return answer(draft_body(writing, await _proof(here.tenant, writing)))


async def check_event(tenant: Tenant, key: Key, draft: DraftEvent) -> shapes.EventDraftChecked:
    """What a draft of a conversation is told."""
    writing = writing_in(await tenant.runner.conversation(key), draft)
    return {**draft_body(writing, await _proof(tenant, writing)), "event": draft.id}


async def _proof(tenant: Tenant, writing: Writing) -> Proof:
    if tenant.proofread is None:
        raise LaterVersion("This server was started without what checks drafts")
    return await tenant.proofread(writing)


ROUTES = (
    Route(
        "POST", "/v1/drafts/check", check, "Check what the agent is about to send", "drafts",
        {200: shapes.DraftChecked}, DraftCheckBody, refusals=(404,), roles=tuple(Role),
    ),
)  # fmt: skip
