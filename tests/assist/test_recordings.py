"""Stored conversations as they can be replayed."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Event, EventType, Understanding
from assist.playbook.preview import Recording, compare
from assist.ports import Key
from assist.recordings import end_of, recordings
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_opening
from tests.assist.core.samples import MONDAY_NINE, PLAYBOOK, agent, conversation, customer
from tests.assist.stand_ins import Clock


async def understand(conversation: Conversation, event: Event) -> Event:
    """As it is: these events are understood already."""
    return event


def as_it_is(conversation: Conversation, event: Event) -> Event:
    """The same, at once."""
    return event


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    """Empty, in memory."""
    opened = await SqliteStore.open(":memory:")
    yield opened
    await opened.close()


async def talk(store: SqliteStore, name: str, channel: str = "chat", language: str = "sv") -> Runner:
    """A conversation of two messages, the second of which comes late."""
    runner = Runner(store, understand, lambda: PLAYBOOK, clock=Clock(MONDAY_NINE + 100))
    about = {"id": name, "channel": channel, "customer": {"name": "Robin Lind", "language": language}}
    await runner.open("w", read_opening(about, name))
    asks = Understanding(acts=(Act("question", 0.9, 0, 5),))
    await runner.post(Key("w", name), [agent("e2", MONDAY_NINE + 20, "Hello")])
    await runner.post(Key("w", name), [replace(customer("e1", MONDAY_NINE + 10, "When?"), understanding=asks)])
    return runner


async def read(store: SqliteStore, last: int = 9, **wanted: object) -> list[Recording]:
    """What is found."""
    return [one async for one in recordings(store, "w", last, **wanted)]  # type: ignore[arg-type]


async def test_events_are_in_the_order_of_time_with_their_acts(store: SqliteStore) -> None:
    """The log has the order in which they came."""
    await talk(store, "c1")
    (found,) = await read(store)
    assert [event.id for event in found.events] == ["e1", "e2"]
    assert [(act.name, act.start, act.end) for act in found.events[0].understanding.acts] == [("question", 0, 5)]
    assert (found.conversation.customer.name, found.conversation.steps) == ("Robin Lind", 0)
    assert found.until >= found.events[-1].at


async def test_feedback_names_the_moment_of_its_prompt(store: SqliteStore) -> None:
    """Replayed with the same playbook, nothing differs."""
    runner = await talk(store, "c1")
    prompt = (await runner.conversation(Key("w", "c1"))).prompts[0]
    await runner.feedback(Key("w", "c1"), prompt.id, "dismissed")
    (found,) = await read(store)
    feedback = [event for event in found.events if event.type is EventType.FEEDBACK]
    assert [(event.prompt, event.action) for event in feedback] == [(prompt.moment, "dismissed")]
    compared = compare(found, as_it_is, PLAYBOOK, PLAYBOOK)
    assert compared.differences == ()
    assert prompt.moment in compared.before


async def test_the_latest_that_fit_and_no_more(store: SqliteStore) -> None:
    """By channel and by the customer's language; another workspace's are not there."""
    four = {"c1": ("chat", "sv"), "c2": ("email", "sv"), "c3": ("chat", "da"), "c4": ("chat", "sv")}
    for name, about in four.items():
        await talk(store, name, *about)
    assert [one.conversation.id for one in await read(store, 2)] == ["c4", "c3"]
    assert [one.conversation.id for one in await read(store, channel=Channel.CHAT, language="sv")] == ["c4", "c1"]
    assert [one.conversation.id for one in await read(store, 1, channel=Channel.EMAIL)] == ["c2"]
    assert [one async for one in recordings(store, "other", 5)] == []


def test_a_live_conversation_that_nobody_ends_is_not_replayed_for_ever() -> None:
    """Half an hour of silence says what there is to say; a mail's days are replayed, as its timers are few."""
    said, days = (customer("e1", 10, "Hi"),), replace(conversation(), clock=500_000.0)
    assert end_of(days, said) == 10 + 1_800
    assert end_of(replace(days, clock=90.0), said) == 90
    assert end_of(replace(days, clock=5.0), said) == 10
    assert end_of(replace(days, channel=Channel.EMAIL), said) == 500_000
