"""Drafts checked off the event loop: the encoder's part waits in the line of the messages, the rest in threads.

A message in a conversation is never kept by a draft: in each round of the encoder a draft has one text of its own
for one of everybody else's, and what only computes is done by other threads, two at once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from assist.core.drafts.writing import Proof, Writing
from assist.core.playbook import Playbook
from assist.drafts.drafting import MOST_ENCODED, Drafter, Heard
from assist.inquiry import Inquiry

AT_ONCE = 2


class Follow(Protocol):
    """Who has inquiries answered, as `Worker.follow`."""

    def __call__(self, begin: Callable[[], Inquiry[Heard]], cost: int, /) -> Awaitable[Heard | None]:
        """The outcome of an inquiry of so many texts; None when nobody has time for it."""


class Proofreader:
    """Checks drafts, for one event loop."""

    def __init__(
        self,
        drafter: Drafter,
        follow: Follow,
        get_playbook: Callable[[], Playbook],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._drafter = drafter
        self._follow = follow
        self._get_playbook = get_playbook
        self._clock = clock
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, writing: Writing) -> Proof:
        """What is to be mended in a draft, and which of the customer's questions it answers."""
        async with self._turns:
            draft = await asyncio.to_thread(self._drafter.read, writing, self._clock())
        cost = min(len(draft.sentences), MOST_ENCODED) + len(draft.questions)
        heard = await self._follow(partial(self._drafter.inquire, draft), cost)
        async with self._turns:
            return await asyncio.to_thread(self._drafter.finish, writing, draft, heard, self._get_playbook())
