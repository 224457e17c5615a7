"""The pages that come with the server, as files; and the key that the console page may use.

Handing a key to a page is safe only where nobody else can ask: `/console/config.json` names the key only
while it is one the server generated for itself, which it does on a loopback address alone; only to this
machine; only under a loopback name, so that a foreign page cannot rebind its own name to us; and only to
pages of this server, as browsers say with every request. It carries no CORS header and is not cached. What it
cannot tell apart are the users of one machine, and a proxy that hides whom it serves: there, set
BISTAND_API_KEY.
"""

import ipaddress
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from assist.errors import NotAuthorized, NotFound
from assist.server.asking import answer
from assist.server.bundle import Bundle, bundle
from assist.server.parts import Here
from assist.server.routes import Route

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
SCOPE = "pages"
PROXIED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
PUBLIC = {
    "Access-Control-Allow-Origin": "*",  # a desk's page loads the panel as a module; it is code and no secret
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
PAGES = {
    "/": "console/index.html",
    "/panel": "widget/page.html",
    "/dashboard": "console/dashboard.html",
    "/guidelines": "console/guidelines.html",
}
PANEL = "bistand-panel.js"
MODULES = ("widget", "protocol")
COMPRESSED = {".js", ".css", ".html", ".json", ".svg"}


async def page(request: web.Request, here: Here) -> web.StreamResponse:
    """One of our own pages."""
    return static_file(PLUGINS, PAGES[request.path], SECURITY)


async def console_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A script, style or picture of the console."""
    return static_file(PLUGINS / "console", request.match_info["path"], SECURITY)


async def widget_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A module of the panel, for any page; the one that pages load brings the others with it."""
    if request.match_info["path"] == PANEL:
        return _panel(request, PLUGINS / "widget" / PANEL)
    return static_file(PLUGINS / "widget", request.match_info["path"], PUBLIC)


async def protocol_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A module of the protocol, which the panel and the console share."""
    return static_file(PLUGINS / "protocol", request.match_info["path"], PUBLIC)


async def console_config(request: web.Request, here: Here) -> web.Response:
    """The generated key, for a page of this server on this machine; nothing where people have their own."""
    if not here.parts.access.is_generated:
        return answer({})
    if not _is_of_this_machine(request) or not _is_own_page(request, here):
        raise NotAuthorized("Only this server's own page, on this machine, may ask for the key")
    response = answer({"key": here.parts.access.key})
    response.headers.update({"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"})
    return response


def _is_of_this_machine(request: web.Request) -> bool:
    if any(name in request.headers for name in PROXIED) or not request.remote:
        return False
    return ipaddress.ip_address(request.remote.partition("%")[0]).is_loopback


def _is_own_page(request: web.Request, here: Here) -> bool:
    here.parts.origins.check_host(request)
    origin = request.headers.get("Origin")
    is_same = origin is None or here.parts.origins.is_own(request)
    return is_same and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _panel(request: web.Request, entry: Path) -> web.Response:
    if not entry.is_file():
        raise NotFound("There is no such page or file here")
    newest = max(path.stat().st_mtime_ns for folder in MODULES for path in (PLUGINS / folder).glob("*.js"))
    made = _bundled(entry, newest)
    headers = {**PUBLIC, "Vary": "Accept-Encoding", "ETag": f'"{made.tag}"'}
    if request.if_none_match and any(tag.value in {made.tag, "*"} for tag in request.if_none_match):
        return web.Response(status=304, headers=headers)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=made.text, headers=headers, content_type="text/javascript", charset="utf-8")
    headers["Content-Encoding"] = "gzip"
    return web.Response(body=made.compressed, headers=headers, content_type="text/javascript", charset="utf-8")


@lru_cache(maxsize=1)
def _bundled(entry: Path, newest: int) -> Bundle:
    """Made once, and again when a module has changed."""
    return bundle(entry)


def static_file(folder: Path, name: str, headers: dict[str, str]) -> web.StreamResponse:
    """A file of `folder`; NotFound for what is hidden, missing or outside of it."""
    if "\0" in name:
        raise NotFound("There is no such page or file here")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.name.startswith("."):
        raise NotFound("There is no such page or file here")
    response = web.FileResponse(path, headers=headers)
    if path.suffix in COMPRESSED:
        response.enable_compression()
    return response


ROUTES = (
    *(Route("GET", path, page, "A page", SCOPE, {200: "text/html"}, is_open=True) for path in PAGES),
    Route("GET", "/console/config.json", console_config, "For the page", SCOPE, {200: dict}, is_open=True),
    Route(
        "GET", "/console/{path:.+}", console_file, "A file of the pages", SCOPE, {200: "*/*"}, is_open=True
    ),
    Route(
        "GET", "/widget/{path:.+}", widget_file, "A module of the panel", SCOPE, {200: "*/*"}, is_open=True
    ),
    Route("GET", "/protocol/{path:.+}", protocol_file, "A module", SCOPE, {200: "*/*"}, is_open=True),
)
