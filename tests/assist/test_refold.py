"""Events in any order, twice, one by one or together: the same state, and a log that viewers can follow."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist import refold
from assist.core.conversation import Conversation
from assist.core.events import NOT_UNDERSTOOD, Event, EventType, Participant
from assist.core.playbook import Playbook
from assist.ports import Key
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_opening
from assist.wire.state import from_bytes
from assist.wire.text import parse
from assist.wire.writing import fold_prompts
from tests.assist.core.samples import MONDAY_NINE, PLAYBOOK, agent, customer, happened
from tests.assist.core.test_session import PLAYBOOKS, happenings
from tests.assist.stand_ins import Clock
from tests.attack.effort import examples

KEY = Key("acme", "c1")
KIM = Participant("Kim", id="a1")
OPENING = {
    "id": "c1",
    "channel": "chat",
    "customer": {"name": "Robin Lind"},
    "agent": {"id": "a1", "name": "Kim"},
    "organisation": "Fjordby",
}


async def delivered(
    groups: Sequence[Sequence[Event]], playbook: Playbook
) -> tuple[Conversation, list[dict[str, object]]]:
    """The state and the log after these posts, one after the other, and all timers."""
    known = {event.id: event for group in groups for event in group}

    async def understand(conversation: Conversation, event: Event) -> Event:
        return replace(event, understanding=known[event.id].understanding)

    store = await SqliteStore.open(":memory:")
    clock = Clock(max(event.at for event in known.values()) + 2_000)
    runner = Runner(store, understand, lambda: playbook, clock=clock)
    await runner.open("acme", read_opening(OPENING, "c1"))
    for group in groups:
        await runner.post(KEY, list(group))
    await runner.tick(KEY)
    saved = await store.load(KEY)
    assert saved is not None
    log = [parse(entry.body) for entry in await store.entries(KEY, 0, 10_000)]
    await store.close()
    return from_bytes(saved.state), log


def essence(state: Conversation) -> Conversation:
    """All of a state but what tells how it came about: the names of prompts, what was shown and when, the clock."""
    prompts = sorted((replace(prompt, id="", opened_at=0.0) for prompt in state.prompts), key=lambda one: one.moment)
    counted = replace(state.tally, shown=())
    return replace(state, prompts=tuple(prompts), prompt_count=0, clock=0.0, tally=counted)


def differing(one: Conversation, other: Conversation) -> dict[str, object]:
    """The fields in which two states differ."""
    pairs = {field.name: (getattr(one, field.name), getattr(other, field.name)) for field in fields(Conversation)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def as_sent(event: Event) -> Event:
    """The event with what the wire has for its type, at a time in whole milliseconds."""
    kind, plain = event.type, Event(event.id, event.type, round(event.at, 3), understanding=event.understanding)
    if kind is EventType.MESSAGE:
        return replace(plain, role=event.role, text=event.text)
    if kind in {EventType.HOLD_STARTED, EventType.VOICEMAIL_LEFT}:
        return replace(plain, text=event.text)
    if kind in {EventType.TRANSFER_STARTED, EventType.TRANSFER_COMPLETED}:
        return replace(plain, to=event.to)
    return replace(plain, agent=KIM) if kind in {EventType.AGENT_JOINED, EventType.AGENT_LEFT} else plain


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """Events as they happened, and as they arrive: in any order, some of them twice, in groups."""
    events = [as_sent(event) for event in draw(happenings()) if event.type is not EventType.FEEDBACK]
    if not events:
        events = [customer("e0", MONDAY_NINE, "Hi")]
    mixed = draw(st.permutations([*events, *draw(st.lists(st.sampled_from(events), max_size=2))]))
    groups: list[list[Event]] = []
    for event in mixed:
        if groups and draw(st.booleans()):
            groups[-1].append(event)
        else:
            groups.append([event])
    return events, groups


@examples(30, 800)
@given(arrivals(), PLAYBOOKS)
def test_the_way_they_came_leaves_no_trace_in_the_state(
    came: tuple[list[Event], list[list[Event]]], playbook: Playbook
) -> None:
    events, groups = came
    in_order = sorted(events, key=lambda event: (event.at, len(event.id), event.id))
    expected, _ = asyncio.run(delivered([[event] for event in in_order], playbook))
    state, log = asyncio.run(delivered(groups, playbook))
    assert differing(essence(state), essence(expected)) == {}
    accepted = [entry["event"]["id"] for entry in log if entry["kind"] == "event"]  # type: ignore[index]
    assert sorted(accepted) == sorted(event.id for event in events)
    prompts = fold_prompts(log)
    assert {one["id"] for one in prompts if one["status"] == "open"} == {one.id for one in state.prompts}
    assert [one["id"] for one in prompts] == [f"p{number}" for number in range(1, len(prompts) + 1)]


BEGAN = MONDAY_NINE
ANGRY = customer("e1", BEGAN, "This is absurd!", "upset")
SORRY = agent("e2", BEGAN + 10, "I am sorry.", "apology")
AGAIN = customer("e3", BEGAN + 20, "Well.")


async def told(*groups: Sequence[Event]) -> list[str]:
    _, log = await delivered(groups, PLAYBOOK)
    short = {"event": lambda one: one["event"]["id"], "prompt_closed": lambda one: f"{one['status']} {one['moment']}"}
    return [short.get(str(one["kind"]), lambda one: f"+{one['prompt']['moment']}")(one) for one in log]


async def test_an_apology_that_comes_late_closes_its_prompt() -> None:
    """The log keeps the order of arrival; the prompt closes as it would have in the order of time."""
    assert await told([ANGRY], [AGAIN], [SORRY]) == ["e1", "+calm", "e3", "e2", "done calm", "+answer"]


async def test_a_complaint_that_comes_after_its_apology_asks_for_nothing() -> None:
    assert "+calm" not in await told([SORRY], [ANGRY])


async def test_what_was_dismissed_is_not_asked_for_again() -> None:
    """A late event folds the state again without forgetting what the agent put aside."""
    store = await SqliteStore.open(":memory:")
    known = {event.id: event for event in (ANGRY, SORRY, AGAIN)}

    async def understand(conversation: Conversation, event: Event) -> Event:
        return replace(event, understanding=known[event.id].understanding if event.id in known else NOT_UNDERSTOOD)

    runner = Runner(store, understand, lambda: PLAYBOOK, clock=Clock(BEGAN + 30))
    await runner.open("acme", read_opening(OPENING, "c1"))
    posted = await runner.post(KEY, [ANGRY])
    (calm,) = [prompt for prompt in posted.prompts if prompt["moment"] == "calm"]
    await runner.feedback(KEY, calm["id"], "dismissed")
    await runner.post(KEY, [AGAIN])
    late = customer("e0", BEGAN + 5, "Hello?")
    known["e0"] = late
    posted = await runner.post(KEY, [late])
    assert [prompt for prompt in posted.prompts if prompt["moment"] == "calm"] == []
    await store.close()


async def test_a_very_long_conversation_takes_late_events_where_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refold, "MOST_ENTRIES", 2)
    assert await told([ANGRY], [AGAIN], [SORRY]) == ["e1", "+calm", "e3", "e2", "done calm"]


async def test_what_happened_at_the_same_time_goes_by_its_number() -> None:
    """Desks that give whole seconds number their messages."""
    nine = happened("m-9", BEGAN, EventType.CONVERSATION_REOPENED)
    ten = happened("m-10", BEGAN, EventType.CONVERSATION_ENDED)
    ended, _ = await delivered([[ten], [nine]], PLAYBOOK)
    assert ended.ended
