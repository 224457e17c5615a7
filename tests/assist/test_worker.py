"""Understanding off the event loop."""

import threading
from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Role, Understanding
from assist.worker import Worker

CONVERSATION = Conversation("c", Channel.CHAT)
SAID = Event("e1", EventType.MESSAGE, 0.0, Role.CUSTOMER, "Hello")


def heard(conversation: Conversation, event: Event) -> Event:
    return replace(event, understanding=Understanding(languages={threading.current_thread().name: 1.0}))


async def test_understanding_runs_in_its_own_thread():
    """The loop's thread computes nothing."""
    worker = Worker(heard)
    (name,) = (await worker(CONVERSATION, SAID)).understanding.languages
    worker.close()
    assert name.startswith("understand")


async def test_an_event_without_words_needs_no_thread():
    """A hold that ends comes back as it is."""
    worker = Worker(heard)
    ended = Event("e2", EventType.HOLD_ENDED, 1.0)
    assert await worker(CONVERSATION, ended) is ended
    worker.close()


async def test_late_understanding_is_skipped_and_says_so():
    """An event never waits longer than the deadline; it goes on without acts."""
    release = threading.Event()

    def slow(conversation: Conversation, event: Event) -> Event:
        release.wait(5)
        return event

    worker = Worker(slow, deadline_s=0.05)
    understood = await worker(CONVERSATION, SAID)
    release.set()
    worker.close()
    assert understood.understanding == Understanding(skipped=True)
