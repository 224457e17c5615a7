"""What the scorecards count of a conversation, as bytes that the store keeps beside its state.

A line of JSON, and then records of one form, so that those of ten thousand conversations are read as one array:

    table   of `TABLES`
    code    a need's ending (of `ENDINGS`), a wait's kind (of `KINDS`), what became of a prompt (`Deed`)
    flags   of `PROMPTED`, `ANSWERED`, `FIRST` and `RUNNING`
    moment  a place in the JSON's names
    agent   the same
    at      when it began, seconds since the epoch
    value   when a need ended (`NOT_ENDED`), how many seconds a wait or a talk lasted

The JSON has the form's number, when the conversation began and was last heard of, whether it has ended, the names
(channel, language and agent come first), and the promises that are not kept: made at, due, event.
"""

from collections.abc import Iterable, Iterator
from struct import Struct

from assist.core.conversation import Conversation
from assist.core.events import Role
from assist.core.prompts import Status
from assist.core.tally import MOST, Kind, Tally
from assist.ports import Score
from assist.wire.text import dump

FORM = 1  # of these bytes; what has another form is not counted
RECORD = Struct("<BBBHHdd")
NEED, WAIT, TALK, PROMPT = TABLES = range(4)
PROMPTED, ANSWERED, FIRST, RUNNING = 1, 2, 4, 8
ENDINGS = (Status.OPEN, Status.DONE, Status.EXPIRED, Status.WITHDRAWN, Status.DISMISSED)
KINDS = (Kind.REPLY, Kind.RINGING, Kind.VOICEMAIL, Kind.HOLD)
ENDING, KIND = {status: n for n, status in enumerate(ENDINGS)}, {kind: n for n, kind in enumerate(KINDS)}
NOT_ENDED = -1.0

Record = tuple[int, int, int, int, int, float, float]


def score_of(conversation: Conversation) -> Score | None:
    """What counts of a conversation; None for practice, and before anything has happened."""
    tally = conversation.tally
    if conversation.is_practice or not conversation.steps:
        return None
    running = list(_running(conversation))
    promises = [(one.made_at, one.due, one.event) for one in conversation.promises if one.kept_by is None][-MOST:]
    owes = bool(running or promises)
    if tally.begun is None:
        return Score(b"", owes=owes)
    names = _Names((conversation.channel.value, conversation.language_of(Role.CUSTOMER) or "", conversation.agent.id))
    records = [*_records(tally, names), *_still(running, tally, names[conversation.agent.id])]
    head = dump((FORM, tally.begun, tally.last, conversation.ended, names.all, promises))
    return Score(b"%b\n%b" % (head, b"".join(RECORD.pack(*one) for one in records)), tally.begun, owes)


class _Names:
    """Names by their places in a list."""

    def __init__(self, first: tuple[str, ...]) -> None:
        self.all = list(first)
        self._places = {name: place for place, name in reversed([*enumerate(first)])}

    def __getitem__(self, name: str) -> int:
        place = self._places.setdefault(name, len(self.all))
        if place == len(self.all):
            self.all.append(name)
        return place


def _records(tally: Tally, names: _Names) -> Iterator[Record]:
    for need in tally.outcomes:
        ended_at = NOT_ENDED if need.ended_at is None else need.ended_at
        flags = PROMPTED * need.is_prompted
        yield NEED, ENDING[need.status], flags, names[need.moment], names[need.agent], need.at, ended_at
    for wait in tally.waits:
        flags = ANSWERED * wait.is_answered | FIRST * wait.is_first
        yield WAIT, KIND[wait.kind], flags, 0, names[wait.agent], wait.since, wait.seconds
    for talk in tally.talks:
        yield TALK, 0, 0, 0, names[talk.agent], talk.since, talk.seconds
    for prompt in tally.shown:
        yield PROMPT, int(prompt.deeds), 0, names[prompt.moment], names[prompt.agent], prompt.at, 0.0


def _still(running: Iterable[tuple[Kind, float]], tally: Tally, agent: int) -> Iterator[Record]:
    """The waits that go on; whoever reads them knows how long they are by then."""
    for kind, since in running:
        is_first = kind is not Kind.HOLD and not tally.has_answer
        yield WAIT, KIND[kind], RUNNING | FIRST * is_first, 0, agent, since, 0.0


def _running(conversation: Conversation) -> Iterator[tuple[Kind, float]]:
    """The clocks that run now; during a hold it is the hold's."""
    hold = conversation.hold if conversation.is_on_hold else None
    clocks = (
        (Kind.REPLY, None if hold else conversation.waiting_since),
        (Kind.RINGING, conversation.ringing_since),
        (Kind.VOICEMAIL, conversation.voicemail_since),
        (Kind.HOLD, hold.started_at if hold else None),
    )
    return ((kind, since) for kind, since in clocks if since is not None)
