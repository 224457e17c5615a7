"""One step of a conversation. Read this first: everything Bistand decides is decided here."""

from dataclasses import dataclass

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.prompts import Entry, Met, Suppressed


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event: the new state, log entries in order, what was held back, when to come back.

    `wake_at` (seconds since the epoch) is the one timer a conversation needs: a tick is due then.
    """

    conversation: Conversation
    entries: tuple[Entry, ...]
    suppressed: tuple[Suppressed, ...]
    met: tuple[Met, ...]
    wake_at: float | None


def step(conversation: Conversation, event: Event, playbook: object) -> Step:
    """Placeholder while the core is being written."""
    raise NotImplementedError
