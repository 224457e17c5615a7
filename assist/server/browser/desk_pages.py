"""Pages that a desk shows in a frame. Only desks of the configured origins may; by default none.

They get the same strict policy as our other pages. The origins that the page checks messages against are no secret,
since the policy names them too; which desks tell us by themselves is said of the workspace whose key is shown.
"""

from aiohttp import hdrs, web

from assist.server.asking import answer
from assist.server.browser import pages
from assist.server.parts import Here
from assist.server.routes import Route

OURS = "frame-ancestors 'self'"


def headers_for(frame_origins: tuple[str, ...]) -> dict[str, str]:
    """The headers of our pages, but for who may frame them."""
    policy = pages.SECURITY["Content-Security-Policy"]
    framed = f"frame-ancestors {' '.join(frame_origins) or chr(39) + 'none' + chr(39)}"
    return {**pages.SECURITY, "Content-Security-Policy": policy.replace(OURS, framed)}


async def desk_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A page for a desk's frame, or one of its scripts and styles."""
    return await pages.static_file(request, pages.PLUGINS / "desks", headers_for(here.parts.frame_origins))


async def desk_config(request: web.Request, here: Here) -> web.Response:
    """Whose messages a framed page may hear; which desks tell us by themselves, of the first workspace or the key's."""
    parts, tenant = here.parts, here.tenant
    if hdrs.AUTHORIZATION in request.headers:
        tenant = parts.enter(await parts.keys.admit(request)).tenant
    response = answer({"origins": list(parts.frame_origins), "webhooks": tenant.webhooks.intake.connected()})
    response.headers.update({"Cache-Control": "no-cache", "Vary": "Authorization, Origin"})
    return response


ROUTES = (
    Route("GET", "/desks/config.json", desk_config, "For the pages", pages.SCOPE, {200: dict}, is_open=True),
    Route("GET", "/desks/{path:.+}", desk_file, "A page for a desk", pages.SCOPE, {200: "*/*"}, is_open=True),
)
