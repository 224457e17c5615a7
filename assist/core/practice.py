"""A customer played from a script, for an agent who practises: what they say next, and when.

`advance` is a pure function of the script and of the conversation's state. The place in the script is written in the
name of the customer's last event, so that it stands in the log and in the state, and any process can go on from it.

A turn's condition is the playbook's. In it `now` means since the customer came to where they are (of a remark: since
their last words), whatever the agent did in how many messages; a clock of `passed` runs while they say nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assist.core.conditions import Condition, Now, Passed, Scene, holds, next_crossing, parts_of
from assist.core.conversation import Conversation, Mark
from assist.core.events import Channel, Event, EventType, Participant, Role, tick
from assist.core.playbook import Playbook

PREFIX = "practice"
NAME = re.compile(PREFIX + r":(\d{1,6}):(\d{1,6}):(-?\d{1,3}):(\w{1,60})", re.ASCII)
SPEAKS = "customer.message"
MOST_PATIENCE = 9
# What of the agent's the customer reacts to, and how many seconds they leave the agent to go on first.
HEARD = {"agent.message": 0.0, "transfer_completed": 0.0, "hold_ended": 15.0, "transfer_started": 20.0}
LISTENS_S = 8.0  # how long somebody who rings waits for the agent's first words
WALKS_OUT_S = 2.0
LINGERS_S = 45.0  # after the last words of a matter that is over, until the customer is gone
SLOW_LINGERS_S = 300.0  # the same where nobody waits at the other end


class Ending(StrEnum):
    """How a conversation can end for the customer."""

    SETTLED = "settled"
    ESCALATED = "escalated"
    LEAVES = "leaves"


class Mood(StrEnum):
    """How a customer comes."""

    CALM = "calm"
    WORRIED = "worried"
    IRRITATED = "irritated"
    ANGRY = "angry"
    FURIOUS = "furious"


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the customer goes when `when` holds: to the node `go`, or nowhere, with a remark on the way (`says`)."""

    when: Condition
    go: str = ""
    says: str = ""
    patience: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """Something the customer says, and what comes next: the first turn that holds, or else `otherwise`.

    `patience` is what coming here adds to the customer's patience. A node with an `ending` has no turns.
    """

    says: str
    turns: tuple[Turn, ...] = ()
    otherwise: str = ""
    patience: int = 0
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A customer to practise with. `always` turns go before those of each node; `gives_up` is where patience ends.

    `difficulty` is 1 (easy) to 3 (hard), `briefing` what the agent's systems would say of the matter, `aims` the
    moments that are practised.
    """

    name: str
    title: str
    language: str
    difficulty: int
    channel: Channel
    organisation: str
    customer: Participant
    mood: Mood
    briefing: str
    aims: tuple[str, ...]
    start: str
    gives_up: str
    nodes: Mapping[str, Node]
    always: tuple[Turn, ...] = ()
    patience: int = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where the customer stands in their script, and how much patience is left.

    `number` counts their lines, `since` is the step of the conversation in which they came to the node.
    """

    node: str
    patience: int
    number: int = 1
    since: int = 1

    @property
    def name(self) -> str:
        """The name of the event that brings the customer here."""
        return f"{PREFIX}:{self.number}:{self.since}:{self.patience}:{self.node}"

    @classmethod
    def of(cls, event: str) -> "Place | None":
        """The place that an event's name tells of; None for an event that no script made."""
        form = NAME.fullmatch(event)
        return None if form is None else cls(form[4], int(form[3]), int(form[1]), int(form[2]))


@dataclass(frozen=True, slots=True)
class _Stage:
    """One look at the conversation: what was done since the customer spoke last (`said`), and since they are here."""

    script: Script
    place: Place
    said: Mark
    conversation: Conversation
    playbook: Playbook

    def acted(self, since: int) -> dict[str, Mark]:
        """What happened after this step."""
        return {name: mark for name, mark in self.conversation.marks.items() if mark.step > since}

    @property
    def heard(self) -> dict[str, float]:
        """What the customer reacts to since they spoke last, and when they have heard it out; words end any wait."""
        acted = self.acted(self.said.step)
        spoke = acted["agent.message"].step if "agent.message" in acted else 0
        heard = {name: mark for name, mark in acted.items() if name in HEARD}
        return {name: mark.at + (HEARD[name] if mark.step > spoke else 0.0) for name, mark in heard.items()}

    @property
    def node(self) -> Node:
        """Where the customer stands."""
        return self.script.nodes[self.place.node]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What may come next, best first."""
        return (*self.script.always, *self.node.turns)

    def first(self, turns: tuple[Turn, ...], at: float) -> Turn | None:
        """The first of `turns` that holds at `at`."""
        here, lately = (self._scene(since, at) for since in (self.place.since, self.said.step))
        return next((turn for turn in turns if holds(turn.when, here if turn.go else lately)), None)

    def parts(self, turn: Turn) -> Iterator[Condition]:
        """The simple conditions of a turn."""
        return parts_of(turn.when, self.playbook.shared)

    def _scene(self, since: int, at: float) -> Scene:
        before, after = (replace(self.conversation, clock=clock) for clock in (self.said.at, at))
        now, playbook = dict.fromkeys(self.acted(since)), self.playbook
        return Scene(before, after, tick(at), now, playbook.standards, playbook.shared, playbook.cited)


def opening(script: Script, at: float) -> Event:
    """How it begins: the telephone rings, or the customer's first words are there."""
    if script.channel is Channel.PHONE:
        return Event(f"{PREFIX}:ringing", EventType.CALL_RINGING, at)
    return _line(script, Place(script.start, script.patience), script.nodes[script.start].says, at)


def place_of(conversation: Conversation) -> Place | None:
    """Where the customer stands; None before their first words, or after words that no script gave them."""
    said = conversation.marks.get(SPEAKS)
    return None if said is None else Place.of(said.event)


def advance(script: Script, conversation: Conversation, playbook: Playbook) -> Event | None:
    """What the customer says or does next, with its time (seconds since the epoch); None while it is the agent's turn.

    The time moves on when the agent goes on speaking meanwhile. It may be past already: then it is due.
    """
    if conversation.ended or "conversation_ended" in conversation.marks:
        return None  # whoever has gone does not come back, even when the agent still writes
    said = conversation.marks.get(SPEAKS)
    if said is None:
        return _first_words(script, conversation)
    place = Place.of(said.event)
    if place is None or place.node not in script.nodes:
        return None
    stage = _Stage(script, place, said, conversation, playbook)
    if stage.node.ending is not None:
        return _leaves(stage, stage.node.ending)
    if stage.heard and not conversation.is_on_hold:
        return _answer(stage, max(stage.heard.values()))
    return _asked_to_wait(stage) or _when_time_is_up(stage)


def _first_words(script: Script, conversation: Conversation) -> Event | None:
    """Of somebody who rings: the agent speaks first."""
    answered, spoke = conversation.marks.get("call_answered"), conversation.marks.get("agent.message")
    if answered is None:
        return None
    text = script.nodes[script.start].says
    at = answered.at + LISTENS_S if spoke is None else spoke.at + _pause(script.channel, text)
    return _line(script, Place(script.start, script.patience, since=conversation.steps + 1), text, at)


def _answer(stage: _Stage, heard_at: float) -> Event:
    turn = stage.first(stage.turns, heard_at)
    return _taken(stage, turn or Turn(Now(()), stage.node.otherwise), heard_at, is_answer=True)


def _when_time_is_up(stage: _Stage) -> Event | None:
    """What the customer says though nobody has answered."""
    clocks = replace(stage.conversation, clock=stage.said.at)
    watching = tuple(turn for turn in stage.turns if _limits(stage, turn))
    crossings = {
        next_crossing(limit, clocks, stage.playbook.standards) for turn in watching for limit in _limits(stage, turn)
    }
    for at in sorted(at for at in crossings if at is not None):
        turn = stage.first(watching, at)
        if turn is not None:
            return _taken(stage, turn, at, is_answer=False)
    return None


def _asked_to_wait(stage: _Stage) -> Event | None:
    """What the customer says to the words that ask them to wait, before they are on hold."""
    hold, heard = stage.conversation.hold, stage.heard
    if not heard or hold is None or not hold.announced:
        return None
    at = max(heard.values())
    turn = stage.first(tuple(turn for turn in stage.turns if _is_of_waiting(stage, turn)), at)
    return None if turn is None else _taken(stage, turn, at, is_answer=True)


def _limits(stage: _Stage, turn: Turn) -> list[Passed]:
    return [part for part in stage.parts(turn) if isinstance(part, Passed)]


def _is_of_waiting(stage: _Stage, turn: Turn) -> bool:
    return any(isinstance(part, Now) and "agent.requests_wait" in part.marks for part in stage.parts(turn))


def _taken(stage: _Stage, turn: Turn, at: float, *, is_answer: bool) -> Event:
    """The line that a turn leads to, after as long as it takes to say it."""
    script, place = stage.script, stage.place
    target = script.nodes[turn.go] if turn.go else stage.node
    patience = min(MOST_PATIENCE, place.patience + (target.patience if turn.go else turn.patience))
    node, text = (turn.go, target.says) if turn.go else (place.node, turn.says)
    if patience <= 0 and (not turn.go or target.ending is None):
        node, text = script.gives_up, script.nodes[script.gives_up].says
    since = place.since if node == place.node and not turn.go else stage.conversation.steps + 1
    pause = _pause(script.channel, text) if is_answer else 0.0
    return _line(script, Place(node, patience, place.number + 1, since), text, at + pause)


def _leaves(stage: _Stage, ending: Ending) -> Event:
    spoke = max((stage.said.at, *stage.heard.values()))
    lingers = LINGERS_S if stage.conversation.is_live else SLOW_LINGERS_S
    at = stage.said.at + WALKS_OUT_S if ending is Ending.LEAVES else spoke + lingers
    return Event(f"{PREFIX}:end", EventType.CONVERSATION_ENDED, at)


def _line(script: Script, place: Place, text: str, at: float) -> Event:
    caller = script.customer.name
    return Event(place.name, EventType.MESSAGE, at, Role.CUSTOMER, text, language=script.language, caller=caller)


def _pause(channel: Channel, text: str) -> float:
    """Seconds a person takes to answer with `text`: one thinks and speaks, or thinks and types; a letter only comes."""
    if channel in {Channel.PHONE, Channel.IN_PERSON}:
        return min(3.0, 1.2 + 0.005 * len(text))
    if channel is Channel.CHAT:
        return min(9.0, 2.0 + 0.03 * len(text))
    return 5.0
