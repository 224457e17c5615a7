"""Wakes conversations on time, also those whose time came while no server ran."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from assist.errors import BackendError
from assist.ports import Key, Store

log = structlog.get_logger(__name__)

LONGEST_SLEEP_S = 30.0  # a clock that jumps, or a timer set by another process, is noticed by then
AGAIN_S = 1.0  # after the store did not answer
REST_S = 60.0  # a conversation whose tick fails is left alone for that long
AT_ONCE = 100


class Timers:
    """One task that sleeps until the earliest timer of all."""

    def __init__(
        self, store: Store, tick: Callable[[Key], Awaitable[None]], clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._tick = tick
        self._clock = clock
        self._earlier = asyncio.Event()
        self._target = float("inf")
        self._resting: dict[Key, float] = {}

    def notice(self, wake_at: float | None) -> None:
        """A conversation wants to be woken at `wake_at`; get up earlier if that is before the plan."""
        if wake_at is not None and wake_at < self._target:
            self._earlier.set()

    async def run(self) -> None:
        """Fire what is due, for ever."""
        while True:
            self._earlier.clear()
            try:
                wait = await self._fire()
            except BackendError as error:
                log.warning("timers_wait_for_store", error=type(error).__name__)
                wait = AGAIN_S
            if wait <= 0:
                continue
            self._target = self._clock() + wait
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._earlier.wait(), wait)
            self._target = float("inf")

    async def _fire(self) -> float:
        """Fire what is due; seconds until the next."""
        now = self._clock()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        found = await self._store.due(now, AT_ONCE + len(self._resting))
        due = [key for key in found if key not in self._resting]
        if due:
            await asyncio.gather(*(self._fire_one(key) for key in due))
            return 0.0
        if found:
            return AGAIN_S
        earliest = await self._store.next_wake()
        return (
            LONGEST_SLEEP_S if earliest is None else min(LONGEST_SLEEP_S, max(0.0, earliest - self._clock()))
        )

    async def _fire_one(self, key: Key) -> None:
        try:
            await self._tick(key)
        except BackendError:
            raise
        except Exception as error:  # noqa: BLE001 - one conversation must not stop the clocks of all
            self._resting[key] = self._clock() + REST_S
            log.error(
                "tick_failed",
                workspace=key.workspace,
                conversation=key.conversation,
                error=type(error).__name__,
            )
