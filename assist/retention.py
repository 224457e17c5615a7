"""Erases ended conversations whose time is over, a few at a time and beside everything else.

Time counts from a conversation's own last event, as long as it is ended; from its death for a dead letter, whose
conversation may never have begun. Several processes on one store may do this
at once: the store looks and erases in one, so whoever is late finds nothing, and what is reopened stays.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from assist.errors import NotFound
from assist.metrics import Metrics
from assist.ports import Key, Store
from assist.runner import Runner

log = structlog.get_logger(__name__)

DAY_S = 24 * 3600.0
FIRST_S = 10.0  # after the start, which has enough to do
EVERY_S = 600.0
AT_ONCE = 50  # asked of the store together: SQLite makes one transaction and one rebuild of its file of them
REST_S = 5.0  # for everybody else, before the next ones


class Retention:
    """What one workspace keeps, and for how many days; without a number, everything."""

    def __init__(  # noqa: PLR0913 - what it looks through, for whom, for how long, and what tests replace
        self,
        store: Store,
        runner: Runner,
        workspace: str,
        days: float | None,
        metrics: Metrics,
        *,
        clock: Callable[[], float] = time.time,
        is_aside: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_aside` says whether another process erases."""
        self._store = store
        self._runner = runner
        self._workspace = workspace
        self.days = days
        self._metrics = metrics
        self._clock = clock
        self._is_aside = is_aside

    async def run(self) -> None:
        """Erase what is over its time, for ever."""
        if self.days is None:
            return
        wait = FIRST_S
        while True:
            await asyncio.sleep(wait)
            if self._is_aside():
                continue
            try:
                wait = REST_S if await self.sweep(self._clock() - self.days * DAY_S) == AT_ONCE else EVERY_S
            except Exception as error:  # noqa: BLE001 - whatever it was, what is over its time has to go
                log.warning("retention_waits", error=type(error).__name__)
                wait = EVERY_S

    async def sweep(self, ended_by: float) -> int:
        """Erase at most AT_ONCE conversations that ended by then; how many went. Raises what kept one from going.

        And as many dead letters that died by then.
        """
        for letter in await self._store.inbox.dead(self._workspace, AT_ONCE):
            if letter.died <= ended_by:
                await self._store.inbox.drop(letter)
        found = await self._store.ended(self._workspace, ended_by, AT_ONCE)
        outcomes = await asyncio.gather(*(self._erase(key, ended_by) for key in found), return_exceptions=True)
        erased = sum(outcome is True for outcome in outcomes)
        if erased:
            self._metrics.erased.inc(erased)
            log.info("erased_after_their_time", conversations=erased)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return erased

    async def _erase(self, key: Key, ended_by: float) -> bool:
        try:
            await self._runner.erase(key, ended_by)
        except NotFound:  # reopened meanwhile, or another process was quicker
            return False
        return True
