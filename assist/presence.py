"""Whether a worker process is there, so that web processes leave timers, notices and retention to it.

It is remembered in the store and looked up every two seconds. Nothing hangs on it: what is due is done once, whoever
does it, and a worker that has died without a word is missed by nobody, since web processes only stand back a little.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from assist.errors import BackendError
from assist.ports import Store

log = structlog.get_logger(__name__)

KIND, NAME = "present", "worker"
EVERY_S = 2.0
STAYS_S = 6.0  # without a word from it
BACK_S = 2.0  # how far web processes stand back with timers: one that is overdue for so long is anybody's


class Presence:
    """What one process knows of the worker. `is_worker` makes it the worker itself."""

    def __init__(
        self, store: Store, workspace: str, *, is_worker: bool = False, clock: Callable[[], float] = time.time
    ) -> None:
        """`workspace` is one that all of the processes serve."""
        self._store = store
        self._workspace = workspace
        self._is_worker = is_worker
        self._clock = clock
        self._is_seen = False

    @property
    def is_aside(self) -> bool:
        """Whether another process does what need not be done here."""
        return self._is_seen and not self._is_worker

    @property
    def patience_s(self) -> float:
        """How long a timer is left to others before it is fired here."""
        return BACK_S if self.is_aside else 0.0

    async def run(self) -> None:
        """Be seen, or look, for ever."""
        while True:
            try:
                await self.look()
            except BackendError as error:
                log.warning("presence_waits_for_store", error=type(error).__name__)
                self._is_seen = False
            await asyncio.sleep(EVERY_S)

    async def look(self) -> None:
        """Be seen, or look, once."""
        now = self._clock()
        if self._is_worker:
            await self._store.remember(self._workspace, KIND, NAME, now + STAYS_S)
        else:
            self._is_seen = await self._store.recall(self._workspace, KIND, NAME, now)
