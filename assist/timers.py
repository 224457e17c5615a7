"""Wakes conversations on time, also those whose time came while no server ran.

A conversation may be busy (a message of its own is just being understood); the others do not wait for it.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from assist.errors import BackendError, NotFound
from assist.ports import Key, Store

log = structlog.get_logger(__name__)

LONGEST_SLEEP_S = 30.0  # a clock that jumps, or a timer set by another process, is noticed by then
LEAST_SLEEP_S = 0.05  # of one that stands back: what it waits for may be on its way already
AGAIN_S = 1.0  # after the store did not answer
REST_S = 60.0  # a conversation whose tick fails is left alone for that long
AT_ONCE = 100
BUSY_S = 0.05  # a tick that takes longer goes on beside the next ones


class Timers:
    """One task that sleeps until the earliest timer of all."""

    def __init__(
        self,
        store: Store,
        tick: Callable[[Key], Awaitable[None]],
        clock: Callable[[], float],
        patience_s: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`patience_s` is how long a timer that is due is left to another process."""
        self._store = store
        self._tick = tick
        self._clock = clock
        self._patience_s = patience_s
        self._earlier = asyncio.Event()
        self._target = float("inf")
        self._resting: dict[Key, float] = {}
        self._firing: dict[Key, asyncio.Task[None]] = {}

    def notice(self, wake_at: float | None) -> None:
        """A conversation wants to be woken at `wake_at`; get up earlier if that is before the plan."""
        if wake_at is not None and wake_at < self._target:
            self._earlier.set()

    async def run(self) -> None:
        """Fire what is due, for ever."""
        try:
            while True:
                self._earlier.clear()
                try:
                    wait = await self._fire()
                except BackendError as error:
                    log.warning("timers_wait_for_store", error=type(error).__name__)
                    wait = AGAIN_S
                await self._sleep(wait)
        finally:
            for task in self._firing.values():
                task.cancel()

    async def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._target = self._clock() + seconds
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):  # not wait_for, which may lose a cancellation before Python 3.12
                    await self._earlier.wait()
            self._target = float("inf")

    async def _fire(self) -> float:
        """Fire what is due; seconds until the next."""
        now = self._clock()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        aside = self._resting.keys() | self._firing.keys()
        patience = self._patience_s()
        found = await self._store.due(now - patience, AT_ONCE + len(aside))
        due = [key for key in found if key not in aside]
        if due:
            await self._fire_all(due)
            return 0.0
        if found:
            return BUSY_S if self._firing else AGAIN_S
        earliest = await self._store.next_wake()
        if earliest is None:
            return LONGEST_SLEEP_S
        return min(LONGEST_SLEEP_S, max(LEAST_SLEEP_S if patience else 0.0, earliest + patience - self._clock()))

    async def _fire_all(self, due: list[Key]) -> None:
        """Fire these together and wait for them, but not long: whoever is busy finishes beside the next ones."""
        for key in due:
            self._firing[key] = asyncio.create_task(self._fire_one(key))
            self._firing[key].add_done_callback(partial(self._fired, key))
        done, _ = await asyncio.wait([self._firing[key] for key in due], timeout=BUSY_S)
        await asyncio.gather(*done)

    def _fired(self, key: Key, task: asyncio.Task[None]) -> None:
        del self._firing[key]
        if not task.cancelled():
            task.exception()  # if nobody waits for it any more: the timer is still due, and is found again

    async def _fire_one(self, key: Key) -> None:
        try:
            await self._tick(key)
        except BackendError:
            raise
        except NotFound:
            self._resting[key] = self._clock() + REST_S  # just erased, or of a workspace that is not served here
        except Exception as error:  # noqa: BLE001 - one conversation must not stop the clocks of all
            self._resting[key] = self._clock() + REST_S
            log.error(
                "tick_failed",
                workspace=key.workspace,
                conversation=key.conversation,
                error=type(error).__name__,
            )
