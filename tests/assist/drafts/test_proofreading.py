"""Drafts off the event loop."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, cast

from assist.core.conditions import Standards
from assist.core.drafts.draft import Draft
from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel
from assist.core.playbook import Playbook
from assist.drafts.drafting import Drafter, Heard
from assist.drafts.proofreading import AT_ONCE, Proofreader
from assist.inquiry import Inquiry, conclude

PLAYBOOK = Playbook((), Standards({}), version="v1")


class Reader:
    """Stands in for a drafter; knows which threads it was called on and how many at once."""

    def __init__(self) -> None:
        self.threads: set[str] = set()
        self.now = 0.0
        self.inside, self.most = 0, 0
        self._lock = threading.Lock()

    def read(self, writing: Writing, now: float) -> Draft:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.threads.add(threading.current_thread().name)
        self.now = now
        threading.Event().wait(0.01)
        with self._lock:
            self.inside -= 1
        return Draft(writing.text, "en", writing.channel, sentences=((0, 2),))

    def inquire(self, draft: Draft) -> Inquiry[Heard]:
        return Heard((), ())
        yield  # a generator that asks for nothing

    def finish(self, writing: Writing, draft: Draft, heard: Heard | None, playbook: Playbook) -> Proof:
        self.threads.add(threading.current_thread().name)
        return Proof((), (), draft.text + playbook.version, is_whole=heard is not None)


async def follow(begin: Callable[[], Inquiry[Heard]], cost: int, /) -> Heard | None:
    """Conclude at once."""
    assert cost == 1
    return conclude(begin(), lambda texts: cast(Any, None))


async def busy(begin: Callable[[], Inquiry[Heard]], cost: int, /) -> Heard | None:
    """No time."""
    return None


async def test_a_draft_goes_through_threads_and_the_encoders_line() -> None:
    """The loop's own thread computes nothing; the time is that of the clock."""
    reader = Reader()
    proofread = Proofreader(cast(Drafter, reader), follow, lambda: PLAYBOOK, lambda: 7.0)
    assert await proofread(Writing("Hi", Channel.CHAT)) == Proof((), (), "Hiv1")
    assert threading.main_thread().name not in reader.threads
    assert reader.now == 7.0


async def test_a_busy_encoder_is_said() -> None:
    """The rest of the answer comes."""
    proofread = Proofreader(cast(Drafter, Reader()), busy, lambda: PLAYBOOK)
    assert not (await proofread(Writing("Hi", Channel.CHAT))).is_whole


async def test_many_drafts_share_few_threads() -> None:
    """All are answered, and only so many computed at once."""
    reader = Reader()
    proofread = Proofreader(cast(Drafter, reader), follow, lambda: PLAYBOOK)
    proofs = await asyncio.gather(*(proofread(Writing("Hi", Channel.CHAT)) for _ in range(12)))
    assert len(proofs) == 12
    assert reader.most <= AT_ONCE
