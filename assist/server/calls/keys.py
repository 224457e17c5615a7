"""Keys and tokens over HTTP: taken back when a key is lost or an agent leaves."""

from aiohttp import web

from assist.server.asking import answer, read_json
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import answers
from assist.wire.bodies import RevocationBody
from assist.wire.faults import validated
from assist.wire.times import write_rfc3339
from assist.workspaces import Role

SCOPE = "keys"


async def me(request: web.Request, here: Here) -> web.Response:
    """Who the key or token says one is."""
    roles = sorted(role.value for role in here.who.roles)
    return answer({"workspace": here.who.workspace, "agent": here.who.agent, "roles": roles})


async def revoke(request: web.Request, here: Here) -> web.Response:
    """Take back a key, a token, or all tokens of an agent that were issued up to now, in every process."""
    body = validated(RevocationBody, await read_json(request, MOST_JSON))
    at = await here.tenant.revocations.revoke(body.revoke, body.id)
    here.parts.review()
    revoked: answers.Revoked = {"revoked": body.revoke, "id": body.id, "at": write_rfc3339(at)}
    return answer(revoked)


ROUTES = (
    Route("GET", "/v1/me", me, "Who am I?", SCOPE, {200: answers.Me}, roles=tuple(Role)),
    Route(
        "POST", "/v1/revocations", revoke, "Take back a key, a token, or the tokens of an agent", SCOPE,
        {200: answers.Revoked}, RevocationBody, refusals=(404,), roles=(Role.LEAD, Role.SERVER),
        is_audited=True,
    ),
)  # fmt: skip
