"""A language model's words for an open prompt, as a step like any other: they come when they come, or never."""

from dataclasses import replace

from assist.core.conditions import Now, parts_of
from assist.core.conversation import Conversation
from assist.core.playbook import Playbook
from assist.core.prompts import Closed, Prompt, Status, Updated
from assist.core.session import Step


def polished(conversation: Conversation, prompt: Prompt, text: str, at: float, wake_at: float | None) -> Step | None:
    """The step that puts `text` into a prompt; None when it is no longer open as it was.

    Nothing else moves, neither the clock nor the timer (`wake_at`): with these words or without them a conversation
    goes on the same.
    """
    if not text or prompt not in conversation.prompts:
        return None
    better = replace(prompt, polished=text)
    prompts = tuple(better if one == prompt else one for one in conversation.prompts)
    return Step(replace(conversation, prompts=prompts), (Updated(at, better),), (), (), wake_at)


def is_done_by_words(prompt: Prompt, playbook: Playbook) -> bool:
    """Whether an agent can fulfil a prompt by what they say, and not only by what they do."""
    moment = playbook.by_id.get(prompt.moment)
    parts = parts_of(moment.done_when, playbook.shared) if moment else ()
    return any(mark.startswith("agent.") for part in parts if isinstance(part, Now) for mark in part.marks)


def is_done(prompt: Prompt, step: Step) -> bool:
    """Whether a step fulfils a prompt."""
    return any(
        isinstance(entry, Closed) and entry.prompt == prompt.id and entry.status is Status.DONE
        for entry in step.entries
    )
