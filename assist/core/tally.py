"""What a conversation adds to the scorecards, as values; `tallying.py` says how they come about.

Two halves. What was needed and how long the customer waited is of the events in the order in which they happened, so
that a desk that delivers late makes nobody late. What was shown and what the agent did with it is of the log as it
was read. Of a very long conversation each list keeps its latest `MOST`, so that a state stays small.
"""

from dataclasses import dataclass
from enum import IntFlag, StrEnum
from typing import NamedTuple

from assist.core.prompts import Status

MOST = 128


class Kind(StrEnum):
    """What the customer waited for: words, the telephone, a call back, or the end of a hold."""

    REPLY = "reply"
    RINGING = "ringing"
    VOICEMAIL = "voicemail"
    HOLD = "hold"


class Deed(IntFlag):
    """What became of a prompt that was shown; several may be true."""

    NONE = 0
    SHOWN = 1
    USED = 2
    EDITED = 4
    COPIED = 8
    DISMISSED = 16
    HELPFUL = 32
    UNHELPFUL = 64
    EXPIRED = 128


class Outcome(NamedTuple):
    """One time that a moment was needed, and how that ended; one that was met without a prompt ended as it began."""

    moment: str
    at: float
    agent: str
    is_prompted: bool
    status: Status
    ended_at: float | None


class Wait(NamedTuple):
    """A time that the customer waited; `is_first` when nobody had answered anything in this conversation yet."""

    kind: Kind
    since: float
    seconds: float
    agent: str
    is_answered: bool
    is_first: bool


class Talk(NamedTuple):
    """Time spent in conversation by one agent, of one day (UTC): gaps between events, a long one cut short."""

    agent: str
    since: float
    seconds: float


class Shown(NamedTuple):
    """A prompt that was pushed, and what became of it."""

    prompt: str
    moment: str
    agent: str
    at: float
    deeds: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything a conversation adds. `begun` and `last` are the times of its first and last event.

    Without `begun` nothing is known: no event has come yet, or the first ones came before tallies were kept, and then
    it stays so until the conversation is read again as a whole.
    """

    begun: float | None = None
    last: float = 0.0
    has_answer: bool = False
    outcomes: tuple[Outcome, ...] = ()
    waits: tuple[Wait, ...] = ()
    talks: tuple[Talk, ...] = ()
    shown: tuple[Shown, ...] = ()
