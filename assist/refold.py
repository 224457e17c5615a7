"""A conversation folded again from its log, in the order of time, because an event has come late.

The work grows with the length of the conversation, so a very long one takes late events in where they come.
"""

from collections.abc import Iterable, Sequence

from assist.batch import Batch
from assist.core.events import Event
from assist.core.lateness import any_late, caught_up, in_order
from assist.ports import Key, LogEntry, Store, Understand
from assist.wire.reading import read_event, read_opening
from assist.wire.text import parse

MOST_ENTRIES = 1_000  # of a log that is folded again


async def catch_up(store: Store, key: Key, batch: Batch, fresh: Sequence[Event], understand: Understand) -> bool:
    """Take late events into a batch that is still empty; False when none is late, or the log is too long."""
    if not any_late(batch.conversation, fresh):
        return False
    entries = await store.entries(key, 0, MOST_ENTRIES + 1)
    saved = await store.load(key)
    if saved is None or len(entries) > MOST_ENTRIES:
        return False
    opening = read_opening({**parse(saved.opening), "id": key.conversation}, key.conversation)
    again = Batch(opening.conversation, None, batch.playbook, batch.take)
    for event in in_order([*_events(entries), *fresh]):
        again.drain(event.at)
        again.step(await understand(again.conversation, event))
    again.drain(batch.conversation.clock)
    batch.keep(caught_up(batch.conversation, again.conversation, again.steps, fresh, batch.playbook))
    return True


def _events(entries: Iterable[LogEntry]) -> Iterable[Event]:
    bodies = (parse(entry.body) for entry in entries)
    return (read_event(body["event"]) for body in bodies if body["kind"] == "event")
