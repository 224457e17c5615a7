"""The language in which moments say when they are there: small, pure, and evaluated over one step.

`now` is what this event does; `seen` and `after` are about what was before it; `passed` is true in the
one step in which a time limit is crossed, so late ticks and early messages see the same crossing once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import floor

from assist.core.attention import Allowance
from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Citation, Event, Role
from assist.core.likeness import MEANS, Means, nearest
from assist.core.moods import ANGRY, UPSET
from assist.core.questions import unanswered


@dataclass(frozen=True, slots=True)
class Standards:
    """The workspace's promises to its customers: seconds (or a share), for all channels or for each.

    `attention` is its promise to its agents: how many prompts they may be asked to read, by tenure.
    """

    values: Mapping[str, float | Mapping[str, float]]
    attention: Mapping[str, Allowance] = field(default_factory=dict)

    def get(self, name: str, channel: Channel) -> float | None:
        """The value on this channel; None when the standard says nothing about it."""
        value = self.values.get(name)
        return value.get(channel.value) if isinstance(value, Mapping) else value


@dataclass(frozen=True, slots=True)
class Scene:
    """One step as conditions see it: the state before, the state after, the event and what it does."""

    before: Conversation
    after: Conversation
    event: Event
    now: Mapping[str, Act | None]
    standards: Standards
    shared: Mapping[str, "Condition"]
    cited: frozenset[tuple[str, int]] = frozenset()

    @property
    def uncovered_matches(self) -> tuple[Citation, ...]:
        """Guideline sentences near to what was said that no moment quotes already."""
        matches = self.event.understanding.matches
        return tuple(match for match in matches if (match.document, match.start) not in self.cited)


@dataclass(frozen=True, slots=True)
class Now:
    """This event does one of `marks`."""

    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One of `marks` was made before this event, at least `times` times."""

    marks: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class After:
    """Before this event, the last of `marks` came after the last of `than` (or `than` never came)."""

    marks: tuple[str, ...]
    than: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """One of `marks` was made no more than `seconds` before this event."""

    marks: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Passed:
    """The time since `since` crosses `standard` in this step; with `repeat`, a multiple of it up to `MOST_REPEATS`."""

    since: str
    standard: str
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A named fact about the conversation after this event."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """A condition shared by several moments, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of `parts` holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of `parts` holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`part` does not hold."""

    part: "Condition"


Condition = Now | Seen | After | Within | Passed | Means | State | Is | All | AnyOf | Not
NEVER = AnyOf(())


def holds(condition: Condition, scene: Scene) -> bool:
    """Say whether `condition` is true in this step."""
    match condition:
        case Now(marks):
            return any(mark in scene.now for mark in marks)
        case State(name):
            return STATES[name](scene)
        case Passed():
            return _crossed(condition, scene)
        case Means():
            return nearest(condition, scene.event) is not None
        case Is(name):
            return holds(scene.shared[name], scene)
        case All(parts) | AnyOf(parts):
            enough = all if isinstance(condition, All) else any
            return enough(holds(part, scene) for part in parts)
        case Not(part):
            return not holds(part, scene)
        case _:
            return _was(condition, scene)


def _was(condition: Seen | After | Within, scene: Scene) -> bool:
    marks = scene.before.marks
    match condition:
        case Seen(names, times):
            return sum(marks[name].count for name in names if name in marks) >= times
        case After(names, than):
            last = max((marks[name].step for name in names if name in marks), default=0)
            return last > max((marks[name].step for name in than if name in marks), default=0)
    made = (marks[name].at for name in condition.marks if name in marks)
    return any(scene.after.clock - at <= condition.seconds for at in made)


def parts_of(condition: Condition, shared: Mapping[str, Condition]) -> Iterator[Condition]:
    """Every simple condition inside `condition`, shared ones resolved."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from parts_of(part, shared)
        case Not(part):
            yield from parts_of(part, shared)
        case Is(name):
            yield from parts_of(shared[name], shared)
        case _:
            yield condition


def evidence(condition: Condition, scene: Scene) -> dict[str, Act | None]:
    """The marks of this event that speak for `condition`, negated parts left out."""
    match condition:
        case Now(marks):
            return {mark: scene.now[mark] for mark in marks if mark in scene.now}
        case Means():
            near = nearest(condition, scene.event)
            return {MEANS: Act(MEANS, near.similarity, near.start, near.end)} if near else {}
        case Is(name):
            return evidence(scene.shared[name], scene)
        case All(parts) | AnyOf(parts):
            return {mark: act for part in parts for mark, act in evidence(part, scene).items()}
        case _:
            return {}


def next_crossing(passed: Passed, conversation: Conversation, standards: Standards) -> float | None:
    """When (seconds since the epoch) this limit will next be crossed; None when nothing runs towards it."""
    limit = standards.get(passed.standard, conversation.channel)
    if limit is None or limit <= 0:
        return None
    clock = conversation.clock
    times = [
        start + span * min(max(0, _turns(start, span, clock)) + 1, _most(passed))
        for start, span in _running(passed.since, limit, conversation)
    ]
    return min((at for at in times if at > clock), default=None)


def _crossed(passed: Passed, scene: Scene) -> bool:
    limit = scene.standards.get(passed.standard, scene.after.channel)
    if limit is None or limit <= 0:
        return False
    since, until = scene.before.clock, scene.after.clock
    for start, span in _running(passed.since, limit, scene.before):
        turns_before, turns_now = _turns(start, span, since), _turns(start, span, until)
        if turns_now > max(turns_before, 0) and turns_before < _most(passed):
            return True
    return False


def _most(passed: Passed) -> int:
    return MOST_REPEATS if passed.repeat else 1


def _turns(start: float, span: float, at: float) -> int:
    """How often `span` has run full by `at`: at exactly `start + n * span` n times, whatever the rounding."""
    turns = floor((at - start) / span)
    return turns + 1 if start + span * (turns + 1) <= at else turns - (start + span * turns > at)


def _running(since: str, limit: float, conversation: Conversation) -> Iterator[tuple[float, float]]:
    """(start, seconds until the limit) of every clock of this name that runs now."""
    if since == "promise":
        for promise in conversation.promises:
            if promise.kept_by is None:
                yield promise.made_at, limit * (promise.due - promise.made_at)
        return
    start = CLOCKS[since](conversation)
    if start is not None:
        yield start, limit


def _hold_clock(conversation: Conversation) -> float | None:
    return conversation.hold.started_at if conversation.hold and conversation.is_on_hold else None


def _waiting_clock(conversation: Conversation) -> float | None:
    return None if conversation.is_on_hold else conversation.waiting_since


def _is_opening_story(scene: Scene) -> bool:
    """The customer's first words, when they tell rather than ask: nobody writes at length without a matter."""
    event = scene.event
    return (
        event.role is Role.CUSTOMER
        and "customer.message" not in scene.before.marks
        and all(act.name != "question" for act in event.understanding.acts)
        and len(event.text.split()) >= STORY_WORDS
    )


CLOCKS: Mapping[str, Callable[[Conversation], float | None]] = {
    "hold": _hold_clock,
    "waiting": _waiting_clock,
    "ringing": lambda conversation: conversation.ringing_since,
    "voicemail": lambda conversation: conversation.voicemail_since,
}

STATES: Mapping[str, Callable[[Scene], bool]] = {
    "first_event": lambda scene: scene.after.steps == 1,
    "live": lambda scene: scene.after.is_live,
    "on_hold": lambda scene: scene.after.is_on_hold,
    "ended": lambda scene: scene.after.ended,
    "awaiting_reply": lambda scene: scene.after.waiting_since is not None,
    "ringing": lambda scene: scene.after.ringing_since is not None,
    "upset": lambda scene: scene.after.mood >= UPSET,
    "angry": lambda scene: scene.after.mood >= ANGRY,
    "was_upset": lambda scene: scene.after.worst_mood >= UPSET,
    "questions_open": lambda scene: bool(unanswered(scene.after.questions)),
    "promise_open": lambda scene: any(promise.kept_by is None for promise in scene.after.promises),
    "opening_story": _is_opening_story,
    "problem_told": lambda scene: bool(scene.after.problem),
    "echoes_problem": lambda scene: scene.event.understanding.echo >= ECHO,
    "guideline_found": lambda scene: bool(scene.uncovered_matches),
}
MOST_REPEATS = 10  # who has not come back by the tenth time has forgotten to say so, and needs no eleventh
STORY_WORDS = 8  # what is told in fewer words may be a greeting
ECHO = 0.5  # similarity from which an agent's words repeat the customer's problem
