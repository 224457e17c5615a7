"""A small playbook and short ways to write events, built by hand: no file, no encoder."""

from collections.abc import Mapping

from assist.core.conditions import All, AnyOf, Not, Now, Passed, Seen, Standards, State, Within
from assist.core.conversation import Conversation
from assist.core.events import (
    Act,
    Answer,
    Channel,
    Citation,
    Event,
    EventType,
    Participant,
    Role,
    Understanding,
)
from assist.core.playbook import Moment, Playbook, Words
from assist.core.prompts import Priority

MONDAY_NINE = 1_704_099_600.0
HOLD_S, REPLY_S = 300.0, 45.0
SENTENCE = Citation("handbook", "Handbook", "Holds", "en", "Apologise after a hold.", 10, 33, 0.9)
OTHER = Citation("handbook", "Handbook", "Prices", "en", "Tents cost 100.", 40, 55, 0.8)


def conversation(channel: Channel = Channel.CHAT, **others: object) -> Conversation:
    """Robin writes to Kim at Fjordby."""
    given = {
        "customer": Participant("Robin Lind"),
        "agent": Participant("Kim"),
        "organisation": "Fjordby",
        **others,
    }
    return Conversation("c1", channel, **given)  # type: ignore[arg-type]


def said(
    id: str,
    at: float,
    role: Role,
    text: str,
    acts: Mapping[str, float] | tuple[str, ...] = (),
    answers: tuple[Answer, ...] = (),
    **understood: object,
) -> Event:
    """A message of one sentence that does `acts` (with their probabilities)."""
    sure = acts if isinstance(acts, Mapping) else dict.fromkeys(acts, 0.9)
    done = tuple(Act(name, probability, 0, len(text)) for name, probability in sure.items())
    found = Understanding(acts=done, answers=answers, sentences=((0, len(text)),), **understood)  # type: ignore[arg-type]
    return Event(id, EventType.MESSAGE, at, role, text, understanding=found)


def customer(id: str, at: float, text: str, *acts: str) -> Event:
    """The customer says something."""
    return said(id, at, Role.CUSTOMER, text, acts)


def agent(id: str, at: float, text: str, *acts: str) -> Event:
    """The agent says something."""
    return said(id, at, Role.AGENT, text, acts)


def happened(id: str, at: float, type: EventType, **others: object) -> Event:
    """Something without words."""
    return Event(id, type, at, **others)  # type: ignore[arg-type]


def words(say: str = "Hello[ {name}].", say_upset: str = "") -> dict[str, Words]:
    """What a moment says, in two languages."""
    return {
        "en": Words("Do it.", say, say_upset),
        "sv": Words("Gör det.", "Hej[ {name}].", "Förlåt[ {name}]."),
    }


def moment(id: str, opens: object, **others: object) -> Moment:
    """A moment of normal priority."""
    given = {
        "priority": Priority.NORMAL,
        "because": {"en": "it was asked for"},
        "words": words(),
        "queries": {},
        **others,
    }
    return Moment(id=id, opens=opens, **given)  # type: ignore[arg-type]


SPOKE = Now(("agent.message",))
MOMENTS = (
    moment(
        "greet",
        All((Now(("customer.message",)), Not(Seen(("customer.message", "agent.message"))))),
        done_when=Now(("agent.greets_fully",)),
        withdrawn_when=State("ended"),
        most=1,
        expires_s=120.0,
    ),
    moment(
        "answer",
        AnyOf((Passed("waiting", "reply_s"), Passed("ringing", "ring_s"))),
        done_when=Now(("agent.message", "call_answered")),
        withdrawn_when=Not(AnyOf((State("awaiting_reply"), State("ringing")))),
        priority=Priority.HIGH,
    ),
    moment(
        "check_back",
        Passed("hold", "hold_limit_s", repeat=True),
        done_when=AnyOf((Now(("hold_ended",)), SPOKE)),
        withdrawn_when=Not(State("on_hold")),
        replaces=True,
        priority=Priority.URGENT,
        because={"en": "on hold for {hold}"},
    ),
    moment(
        "apologise",
        All((Now(("hold_ended",)), Not(Within(("agent.apology",), 10.0)))),
        done_when=Now(("agent.apology",)),
        withdrawn_when=State("ended"),
        expires_s=300.0,
        priority=Priority.HIGH,
    ),
    moment(
        "calm",
        All((Now(("customer.upset",)), State("upset"))),
        done_when=Now(("agent.apology",)),
        cooldown_s=60.0,
        excludes=frozenset({"greet"}),
        priority=Priority.HIGH,
    ),
    moment(
        "promise",
        Passed("promise", "promise_warning"),
        done_when=Not(State("promise_open")),
        details=("due", "promise"),
    ),
    moment(
        "questions",
        All((SPOKE, State("questions_open"))),
        done_when=Not(State("questions_open")),
        details=("questions",),
    ),
    moment(
        "brief",
        Now(("transfer_started.supervisor",)),
        done_when=Now(("transfer_completed",)),
        details=("summary", "mood"),
    ),
    moment("match", State("guideline_found"), cites_match=True, expires_s=60.0, priority=Priority.LOW),
)
STANDARDS = Standards(
    {
        "hold_limit_s": HOLD_S,
        "reply_s": {"chat": REPLY_S, "email": 3600.0},
        "ring_s": 20.0,
        "promise_warning": 0.8,
    }
)
PLAYBOOK = Playbook(MOMENTS, STANDARDS, citations={("apologise", Channel.CHAT): (SENTENCE,)})
