"""Live and replay are the same code: the real step under both shells gives the same log."""

from dataclasses import replace
from typing import Any

import pytest

from assist.acts.definition import load_folder as load_acts
from assist.batch import MOST_TICKS, Batch, clamped
from assist.core.attention import BUDGET, Allowance
from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Event, EventType, Role, Understanding
from assist.core.playbook import Playbook
from assist.core.prompts import Priority
from assist.core.session import Step, step
from assist.playbook import load_folder
from assist.playbook.loading import BUILT_IN
from assist.ports import Key
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.timeline import play
from assist.wire.reading import read_transcript
from assist.wire.state import from_bytes, to_bytes
from assist.wire.text import parse
from tests.assist.stand_ins import PLAYBOOK, Clock

BASE = "2026-01-05T09:00:"
BODY = {
    "conversation": {
        "id": "c1",
        "channel": "phone",
        "language": "da",
        "agent": {"id": "a1", "language": "sv"},
    },
    "events": [
        {"id": "e1", "type": "call_ringing", "at": f"{BASE}00Z"},
        {"id": "e2", "type": "call_answered", "at": f"{BASE}25Z"},
        {"id": "e3", "type": "message", "role": "customer", "text": "Hvor er min pakke?", "at": f"{BASE}27Z"},
        {"id": "e4", "type": "hold_started", "at": f"{BASE}30Z"},
        {"id": "e5", "type": "hold_ended", "at": "2026-01-05T09:03:30Z"},
        {
            "id": "e6",
            "type": "message",
            "role": "agent",
            "text": "Undskyld ventetiden.",
            "at": "2026-01-05T09:03:40Z",
        },
        {"id": "e7", "type": "conversation_ended", "at": "2026-01-05T09:05:00Z"},
    ],
    "until": "2026-01-05T10:00:00Z",
}


def understand_now(conversation: Conversation, event: Event) -> Event:
    """What the two messages do, without an encoder."""
    names = {"e3": "question", "e6": "apology"}
    if event.id not in names:
        return event
    act = Act(names[event.id], 0.9, 0, len(event.text))
    return replace(event, understanding=Understanding({"da": 1.0}, acts=(act,)))


async def understand(conversation: Conversation, event: Event) -> Event:
    return understand_now(conversation, event)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_folder(BUILT_IN, load_acts().names)


def bare(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without its latencies."""
    if "prompt" in entry and isinstance(entry["prompt"], dict):
        prompt = {name: value for name, value in entry["prompt"].items() if name != "latency_ms"}
        return {**entry, "prompt": prompt}
    return entry


TIGHT = {"anyone": Allowance(at_once={Priority.URGENT: 0})}


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("attention", [None, TIGHT], ids=["shipped", "tight"])
async def test_live_and_replay_agree(
    playbook: Playbook, restarts: bool, attention: dict[str, Allowance] | None
) -> None:
    """Entry for entry, timers and what was held back included, also when every event meets a new process."""
    if attention is not None:
        playbook = replace(playbook, standards=replace(playbook.standards, attention=attention))
    transcript = read_transcript(BODY)
    answer = play(transcript, understand_now, playbook)
    expected = [bare(entry) for entry in answer["entries"]]
    assert sum(entry["kind"] == "prompt_opened" for entry in expected) >= 3
    assert any(entry["reason"] in BUDGET for entry in answer["suppressed"]) is (attention is not None)
    store = await SqliteStore.open(":memory:")
    clock = Clock(transcript.events[0].at)
    runner = Runner(store, understand, lambda: playbook, clock=clock)
    await runner.open("w", transcript.opening)
    key = Key("w", "c1")
    for event in transcript.events:
        clock.now = event.at + 0.5  # an event arrives a little later than it happened
        if restarts:
            runner = Runner(store, understand, lambda: playbook, clock=clock)
        await runner.post(key, [event])
    assert transcript.until is not None
    clock.now = transcript.until
    await runner.tick(key)
    logged = await store.entries(key, 0, 1000)
    assert [{"seq": entry.seq, **bare(parse(entry.body))} for entry in logged] == expected
    beside = [parse(body) for body in await store.suppressed(key)]
    assert [body for body in beside if body["kind"] == "suppressed"] == answer["suppressed"]
    await store.close()


def test_a_real_state_survives_the_store(playbook: Playbook) -> None:
    """At every step of a real conversation what is read back equals what was written."""
    transcript = read_transcript(BODY)
    conversation = transcript.opening.conversation
    for event in transcript.events:
        conversation = step(conversation, understand_now(conversation, event), playbook).conversation
        assert from_bytes(to_bytes(conversation)) == conversation


def stuck(conversation: Conversation, event: Event, playbook: Playbook) -> Step:
    """A step whose timer never moves on."""
    return Step(conversation, (), (), (), 10.0)


def test_a_timer_that_does_not_move_on_ends() -> None:
    """However wrong a step is, draining ends, and the timer lies after it."""
    batch = Batch(Conversation("c", Channel.CHAT), 10.0, PLAYBOOK, stuck)
    batch.drain(1000.0)
    assert batch.wake_at is not None
    assert batch.wake_at > 1000.0


def test_a_long_standstill_is_short_work() -> None:
    """After so many ticks the rest of the time is one tick."""
    taken: list[float] = []

    def every_second(conversation: Conversation, event: Event, playbook: Playbook) -> Step:
        taken.append(event.at)
        return Step(conversation, (), (), (), event.at + 1)

    batch = Batch(Conversation("c", Channel.CHAT), 1.0, PLAYBOOK, every_second)
    batch.drain(1e9)
    assert len(taken) == MOST_TICKS + 1
    assert taken[-1] == 1e9


def test_clamped() -> None:
    """The future is now, the past stays."""
    event = Event("e", EventType.MESSAGE, 5.0, Role.AGENT)
    assert clamped(event, 3.0).at == 3.0
    assert clamped(event, 9.0) is event
