"""What the service needs of the world, as contracts. Every store passes the same tests."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.core.session import Step

if TYPE_CHECKING:
    from assist.inbox import Inbox


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A conversation's name; nothing crosses workspaces."""

    workspace: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A conversation as stored: `state` is opaque to the store, `version` counts its appends.

    `version` starts at a random number, so that a conversation erased and made again under the same name
    is never taken for the old one.
    `opening` is the body it was created with, so that the same creation again can be told from another;
    `wake_at` is its timer (seconds since the epoch), so that ticks due before an event can go first.
    """

    state: bytes
    opening: bytes
    version: int
    last_seq: int
    epoch: str
    wake_at: float | None = None


def conversation_of(epoch: str) -> str:
    """The part of an epoch that is another conversation's alone; the rest changes when a log may have lost its end."""
    return epoch.partition(".")[0]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One numbered line of a conversation's log; `body` is the JSON the wire shows, without `seq`."""

    seq: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorecards count of a conversation that began at `begun` (seconds since the epoch), opaque to the store.

    `owes` when its customer waits for something or was promised something. An empty body: counted by nobody yet.
    """

    body: bytes
    begun: float = 0.0
    owes: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What the agent's queue shows of a conversation; kept beside the state for listing.

    `agent` is whose queue it is in; IN_NO_QUEUE where `listed` never gives it.
    `at` is the conversation's own time (seconds since the epoch), by which `ended` and `scores` find it, and `customer`
    the id by which `of_customer` does; `listed` leaves them and `score` out. Without a score it does not count.
    """

    agent: str = ""
    is_open: bool = True
    awaiting_reply: bool = False
    at: float = 0.0
    score: Score | None = None
    customer: str = ""


IN_NO_QUEUE = "\x1fpractice"  # no agent's id: those can be printed


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell `target`, outside of this service: kept with the step that it tells of, until it is told.

    `id` is the receiver's to know it again by, the same at each try; `tries` counts those that failed.
    """

    id: str
    target: str
    body: bytes
    key: Key | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Append:
    """The outcome of one step, or of a batch of steps, stored as a whole or not at all.

    `bodies` get the next numbers; `event_ids` become known as accepted, each with the index of its own
    body; `wake_at` replaces the timer. `suppressed` is what stands beside the log: moments held back,
    and moments met without a prompt. `notices` are due at once.
    """

    state: bytes
    bodies: Sequence[bytes]
    event_ids: Mapping[str, int]
    wake_at: float | None
    suppressed: Sequence[bytes] = field(default_factory=tuple)
    summary: Summary = Summary()
    notices: Sequence[Notice] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Change:
    """Another process has written to this conversation; without a key: perhaps to some, nobody knows which.

    `has_notices` when there is something to tell elsewhere; `workspace` when its own data has a new edition.
    """

    key: Key | None = None
    wake_at: float | None = None
    has_notices: bool = False
    workspace: str | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what; `body` is JSON. `id` begins with the time in milliseconds, so that ids sort as times do."""

    id: str
    workspace: str
    agent: str
    conversation: str
    body: bytes


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """Which lines: ids from `least` and below `below`; of this agent, of this conversation, or (None) of any."""

    least: str = ""
    below: str = "~"
    agent: str | None = None
    conversation: str | None = None


class AuditTrail(Protocol):
    """Who read, erased and changed what, as the store keeps it. Erasing a conversation leaves its lines."""

    async def add(self, lines: Sequence[AuditLine]) -> None:
        """Keep lines; one that is kept already is the same."""

    async def read(self, workspace: str, asked: AuditAsked, limit: int) -> list[AuditLine]:
        """The lines of a workspace that fit, latest first."""

    async def forget(self, workspace: str, before: str) -> None:
        """Remove the lines of a workspace whose id is below `before`."""


class Store(Protocol):
    """The log of every conversation, its state and its timer.

    When `append` or `create` returns, what it stored survives a kill of the process and a loss of power (in Redis,
    as far as its own settings promise that: see `warnings`).
    Numbers count from 1 without gaps in each conversation. Order of entries is order of numbers.
    A store that cannot answer raises `StoreUnavailable`; a version that moved on raises `Conflict`.
    """

    @property
    def audit(self) -> AuditTrail:
        """Who did what."""

    @property
    def inbox(self) -> "Inbox":
        """What desks have told that is not in its conversations yet."""

    async def create(self, key: Key, state: bytes, opening: bytes, summary: Summary, parcel: str = "") -> bool:
        """Store a new conversation under a fresh epoch; False when that key exists already.

        For a parcel of the inbox also False when that one is not there any more: it was erased.
        """

    async def load(self, key: Key) -> Saved | None:
        """The conversation, or None."""

    async def accepted(self, key: Key, event_ids: Sequence[str]) -> dict[str, int]:
        """Which of these events are in the log already, with their numbers."""

    async def append(self, key: Key, version: int, step: Append) -> int:
        """Add to the log if the conversation is still at `version`; the number of the first new entry.

        A conversation that was erased meanwhile has moved on too.
        """

    async def entries(self, key: Key, after: int, limit: int) -> list[LogEntry]:
        """Log entries with numbers above `after`, in order."""

    async def suppressed(self, key: Key) -> list[bytes]:
        """What stands beside the log, oldest first."""

    async def listed(
        self, workspace: str, *, is_open: bool | None, awaiting_reply: bool | None, agent: str | None, limit: int
    ) -> list[tuple[str, Summary]]:
        """Conversations of a workspace that fit, latest change first."""

    async def due(self, now: float, limit: int) -> list[Key]:
        """Conversations whose timer is at or before `now`, earliest first."""

    async def next_wake(self) -> float | None:
        """The earliest timer of all, or None."""

    async def ended(self, workspace: str, by: float, limit: int) -> list[Key]:
        """Conversations of a workspace that are ended and whose own time is at or before `by`, earliest first."""

    async def scores(
        self, workspace: str, since: float, until: float, *, owing: bool = False
    ) -> list[tuple[str, bytes]]:
        """Bodies by name, in no order: of what began before `until` and lasted to `since`, or owes something."""

    async def of_customer(self, workspace: str, customer: str, limit: int) -> list[Key]:
        """The conversations of a customer, by any id that they had in them."""

    async def erase(self, key: Key, ended_by: float | None = None) -> bool:
        """Remove every trace of a conversation, its notices and parcels too, down to the bytes; False for none.

        With `ended_by` only one that `ended` finds by then and for which no parcel waits: looked at and removed in one,
        so that none goes that was reopened in between.
        """

    async def claim_notices(self, now: float, until: float, limit: int) -> list[Notice]:
        """Notices due at or before `now`, earliest first; nobody else is given them before `until`."""

    async def settle_notice(self, notice: Notice, again_at: float | None) -> None:
        """Let go of a claimed notice that was told or is given up (None); else count a try and make it due then."""

    async def next_notice(self) -> float | None:
        """When the earliest notice is due, or None."""

    async def remember(self, workspace: str, kind: str, name: str, until: float) -> None:
        """Know a name of this kind until that time, at least."""

    async def recall(self, workspace: str, kind: str, name: str, now: float) -> bool:
        """Whether the name is remembered at `now`. What need not be any more may be forgotten."""

    async def remembered(self, workspace: str, kind: str, now: float) -> list[str]:
        """Every name of this kind that is remembered at `now`."""

    async def put(self, workspace: str, kind: str, name: str, body: bytes, *, is_edition: bool = True) -> None:
        """Keep a workspace's own data (a moment of its playbook, its standards): a new edition of it, heard by all.

        Without `is_edition` nobody hears of it yet: a part of what an edition will name.
        """

    async def all_of(self, workspace: str, kind: str) -> dict[str, bytes]:
        """Everything kept under `kind`, by name."""

    async def editions(self) -> dict[str, int]:
        """By workspace how often `put` has changed its own data."""

    def changes(self) -> AsyncIterator[Change]:
        """What other processes write, as long as they may. A hint only: some may be missed, and that is said later."""

    async def warnings(self) -> list[str]:
        """What is set so that the store cannot keep its promises, each in a sentence that says how to mend it."""

    async def ping(self) -> None:
        """Return when the store answers."""

    async def close(self) -> None:
        """Finish what was begun and let go of every resource."""


class StepFunction(Protocol):
    """What takes an event in: `session.step`, or a tiny stand-in in tests of what is around it."""

    def __call__(self, conversation: Conversation, event: Event, playbook: Playbook, /) -> Step:
        """The step that follows from `event`."""


class Understand(Protocol):
    """Says what an event's text does. Never raises for bad text; falls back to 'not understood' when late."""

    async def __call__(self, conversation: Conversation, event: Event) -> Event:
        """The same event with its understanding."""
