"""A tiny step and a world around it, for tests of the shells."""

import asyncio
from dataclasses import replace

from assist.core.conditions import Standards
from assist.core.conversation import Conversation, reduce
from assist.core.events import Event, EventType, Role
from assist.core.playbook import Playbook
from assist.core.prompts import (
    Accepted,
    Because,
    Closed,
    Entry,
    Met,
    Opened,
    Priority,
    Prompt,
    Status,
    Suppressed,
)
from assist.core.session import Step

PLAYBOOK = Playbook((), Standards({}))
WAIT_S = 60.0


def tiny_step(conversation: Conversation, event: Event, playbook: Playbook) -> Step:
    """Open a prompt for each customer message, close it by an agent's; a wait of 60 s opens one more."""
    after = reduce(conversation, event)
    entries: list[Entry] = [] if event.type is EventType.TICK else [Accepted(event.at, event)]
    kept = list(after.prompts)
    if event.type is EventType.FEEDBACK and event.action == "dismissed":
        entries += [
            Closed(after.clock, p.id, p.moment, Status.DISMISSED, event.id)
            for p in kept
            if p.id == event.prompt
        ]
        kept = [prompt for prompt in kept if prompt.id != event.prompt]
    if event.role is Role.AGENT:
        entries += [Closed(after.clock, p.id, p.moment, Status.DONE, event.id) for p in kept]
        kept = []
    opens = event.role is Role.CUSTOMER or _is_late(after)
    if opens:
        kept.append(_prompt(after, event))
        entries.append(Opened(after.clock, kept[-1]))
    after = replace(after, prompts=tuple(kept), prompt_count=after.prompt_count + opens)
    waiting = after.waiting_since is not None and len(kept) == 1
    wake_at = (after.waiting_since or 0.0) + WAIT_S if waiting else None
    met = (Met(after.clock, "thank_by_name", event.id),) if event.type is EventType.CONVERSATION_ENDED else ()
    held_back = (Suppressed(after.clock, "ask_anything_else", "cooldown", event.id),) if met else ()
    return Step(after, tuple(entries), held_back, met, wake_at)


def _is_late(after: Conversation) -> bool:
    return (
        after.waiting_since is not None
        and len(after.prompts) == 1
        and after.clock >= after.waiting_since + WAIT_S
    )


def _prompt(after: Conversation, event: Event) -> Prompt:
    return Prompt(
        id=f"p{after.prompt_count + 1}",
        moment="answer_promptly" if event.type is EventType.TICK else "paraphrase_to_confirm",
        priority=Priority.NORMAL,
        instruction="Answer.",
        instruction_language="en",
        say="Hej",
        say_language="sv",
        guidelines=(),
        because=Because(event.id, "a customer wrote"),
        opened_at=after.clock,
    )


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


async def understand(conversation: Conversation, event: Event) -> Event:
    """Understand nothing, after giving others a turn."""
    await asyncio.sleep(0)
    return event
