"""A language model's words for an open prompt, as a step like any other: they come when they come, or never."""

from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.prompts import Prompt, Updated
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
