"""The pages that come with the server, as files; and the key that the console page may use.

Handing a key to a page is safe only where nobody else can ask: `/console/config.json` names the key only
while it is one the server generated for itself, which it does on a loopback address alone; only to this
machine; only under a loopback name, so that a foreign page cannot rebind its own name to us; and only to
pages of this server, as browsers say with every request. It carries no CORS header and is not cached. What it
cannot tell apart are the users of one machine, and a proxy that hides whom it serves: there, set
BISTAND_API_KEY.
"""

import asyncio
import ipaddress
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from assist.errors import NotAuthorized, NotFound
from assist.server.asking import answer
from assist.server.browser.bundle import bundle
from assist.server.browser.packed import Packed, packed_answer, packed_file
from assist.server.parts import Here
from assist.server.routes import Route

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
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
    "/dashboard": "pages/dashboard/index.html",
    "/guidelines": "pages/guidelines/index.html",
    "/playbook": "pages/playbook/index.html",
    "/practice": "pages/practice/index.html",
    "/charter": "pages/charter/index.html",
}
PANEL = "bistand-panel.js"
MODULES = ("widget", "protocol")


async def page(request: web.Request, here: Here) -> web.StreamResponse:
    """One of our own pages."""
    return packed_answer(request, await asyncio.to_thread(_found, PLUGINS, PAGES[request.path]), SECURITY)


async def console_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A script, style or picture of the console."""
    return await static_file(request, PLUGINS / "console", SECURITY)


async def pages_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A script or style of the team's pages, or what they share."""
    return await static_file(request, PLUGINS / "pages", SECURITY)


async def widget_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A module of the panel, for any page; the one that pages load brings the others with it."""
    if request.match_info["path"] == PANEL:
        return packed_answer(request, await asyncio.to_thread(_panel, PLUGINS / "widget" / PANEL), PUBLIC)
    return await static_file(request, PLUGINS / "widget", PUBLIC)


async def protocol_file(request: web.Request, here: Here) -> web.StreamResponse:
    """A module of the protocol, which the panel and the console share."""
    return await static_file(request, PLUGINS / "protocol", PUBLIC)


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


async def static_file(request: web.Request, folder: Path, headers: dict[str, str]) -> web.Response:
    """The file of `folder` that the address names; NotFound for what is hidden, missing or outside of it."""
    packed = await asyncio.to_thread(_found, folder, request.match_info["path"])
    return packed_answer(request, packed, headers)


def _found(folder: Path, name: str) -> Packed:
    path = (folder / name).resolve() if "\0" not in name else folder
    if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.name.startswith("."):
        raise NotFound("There is no such page or file here")
    return packed_file(path)


def _panel(entry: Path) -> Packed:
    if not entry.is_file():
        raise NotFound("There is no such page or file here")
    newest = max(path.stat().st_mtime_ns for folder in MODULES for path in (PLUGINS / folder).glob("*.js"))
    return _bundled(entry, newest)


@lru_cache(maxsize=1)
def _bundled(entry: Path, newest: int) -> Packed:
    """Made once, and again when a module has changed."""
    return bundle(entry)


ROUTES = (
    *(Route("GET", path, page, "A page", SCOPE, {200: "text/html"}, is_open=True) for path in PAGES),
    Route("GET", "/console/config.json", console_config, "For the page", SCOPE, {200: dict}, is_open=True),
    Route(
        "GET", "/console/{path:.+}", console_file, "A file of the pages", SCOPE, {200: "*/*"}, is_open=True
    ),
    Route("GET", "/pages/{path:.+}", pages_file, "A file of the pages", SCOPE, {200: "*/*"}, is_open=True),
    Route(
        "GET", "/widget/{path:.+}", widget_file, "A module of the panel", SCOPE, {200: "*/*"}, is_open=True
    ),
    Route("GET", "/protocol/{path:.+}", protocol_file, "A module", SCOPE, {200: "*/*"}, is_open=True),
)
