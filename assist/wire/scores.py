"""What the scorecards count of a conversation, as bytes that the store keeps beside its state.

JSON in columns: ten thousand of them are read at once, and a column is appended to others in one go. The numbers of
endings and kinds are places in `ENDINGS` and `KINDS`.
"""

from collections.abc import Iterable
from typing import Any

from assist.core.conversation import Conversation
from assist.core.events import Role
from assist.core.prompts import Status
from assist.core.tally import MOST, Kind, Outcome, Shown, Wait
from assist.ports import Score
from assist.wire.text import dump

FORM = 1  # of these bytes; what has another form is not counted
ENDINGS = (Status.OPEN, Status.DONE, Status.EXPIRED, Status.WITHDRAWN, Status.DISMISSED)
KINDS = (Kind.REPLY, Kind.RINGING, Kind.VOICEMAIL, Kind.HOLD)
ENDING, KIND = {status: n for n, status in enumerate(ENDINGS)}, {kind: n for n, kind in enumerate(KINDS)}
NOT_ENDED = -1.0

Columns = list[list[Any]]


def score_of(conversation: Conversation) -> Score | None:
    """What counts of a conversation; None for practice, and before anything has happened."""
    tally = conversation.tally
    if conversation.is_practice or not conversation.steps:
        return None
    waiting = list(_waiting(conversation))
    promises = [(one.made_at, one.due, one.event) for one in conversation.promises if one.kept_by is None][-MOST:]
    owes = bool(waiting or promises)
    if tally.begun is None:
        return Score(b"", owes=owes)
    body = (
        *(FORM, conversation.channel.value, conversation.language_of(Role.CUSTOMER) or "", tally.begun, tally.last),
        *(conversation.agent.id, conversation.ended, tally.has_answer),
        columns((_outcome(one) for one in tally.outcomes), 6),
        columns((_wait(one) for one in tally.waits), 6),
        columns(tally.talks, 3),
        columns((_shown(one) for one in tally.shown), 4),
        *(waiting, promises),
    )
    return Score(dump(body), tally.begun, owes)


def columns(rows: Iterable[tuple[Any, ...]], width: int) -> Columns:
    """Rows, turned."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _outcome(one: Outcome) -> tuple[Any, ...]:
    ended_at = NOT_ENDED if one.ended_at is None else one.ended_at
    return one.moment, one.at, one.agent, int(one.is_prompted), ENDING[one.status], ended_at


def _wait(one: Wait) -> tuple[Any, ...]:
    return KIND[one.kind], one.since, one.seconds, one.agent, int(one.is_answered), int(one.is_first)


def _shown(one: Shown) -> tuple[Any, ...]:
    return one.moment, one.at, one.agent, int(one.deeds)


def _waiting(conversation: Conversation) -> Iterable[tuple[int, float]]:
    """The clocks that run now; during a hold it is the hold's."""
    hold = conversation.hold if conversation.is_on_hold else None
    clocks = (
        (Kind.REPLY, None if hold else conversation.waiting_since),
        (Kind.RINGING, conversation.ringing_since),
        (Kind.VOICEMAIL, conversation.voicemail_since),
        (Kind.HOLD, hold.started_at if hold else None),
    )
    return ((KIND[kind], since) for kind, since in clocks if since is not None)
