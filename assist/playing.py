"""The customers of practice conversations, as they take their turn among the steps of a batch."""

from typing import Protocol

from assist.batch import Batch
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.ports import Key, Understand

MOST = 16  # events in one turn; the rest comes in the next


class Play(Protocol):
    """Says what the customer of a practice conversation does next: the same for the same conversation."""

    async def __call__(self, key: Key, conversation: Conversation, /) -> Event | None:
        """Their next event with its time, which may be past already; None while it is the agent's turn."""


async def nobody_plays(key: Key, conversation: Conversation) -> None:
    """Every customer is one."""


async def play_on(play: Play, understand: Understand, key: Key, batch: Batch, until: float) -> None:
    """Let the customer of a practice conversation do what is due by `until`, and be woken for what comes next."""
    for _ in range(MOST if batch.conversation.is_practice else 0):
        event = await play(key, batch.conversation)
        if event is None:
            return
        if event.at > until:
            batch.wake_by(event.at)
            return
        batch.drain(event.at)
        batch.step(await understand(batch.conversation, event))
