"""Understanding off the event loop: one thread computes, and nobody waits longer than the deadline.

When the thread falls behind, events go on without acts and say so (`Understanding.skipped`); moments of
time and state never depend on it.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from assist.core.conversation import Conversation, speaker
from assist.core.events import Event, Understanding
from assist.replay import UnderstandNow

DEADLINE_S = 2.0  # an answer later than this is no help in a live conversation


class Worker:
    """An `Understand` over a function that computes. One thread, because the encoder uses every core itself."""

    def __init__(self, understand: UnderstandNow, deadline_s: float = DEADLINE_S) -> None:
        self._understand = understand
        self._deadline_s = deadline_s
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="understand")

    async def __call__(self, conversation: Conversation, event: Event) -> Event:
        """The event with its understanding, or marked as skipped when that would come too late."""
        if speaker(event) is None or not event.text.strip():
            return event
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._understand, conversation, event)
        try:
            return await asyncio.wait_for(work, self._deadline_s)
        except TimeoutError:
            return replace(event, understanding=Understanding(skipped=True))

    def close(self) -> None:
        """Let the thread end; what waits for it is given up."""
        self._thread.shutdown(wait=False, cancel_futures=True)
