"""A wake-up call for the one who waits for it: an asyncio.Event in a tenth of its memory, for thousands of viewers."""

import asyncio


class Bell:
    """Rung by anybody, waited for by one task at a time."""

    __slots__ = ("_is_rung", "_waiter")

    def __init__(self) -> None:
        self._is_rung = False
        self._waiter: asyncio.Future[None] | None = None

    def ring(self) -> None:
        """Wake who waits, or else who waits next."""
        self._is_rung = True
        if self._waiter is not None:
            _wake(self._waiter)

    async def wait(self, timeout_s: float | None = None) -> bool:
        """Until it is rung, if it was not since the last wait; False when that took longer than `timeout_s`."""
        if not self._is_rung:
            loop = asyncio.get_running_loop()
            self._waiter = waiter = loop.create_future()
            alarm = None if timeout_s is None else loop.call_later(timeout_s, _wake, waiter)
            try:
                await waiter
            finally:
                self._waiter = None
                if alarm is not None:
                    alarm.cancel()
        was_rung, self._is_rung = self._is_rung, False
        return was_rung


def _wake(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)
