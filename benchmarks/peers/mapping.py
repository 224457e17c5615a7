"""From the act of a message to the moments it opens, for a system that knows acts and remembers nothing.

The wiring is read from the playbook itself. A router knows what an event is: its type, who speaks, on which
channel, and the acts of its words (`now` and `state: live`), and that both sides have spoken before. What else a
condition wants to have been before (`seen`, `after`, `within`), other states and time it does not know: where a
moment needs them it does not open, where they are only exceptions they are overlooked. How often a moment may come
(`most_per_conversation`, `cooldown_s`) is a counter that any script has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assist.core.conditions import After, All, AnyOf, Condition, Is, Not, Now, Passed, Seen, State, Within
from assist.core.conversation import Conversation, marks_made, reduce, speaker
from assist.core.events import LIVE_CHANNELS, Act, Channel, Event, Understanding
from assist.core.playbook import Moment, Playbook

SPOKEN = frozenset({"customer.message", "agent.message"})


class Needs(StrEnum):
    """The least that opens a moment."""

    WORDS = "words"
    EVENT = "event"
    MEMORY = "memory or time"


@dataclass(frozen=True, slots=True)
class Known:
    """What a router knows of an event: its marks and its channel."""

    marks: frozenset[str]
    channel: Channel


def opens(moment: Moment, known: Known, shared: Mapping[str, Condition]) -> bool:
    """Whether the moment opens for a system that knows no more than this event, and is not met by it already."""
    return (
        known.channel in moment.channels
        and reaches(moment.opens, known, shared)
        and not reaches(moment.done_when, known, shared, exception=True)
    )


def reaches(condition: Condition, known: Known, shared: Mapping[str, Condition], *, exception: bool = False) -> bool:
    """Whether `condition` holds as far as one event shows; inside an `exception` nothing is taken for granted."""
    match condition:
        case Now(marks):
            return not known.marks.isdisjoint(marks)
        case State("live"):
            return known.channel in LIVE_CHANNELS
        case Seen(marks):
            return not exception and not SPOKEN.isdisjoint(marks)
        case After() | Within() | State() | Passed():
            return False
        case Is(name):
            return reaches(shared[name], known, shared, exception=exception)
        case All(parts):
            return all(reaches(part, known, shared, exception=exception) for part in parts)
        case AnyOf(parts):
            return any(reaches(part, known, shared, exception=exception) for part in parts)
        case Not(part):
            return not reaches(part, known, shared, exception=not exception)


def needs(moment: Moment, playbook: Playbook) -> Needs:
    """The least that opens `moment`: an event whatever its words, the words of a message, or more than that."""
    conditions = (moment.opens, *playbook.shared.values())
    marks = {mark for condition in conditions for mark in marks_in(condition, playbook.shared)}
    acts = {mark for mark in marks if mark.startswith(("customer.", "agent.")) and mark not in SPOKEN}

    def opened_by(candidates: set[str]) -> bool:
        return any(
            opens(moment, Known(frozenset({mark, *spoken_with(mark)}), channel), playbook.shared)
            for mark in candidates
            for channel in moment.channels
        )

    if opened_by(marks - acts):
        return Needs.EVENT
    return Needs.WORDS if opened_by(acts) else Needs.MEMORY


def spoken_with(mark: str) -> set[str]:
    """The mark of the message that an act is done in."""
    return {f"{role}.message" for role in ("customer", "agent") if mark.startswith(f"{role}.")}


def marks_in(condition: Condition, shared: Mapping[str, Condition]) -> set[str]:
    """Every mark that `now` names somewhere in `condition`."""
    match condition:
        case Now(marks):
            return {*marks}
        case All(parts) | AnyOf(parts):
            return set().union(*(marks_in(part, shared) for part in parts))
        case Not(part):
            return marks_in(part, shared)
        case Is(name):
            return marks_in(shared[name], shared)
        case _:
            return set()


def known_of(opening: Conversation, event: Event, acts: Mapping[str, float]) -> Known:
    """What a router knows of `event` in the conversation that opened so; `acts` are its routes and scores."""
    found = tuple(Act(name, score, 0, len(event.text)) for name, score in acts.items())
    understood = replace(event, understanding=Understanding(acts=found))
    marks = marks_made(opening, understood, reduce(opening, understood))
    return Known(frozenset(marks), opening.channel)


class Counters:
    """How often each moment has come in one conversation, and when last."""

    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}

    def admit(self, moment: Moment, at: float) -> bool:
        """Whether the moment may come at `at` (seconds); if so it is counted."""
        times = self._times.setdefault(moment.id, [])
        if moment.most is not None and len(times) >= moment.most:
            return False
        if times and at - times[-1] < moment.cooldown_s:
            return False
        times.append(at)
        return True


def has_words(event: Event) -> bool:
    """Whether somebody says something in this event."""
    return speaker(event) is not None and bool(event.text.strip())
