"""The state of a conversation: the fold of its events. `reduce` is the only way to a new state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assist.core import languages, questions
from assist.core.attention import Opening
from assist.core.events import LIVE_CHANNELS, Act, Channel, Event, EventType, Participant, Place, Role, place
from assist.core.moods import mood_after
from assist.core.names import mentions
from assist.core.promises import find_due
from assist.core.prompts import Prompt
from assist.core.questions import Question
from assist.core.tally import Tally

SAME_TALK = 0.2  # an agent's message in this first share of a promised time is still the same talk,
QUIET_S = 120.0  # unless nobody had said anything for so long
SUPERVISORS = frozenset(
    [
        *("supervisor", "supervisora", "manager", "team_leader", "teamleader", "team_lead", "lead"),
        *("chef", "handledare", "leder", "teamleder", "chefe", "gerente", "gestor"),
    ]
)
NO_REPLY_DUE = {"goodbye", "nothing_else"}
LEAVING = {"thanks", "goodbye"}  # where a name is a thank-you by name; in a greeting it is not
REPLY_DUE = {"question", "problem", "need", "upset", "requests_supervisor"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The last time something happened: when, in which step, how often so far, and in which words."""

    at: float
    step: int
    count: int
    event: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """A time the customer was left waiting; `announced` when only the agent's words tell of it."""

    started_at: float
    reason: str = ""
    announced: bool = False
    ended_at: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A contact that the agent promised by a time."""

    event: str
    text: str
    made_at: float
    due: float
    kept_by: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """How often a moment has been prompted, and when last; when the agent last dismissed it."""

    opened: int = 0
    opened_at: float = 0.0
    closed_at: float = 0.0
    dismissed_at: float | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything the moments may ask about. `clock` is the conversation's own time and never goes back."""

    id: str
    channel: Channel
    customer: Participant = Participant()
    agent: Participant = Participant()
    organisation: str = ""
    clock: float = 0.0
    latest: Place = (0.0, 0, "")  # of what came so far, ticks too; an event that belongs before comes late
    steps: int = 0
    marks: Mapping[str, Mark] = field(default_factory=dict)
    votes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    promises: tuple[Promise, ...] = ()
    hold: Hold | None = None
    mood: float = 0.0
    worst_mood: float = 0.0
    waiting_since: float | None = None
    ringing_since: float | None = None
    voicemail_since: float | None = None
    ended: bool = False
    problem: str = ""
    prompts: tuple[Prompt, ...] = ()
    held_back: tuple[Prompt, ...] = ()  # prompts whose moment is here and that wait for room, at most one a moment
    openings: tuple[Opening, ...] = ()  # of the last minute
    prompt_count: int = 0
    history: Mapping[str, History] = field(default_factory=dict)
    is_practice: bool = False  # a trainee's, with nobody at the other end: counts nowhere
    tally: Tally = Tally()

    @property
    def is_live(self) -> bool:
        """Whether both sides are there at the same time."""
        return self.channel in LIVE_CHANNELS

    @property
    def is_on_hold(self) -> bool:
        """Whether the customer is on hold now."""
        return self.hold is not None and self.hold.ended_at is None

    def language_of(self, role: Role) -> str | None:
        """The language that this side declared or has settled on; None while undecided."""
        participant = self.customer if role is Role.CUSTOMER else self.agent
        return participant.language or languages.decided(self.votes.get(role, {}))


def reduce(before: Conversation, event: Event) -> Conversation:
    """The state after `event`. Late events keep their own time; the conversation's clock never goes back."""
    clock = max(before.clock, event.at) if before.steps else event.at
    latest = before.latest if event.type is EventType.FEEDBACK else max(before.latest, place(event))
    after = replace(before, clock=clock, latest=latest)
    if event.type is EventType.TICK:
        return after
    customer = replace(after.customer, id=event.caller_id or after.customer.id)
    after = replace(after, steps=before.steps + 1, customer=customer)
    if event.type in _REDUCERS:
        after = _REDUCERS[event.type](after, event)
    after = _vote(after, event)
    names = marks_made(before, event, after)
    return replace(after, marks={**before.marks, **_marked(after, event, names)})


def speaker(event: Event) -> Role | None:
    """Whose words the event carries: a hold's reason is the agent's, a voicemail the customer's."""
    if event.type is EventType.VOICEMAIL_LEFT:
        return Role.CUSTOMER
    if event.type is EventType.HOLD_STARTED:
        return Role.AGENT
    return event.role


def marks_made(before: Conversation, event: Event, after: Conversation) -> dict[str, Act | None]:
    """The names of what happens in this event, each with the act whose words show it (None for a bare event)."""
    told_late = event.type is EventType.HOLD_ENDED and before.hold is not None and not before.is_on_hold
    names: dict[str, Act | None] = {} if told_late else {event.type.value: None}
    if event.type is EventType.TRANSFER_STARTED and event.to.lower().replace(" ", "_") in SUPERVISORS:
        names["transfer_started.supervisor"] = None
    if before.is_on_hold and not after.is_on_hold and after.hold and was_felt(after.hold):
        names[EventType.HOLD_ENDED.value] = None
    role = speaker(event)
    if role is None:
        return names
    if event.type is not EventType.HOLD_STARTED:
        names[f"{role.value}.message"] = None
    for act in event.understanding.acts:
        best = names.get(f"{role.value}.{act.name}")
        if best is None or act.probability > best.probability:
            names[f"{role.value}.{act.name}"] = act
    if role is Role.AGENT:
        names |= _composed(after, event, names)
    return names


ANNOUNCED_LIMIT_S = 60.0  # an announced wait shorter than this was no hold


def was_felt(hold: Hold) -> bool:
    """Whether a hold that has ended was one: words that only ask for a moment often end in no wait."""
    return not hold.announced or (hold.ended_at or 0.0) - hold.started_at > ANNOUNCED_LIMIT_S


def _composed(conversation: Conversation, event: Event, names: Mapping[str, Act | None]) -> dict[str, Act | None]:
    """Acts that need the conversation's own names as well: a whole greeting, thanks by name."""
    composed: dict[str, Act | None] = {}
    own_names = (conversation.agent.name, conversation.organisation)
    introduced = "agent.introduces_self" in names or mentions(event.text, own_names)
    if introduced and "agent.offers_help" in names:
        composed["agent.greets_fully"] = names["agent.offers_help"]
    leaving = [event.text[act.start : act.end] for act in event.understanding.acts if act.name in LEAVING]
    if "agent.thanks" in names and mentions(" ".join(leaving), (conversation.customer.name,)):
        composed["agent.thanks_by_name"] = names["agent.thanks"]
    return composed


def _marked(after: Conversation, event: Event, names: Mapping[str, Act | None]) -> dict[str, Mark]:
    marked = {}
    for name, act in names.items():
        count = after.marks[name].count + 1 if name in after.marks else 1
        span = (act.start, act.end) if act else (0, 0)
        marked[name] = Mark(after.clock, after.steps, count, event.id, *span)
    return marked


def _vote(after: Conversation, event: Event) -> Conversation:
    role = speaker(event)
    if role is None or not event.text:
        return after
    posterior = {event.language: 1.0} if event.language else event.understanding.languages
    if not posterior:
        return after
    return replace(after, votes={**after.votes, role: languages.vote(after.votes.get(role, {}), posterior)})


def _message(after: Conversation, event: Event) -> Conversation:
    if event.role is Role.CUSTOMER:
        known = after.customer.name or event.caller
        return replace(_customer_message(after, event), customer=replace(after.customer, name=known))
    if event.role is Role.AGENT:
        is_known = event.agent is None or event.agent.id == after.agent.id
        return _agent_message(after if is_known else _agent_joined(after, event), event)
    return after


def _customer_message(after: Conversation, event: Event) -> Conversation:
    acts = {act.name: act.probability for act in event.understanding.acts}
    mood = mood_after(after.mood, acts)
    reply_due = REPLY_DUE & acts.keys() or not NO_REPLY_DUE & acts.keys()
    waiting = after.waiting_since
    if waiting is None and reply_due:
        waiting = after.clock
    kept = (*after.questions, *questions.asked_in(event))
    return replace(
        after,
        mood=mood,
        worst_mood=max(mood, after.worst_mood),
        waiting_since=waiting,
        ended=False,
        problem=event.text if {"problem", "need", "upset"} & acts.keys() else after.problem,
        questions=kept[-questions.MOST_KEPT :],
    )


def _agent_message(after: Conversation, event: Event) -> Conversation:
    acts = {act.name for act in event.understanding.acts}
    after = replace(
        after,
        waiting_since=None,
        ringing_since=None,
        voicemail_since=None,
        questions=questions.answered(after.questions, event),
        promises=_kept(after, event),
        ended=False,
    )
    after = _hold_in_words(after, event, acts)
    return replace(after, promises=(*after.promises, *_promised(event, after.clock)))


def _promised(event: Event, clock: float) -> tuple[Promise, ...]:
    """The promise of contact in a message: a time in the promising sentence counts before any other."""
    spans = [(act.start, act.end) for act in event.understanding.acts if act.name == "promises_contact"]
    for start, end in (*spans, (0, len(event.text))) if spans else ():
        due = find_due(event.text[start:end], clock)
        if due is not None:
            return (Promise(event.id, event.text[start + due.start : start + due.end], clock, due.at),)
    return ()


def _hold_in_words(after: Conversation, event: Event, acts: set[str]) -> Conversation:
    """What the agent says begins a hold, or shows that one is over.

    Nobody says of an announced one when it ends, and of a real one it may be forgotten: then both talk on.
    """
    hold = after.hold
    if after.is_on_hold and hold is not None and "requests_wait" not in acts:
        heard = after.marks.get(f"{Role.CUSTOMER.value}.message")
        if hold.announced or (heard is not None and heard.at > hold.started_at):
            return replace(after, hold=replace(hold, ended_at=after.clock))
    if after.is_live and not after.is_on_hold and "requests_wait" in acts:
        return replace(after, hold=Hold(after.clock, event.text, announced=True))
    return after


def _kept(after: Conversation, event: Event) -> tuple[Promise, ...]:
    """The promises after the agent made contact; what belongs to the talk in which they were made is none."""
    last_at = max((mark.at for mark in after.marks.values()), default=after.clock)
    is_quiet = after.clock - last_at >= QUIET_S
    return tuple(
        replace(promise, kept_by=event.id)
        if promise.kept_by is None
        and (is_quiet or after.clock - promise.made_at >= SAME_TALK * (promise.due - promise.made_at))
        else promise
        for promise in after.promises
    )


def _hold_started(after: Conversation, event: Event) -> Conversation:
    return replace(after, hold=Hold(after.clock, event.text))


def _hold_ended(after: Conversation, event: Event) -> Conversation:
    if after.hold and not after.is_on_hold:
        return after
    hold = after.hold or Hold(after.clock)
    waiting = after.clock if after.waiting_since is not None else None
    return replace(after, hold=replace(hold, announced=False, ended_at=after.clock), waiting_since=waiting)


def _agent_joined(after: Conversation, event: Event) -> Conversation:
    return replace(after, agent=event.agent or after.agent)


def _ringing(after: Conversation, event: Event) -> Conversation:
    return replace(after, ringing_since=after.clock, ended=False)


def _answered(after: Conversation, event: Event) -> Conversation:
    kept = _kept(after, event)
    return replace(after, ringing_since=None, voicemail_since=None, promises=kept)


def _voicemail(after: Conversation, event: Event) -> Conversation:
    named = replace(after.customer, name=event.caller or after.customer.name)
    said = _customer_message(after, event)
    since = after.clock if after.voicemail_since is None else after.voicemail_since
    return replace(said, customer=named, ringing_since=None, waiting_since=after.waiting_since, voicemail_since=since)


def _ended(after: Conversation, event: Event) -> Conversation:
    hold = None if after.is_on_hold else after.hold
    return replace(after, ended=True, hold=hold, waiting_since=None, ringing_since=None, voicemail_since=None)


def _reopened(after: Conversation, event: Event) -> Conversation:
    return replace(after, ended=False)


_REDUCERS = {
    EventType.MESSAGE: _message,
    EventType.HOLD_STARTED: _hold_started,
    EventType.HOLD_ENDED: _hold_ended,
    EventType.AGENT_JOINED: _agent_joined,
    EventType.CALL_RINGING: _ringing,
    EventType.CALL_ANSWERED: _answered,
    EventType.VOICEMAIL_LEFT: _voicemail,
    EventType.CONVERSATION_ENDED: _ended,
    EventType.CONVERSATION_REOPENED: _reopened,
}
