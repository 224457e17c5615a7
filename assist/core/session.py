"""One step of a conversation. Read this first: everything Bistand decides is decided here.

    reduce   who, when, holds, questions, promises, mood          (conversation.py)
    moments  which are fulfilled, which are here                  (conditions.py over playbook.py)
    policy   may it interrupt now? every "no" is a named reason   (policy.py)
    compose  instruction, words to say, quoted guideline          (compose.py)
"""

from dataclasses import dataclass, replace

from assist.core.compose import prompt_for
from assist.core.conditions import Scene, holds, next_crossing
from assist.core.conversation import Conversation, History, marks_made, reduce
from assist.core.events import Event, EventType
from assist.core.playbook import Moment, Playbook
from assist.core.policy import refusal
from assist.core.prompts import Accepted, Closed, Entry, Met, Opened, Prompt, Status, Suppressed


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


def step(conversation: Conversation, event: Event, playbook: Playbook) -> Step:
    """Take one event in and say all that follows from it."""
    after = reduce(conversation, event)
    now = marks_made(conversation, event, after)
    scene = Scene(conversation, after, event, now, playbook.standards, playbook.shared, playbook.cited)
    after, closed = _close(scene, playbook)
    after, opened, suppressed, met = _open(replace(scene, after=after), playbook)
    accepted = () if event.type is EventType.TICK else (Accepted(event.at, event),)
    return Step(after, (*accepted, *closed, *opened), suppressed, met, wake_at(after, playbook))


def wake_at(conversation: Conversation, playbook: Playbook) -> float | None:
    """The earliest time at which something may become true by itself."""
    times = [prompt.expires_at for prompt in conversation.prompts]
    times += [
        next_crossing(limit, conversation, playbook.standards)
        for moment, limits in playbook.limits
        if conversation.channel in moment.channels
        for limit in limits
    ]
    return min((at for at in times if at is not None), default=None)


def _close(scene: Scene, playbook: Playbook) -> tuple[Conversation, list[Entry]]:
    kept, closed = [], []
    for prompt in scene.after.prompts:
        status = _outcome(prompt, scene, playbook)
        if status is None:
            kept.append(prompt)
        else:
            closed.append(Closed(scene.after.clock, prompt.id, prompt.moment, status, scene.event.id))
    history = dict(scene.after.history)
    for entry in closed:
        history[entry.moment] = replace(history[entry.moment], closed_at=scene.after.clock)
    return replace(scene.after, prompts=tuple(kept), history=history), list(closed)


def _outcome(prompt: Prompt, scene: Scene, playbook: Playbook) -> Status | None:
    """How this open prompt ends in this step; None when it stays."""
    event = scene.event
    if event.type is EventType.FEEDBACK:
        dismissed = event.prompt == prompt.id and event.action == "dismissed"
        return Status.DISMISSED if dismissed else None
    moment = playbook.by_id.get(prompt.moment)
    if moment is None:
        return Status.WITHDRAWN
    if prompt.expires_at is not None and scene.after.clock >= prompt.expires_at:
        return Status.EXPIRED
    if holds(moment.done_when, scene):
        return Status.DONE
    return Status.WITHDRAWN if holds(moment.withdrawn_when, scene) else None


def _open(
    scene: Scene, playbook: Playbook
) -> tuple[Conversation, list[Entry], tuple[Suppressed, ...], tuple[Met, ...]]:
    after, entries = scene.after, list[Entry]()
    suppressed, met = [], []
    for moment in playbook.ordered:
        if not _is_here(moment, scene):
            continue
        if holds(moment.done_when, scene):
            met.append(Met(after.clock, moment.id, scene.event.id))
            continue
        reason = refusal(moment, after, playbook)
        if reason:
            suppressed.append(Suppressed(after.clock, moment.id, reason, scene.event.id))
            continue
        after, changes = _opened(moment, replace(scene, after=after), playbook)
        entries += changes
    return after, entries, tuple(suppressed), tuple(met)


def _is_here(moment: Moment, scene: Scene) -> bool:
    return (
        scene.event.type is not EventType.FEEDBACK
        and scene.after.channel in moment.channels
        and holds(moment.opens, scene)
    )


def _opened(moment: Moment, scene: Scene, playbook: Playbook) -> tuple[Conversation, list[Entry]]:
    after = scene.after
    entries = list[Entry]()
    for old in after.prompts:
        if old.moment == moment.id:
            entries.append(Closed(after.clock, old.id, old.moment, Status.EXPIRED, scene.event.id))
    prompt = prompt_for(moment, scene, playbook)
    history = after.history.get(moment.id, History())
    entries.append(Opened(after.clock, prompt))
    kept = tuple(old for old in after.prompts if old.moment != moment.id)
    after = replace(
        after,
        prompts=(*kept, prompt),
        prompt_count=after.prompt_count + 1,
        history={
            **after.history,
            moment.id: History(history.opened + 1, after.clock, after.clock),
        },
    )
    return after, entries
