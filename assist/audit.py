"""Who read, erased and changed what: noted at once, kept in groups beside everything else.

A note costs the reader nothing but an append to a list; once a second the list goes to the store. So a kill takes the
notes of the last second with it, and a store that is away puts them off: up to MOST_WAITING, then the oldest are lost,
counted and said.
"""

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import structlog

from assist.metrics import Metrics
from assist.ports import AuditLine, Store
from assist.wire.text import dump

log = structlog.get_logger(__name__)

EVERY_S = 1.0
FORGET_EVERY_S = 600.0
AT_ONCE = 1_000
MOST_WAITING = 20_000
DAY_S = 24 * 3600.0
LAST_MS = 10**13 - 1  # in the year 2286


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, in which workspace and with which key or token: ids only, never words.

    `subject` is what it was done to, if that is no conversation: a document, a moment, the digest of a customer's id.
    """

    workspace: str
    call: str
    conversation: str = ""
    subject: str = ""
    agent: str = ""
    key: str = ""
    token: str = ""
    roles: tuple[str, ...] = ()


def id_at(seconds: float) -> str:
    """Where the ids of lines of that time (since the epoch) begin; they sort as times do."""
    return f"{min(LAST_MS, max(0, int(seconds * 1000))):013d}"


class Audit:
    """The audit trail of all workspaces of a server; what is older than `days` is forgotten."""

    def __init__(
        self,
        store: Store,
        workspaces: Sequence[str],
        days: float,
        metrics: Metrics,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._trail = store.audit
        self._workspaces = tuple(workspaces)
        self._days = days
        self._metrics = metrics
        self._clock = clock
        self._waiting: dict[str, AuditLine] = {}
        self._turn = asyncio.Lock()
        self._is_late = False
        self._count = 0

    def note(self, deed: Deed) -> None:
        """Somebody did this, now."""
        if len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
            self._metrics.audit_lost.inc()
        about = {"call": deed.call, "subject": deed.subject, "key": deed.key, "token": deed.token, "roles": deed.roles}
        self._count = (self._count + 1) % 2**16  # keeps the order of one process within a millisecond
        name = f"{id_at(self._clock())}-{self._count:04x}{secrets.token_hex(2)}"
        self._waiting[name] = AuditLine(name, deed.workspace, deed.agent, deed.conversation, dump(about))

    async def flush(self) -> None:
        """Keep what was noted so far; BackendError when the store does not answer, and nothing is forgotten then."""
        async with self._turn:
            while lines := tuple(islice(self._waiting.values(), AT_ONCE)):
                await self._trail.add(lines)
                for line in lines:
                    self._waiting.pop(line.id, None)

    async def run(self) -> None:
        """Keep what is noted and forget what is old, for ever."""
        forgotten_at = float("-inf")
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.flush()
                if self._clock() >= forgotten_at + FORGET_EVERY_S:
                    await self.forget()
                    forgotten_at = self._clock()
                self._is_late = False
            except Exception as error:  # noqa: BLE001 - whatever it was, what is noted has to be kept
                if not self._is_late:
                    log.warning("audit_waits", error=type(error).__name__)
                self._is_late = True

    async def forget(self) -> None:
        """Remove what is older than it may be."""
        before = id_at(self._clock() - self._days * DAY_S)
        for workspace in self._workspaces:
            await self._trail.forget(workspace, before)
