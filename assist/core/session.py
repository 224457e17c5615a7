"""One step of a conversation. Read this first: everything Bistand decides is decided here.

    reduce   who, when, holds, questions, promises, mood          (conversation.py)
    moments  which are fulfilled, which are here                  (conditions.py over playbook.py)
    policy   may it interrupt now? every "no" is a named reason   (policy.py)
    compose  instruction, words to say, quoted guideline          (compose.py)
    tally    what of it the scorecards count                      (tallying.py)
"""

from dataclasses import dataclass, replace

from assist.core.attention import BUDGET, Opening, lately, next_room
from assist.core.compose import prompt_for
from assist.core.conditions import Scene, holds, next_crossing
from assist.core.conversation import Conversation, History, marks_made, reduce
from assist.core.events import Event, EventType
from assist.core.playbook import Moment, Playbook
from assist.core.policy import refusal
from assist.core.prompts import Accepted, Closed, Entry, Met, Opened, Prompt, Status, Suppressed
from assist.core.tallying import tallied


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
    after, met_waiting = _settle(replace(scene, after=after), playbook)
    after, opened, suppressed, met = _open(replace(scene, after=after), playbook)
    accepted = () if event.type is EventType.TICK else (Accepted(event.at, event),)
    entries, met = (*accepted, *closed, *opened), (*met_waiting, *met)
    after = replace(after, tally=tallied(conversation, after, event, entries, met))
    return Step(after, entries, suppressed, met, wake_at(after, playbook))


def wake_at(conversation: Conversation, playbook: Playbook) -> float | None:
    """The earliest time at which something may become true by itself."""
    times = [prompt.expires_at for prompt in conversation.prompts]
    times += [
        next_crossing(limit, conversation, playbook.standards)
        for moment, limits in playbook.limits
        if conversation.channel in moment.channels
        for limit in limits
    ]
    if conversation.held_back:
        times.append(next_room(conversation.openings, conversation.clock))
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
        before, at = history[entry.moment], scene.after.clock
        dismissed_at = at if entry.status is Status.DISMISSED else before.dismissed_at
        history[entry.moment] = replace(before, closed_at=at, dismissed_at=dismissed_at)
    return replace(scene.after, prompts=tuple(kept), history=history), list(closed)


def _settle(scene: Scene, playbook: Playbook) -> tuple[Conversation, list[Met]]:
    """Let go of prompts that waited for room too long; those that the agent fulfilled meanwhile count as met."""
    kept, met = [], []
    for prompt in scene.after.held_back:
        status = Status.EXPIRED if _is_stale(prompt, scene) else _outcome(prompt, scene, playbook)
        if status is None:
            kept.append(prompt)
        elif status is Status.DONE:
            met.append(Met(scene.after.clock, prompt.moment, scene.event.id))
    return replace(scene.after, held_back=tuple(kept)), met


def _outcome(prompt: Prompt, scene: Scene, playbook: Playbook) -> Status | None:
    """How this open prompt ends in this step; None when it stays."""
    event = scene.event
    if event.type is EventType.FEEDBACK:
        dismissed = event.prompt == prompt.id and event.action == "dismissed"
        return Status.DISMISSED if dismissed else None
    moment = playbook.by_id.get(prompt.moment)
    if moment is None:
        return Status.WITHDRAWN
    if _is_stale(prompt, scene):
        return Status.EXPIRED
    if holds(moment.done_when, scene):
        return Status.DONE
    if event.type is EventType.TICK:  # time alone withdraws nothing: for that a moment has `expires_s`
        return None
    return Status.WITHDRAWN if holds(moment.withdrawn_when, scene) else None


def _is_stale(prompt: Prompt, scene: Scene) -> bool:
    return prompt.expires_at is not None and scene.after.clock >= prompt.expires_at


def _open(
    scene: Scene, playbook: Playbook
) -> tuple[Conversation, list[Entry], tuple[Suppressed, ...], tuple[Met, ...]]:
    after, entries = scene.after, list[Entry]()
    suppressed, met = [], []
    for moment in playbook.ordered:
        prompt = next((one for one in after.held_back if one.moment == moment.id), None)
        is_here = _is_here(moment, scene)
        if is_here:
            if holds(moment.done_when, scene):
                met.append(Met(after.clock, moment.id, scene.event.id))
                continue
            prompt = prompt_for(moment, replace(scene, after=after), playbook)
        elif prompt is None:
            continue
        reason = refusal(moment, after, playbook)
        if reason is None:
            after, changes = _opened(prompt, after, scene.event.id)
            entries += changes
        elif is_here:
            suppressed.append(Suppressed(after.clock, moment.id, reason, scene.event.id))
            after = _held_back(prompt, after) if reason in BUDGET else after
    return after, entries, tuple(suppressed), tuple(met)


def _is_here(moment: Moment, scene: Scene) -> bool:
    return (
        scene.event.type is not EventType.FEEDBACK
        and scene.after.channel in moment.channels
        and holds(moment.opens, scene)
    )


def _opened(prompt: Prompt, after: Conversation, event: str) -> tuple[Conversation, list[Entry]]:
    """The state and the log entries once `prompt` is open in the place of any older one of its moment."""
    prompt = replace(prompt, id=f"p{after.prompt_count + 1}", opened_at=after.clock)
    entries = list[Entry]()
    for old in after.prompts:
        if old.moment == prompt.moment:
            entries.append(Closed(after.clock, old.id, old.moment, Status.EXPIRED, event))
    entries.append(Opened(after.clock, prompt))
    history = after.history.get(prompt.moment, History())
    openings = (*after.openings, Opening(after.clock, prompt.priority))
    after = replace(
        after,
        prompts=(*_others(after.prompts, prompt), prompt),
        held_back=_others(after.held_back, prompt),
        openings=lately(openings, after.clock),
        prompt_count=after.prompt_count + 1,
        history={
            **after.history,
            prompt.moment: replace(history, opened=history.opened + 1, opened_at=after.clock, closed_at=after.clock),
        },
    )
    return after, entries


def _held_back(prompt: Prompt, after: Conversation) -> Conversation:
    """Let `prompt` wait for room, under no name yet; beside an open one of its moment it need not."""
    if any(one.moment == prompt.moment for one in after.prompts):
        return after
    waiting = (*_others(after.held_back, prompt), replace(prompt, id=""))
    return replace(after, held_back=waiting)


def _others(prompts: tuple[Prompt, ...], prompt: Prompt) -> tuple[Prompt, ...]:
    return tuple(one for one in prompts if one.moment != prompt.moment)
