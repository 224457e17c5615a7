"""What moves conversations, with or without pages before it: runners, timers, courier, retention, polishing."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

import structlog

from assist.audit import Audit
from assist.core.session import step
from assist.errors import BackendError, NotFound
from assist.intake import Fetch, Intake
from assist.logs import frames_of
from assist.metrics import Metrics
from assist.notices import recipients_of
from assist.playing import nobody_plays
from assist.ports import Change, Key, StepFunction, Store
from assist.presence import Presence
from assist.retention import Retention
from assist.runner import Runner
from assist.server.courier import Courier
from assist.server.guards.revocations import Revocations
from assist.server.guards.targets import Targets
from assist.server.tenant import Tenant
from assist.settings import Settings
from assist.timers import Timers
from assist.wording.polishing import Polishing

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that works on a store for its workspaces; `tenants` by name, the settings' own first."""

    store: Store
    tenants: Mapping[str, Tenant]
    metrics: Metrics
    targets: Targets
    timers: Timers
    courier: Courier
    intakes: Mapping[str, Intake]
    retention: Sequence[Retention]
    audit: Audit
    presence: Presence
    polishing: Polishing

    @property
    def own(self) -> Tenant:
        """The workspace of the settings."""
        return next(iter(self.tenants.values()))

    @contextlib.asynccontextmanager
    async def running(self, *others: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Event]:
        """Work, with `others` beside; at the end all of it is stopped and the store is closed.

        What is given is set when some of it has failed for good, which nobody foresaw.
        """
        failed = asyncio.Event()
        for tenant in self.tenants.values():
            await tenant.revocations.refresh()
        await self.presence.look()
        chores = (
            *(self.timers.run(), self.courier.run(), self._listen(), self.presence.run(), self.audit.run()),
            self.polishing.run(),
        )
        followed = (tenant.editions.follow() for tenant in self.tenants.values() if tenant.editions)
        of_each = (*(one.consumer.run() for one in self.intakes.values()), *(one.run() for one in self.retention))
        endless = (*chores, *followed, *of_each, *others)
        async with self.targets:
            tasks = [asyncio.create_task(one) for one in endless]
            for task in tasks:
                task.add_done_callback(partial(_note_failure, failed))
            try:
                yield failed
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        try:
            with contextlib.suppress(BackendError):  # the store is away: what was noted last goes with this process
                await self.audit.flush()
        finally:
            await self.store.close()

    async def _listen(self) -> None:
        """Hear, for ever, what other processes write."""
        async for change in self.store.changes():
            for tenant in self.tenants.values():
                if change.key is None or change.key.workspace == tenant.name:
                    tenant.runner.hear(change)
                if tenant.editions and (change.workspace == tenant.name or change == Change()):
                    tenant.editions.look()
            if change.has_notices or change == Change():
                self.own.runner.notices_kept.set()


def make_engine(  # noqa: PLR0913 - what it works on and for, and what tests replace
    settings: Settings,
    store: Store,
    tenants: Sequence[Tenant],
    *,
    step: StepFunction = step,
    clock: Callable[[], float] = time.time,
    is_worker: bool = False,
    fetch: Fetch | None = None,
) -> Engine:
    """An engine over an open store, which it closes. The first of `tenants` is the settings' own."""
    metrics = Metrics()
    served = {tenant.name: tenant for tenant in tenants}
    recipients = {tenant.name: recipients_of(tenant.listed.settings, tenant.connections) for tenant in tenants}
    own, polishing, wake = tenants[0], Polishing(settings, store), asyncio.Event()
    presence = Presence(store, own.name, is_worker=is_worker, clock=clock)
    timers = Timers(store, partial(_tick, served), clock, lambda: presence.patience_s)
    run = partial(Runner, store, step=step, clock=clock, timers=timers, notices_kept=wake)
    for tenant in tenants:
        tenant.metrics = Metrics() if len(tenants) > 1 else metrics
        tenant.revocations = Revocations(store, tenant.listed, clock)
        watch = polishing.watch_of(tenant.listed.settings, tenant.metrics, partial(attrgetter("runner"), tenant))
        tenant.runner = run(
            *(tenant.understand, tenant.get_playbook),
            metrics=tenant.metrics,
            notices_of=recipients[tenant.name].notices_of,
            watch=watch,
            is_redacting=tenant.listed.settings.mask_stored,
            play=tenant.practice.play if tenant.practice else nobody_plays,
        )
    targets = Targets(settings.private_targets)

    def is_aside() -> bool:
        return presence.is_aside

    counted = {tenant.name: tenant.metrics for tenant in tenants}
    courier = Courier(store, targets, recipients, wake, counted, clock=clock, is_aside=is_aside)
    intakes = {tenant.name: _intake(store, tenant, fetch or targets.read, clock) for tenant in tenants}
    retention = [_retention(store, tenant, clock, is_aside) for tenant in tenants]
    audit = Audit(store, list(served), settings.audit_days, metrics, clock)
    return Engine(store, served, metrics, targets, timers, courier, intakes, retention, audit, presence, polishing)


def _intake(store: Store, of: Tenant, fetch: Fetch, clock: Callable[[], float]) -> Intake:
    return Intake(
        *(store, of.runner, of.name, of.connections.desks),
        fetch=fetch, metrics=of.metrics, is_redacting=of.listed.settings.mask_stored, clock=clock,
    )  # fmt: skip


def _retention(store: Store, of: Tenant, clock: Callable[[], float], is_aside: Callable[[], bool]) -> Retention:
    days = of.listed.settings.retention_days
    return Retention(store, of.runner, of.name, days, of.metrics, clock=clock, is_aside=is_aside)


def _note_failure(failed: asyncio.Event, task: "asyncio.Task[None]") -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("chore_failed", error=type(error).__name__, where=frames_of(error.__traceback__))
        failed.set()


async def _tick(served: Mapping[str, Tenant], key: Key) -> None:
    if key.workspace not in served:
        raise NotFound(f"Workspace {key.workspace!r} is not served here")
    await served[key.workspace].runner.tick(key)
