"""Stored conversations as they can be replayed: read from their logs, latest first."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import cast

from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Event, EventType, Role, Understanding
from assist.core.lateness import in_order
from assist.playbook.preview import Recording
from assist.ports import Key, Store
from assist.wire import shapes
from assist.wire.reading import read_event, read_opening
from assist.wire.state import from_bytes
from assist.wire.text import parse
from assist.wire.times import LIVE

MOST_LOOKED_AT = 5_000  # conversations that are looked through for some on one channel or in one language
LONGEST_SILENCE_S = 1_800.0  # that is replayed at the end of a live conversation
MOST_ENTRIES = 2_000  # of a log; a conversation with a longer one is left out


async def recordings(
    store: Store, workspace: str, last: int, channel: Channel | None = None, language: str | None = None
) -> AsyncIterator[Recording]:
    """The last conversations on this channel whose customer speaks this language, at most so many."""
    among = last if channel is None and language is None else MOST_LOOKED_AT
    found = 0
    for name, _ in await store.listed(workspace, is_open=None, awaiting_reply=None, agent=None, limit=among):
        key = Key(workspace, name)
        saved = await store.load(key)
        if saved is None:
            continue
        state = from_bytes(saved.state)
        if channel not in {None, state.channel} or language not in {None, state.language_of(Role.CUSTOMER)}:
            continue
        entries = await store.entries(key, 0, MOST_ENTRIES + 1)
        if entries and len(entries) <= MOST_ENTRIES:
            opening = read_opening({**parse(saved.opening), "id": name}, name)
            events = events_of([parse(entry.body) for entry in entries])
            yield Recording(opening.conversation, events, end_of(state, events))
            found += 1
        if found >= last:
            return


def end_of(state: Conversation, events: Sequence[Event]) -> float:
    """Until when time is replayed: a live conversation that nobody ended repeats itself, minute by minute."""
    last = max((event.at for event in events), default=state.clock)
    return min(max(state.clock, last), last + LONGEST_SILENCE_S) if state.is_live else max(state.clock, last)


def events_of(bodies: Sequence[dict[str, object]]) -> tuple[Event, ...]:
    """The events of a log in the order of time, with the acts as they were understood; feedback names the moment."""
    moments: dict[object, str] = {}
    events, feedback = list[Event](), list[Event]()
    for number, body in enumerate(bodies):
        if body["kind"] == "event":
            acts = _acts(cast(shapes.EventEntry, body))
            events.append(replace(read_event(body["event"]), understanding=Understanding(acts=acts)))
        elif body["kind"] == "prompt_opened":
            prompt = cast(shapes.Prompt, body["prompt"])
            moments[prompt["id"]] = prompt["moment"]
        elif body["kind"] == "feedback":
            about, action = moments.get(body["prompt"], ""), str(body["action"])
            at = LIVE.read(body["at"])
            feedback.append(Event(f"feedback-{number}", EventType.FEEDBACK, at, prompt=about, action=action))
    return tuple(sorted((*in_order(events), *feedback), key=lambda event: event.at))


def _acts(entry: shapes.EventEntry) -> tuple[Act, ...]:
    acts = entry.get("understood", {}).get("acts", [])
    return tuple(Act(act["act"], act["probability"], act["start"], act["end"]) for act in acts)
