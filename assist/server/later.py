"""What the protocol names and this version does not have yet: one table, one answer."""

from aiohttp import web

from assist.errors import LaterVersion
from assist.server.parts import Here
from assist.server.routes import Route
from assist.workspaces import Role


async def later(request: web.Request, here: Here) -> web.Response:
    """501, in a sentence."""
    raise LaterVersion(f"{request.method} {request.path} comes in a later version")


CALLS = (
    ("GET", "/v1/charter", "The service charter", tuple(Role)),
)
ROUTES = tuple(
    Route(method, path, later, f"{says} (comes in a later version)", "later", {}, refusals=(501,), roles=roles)
    for method, path, says, roles in CALLS
)
