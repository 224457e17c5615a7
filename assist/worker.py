"""Understanding off the event loop: one thread computes for all who wait, in rounds, and nobody waits for long.

When the thread falls behind, events go on without acts and say so (`Understanding.skipped`): at once, if by the
pace of late their turn would come after the deadline, and at the deadline itself in any case. Moments of time and
state never depend on it.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar

import structlog

from assist.core.conversation import Conversation, speaker
from assist.core.events import Event, Understanding
from assist.inquiry import Encode, Inquiry, Progress, play_round
from assist.logs import frames_of

log = structlog.get_logger(__name__)

DEADLINE_S = 2.0  # an answer later than this is no help in a live conversation
SENTENCE = 80  # code points: what a message costs is guessed from its length, before anybody reads it
MOST_SENTENCES = 24
MEMORY = 0.9  # how much of the pace a round leaves standing

T = TypeVar("T")
Inquire = Callable[[Conversation, Event], Inquiry[Event]]


class Pace:
    """Seconds for a sentence, over the last rounds."""

    def __init__(self) -> None:
        self._seconds, self._sentences = 0.0, 0.0

    def note(self, seconds: float, sentences: int) -> None:
        """A round took so long and finished messages of so many sentences."""
        self._seconds = MEMORY * self._seconds + seconds
        self._sentences = MEMORY * self._sentences + sentences

    @property
    def per_sentence(self) -> float:
        """Seconds; 0.0 before anything is known."""
        return self._seconds / max(1.0, self._sentences)


@dataclass(slots=True, eq=False)
class Waiting:
    """An inquiry in the line, and the one who waits for its outcome (None when it came to nothing)."""

    cost: int
    progress: Progress[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]

    @property
    def is_over(self) -> bool:
        """Whether there is an outcome, or nobody waits for one any more."""
        return self.progress.is_over or self.future.done()

    def tell(self) -> None:
        """Hand the outcome over, from the thread that works; what went wrong is logged, and they go on without."""
        error = self.progress.error
        if error is not None:
            log.error("not_understood", error=type(error).__name__, where=frames_of(error.__traceback__))
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self.loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        if not self.future.done():
            self.future.set_result(self.progress.outcome)


class Worker:
    """An `Understand` over inquiries. One thread, because the encoder uses every core itself."""

    def __init__(self, inquire: Inquire, encode: Encode, deadline_s: float = DEADLINE_S) -> None:
        self._inquire = inquire
        self._encode = encode
        self._deadline_s = deadline_s
        self._arrived: SimpleQueue[Waiting | None] = SimpleQueue()
        self._line: set[Waiting] = set()  # as the event loop sees it; the thread has a list of its own
        self._pace = Pace()
        self._busy_since: float | None = None
        self._skipped = 0
        threading.Thread(target=self._work, name="understand", daemon=True).start()

    async def __call__(self, conversation: Conversation, event: Event) -> Event:
        """The event with its understanding, or marked as skipped when that would come too late."""
        return await self.understand(self._inquire, conversation, event)

    async def understand(self, inquire: Inquire, conversation: Conversation, event: Event) -> Event:
        """The same in another workspace's way: all wait in one line, as there is one encoder."""
        if speaker(event) is None or not event.text.strip():
            return event
        cost = min(1 + len(event.text) // SENTENCE, MOST_SENTENCES)
        return await self.follow(partial(inquire, conversation, event), cost) or skipped(event)

    async def follow(self, begin: Callable[[], Inquiry[T]], cost: int) -> T | None:
        """The outcome of an inquiry of so many texts; None when it failed or would come too late."""
        if self._wait_s(cost) > self._deadline_s:
            self._skip()
            return None
        loop = asyncio.get_running_loop()
        waiting = Waiting(cost, Progress(begin()), loop, loop.create_future())
        self._line.add(waiting)
        self._arrived.put(waiting)
        try:
            outcome: T | None = await asyncio.wait_for(waiting.future, self._deadline_s)
            return outcome
        except TimeoutError:
            self._skip()
            return None
        finally:
            self._line.discard(waiting)
            self._notice_end_of_line()

    def close(self) -> None:
        """Let the thread end; what waits for it is given up."""
        self._arrived.put(None)

    def _wait_s(self, cost: int) -> float:
        """How long a message of so many sentences would wait: a round takes one of everybody's for one of its own."""
        ahead = sum(min(waiting.cost, cost) for waiting in self._line)
        busy_since = self._busy_since
        stuck_s = 0.0 if busy_since is None else monotonic() - busy_since
        return max(ahead * self._pace.per_sentence, stuck_s)

    def _skip(self) -> None:
        if not self._skipped:
            pace_ms = round(self._pace.per_sentence * 1000, 1)
            log.warning("understanding_behind", waiting=len(self._line), pace_ms=pace_ms)
        self._skipped += 1

    def _notice_end_of_line(self) -> None:
        if self._skipped and not self._line:
            log.warning("understanding_caught_up", skipped=self._skipped)
            self._skipped = 0

    def _work(self) -> None:
        line: dict[Progress[Any], Waiting] = {}
        while self._take_arrived(line):
            self._busy_since = began = monotonic()
            finished = 0
            for progress in play_round([*line], self._encode):
                line[progress].tell()
                finished += line[progress].cost
            self._busy_since = None
            self._pace.note(monotonic() - began, finished)
            line = {progress: waiting for progress, waiting in line.items() if not waiting.is_over}

    def _take_arrived(self, line: dict[Progress[Any], Waiting]) -> bool:
        """Add who has come; wait for somebody when nobody is there. False when it is time to end."""
        with contextlib.suppress(Empty):
            while True:
                waiting = self._arrived.get(block=not line)
                if waiting is None:
                    return False
                line[waiting.progress] = waiting
        return True


def skipped(event: Event) -> Event:
    """The event as it goes on when it was not understood."""
    return replace(event, understanding=Understanding(skipped=True))
