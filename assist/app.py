"""The composition root: the only place that names concrete classes. Nothing happens at import."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from aiohttp import web

from assist.core.session import step
from assist.engine import Engine, make_engine
from assist.intake import Fetch
from assist.ports import StepFunction, Store
from assist.server.calls.about import watch_lag
from assist.server.calls.webhooks import Webhooks
from assist.server.guards.auth import Origins, Who
from assist.server.guards.keyring import Keyring, watch_keys
from assist.server.guards.limits import StreamLimits, WebhookLimits
from assist.server.guards.revocations import watch_revocations
from assist.server.http import make_server
from assist.server.parts import Parts
from assist.server.tenant import Tenant
from assist.settings import Access, Settings
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore


async def open_store(settings: Settings) -> Store:
    """The store that the settings name."""
    if settings.is_redis:
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
    engine = make_engine(settings, store, tenants, step=step, clock=clock, fetch=fetch)
    receiving = partial(Webhooks, public_url=settings.public_url, limits=webhook_limits, clock=clock)
    for tenant in tenants:
        tenant.webhooks = receiving(engine.intakes[tenant.name], tenant.metrics, workspace=tenant.name)
    keyring = Keyring(settings, {access.key: Who(engine.own.name), **keys}, engine.tenants, engine.targets, clock)
    parts = Parts(
        store=store,
        tenants=engine.tenants,
        keys=keyring.keys,
        keyring=keyring,
        origins=Origins(_origins(tenants), loopback_only=access.is_generated),
        frame_origins=settings.frame_origins,
        access=access,
        metrics=engine.metrics,
        targets=engine.targets,
        audit=engine.audit,
        limits=limits or StreamLimits(frames_per_s=settings.frames_per_s),
    )
    app = make_server(parts)
    app.cleanup_ctx.append(lambda app: _beside(engine, parts))
    return app


async def _beside(engine: Engine, parts: Parts) -> AsyncIterator[None]:
    async with engine.running(watch_lag(parts.metrics), watch_revocations(parts), watch_keys(parts)):
        yield


def _origins(tenants: Sequence[Tenant]) -> list[str]:
    return [origin for tenant in tenants for origin in tenant.listed.settings.allowed_origins]
