"""What helpdesks send by themselves. Their signature is the key; they hear yes once all of it is kept.

Desks wait for three seconds or so. What takes longer is answered with 503 and goes on, and the desk's next try finds it
kept. What is kept is on its way into its conversations. Anybody can knock here, so few bodies are read at a time, the
large ones fewer still, and nothing in a body is looked at before its signature is. Whoever announces bodies and does
not send them holds up others of that size only.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter

import structlog
from aiohttp import hdrs, web

from assist.desks.desk import Delivery, Desk, Post
from assist.errors import Late, NotFound, RequestError
from assist.intake import Intake, Kept
from assist.metrics import Metrics
from assist.server.asking import read_body
from assist.server.guards.limits import MOST_JSON, WebhookLimits
from assist.server.parts import Here
from assist.server.routes import Route

log = structlog.get_logger(__name__)

BY_HAND = 64 * 1024  # bytes that are verified and read at once; larger bodies in a thread
MEDIA_TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "message/rfc822",
    "multipart/form-data",
)


class Outcome(StrEnum):
    """What became of a request: `ignored` says nothing that concerns us, `late` was not kept in time."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    REFUSED = "refused"
    LATE = "late"
    FAILED = "failed"


@dataclass(slots=True)
class Handled:
    """A request on its way: whose, how large, and what became of it so far."""

    desk: str = "unknown"
    size: int = 0
    kept: Kept = Kept()
    outcome: Outcome = Outcome.FAILED
    error: str | None = None


class Webhooks:
    """The door for the desks of one workspace: what one of them is sent keeps no other waiting for a turn.

    `public_url` is the address that desks know this server by, if not its own.
    """

    def __init__(
        self,
        intake: Intake,
        metrics: Metrics,
        *,
        workspace: str = "",
        public_url: str = "",
        limits: WebhookLimits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.intake = intake
        self.limits = limits or WebhookLimits()
        self._metrics = metrics
        self._workspace = workspace
        self._public_url = public_url
        self._clock = clock
        self._rooms = [asyncio.Semaphore(number) for number in self.limits.at_once]
        self._under_way: set[asyncio.Task[tuple[Delivery, Kept]]] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """Answer as the desk wants to hear it, once all of its delivery is kept."""
        began, handled = perf_counter(), Handled()
        try:
            desk = self.intake.desk(request.match_info["desk"])
            handled.desk = desk.name
            delivery, handled.kept = await self._work_of(request, desk, handled)
            handled.outcome = _outcome(handled.kept)
        except Exception as error:
            handled.outcome, handled.error = _failure(error), type(error).__name__
            raise
        finally:
            self._note(handled, perf_counter() - began)
        return web.Response(body=delivery.answer, content_type=delivery.media_type)

    async def _work_of(self, request: web.Request, desk: Desk, handled: Handled) -> tuple[Delivery, Kept]:
        loop, limits = asyncio.get_running_loop(), self.limits
        deadline = loop.time() + limits.answer_s
        size = _size(request, desk.most_bytes)
        is_large = size > MOST_JSON
        if len(self._under_way) >= limits.under_way:
            raise Late("Too much is under way here; send it again a little later")
        self.intake.admit(desk, self._post(request, b""))
        async with AsyncExitStack() as room:
            async with _by(loop.time() + limits.large_s if is_large else deadline):
                await room.enter_async_context(self._rooms[(size > BY_HAND) + is_large])
                post = self._post(request, await read_body(request, desk.most_bytes))
            handled.size = len(post.body)
            work = asyncio.create_task(self._work(desk, post, room.pop_all()))
        del post  # it may be large, and whoever reads it has it
        self._under_way.add(work)
        work.add_done_callback(self._under_way.discard)
        async with _by(loop.time() + limits.answer_s if is_large else deadline):
            return await asyncio.shield(work)  # it goes on when the time is over

    async def _work(self, desk: Desk, post: Post, room: AsyncExitStack) -> tuple[Delivery, Kept]:
        async with room:
            if len(post.body) <= BY_HAND:
                delivery = self.intake.read(desk, post)
            else:
                delivery = await asyncio.to_thread(self.intake.read, desk, post)
            del post
        return delivery, await self.intake.keep(desk.name, delivery)

    def _post(self, request: web.Request, body: bytes) -> Post:
        headers = {
            name.lower(): tuple(_whole(value) for value in request.headers.getall(name)) for name in request.headers
        }
        own = self._public_url or f"{request.scheme}://{request.host}"
        return Post(request.method, own + request.raw_path, headers, body, self._clock())

    def _note(self, handled: Handled, seconds: float) -> None:
        self._metrics.deliveries.labels(handled.desk, handled.outcome).inc()
        is_ours = handled.outcome in {Outcome.LATE, Outcome.FAILED}
        (log.warning if is_ours else log.info)(
            "webhook", workspace=self._workspace,
            desk=handled.desk, outcome=handled.outcome, error=handled.error, bytes=handled.size,
            parcels=handled.kept.parcels, new=handled.kept.new, ms=round(seconds * 1000, 1),
        )  # fmt: skip


@asynccontextmanager
async def _by(deadline: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout_at(deadline):
            yield
    except TimeoutError:
        raise Late("This could not be kept in the time that desks give; send it again") from None


def _size(request: web.Request, most: int) -> int:
    """How large a body may turn out to be: as it says, unless it says nothing or is compressed."""
    length = request.content_length
    return most if length is None or hdrs.CONTENT_ENCODING in request.headers else length


def _outcome(kept: Kept) -> Outcome:
    if kept.parcels and not kept.new:
        return Outcome.DUPLICATE
    return Outcome.ACCEPTED if kept.parcels else Outcome.IGNORED


def _failure(error: Exception) -> Outcome:
    if isinstance(error, Late):
        return Outcome.LATE
    is_theirs = isinstance(error, RequestError | ConnectionError)  # a connection that broke off was theirs
    return Outcome.REFUSED if is_theirs else Outcome.FAILED


def _whole(value: str) -> str:
    """A header's value without the bytes that are no UTF-8: whatever they were meant to be, they do not fit."""
    return value.encode("utf-8", "replace").decode()


def _door(request: web.Request, here: Here) -> Webhooks:
    """That of the workspace in the address, of the first where it names none.

    NotFound for a workspace without this desk, as for one that is not there: whoever knocks learns of no other names.
    """
    workspace, desk = request.match_info.get("workspace"), request.match_info["desk"]
    if workspace is None:
        return here.parts.own.webhooks
    tenant = here.parts.tenants.get(workspace)
    if tenant is None or desk not in tenant.webhooks.intake.connected():
        here.parts.metrics.deliveries.labels("unknown", Outcome.REFUSED).inc()
        log.info("webhook", workspace="unknown", desk="unknown", outcome=Outcome.REFUSED)
        raise NotFound(
            "No desk of this name is connected to a workspace of this name;"
            " list it in the file of workspaces, and write both names as there"
        )
    return tenant.webhooks


async def receive(request: web.Request, here: Here) -> web.Response:
    """A helpdesk's own payload."""
    return await _door(request, here).receive(request)


async def is_there(request: web.Request, here: Here) -> web.Response:
    """Some desks look whether there is anything at an address before they keep it."""
    _door(request, here).intake.desk(request.match_info["desk"])
    return web.Response()


PATH, SCOPE = "/v1/webhooks/{desk}", "desks"
THEIRS = PATH + "/{workspace}"
PAYLOAD, LOOK = "A helpdesk's own payload; its signature is the key", "Whether a desk is connected"
ROUTES = (
    *(
        Route(
            "POST", path, receive, PAYLOAD + whose, SCOPE,
            {200: dict}, bytes, MEDIA_TYPES, refusals=(401, 403, 404, 503), is_open=True,
        )
        for path, whose in ((PATH, ""), (THEIRS, ", for the workspace named"))
    ),
    Route("HEAD", PATH, is_there, LOOK, SCOPE, {200: None}, refusals=(403, 404), is_open=True),
    Route("HEAD", THEIRS, is_there, LOOK + " to a workspace", SCOPE, {200: None}, refusals=(404,), is_open=True),
)  # fmt: skip
