"""Sheets of conversations made by hand, for tests of what is made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType, Participant
from assist.replay import replay
from assist.scorecards.sheet import Sheet, sheet_of
from assist.wire.scores import score_of
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import PLAYBOOK, agent, conversation, customer, happened


def held(name: str, by: str = "kim", at: float = T, **about: object) -> Conversation:
    """A chat with a wait of 20 s, a prompt that is used and done, and a hold of 400 s that nobody apologises for."""
    events = [
        customer("e1", at, "Hi"),
        happened("f1", at + 5, EventType.FEEDBACK, prompt="p1", action="used"),
        agent("e2", at + 20, "Kim here", "introduces_self", "offers_help"),
        happened("e3", at + 30, EventType.HOLD_STARTED),
        happened("e4", at + 430, EventType.HOLD_ENDED),
        happened("e5", at + 500, EventType.CONVERSATION_ENDED),
    ]
    return ended(name, by, events, **about)


def ended(name: str, by: str, events: Sequence[Event], until: float | None = None, **about: object) -> Conversation:
    """What these events lead to."""
    start = replace(conversation(agent=Participant("Kim", id=by)), id=name, **about)  # type: ignore[arg-type]
    return replay(start, events, until, lambda state, event: event, PLAYBOOK).conversation


def sheet(some: Iterable[Conversation]) -> Sheet:
    """The sheet of these."""
    scores = [(one.id, score_of(one)) for one in some]
    return sheet_of([(name, score.body) for name, score in scores if score is not None])
