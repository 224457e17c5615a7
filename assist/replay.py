"""A whole conversation on a virtual clock: the same step as live, timers firing, nothing stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from assist.core.conversation import Conversation
from assist.core.events import Event, tick
from assist.core.playbook import Playbook
from assist.core.prompts import Closed, Entry, Met, Opened, Prompt, Suppressed, Updated
from assist.core.session import Step, step, wake_at

UnderstandNow = Callable[[Conversation, Event], Event]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Everything that would have been logged, in order, and the state at the end."""

    conversation: Conversation
    entries: tuple[Entry, ...]
    suppressed: tuple[Suppressed, ...]
    met: tuple[Met, ...]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every prompt that was opened, as it stands at the end."""
        return tuple(folded(self.entries).values())


def folded(entries: Iterable[Entry]) -> dict[str, Prompt]:
    """The prompts that log entries tell of, by id, each with its last status."""
    prompts: dict[str, Prompt] = {}
    for entry in entries:
        if isinstance(entry, Opened | Updated):
            prompts[entry.prompt.id] = entry.prompt
        elif isinstance(entry, Closed):
            prompts[entry.prompt] = replace(prompts[entry.prompt], status=entry.status)
    return prompts


def steps(
    conversation: Conversation,
    events: Iterable[Event],
    until: float | None,
    understand: UnderstandNow,
    playbook: Playbook,
) -> Iterator[Step]:
    """Every step from the first event to `until` (default: the last event), timers included."""
    for event in events:
        for taken in due_ticks(conversation, event.at, playbook):
            yield taken
            conversation = taken.conversation
        taken = step(conversation, understand(conversation, event), playbook)
        yield taken
        conversation = taken.conversation
    if until is not None:
        yield from due_ticks(conversation, until, playbook)


def due_ticks(conversation: Conversation, until: float, playbook: Playbook) -> Iterator[Step]:
    """The ticks whose time comes no later than `until`, each at its own time."""
    at = wake_at(conversation, playbook) if conversation.steps else None
    while at is not None and at <= until:
        taken = step(conversation, tick(at), playbook)
        yield taken
        conversation, at = taken.conversation, taken.wake_at


def replay(
    conversation: Conversation,
    events: Iterable[Event],
    until: float | None,
    understand: UnderstandNow,
    playbook: Playbook,
) -> Replayed:
    """Drive a conversation from its first event to `until`."""
    entries, suppressed, met = list[Entry](), list[Suppressed](), list[Met]()
    for taken in steps(conversation, events, until, understand, playbook):
        conversation = taken.conversation
        entries += taken.entries
        suppressed += taken.suppressed
        met += taken.met
    return Replayed(conversation, tuple(entries), tuple(suppressed), tuple(met))
