"""How a step adds to a conversation's tally, and what remains of a tally when the events are taken in again."""

from collections.abc import Iterable
from dataclasses import replace

from assist.core.conversation import Conversation, was_felt
from assist.core.events import Event, EventType
from assist.core.prompts import Accepted, Closed, Entry, Met, Opened, Status
from assist.core.tally import MOST, Deed, Kind, Outcome, Shown, Talk, Tally, Wait

LONGEST_GAP_S = 300.0  # between two events; more of it is not spent in the conversation
DAY_S = 86_400.0
ANSWERS = {EventType.MESSAGE, EventType.CALL_ANSWERED}  # whatever else ends a wait leaves it unanswered


def tallied(
    before: Conversation, after: Conversation, event: Event, entries: Iterable[Entry], met: Iterable[Met]
) -> Tally:
    """The tally after a step that took `event` in and led to `entries` and `met`."""
    tally, entries = before.tally, tuple(entries)
    if tally.begun is None and before.steps:
        return tally  # its beginning is not known
    agent = after.agent.id
    outcomes = _met(_ended(tally.outcomes, entries, agent), entries, met, agent)
    shown = with_shown(tally.shown, entries, agent)
    if outcomes is not tally.outcomes or shown is not tally.shown:
        tally = replace(tally, outcomes=outcomes, shown=shown)
    if event.type in {EventType.TICK, EventType.FEEDBACK}:
        return tally
    waits = tuple(_waits(before, after, event, tally))
    return replace(
        tally,
        begun=after.clock if tally.begun is None else tally.begun,
        last=after.clock,
        has_answer=tally.has_answer or any(wait.is_answered and wait.kind is not Kind.HOLD for wait in waits),
        waits=(*tally.waits, *waits)[-MOST:] if waits else tally.waits,
        talks=_talked(tally, before, after),
    )


def retold(shown: Conversation, folded: Conversation, entries: Iterable[Entry]) -> Tally:
    """The tally of `folded` events, where what was shown, and then `entries` more, stays as it was.

    A fold knows of no feedback: what the agent dismissed while it was open in the fold too stays dismissed.
    """
    before = shown.tally
    if before.begun is None and shown.steps:
        return before
    outcomes = [one for one in before.outcomes if one.status is Status.DISMISSED]
    dismissed = [(one.moment, one.ended_at) for one in outcomes if one.ended_at is not None]
    return with_feedback(folded.tally, with_shown(before.shown, entries, folded.agent.id), dismissed)


def with_feedback(folded: Tally, shown: tuple[Shown, ...], dismissed: Iterable[tuple[str, float]]) -> Tally:
    """A tally of events alone, with what was `shown`, and when which moment was dismissed."""
    at = tuple(dismissed)
    return replace(folded, outcomes=tuple(_unless_dismissed(one, at) for one in folded.outcomes), shown=shown)


def with_shown(shown: tuple[Shown, ...], entries: Iterable[Entry], agent: str) -> tuple[Shown, ...]:
    """What was shown after these entries of the log; the same tuple when they tell of nothing."""
    for entry in entries:
        if isinstance(entry, Opened):
            new = Shown(entry.prompt.id, entry.prompt.moment, agent, entry.at, Deed.NONE)
            shown = (*shown, new)[-MOST:]
        elif isinstance(entry, Closed) and entry.status in CLOSED:
            shown = with_deed(shown, entry.prompt, CLOSED[entry.status])
        elif isinstance(entry, Accepted) and entry.event.type is EventType.FEEDBACK:
            shown = with_deed(shown, entry.event.prompt, Deed[entry.event.action.upper()])
    return shown


CLOSED = {Status.EXPIRED: Deed.EXPIRED, Status.DISMISSED: Deed.DISMISSED}


def with_deed(shown: tuple[Shown, ...], prompt: str, deed: Deed) -> tuple[Shown, ...]:
    """What was shown, when this became of one prompt."""
    return tuple(one._replace(deeds=one.deeds | deed) if one.prompt == prompt else one for one in shown)


def _ended(outcomes: tuple[Outcome, ...], entries: Iterable[Entry], agent: str) -> tuple[Outcome, ...]:
    for entry in entries:
        if isinstance(entry, Opened):
            new = Outcome(entry.prompt.moment, entry.at, agent, True, Status.OPEN, None)
            outcomes = (*outcomes, new)[-MOST:]
        elif isinstance(entry, Closed):
            outcomes = tuple(_closed(one, entry, agent) if _is_of(one, entry) else one for one in outcomes)
    return outcomes


def _is_of(outcome: Outcome, entry: Closed) -> bool:
    """One prompt of a moment is open at a time."""
    return outcome.status is Status.OPEN and outcome.moment == entry.moment


def _closed(outcome: Outcome, entry: Closed, agent: str) -> Outcome:
    return outcome._replace(status=entry.status, ended_at=entry.at, agent=outcome.agent or agent)


def _met(
    outcomes: tuple[Outcome, ...], entries: Iterable[Entry], met: Iterable[Met], agent: str
) -> tuple[Outcome, ...]:
    """With the moments met without a prompt; where this step fulfils a prompt of the moment, that was the need."""
    prompted = {entry.moment for entry in entries if isinstance(entry, Closed) and entry.status is Status.DONE}
    new = tuple(
        Outcome(one.moment, one.at, agent, False, Status.DONE, one.at) for one in met if one.moment not in prompted
    )
    return (*outcomes, *new)[-MOST:] if new else outcomes


def _waits(before: Conversation, after: Conversation, event: Event, tally: Tally) -> Iterable[Wait]:
    """The waits that end in this step, as the conversation's own clocks count them: none runs during a hold."""
    agent, hold = after.agent.id, before.hold if before.is_on_hold else None
    clocks = (
        (Kind.REPLY, before.waiting_since, after.waiting_since),
        (Kind.RINGING, before.ringing_since, after.ringing_since),
        (Kind.VOICEMAIL, before.voicemail_since, after.voicemail_since),
    )
    until = hold.started_at if hold else after.clock
    for kind, since, still in clocks:
        if since is not None and still is None:
            yield Wait(kind, since, max(0.0, until - since), agent, event.type in ANSWERS, not tally.has_answer)
    if hold and not after.is_on_hold and was_felt(after.hold or replace(hold, ended_at=after.clock)):
        yield Wait(Kind.HOLD, hold.started_at, after.clock - hold.started_at, agent, True, False)


def _talked(tally: Tally, before: Conversation, after: Conversation) -> tuple[Talk, ...]:
    """The gap since the last event is the agent's who had the conversation; the first event is a gap of nothing."""
    agent = before.agent.id or after.agent.id
    since = after.clock if tally.begun is None else tally.last
    seconds = min(after.clock - since, LONGEST_GAP_S)
    last = tally.talks[-1] if tally.talks else None
    if last and last.agent == agent and last.since // DAY_S == since // DAY_S:
        return (*tally.talks[:-1], last._replace(seconds=last.seconds + seconds))
    return (*tally.talks, Talk(agent, since, seconds))[-MOST:]


def _unless_dismissed(outcome: Outcome, dismissed: Iterable[tuple[str, float]]) -> Outcome:
    for moment, at in dismissed:
        was_open = outcome.at <= at and (outcome.ended_at is None or outcome.ended_at >= at)
        if outcome.is_prompted and outcome.moment == moment and was_open:
            return outcome._replace(status=Status.DISMISSED, ended_at=at)
    return outcome
