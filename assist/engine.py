"""What moves conversations, with or without pages before it: runners, timers, courier, retention."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from assist.audit import Audit
from assist.core.session import step
from assist.errors import BackendError, NotFound
from assist.metrics import Metrics
from assist.notices import recipients_of
from assist.ports import Key, StepFunction, Store, no_notices
from assist.retention import Retention
from assist.runner import Runner
from assist.server.courier import Courier
from assist.server.revocations import Revocations
from assist.server.targets import Targets
from assist.server.tenant import Tenant
from assist.settings import Settings
from assist.timers import Timers


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that works on a store for its workspaces; `tenants` by name, the settings' own first."""

    store: Store
    tenants: Mapping[str, Tenant]
    metrics: Metrics
    targets: Targets
    timers: Timers
    courier: Courier
    retention: Sequence[Retention]
    audit: Audit
    clock: Callable[[], float]

    @property
    def own(self) -> Tenant:
        """The workspace of the settings, which desks deliver to."""
        return next(iter(self.tenants.values()))

    @contextlib.asynccontextmanager
    async def running(self, *others: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
        """Work, with `others` beside; at the end all of it is stopped and the store is closed."""
        for tenant in self.tenants.values():
            await tenant.revocations.refresh()
        endless = (
            *(self.timers.run(), self.courier.run(), self.audit.run()),
            *(tenant.runner.listen() for tenant in self.tenants.values()),
            *(one.run() for one in self.retention),
            *others,
        )
        async with self.targets:
            tasks = [asyncio.create_task(one) for one in endless]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        try:
            with contextlib.suppress(BackendError):  # the store is away: what was noted last goes with this process
                await self.audit.flush()
        finally:
            await self.store.close()


def make_engine(
    settings: Settings,
    store: Store,
    tenants: Sequence[Tenant],
    *,
    step: StepFunction = step,
    clock: Callable[[], float] = time.time,
) -> Engine:
    """An engine over an open store, which it closes. The first of `tenants` is the settings' own."""
    metrics, recipients = Metrics(), recipients_of(settings)
    served = {tenant.name: tenant for tenant in tenants}
    timers = Timers(store, partial(_tick, served), clock)
    run = partial(Runner, store, step=step, clock=clock, timers=timers)
    own = tenants[0]
    for tenant in tenants:
        tenant.metrics = Metrics() if len(tenants) > 1 else metrics
        tenant.revocations = Revocations(store, tenant.listed, clock)
        notices_of = recipients.notices_of if tenant is own else no_notices
        tenant.runner = run(
            *(tenant.understand, tenant.get_playbook),
            metrics=tenant.metrics,
            notices_of=notices_of,
            is_redacting=tenant.listed.settings.mask_stored,
        )
    targets = Targets(settings.private_targets)
    courier = Courier(store, targets, recipients, own.runner.notices_kept, own.metrics, clock=clock)
    retention = [_retention(store, tenant, clock) for tenant in tenants]
    audit = Audit(store, list(served), settings.audit_days, metrics, clock)
    return Engine(store, served, metrics, targets, timers, courier, retention, audit, clock)


def _retention(store: Store, of: Tenant, clock: Callable[[], float]) -> Retention:
    return Retention(store, of.runner, of.name, of.listed.settings.retention_days, of.metrics, clock=clock)


async def _tick(served: Mapping[str, Tenant], key: Key) -> None:
    if key.workspace not in served:
        raise NotFound(f"Workspace {key.workspace!r} is not served here")
    await served[key.workspace].runner.tick(key)
