"""What can happen in a conversation, and what was understood of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Who spoke. The agent is always the human."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    BOT = "bot"
    SYSTEM = "system"


class EventType(StrEnum):
    """The event types of the protocol, and the two that only Bistand itself makes."""

    MESSAGE = "message"
    HOLD_STARTED = "hold_started"
    HOLD_ENDED = "hold_ended"
    AGENT_JOINED = "agent_joined"
    AGENT_LEFT = "agent_left"
    CALL_RINGING = "call_ringing"
    CALL_ANSWERED = "call_answered"
    VOICEMAIL_LEFT = "voicemail_left"
    TRANSFER_STARTED = "transfer_started"
    TRANSFER_COMPLETED = "transfer_completed"
    CONVERSATION_ENDED = "conversation_ended"
    CONVERSATION_REOPENED = "conversation_reopened"
    FEEDBACK = "feedback"  # the agent's answer to a prompt
    TICK = "tick"  # time has come to `at`; nothing else happened


class Channel(StrEnum):
    """How the customer and the organisation are in contact."""

    CHAT = "chat"
    PHONE = "phone"
    EMAIL = "email"
    FORM = "form"
    LETTER = "letter"
    VOICEMAIL = "voicemail"
    SOCIAL = "social"
    IN_PERSON = "in_person"


LIVE_CHANNELS = frozenset({Channel.CHAT, Channel.PHONE, Channel.IN_PERSON})


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part: `language` is what they declared, not what was guessed."""

    name: str = ""
    language: str | None = None
    id: str = ""
    tenure: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What the words from `start` to `end` (code points) of an utterance do, with its calibrated probability."""

    name: str
    probability: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The span of an agent's message that says most about an open question."""

    question: str
    similarity: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A guideline sentence quoted verbatim, with where it stands and how near it is (in [-1, 1])."""

    document: str
    title: str
    section: str
    language: str
    quote: str
    start: int
    end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near (in [-1, 1]) some words (code points) come in meaning to `sentence`, which is in `language`."""

    language: str
    sentence: str
    similarity: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the encoder and the closed-language rules made of one event's text.

    `languages` is a posterior over the workspace's languages, `echo` the similarity of an agent's
    words to the problem the customer described, `likenesses` what comes near to the sentences that the
    playbook listens for, `skipped` that understanding fell behind and the event goes on without acts.
    """

    languages: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[tuple[int, int], ...] = ()
    acts: tuple[Act, ...] = ()
    answers: tuple[Answer, ...] = ()
    echo: float = 0.0
    matches: tuple[Citation, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    skipped: bool = False


NOT_UNDERSTOOD = Understanding()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `at` (seconds since the epoch, UTC).

    `text` is what was said with it: the message, the voicemail's transcript, the reason of a hold. `caller` and
    `caller_id` are the customer's name and id, where they become known only now.
    `prompt` and `action` belong to feedback alone.
    """

    id: str
    type: EventType
    at: float
    role: Role | None = None
    text: str = ""
    language: str | None = None
    to: str = ""
    caller: str = ""
    caller_id: str = ""
    agent: Participant | None = None
    prompt: str = ""
    action: str = ""
    understanding: Understanding = NOT_UNDERSTOOD


Place = tuple[float, int, str]


def place(event: Event) -> Place:
    """Where an event stands among others: by its time, and at the same time by its id (`m-9` before `m-10`)."""
    return event.at, len(event.id), event.id


def tick(at: float) -> Event:
    """The event that says only that time has come to `at`."""
    return Event(id="", type=EventType.TICK, at=at)
