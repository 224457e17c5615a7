"""Conversations read again, as the playbook is now: what was needed in them, and when it was done.

The events of the log go through the step in the order in which they happened, on a virtual clock. What was shown to
the agent and what they did with it is taken from the log as it is: a playbook of today changes nothing about that.
Nothing else of the conversation changes, and its log least of all.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import Any

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType, Place, Role, place
from assist.core.lateness import in_order
from assist.core.playbook import Playbook
from assist.core.prompts import Status
from assist.core.tally import MOST, Deed, Shown, Tally
from assist.core.tallying import CLOSED, with_deed, with_feedback
from assist.errors import Conflict
from assist.ports import Append, Key, Saved, Store
from assist.replay import UnderstandNow, replay
from assist.wire.reading import read_event, read_opening
from assist.wire.state import from_bytes, to_bytes
from assist.wire.text import parse
from assist.wire.times import read_rfc3339
from assist.wire.writing import summary_of

PAGE = 1_000  # log entries read at once
ATTEMPTS = 8
Body = Mapping[str, Any]


async def recompute(store: Store, key: Key, understand: UnderstandNow, playbook: Playbook) -> bool:
    """Read a conversation again and keep its tally; False when there is none, or it counts nowhere."""
    for _ in range(ATTEMPTS):
        saved = await store.load(key)
        if saved is None:
            return False
        bodies = [parse(body) for body in await _log(store, key)]
        state = await asyncio.to_thread(_again, saved, key, bodies, understand, playbook)
        summary = summary_of(state)
        kept = Append(to_bytes(state), (), {}, saved.wake_at, summary=summary)
        try:
            await store.append(key, saved.version, kept)
        except Conflict:  # something happened in it meanwhile
            continue
        return summary.score is not None
    raise Conflict(f"Conversation {key.conversation!r} changes too fast; try again")


async def _log(store: Store, key: Key) -> list[bytes]:
    bodies: list[bytes] = []
    while page := await store.entries(key, len(bodies), PAGE):
        bodies += [entry.body for entry in page]
    return bodies


def _again(saved: Saved, key: Key, bodies: list[Body], understand: UnderstandNow, playbook: Playbook) -> Conversation:
    state = from_bytes(saved.state)
    opening = read_opening({**parse(saved.opening), "id": key.conversation}, key.conversation)
    return replace(state, tally=tally_of(opening.conversation, bodies, state.clock, understand, playbook))


def tally_of(
    opening: Conversation, bodies: Iterable[Body], until: float, understand: UnderstandNow, playbook: Playbook
) -> Tally:
    """The tally that a log (parsed entries, in order) gives under this playbook, with its timers up to `until`."""
    bodies = tuple(bodies)
    events = [_event(body) for body in bodies if body["kind"] == "event"]
    folded = replay(opening, in_order(events), until if events else None, understand, playbook).conversation
    closed = (body for body in bodies if body["kind"] == "prompt_closed" and body["status"] == Status.DISMISSED)
    dismissed = [(str(body["moment"]), read_rfc3339(body["at"])) for body in closed]
    return with_feedback(folded.tally, _shown(opening.agent.id, bodies), dismissed)


def _shown(agent: str, bodies: Iterable[Body]) -> tuple[Shown, ...]:
    """The prompts of a log, each with the agent whose conversation it was and what became of it.

    Of the agents whom events name it is the one of the last event in the order of time, however late others came.
    """
    shown: tuple[Shown, ...] = ()
    last: Place = (-inf, 0, "")
    for body in bodies:
        if body["kind"] == "event":
            event = _event(body)
            if (named := _agent_of(event)) is not None and place(event) >= last:
                agent, last = named, place(event)
        elif body["kind"] == "prompt_opened":
            prompt = body["prompt"]
            shown += (Shown(prompt["id"], prompt["moment"], agent, read_rfc3339(body["at"]), Deed.NONE),)
        elif body["kind"] == "prompt_closed" and body["status"] in CLOSED:
            shown = with_deed(shown, body["prompt"], CLOSED[body["status"]])
        elif body["kind"] == "feedback":
            shown = with_deed(shown, body["prompt"], Deed[body["action"].upper()])
    return shown[-MOST:]


def _event(body: Body) -> Event:
    return read_event(body["event"])


def _agent_of(event: Event) -> str | None:
    """Whose conversation it is from this event on: who joins, and who writes, has it."""
    has_it = event.type is EventType.AGENT_JOINED or event.role is Role.AGENT
    return event.agent.id if event.agent is not None and has_it else None
