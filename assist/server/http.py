"""The application: every route behind the same checks, and the documents that describe them."""

from collections.abc import Awaitable, Callable
from functools import cache

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from assist.errors import NotAuthorized
from assist.server import (
    about,
    asyncapi,
    conversations,
    desk_pages,
    guidelines,
    later,
    moments,
    openapi,
    pages,
    reference,
)
from assist.server.asking import answer
from assist.server.auth import Who
from assist.server.limits import MOST_DOCUMENT
from assist.server.parts import Here, Parts
from assist.server.problems import middleware
from assist.server.routes import Route
from assist.server.websocket import stream

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
    *guidelines.ROUTES,
    *moments.ROUTES,
    *later.ROUTES,
    *about.ROUTES,
)


def make_server(parts: Parts) -> web.Application:
    """The application over its parts. What runs beside it is begun by the composition root."""
    checks = [middleware(parts.metrics), _hosts(parts), _cross_origin(parts)]
    app = web.Application(middlewares=checks, client_max_size=MOST_DOCUMENT)
    app[PARTS] = parts
    for route in (*API, *_described(), *pages.ROUTES, *desk_pages.ROUTES):
        app.router.add_route(route.method, route.path, _guarded(route, parts))

    async def streamed(request: web.Request) -> web.StreamResponse:
        return await stream(request, parts)

    app.router.add_get("/v1/stream", streamed)
    app.on_response_prepare.append(add_cross_origin_headers)
    app.on_shutdown.append(_say_goodbye)
    return app


def _guarded(route: Route, parts: Parts) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        who = NOBODY if route.is_open else parts.keys.admit(request)
        return await route.handler(request, Here(parts, who))

    return handle


@cache
def _described() -> tuple[Route, ...]:
    described = openapi.document(API)
    streamed = asyncapi.document()
    page = reference.page(described)

    async def openapi_json(request: web.Request, here: Here) -> web.Response:
        return answer(described)

    async def asyncapi_json(request: web.Request, here: Here) -> web.Response:
        return answer(streamed)

    async def docs(request: web.Request, here: Here) -> web.Response:
        return web.Response(text=page, content_type="text/html", headers=reference.HEADERS)

    handlers = {"/openapi.json": openapi_json, "/asyncapi.json": asyncapi_json, "/docs": docs}
    return tuple(
        Route("GET", path, call, "About", "pages", {}, is_open=True) for path, call in handlers.items()
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
        allowed = (
            {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if parts.origins.may(request) else {}
        )
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


async def _say_goodbye(app: web.Application) -> None:
    for connection in tuple(app[PARTS].connections):
        connection.stop()
