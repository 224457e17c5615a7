"""The composition root: the only place that names concrete classes. Nothing happens at import."""

import asyncio
import errno
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from aiohttp import web

from assist.core.session import step
from assist.errors import NotFound, SetupError
from assist.intake import Fetch, Intake
from assist.metrics import Metrics
from assist.notices import recipients_of
from assist.ports import Key, StepFunction, Store, no_notices
from assist.retention import Retention
from assist.runner import Runner
from assist.server.about import running_tasks
from assist.server.auth import Keys, Origins, Who, digest_of
from assist.server.courier import Courier
from assist.server.http import make_server
from assist.server.issuers import open_issuers
from assist.server.limits import MOST_ADDRESS, StreamLimits, WebhookLimits
from assist.server.parts import Parts
from assist.server.revocations import Revocations
from assist.server.targets import Targets
from assist.server.tenant import Tenant
from assist.server.tokens import Tokens
from assist.server.webhooks import Webhooks
from assist.settings import Access, Settings
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore
from assist.timers import Timers

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
    tenants: Sequence[Tenant],
    keys: Mapping[str, Who] = MappingProxyType({}),
    step: StepFunction = step,
    clock: Callable[[], float] = time.time,
    limits: StreamLimits | None = None,
    webhook_limits: WebhookLimits | None = None,
    fetch: Fetch | None = None,
) -> web.Application:
    """A server over an open store, which it closes when it stops.

    The first of `tenants` is the settings' own, which `access` opens; each says what opens it, and `keys` are further
    ones.
    """
    metrics, recipients = Metrics(), recipients_of(settings)
    served = {tenant.name: tenant for tenant in tenants}
    timers = Timers(store, partial(_tick, served), clock)
    run = partial(Runner, store, step=step, clock=clock, timers=timers)
    own = tenants[0]
    for tenant in tenants:
        tenant.metrics = Metrics() if len(tenants) > 1 else metrics
        tenant.revocations = Revocations(store, tenant.listed, clock)
        notices_of = recipients.notices_of if tenant is own else no_notices
        tenant.runner = run(tenant.understand, tenant.get_playbook, metrics=tenant.metrics, notices_of=notices_of)
    targets = Targets(settings.private_targets)
    intake = Intake(store, own.runner, own.name, settings.desks, fetch=fetch or targets.read, clock=clock)
    webhooks = Webhooks(intake, own.metrics, public_url=settings.public_url, limits=webhook_limits, clock=clock)
    parts = Parts(
        store=store,
        tenants=served,
        keys=_open_keys({access.key: Who(own.name), **keys}, tenants, settings.requests_per_s, clock),
        origins=Origins(_origins(tenants), loopback_only=access.is_generated),
        frame_origins=settings.frame_origins,
        access=access,
        metrics=metrics,
        webhooks=webhooks,
        targets=targets,
        limits=limits or StreamLimits(frames_per_s=settings.frames_per_s),
    )
    app = make_server(parts)
    courier = Courier(store, targets, recipients, own.runner.notices_kept, own.metrics, clock=clock)
    days = settings.retention_days
    forgetting = [Retention(store, one.runner, one.name, days, one.metrics, clock=clock).run for one in tenants]

    async def beside(app: web.Application) -> AsyncIterator[None]:
        for tenant in tenants:
            await tenant.revocations.refresh()
        async with targets, running_tasks(parts, courier.run(), *(run() for run in forgetting)):
            yield
        await store.close()

    app.cleanup_ctx.append(beside)
    return app


def _open_keys(
    keys: Mapping[str, Who], tenants: Sequence[Tenant], requests_per_s: float, clock: Callable[[], float]
) -> Keys:
    digests = {
        bytes.fromhex(key.sha256): Who(tenant.name, key.agent, frozenset({key.role}), key=key.name)
        for tenant in tenants
        for key in tenant.listed.keys
    }
    if digests.keys() & {digest_of(key) for key in keys}:
        raise SetupError("BISTAND_API_KEY: this key is one of BISTAND_WORKSPACES, too; make another")
    issuers = [issuer for tenant in tenants for issuer in open_issuers(tenant.listed)]
    return Keys(keys, requests_per_s, digests, Tokens(issuers, clock).who if issuers else None)


def _origins(tenants: Sequence[Tenant]) -> list[str]:
    return [origin for tenant in tenants for origin in tenant.listed.settings.allowed_origins]


async def _tick(served: Mapping[str, Tenant], key: Key) -> None:
    if key.workspace not in served:
        raise NotFound(f"Workspace {key.workspace!r} is not served here")
    await served[key.workspace].runner.tick(key)


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
