"""The application: every route behind the same checks, and the documents that describe them."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache, partial

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from assist.errors import NotAuthorized
from assist.server import openapi
from assist.server.asking import answer
from assist.server.browser import desk_pages, pages, reference
from assist.server.calls import (
    about,
    audit,
    charter,
    conversations,
    coverage,
    customers,
    deliveries,
    drafts,
    guidelines,
    keys,
    moments,
    playbook_preview,
    playbook_proposal,
    practice,
    practice_scripts,
    scorecards,
    standards,
    versions,
    webhooks,
)
from assist.server.guards.auth import Who
from assist.server.guards.limits import MOST_DOCUMENT
from assist.server.guards.roles import check_role
from assist.server.parts import Here, Parts
from assist.server.problems import middleware
from assist.server.routes import Route
from assist.server.stream import asyncapi
from assist.server.stream.websocket import stream

PARTS = web.AppKey("parts", Parts)
ALLOWED = web.RequestKey("allowed", dict[str, str])
NOBODY = Who("")
CORS = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}

API = (
    *conversations.ROUTES,
    *drafts.ROUTES,
    *coverage.ROUTES,
    *guidelines.ROUTES,
    *playbook_preview.ROUTES,
    *playbook_proposal.ROUTES,
    *versions.ROUTES,
    *moments.ROUTES,
    *standards.ROUTES,
    *charter.ROUTES,
    *practice_scripts.ROUTES,
    *practice.ROUTES,
    *webhooks.ROUTES,
    *deliveries.ROUTES,
    *keys.ROUTES,
    *scorecards.ROUTES,
    *customers.ROUTES,
    *audit.ROUTES,
    *about.ROUTES,
)


def make_server(parts: Parts) -> web.Application:
    """The application over its parts. What runs beside it is begun by the composition root."""
    checks = [middleware(parts.metrics), _hosts(parts), _cross_origin(parts)]
    app = web.Application(middlewares=checks, client_max_size=MOST_DOCUMENT)
    app[PARTS] = parts
    for route in (*API, *DESCRIBED, *pages.ROUTES, *desk_pages.ROUTES):
        app.router.add_route(route.method, route.path, _guarded(route, parts))

    async def streamed(request: web.Request) -> web.StreamResponse:
        return await stream(request, parts)

    app.router.add_get("/v1/stream", streamed)
    app.on_response_prepare.append(add_cross_origin_headers)
    app.on_response_prepare.append(_let_go)
    app.on_shutdown.append(_say_goodbye)
    return app


def _guarded(route: Route, parts: Parts) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        if route.is_open:
            return await route.handler(request, Here(parts, NOBODY, parts.own))
        here = parts.enter(await parts.keys.admit(request))
        if request.get(ALLOWED) and not here.tenant.origins.may(request):
            request[ALLOWED] = {}  # another workspace's page
            here.tenant.origins.check(request)
        check_role(route, here)
        response = await route.handler(request, here)
        if route.is_audited:
            _note(route, request, here)
        return response

    return handle


def _note(route: Route, request: web.Request, here: Here) -> None:
    names = dict(request.match_info)
    here.note(f"{route.method} {route.path}", names.pop("conversation", ""), "/".join(names.values()))


_openapi = cache(partial(openapi.document, API))  # models take a while to describe, and few ever ask


async def _openapi_json(request: web.Request, here: Here) -> web.Response:
    return answer(await asyncio.to_thread(_openapi))


async def _asyncapi_json(request: web.Request, here: Here) -> web.Response:
    return answer(await asyncio.to_thread(asyncapi.document))


async def _docs(request: web.Request, here: Here) -> web.Response:
    page = await asyncio.to_thread(lambda: reference.page(_openapi()))
    return web.Response(text=page, content_type="text/html", headers=reference.HEADERS)


DESCRIBED = tuple(
    Route("GET", path, handler, "About", "pages", {}, is_open=True)
    for path, handler in (("/openapi.json", _openapi_json), ("/asyncapi.json", _asyncapi_json), ("/docs", _docs))
)


def _hosts(parts: Parts) -> Middleware:
    @web.middleware
    async def hosts(request: web.Request, handler: Handler) -> web.StreamResponse:
        parts.origins.check_host(request)
        return await handler(request)

    return hosts


def _cross_origin(parts: Parts) -> Middleware:
    """Lets pages of the listed origins read answers. No cookies are involved: the key goes in a header."""

    @web.middleware
    async def cross_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None or parts.origins.is_own(request) or request.path == "/v1/stream":
            return await handler(request)
        allowed = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if parts.origins.may(request) else {}
        if request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers:
            if not allowed:
                raise NotAuthorized("Pages of this origin may not call; add it to BISTAND_ALLOWED_ORIGINS")
            return web.Response(status=204, headers={**allowed, **CORS})
        request[ALLOWED] = allowed
        return await handler(request)

    return cross_origin


async def add_cross_origin_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Also on problem documents, so that a listed page can read what was wrong."""
    for name, value in request.get(ALLOWED, {}).items():
        response.headers.setdefault(name, value)


async def _let_go(request: web.Request, response: web.StreamResponse) -> None:
    """While a process drains, callers are to take their next request elsewhere."""
    if request.app[PARTS].is_draining and response.status != 101:
        response.force_close()
        response.headers[hdrs.CONNECTION] = "close"


async def _say_goodbye(app: web.Application) -> None:
    for connection in tuple(app[PARTS].connections):
        connection.stop()
