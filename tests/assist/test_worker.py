"""Understanding off the event loop."""

import asyncio
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import structlog
from numpy.typing import NDArray

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Role, Understanding
from assist.inquiry import Inquiry
from assist.worker import Pace, Worker

CONVERSATION = Conversation("c", Channel.CHAT)
SAID = Event("e1", EventType.MESSAGE, 0.0, Role.CUSTOMER, "Hello")
SKIPPED = Understanding(skipped=True)


def inquire(conversation: Conversation, event: Event) -> Inquiry:
    """Asks for the words one by one, and keeps the name of the thread that it ran on."""
    yield event.text.split()
    return replace(event, understanding=Understanding(languages={threading.current_thread().name: 1.0}))


def said(number: int, text: str) -> Event:
    return replace(SAID, id=f"e{number}", text=text)


class Encoder:
    """Takes `seconds` for a call, and as long as `gate` is shut."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.gate = threading.Event()
        self.gate.set()
        self.called = threading.Event()
        self.calls: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls.append([*texts])
        self.called.set()
        self.gate.wait(60)
        time.sleep(self.seconds)
        if "bad" in texts:
            raise ValueError(texts)
        return np.zeros((len(texts), 1), np.float32)


async def test_understanding_runs_in_its_own_thread():
    """The loop's thread computes nothing."""
    worker = Worker(inquire, Encoder())
    (name,) = (await worker(CONVERSATION, SAID)).understanding.languages
    worker.close()
    assert name.startswith("understand")


async def test_an_event_without_words_needs_no_thread():
    """A hold that ends comes back as it is."""
    worker = Worker(inquire, Encoder())
    ended = Event("e2", EventType.HOLD_ENDED, 1.0)
    assert await worker(CONVERSATION, ended) is ended
    worker.close()


async def test_those_who_come_while_it_works_share_the_next_call():
    """Nobody waits for a batch to fill, and what waits goes together."""
    encoder = Encoder()
    encoder.gate.clear()
    worker = Worker(inquire, encoder)
    first = asyncio.create_task(worker(CONVERSATION, said(1, "one")))
    await asyncio.to_thread(encoder.called.wait, 5)
    others = [asyncio.create_task(worker(CONVERSATION, said(n, text))) for n, text in ((2, "two"), (3, "three"))]
    await asyncio.sleep(0)
    encoder.gate.set()
    await asyncio.gather(first, *others)
    worker.close()
    assert encoder.calls == [["one"], ["two", "three"]]


async def test_late_understanding_is_skipped_and_says_so():
    """An event never waits longer than the deadline; it goes on without acts."""
    encoder = Encoder()
    encoder.gate.clear()
    worker = Worker(inquire, encoder, deadline_s=0.05)
    with structlog.testing.capture_logs() as logged:
        understood = await worker(CONVERSATION, SAID)
    encoder.gate.set()
    worker.close()
    assert understood.understanding == SKIPPED
    assert [line["event"] for line in logged] == ["understanding_behind", "understanding_caught_up"]


async def test_while_the_encoder_is_stuck_nobody_waits_at_all_and_afterwards_all_is_well():
    """Whoever comes after the deadline of a call is passed on at once."""
    encoder = Encoder()
    worker = Worker(inquire, encoder, deadline_s=0.05)
    encoder.gate.clear()
    assert (await worker(CONVERSATION, said(1, "one"))).understanding == SKIPPED
    await asyncio.to_thread(encoder.called.wait)  # a busy machine may begin late
    await asyncio.sleep(0.06)
    second = asyncio.ensure_future(worker(CONVERSATION, said(2, "two")))
    for _ in range(5):  # turns of the loop, and no time
        await asyncio.sleep(0)
    assert second.done()
    assert second.result().understanding == SKIPPED
    encoder.gate.set()
    for number in range(3, 1_000):  # a busy machine lets the deadline pass now and then
        if not (await worker(CONVERSATION, said(number, f"word {number}"))).understanding.skipped:
            break
        await asyncio.sleep(0.02)
    else:
        pytest.fail("it never understood again")
    worker.close()


async def test_more_than_can_be_done_in_time_is_skipped_at_once():
    """A slow encoder and a rush: the first are understood, the last do not wait for the deadline to hear no."""
    encoder = Encoder(0.05)
    worker = Worker(inquire, encoder, deadline_s=0.5)
    for number in range(3):  # the pace is learnt
        await worker(CONVERSATION, said(number, f"word{number}"))
    encoder.gate.clear()
    asked = [asyncio.ensure_future(worker(CONVERSATION, said(number, f"other{number}"))) for number in range(10, 60)]
    for _ in range(5):  # turns of the loop, and no time
        await asyncio.sleep(0)
    told = [one.done() for one in asked]
    assert told == sorted(told)
    assert 25 <= sum(told) < 50
    assert all(one.result().understanding == SKIPPED for one in asked if one.done())
    encoder.gate.set()
    await asyncio.gather(*asked)
    worker.close()


async def test_a_short_message_does_not_wait_for_a_long_one():
    """A mail of many sentences is read in rounds; the chat message after it is done first."""
    encoder = Encoder(0.01)
    worker = Worker(inquire, encoder)
    order = []

    async def ask(number: int, text: str) -> None:
        order.append((await worker(CONVERSATION, said(number, text))).id)

    await asyncio.gather(ask(1, " ".join(f"word{n}" for n in range(100))), ask(2, "hello"))
    worker.close()
    assert order == ["e2", "e1"]


async def test_what_goes_wrong_is_logged_without_words_and_the_event_goes_on():
    """The event is kept as not understood, so that the client need not send it for ever."""
    worker = Worker(inquire, Encoder())
    with structlog.testing.capture_logs() as logged:
        understood = await worker(CONVERSATION, said(1, "bad"))
    worker.close()
    assert understood.understanding == SKIPPED
    assert [(line["event"], line["error"]) for line in logged] == [("not_understood", "ValueError")]
    assert "bad" not in repr(logged)


def test_the_pace_follows_the_last_rounds():
    """Seconds for a sentence; an early slow start is forgotten."""
    pace = Pace()
    assert pace.per_sentence == 0.0
    pace.note(1.0, 1)
    assert pace.per_sentence == pytest.approx(1.0)
    for _ in range(100):
        pace.note(0.01, 2)
    assert pace.per_sentence == pytest.approx(0.005, rel=0.01)
