"""How much is too much, and how fast too fast."""

import time
from collections.abc import Callable
from dataclasses import dataclass

MOST_JSON = 1024 * 1024
MOST_ADDRESS = 32 * 1024  # bytes: the longest parameters, four bytes a character, each byte written as %XX
MOST_DOCUMENT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """The stream's numbers; tests make them smaller."""

    authenticate_s: float = 5.0
    first_frame: int = 4_096
    heartbeat_s: float = 20.0
    missed_heartbeats: int = 2
    queue: int = 256 * 1024
    slow_s: float = 10.0
    send_buffer: int = 64 * 1024
    subscriptions: int = 256
    events_at_once: int = 64
    frames_per_s: float = 200.0
    burst_s: float = 4.0


@dataclass(frozen=True, slots=True)
class WebhookLimits:
    """The webhooks' numbers: desks give up after 3 s; mails with attachments are large and take longer to come.

    `at_once` are the bodies read at the same time: of up to 64 KB, of up to 1 MB, and larger ones.
    """

    answer_s: float = 2.5
    large_s: float = 30.0
    at_once: tuple[int, int, int] = (1_000, 32, 2)
    under_way: int = 1_000


class TokenBucket:
    """`rate` a second on average, and up to `burst` at once."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._at = clock()

    def take(self) -> float:
        """0.0 when one more is fine; else the seconds until it would be."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens >= 1.0:
            self._tokens -= 1.0
            return 0.0
        return (1.0 - self._tokens) / self._rate
