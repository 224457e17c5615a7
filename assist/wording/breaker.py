"""Leaves an endpoint alone that does not answer: for longer and longer, and with one try in between (Nygard 2007)."""

import time
from collections.abc import Callable

FAILURES = 3  # in a row
FIRST_S, LONGEST_S = 10.0, 600.0


class Breaker:
    """Closed while answers come; open for a while after failures; then one call may try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._rest_s = FIRST_S
        self._until = 0.0
        self._is_open = False

    def may_ask(self) -> bool:
        """Whether to ask now; the first one after a rest tries alone, the others wait for what becomes of it."""
        if not self._is_open:
            return True
        if self._clock() < self._until:
            return False
        self._until = self._clock() + self._rest_s
        return True

    def succeeded(self) -> bool:
        """An answer came; whether it ends a rest."""
        was_open, self._is_open = self._is_open, False
        self._failures, self._rest_s = 0, FIRST_S
        return was_open

    def failed(self, wait_s: float = 0.0, *, is_lasting: bool = False) -> float | None:
        """No usable answer came; the seconds of a rest that begins with it, None when it goes on as it was.

        `wait_s` is what the endpoint asks for, `is_lasting` says that the next try cannot go better.
        """
        self._failures += 1
        begins = not self._is_open and (self._failures >= FAILURES or wait_s > 0 or is_lasting)
        if begins or self._is_open:
            rest_s = max(min(wait_s, LONGEST_S), self._rest_s)
            self._is_open, self._until = True, self._clock() + rest_s
            self._rest_s = min(self._rest_s * 2, LONGEST_S)
            return rest_s if begins else None
        return None
