"""May a moment that is here interrupt now? Every "no" is a named reason."""

from assist.core.attention import allowance_for, lately
from assist.core.conversation import Conversation, History
from assist.core.playbook import Moment, Playbook

RENEW_AFTER_S = 20.0  # a prompt that may take its own place does not do so while the agent still reads it


def refusal(moment: Moment, conversation: Conversation, playbook: Playbook) -> str | None:
    """Why this moment is held back in this state, or None when it may open."""
    history = conversation.history.get(moment.id, History())
    open_ones = {prompt.moment for prompt in conversation.prompts}
    if moment.id in open_ones and not (moment.replaces and conversation.clock - history.opened_at >= RENEW_AFTER_S):
        return "already_open"
    for other in sorted(open_ones):
        if other in playbook.by_id and moment.id in playbook.by_id[other].excludes:
            return f"excluded_by:{other}"
    if moment.most is not None and history.opened >= moment.most:
        return "most_reached"
    if moment.id not in open_ones and history.opened and conversation.clock - history.closed_at < moment.cooldown_s:
        return "cooldown"
    return _over_budget(moment, conversation, playbook)


def _over_budget(moment: Moment, conversation: Conversation, playbook: Playbook) -> str | None:
    """Why the agent has enough to read; a prompt that takes its own place needs no further room."""
    allowance = allowance_for(conversation.agent.tenure, playbook.standards.attention)
    open_now = [prompt.priority for prompt in conversation.prompts if prompt.moment != moment.id]
    opened_lately = [opening.priority for opening in lately(conversation.openings, conversation.clock)]
    return allowance.refusal(moment.priority, open_now, opened_lately)
