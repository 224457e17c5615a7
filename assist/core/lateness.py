"""Events that come late: the state is folded again in the order of time, and what was shown is brought up to it.

Desks deliver twice, late and in any order. The log keeps the order of arrival, because viewers have read it; the
state is that of the events in the order in which they happened, so that it does not depend on the way they came.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from assist.core.conversation import Conversation, History
from assist.core.events import Event, EventType, Place, place
from assist.core.playbook import Playbook
from assist.core.prompts import Accepted, Closed, Entry, Opened, Prompt, Status, Updated
from assist.core.session import Step, wake_at
from assist.core.tallying import retold

UNTIMED = {EventType.FEEDBACK, EventType.TICK}  # they are about what was shown, when it was shown


def any_late(conversation: Conversation, events: Iterable[Event]) -> bool:
    """Whether one of the events, taken in in this order, belongs before another or a tick that was taken in already."""
    latest: Place = conversation.latest
    for event in events:
        if event.type not in UNTIMED:
            if place(event) < latest:
                return True
            latest = place(event)
    return False


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events as they happened."""
    return sorted(events, key=place)


def caught_up(
    shown: Conversation, folded: Conversation, steps: Collection[Step], fresh: Collection[Event], playbook: Playbook
) -> Step:
    """The step from what was shown to the state that the events give `folded` in the order of time by `steps`.

    `fresh` are the events that are new. A prompt that is open in both keeps its name. One that is open no longer
    closes as it did in the order of time, or is withdrawn; one that is open now opens, unless the agent has
    dismissed its moment since. A language model's words stay as long as those of the playbook that they stand for do.
    """
    names = {event.id for event in fresh}
    by = max(fresh, key=place).id
    prompts = {prompt.moment: prompt for prompt in shown.prompts}
    wanted = {prompt.moment: prompt for prompt in folded.prompts if not _was_dismissed(prompt, shown)}
    understood = {event.id: event for event in _accepted(steps)}
    entries: list[Entry] = [Accepted(event.at, understood[event.id]) for event in fresh]
    count, kept = shown.prompt_count, list[Prompt]()
    for moment, old in prompts.items():
        if moment not in wanted:
            entries.append(Closed(shown.clock, old.id, moment, _outcome(moment, steps), by))
    for moment, new in wanted.items():
        if moment in prompts:
            old = prompts[moment]
            differs = _differ(old, new)
            polished = "" if differs else old.polished  # they are other words for the old ones
            kept.append(replace(new, id=old.id, opened_at=old.opened_at, polished=polished))
            entries += [Updated(shown.clock, kept[-1])] if differs else []
        else:
            count += 1
            kept.append(replace(new, id=f"p{count}"))
            entries.append(Opened(folded.clock, kept[-1]))
    after = replace(
        folded,
        prompts=tuple(kept),
        prompt_count=count,
        clock=max(shown.clock, folded.clock),
        history=_with_dismissals(shown.history, folded.history),
        tally=retold(shown, folded, entries),
    )
    return Step(
        after,
        tuple(entries),
        tuple(one for step in steps for one in step.suppressed if one.event in names),
        tuple(one for step in steps for one in step.met if one.event in names),
        wake_at(after, playbook),
    )


def _accepted(steps: Iterable[Step]) -> Iterable[Event]:
    return (entry.event for step in steps for entry in step.entries if isinstance(entry, Accepted))


def _outcome(moment: str, steps: Iterable[Step]) -> Status:
    """How the moment's last prompt ended in the order of time; withdrawn if it never opened or is open still."""
    closed = (entry for step in steps for entry in step.entries if isinstance(entry, Closed))
    ends = [entry.status for entry in closed if entry.moment == moment]
    return ends[-1] if ends else Status.WITHDRAWN


def _was_dismissed(prompt: Prompt, shown: Conversation) -> bool:
    history = shown.history.get(prompt.moment, History())
    return history.dismissed_at is not None and history.dismissed_at >= prompt.opened_at


def _with_dismissals(shown: Mapping[str, History], folded: Mapping[str, History]) -> Mapping[str, History]:
    """What the agent dismissed stays dismissed: the fold knows of no feedback."""
    dismissed = {
        moment: replace(
            folded.get(moment, history),
            dismissed_at=history.dismissed_at,
            closed_at=max(history.dismissed_at, folded.get(moment, history).closed_at),
        )
        for moment, history in shown.items()
        if history.dismissed_at is not None
    }
    return {**folded, **dismissed}


def _differ(old: Prompt, new: Prompt) -> bool:
    return (old.say, old.instruction, old.details) != (new.say, new.instruction, new.details)
