"""The composition root: the only place that names concrete classes. Nothing happens at import."""

import asyncio
import errno
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from assist.core.playbook import Playbook
from assist.core.session import step
from assist.errors import SetupError
from assist.intake import Fetch, Intake
from assist.metrics import Metrics
from assist.notices import recipients_of
from assist.ports import StepFunction, Store, Understand
from assist.replay import UnderstandNow
from assist.retention import Retention
from assist.runner import Runner
from assist.server.about import running_tasks
from assist.server.auth import Keys, Origins, Who
from assist.server.courier import Courier
from assist.server.http import make_server
from assist.server.limits import MOST_ADDRESS, StreamLimits, WebhookLimits
from assist.server.parts import Parts, nothing_to_do
from assist.server.targets import Targets
from assist.server.webhooks import Webhooks
from assist.settings import Access, Settings
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    from guidelines_kb import Library

GRACE_S = 5.0  # how long requests that are under way may take when the server stops
READ_AHEAD = 32 * 1024  # bytes of a body that a connection holds before anybody reads it; twice that at most


async def open_store(settings: Settings) -> Store:
    """The store that the settings name."""
    if settings.store.startswith("redis"):
        return await RedisStore.open(settings.store)
    return await SqliteStore.open(settings.store_path)


def make_app(  # noqa: PLR0913 - everything a server is made of, each by its name
    settings: Settings,
    *,
    access: Access,
    store: Store,
    library: "Library",
    understand: Understand,
    get_playbook: Callable[[], Playbook],
    understand_now: UnderstandNow | None = None,
    guidelines_changed: Callable[[], Awaitable[None]] = nothing_to_do,
    keys: dict[str, Who] | None = None,
    step: StepFunction = step,
    clock: Callable[[], float] = time.time,
    limits: StreamLimits | None = None,
    webhook_limits: WebhookLimits | None = None,
    fetch: Fetch | None = None,
) -> web.Application:
    """A server over an open store, which it closes when it stops. `keys` are those of further workspaces."""
    metrics = Metrics()
    recipients = recipients_of(settings)
    runner = Runner(
        store, understand, get_playbook, step=step, clock=clock, metrics=metrics, notices_of=recipients.notices_of
    )
    known = {access.key: Who(settings.workspace), **(keys or {})}
    targets = Targets(settings.private_targets)
    intake = Intake(store, runner, settings.workspace, settings.desks, fetch=fetch or targets.read, clock=clock)
    parts = Parts(
        store=store,
        runner=runner,
        library=library,
        get_playbook=get_playbook,
        keys=Keys(known, settings.requests_per_s),
        origins=Origins(settings.allowed_origins, loopback_only=access.is_generated),
        frame_origins=settings.frame_origins,
        access=access,
        metrics=metrics,
        webhooks=Webhooks(intake, metrics, public_url=settings.public_url, limits=webhook_limits, clock=clock),
        targets=targets,
        understand_now=understand_now,
        guidelines_changed=guidelines_changed,
        limits=limits or StreamLimits(frames_per_s=settings.frames_per_s),
    )
    app = make_server(parts)
    courier = Courier(store, targets, recipients, runner.notices_kept, metrics, clock=clock)
    retention = Retention(store, runner, settings.workspace, settings.retention_days, metrics, clock=clock)

    async def beside(app: web.Application) -> AsyncIterator[None]:
        async with targets, running_tasks(parts, courier.run(), retention.run()):
            yield
        await store.close()

    app.cleanup_ctx.append(beside)
    return app


async def serve(app: web.Application, settings: Settings, started: Callable[[str], None]) -> None:
    """Listen until told to stop; `started` hears the address. A taken port is a SetupError."""
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=GRACE_S, read_bufsize=READ_AHEAD, max_line_size=MOST_ADDRESS
    )
    await runner.setup()
    try:
        await _listen(runner, settings)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        started(f"http://{host}:{runner.addresses[0][1]}")
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        await stopped.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise SetupError(f"{where} is taken by another program; choose another with --port") from error
        raise SetupError(
            f"{where} cannot be listened on ({error.strerror}); check --host and --port"
        ) from error
