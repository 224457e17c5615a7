"""What the server says about itself: is it alive, can it work, what does it count, how is it used."""

import asyncio
import time
from dataclasses import astuple

from aiohttp import web

from assist import __version__
from assist.errors import AssistError
from assist.metrics import Metrics
from assist.server.asking import answer
from assist.server.guards.roles import check_role
from assist.server.parts import Here
from assist.server.problems import problem
from assist.server.routes import Route

SCOPE = "about"
LAG_EVERY_S = 0.5
READY_S = 2.0


async def health(request: web.Request, here: Here) -> web.Response:
    """Alive, and how late the event loop is."""
    lag_ms = round(here.parts.metrics.lag_s * 1000, 2)
    return answer({"status": "ok", "version": __version__, "loop_lag_ms": lag_ms})


async def ready(request: web.Request, here: Here) -> web.Response:
    """Able to take events: the store answers and there is a playbook.

    Warnings say what may lose them later, or keep tokens out; `deliveries` are those of all workspaces' helpdesks that
    are not in their conversations yet.
    """
    here.parts.check_open()
    try:
        async with asyncio.timeout(READY_S):
            await here.parts.store.ping()
            warnings = await here.parts.store.warnings() + here.parts.keyring.warnings()
            inboxes = await asyncio.gather(*map(here.parts.store.inbox.counts, here.parts.tenants))
        moments = len(here.tenant.get_playbook().moments)
    except (AssistError, TimeoutError):
        return problem(AssistError("The store does not answer; events cannot be taken now"), 503)
    waiting, dead = (sum(counts) for counts in zip(*map(astuple, inboxes), strict=True))
    deliveries = {"waiting": waiting, "dead": dead}
    return answer({"status": "ready", "moments": moments, "warnings": warnings, "deliveries": deliveries})


async def metrics(request: web.Request, here: Here) -> web.Response:
    """Everything counted, for Prometheus: by the server, or with a key by the key's workspace.

    A server of one workspace counts both together.
    """
    counted = here.parts.metrics
    if "Authorization" in request.headers:
        asking = here.parts.enter(await here.parts.keys.admit(request))
        check_role(METRICS, asking)
        counted = asking.tenant.metrics
    return web.Response(body=counted.text(), headers={"Content-Type": PROMETHEUS})


async def watch_lag(metrics: Metrics) -> None:
    """Measure, for ever, how late the event loop runs what is due."""
    while True:
        due = time.perf_counter() + LAG_EVERY_S
        await asyncio.sleep(LAG_EVERY_S)
        metrics.note_lag(max(0.0, time.perf_counter() - due))


PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
METRICS = Route(
    "GET", "/metrics", metrics, "What it counts", SCOPE, {200: "text/plain"}, refusals=(401, 403, 429), is_open=True
)
ROUTES = (
    Route("GET", "/health", health, "Is it alive?", SCOPE, {200: dict}, is_open=True),
    Route("GET", "/ready", ready, "Can it take events?", SCOPE, {200: dict}, refusals=(503,), is_open=True),
    METRICS,
)
