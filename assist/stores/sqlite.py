"""The embedded store: one SQLite file, one thread that writes in groups, one that reads.

Several processes of one machine may work on the file: versions let one of two writers through, and a local doorbell
tells the others what was written (see neighbours.py).

An acknowledgement means: the write-ahead log is on disk (`synchronous = FULL`). Appends that wait for the
disk at the same time share one transaction; an idle store waits for nobody.
"""

import json
import secrets
import sqlite3
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path

from assist.errors import Conflict
from assist.ports import IN_NO_QUEUE, Append, Change, Key, LogEntry, Notice, Saved, Summary
from assist.stores import customers, erasure, inbox, notices, own_data, scores, wakes
from assist.stores.audit import SqliteAudit
from assist.stores.lane import Lane
from assist.stores.neighbours import Neighbours
from assist.stores.rings import heard, ring
from assist.stores.schema import check_folder, open_connection

MEMORY = ":memory:"


class SqliteStore:
    """The `Store` contract over one file, or in memory for tests and replays."""

    def __init__(self, path: str) -> None:
        self._rebuild = erasure.Rebuild()
        self._writes = Lane(partial(open_connection, path), "store-writes", "BEGIN IMMEDIATE", self._rebuild)
        self._neighbours = None if path == MEMORY else Neighbours(Path(f"{path}.doorbell"))
        self._process = secrets.token_hex(8)
        self._reads, self._scans = (
            self._writes if path == MEMORY else Lane(partial(open_connection, path), name, "BEGIN")
            for name in ("store-reads", "store-scans")  # who adds up a month keeps nobody waiting for a conversation
        )
        self.audit = SqliteAudit(self._writes, self._scans)
        self.inbox = inbox.SqliteInbox(self._writes, self._reads, self._rebuild)

    @classmethod
    async def open(cls, path: str) -> "SqliteStore":
        """The store in the file `path` (made when missing) or in ":memory:"; else SetupError."""
        check_folder(path)
        store = cls(path)
        await store._writes.open()
        if store._reads is not store._writes:
            await store._reads.open()
            await store._scans.open()
        return store

    async def create(self, key: Key, state: bytes, opening: bytes, summary: Summary, parcel: str = "") -> bool:
        """Store a new conversation under a fresh epoch; False when that key exists already, or the parcel is gone."""
        return await self._writes.run(partial(_create, key, state, opening, summary, parcel))

    async def load(self, key: Key) -> Saved | None:
        """The conversation, or None."""
        return await self._reads.run(partial(_load, key))

    async def accepted(self, key: Key, event_ids: Sequence[str]) -> dict[str, int]:
        """Which of these events are in the log already, with their numbers."""
        return await self._reads.run(partial(_accepted, key, json.dumps(list(event_ids))))

    async def append(self, key: Key, version: int, step: Append) -> int:
        """Add to the log if the conversation is still at `version`; the number of the first new entry."""
        first = await self._writes.run(partial(_append, key, version, step))
        self._ring(Change(key, step.wake_at, bool(step.notices)))
        return first

    async def entries(self, key: Key, after: int, limit: int) -> list[LogEntry]:
        """Log entries with numbers above `after`, in order."""
        return await self._reads.run(partial(_entries, key, after, limit))

    async def suppressed(self, key: Key) -> list[bytes]:
        """What was held back, oldest first."""
        return await self._reads.run(partial(_suppressed, key))

    async def listed(
        self, workspace: str, *, is_open: bool | None, awaiting_reply: bool | None, agent: str | None, limit: int
    ) -> list[tuple[str, Summary]]:
        """Conversations of a workspace that fit, latest change first."""
        wanted = {"is_open": is_open, "awaiting_reply": awaiting_reply, "agent": agent}
        return await self._reads.run(partial(_listed, workspace, wanted, limit))

    async def due(self, now: float, limit: int) -> list[Key]:
        """Conversations whose timer is at or before `now`, earliest first."""
        return await self._reads.run(partial(wakes.due, now, limit))

    async def next_wake(self) -> float | None:
        """The earliest timer of all, or None."""
        return await self._reads.run(wakes.earliest)

    async def ended(self, workspace: str, by: float, limit: int) -> list[Key]:
        """Conversations of a workspace that are ended and whose own time is at or before `by`, earliest first."""
        return await self._reads.run(partial(erasure.ended, workspace, by, limit))

    async def scores(
        self, workspace: str, since: float, until: float, *, owing: bool = False
    ) -> list[tuple[str, bytes]]:
        """The scores of a workspace's conversations that fall into a time."""
        return await self._scans.run(partial(scores.between, workspace, since, until, owing))

    async def of_customer(self, workspace: str, customer: str, limit: int) -> list[Key]:
        """The conversations of a customer, by any id that they had in them."""
        return await self._reads.run(partial(customers.find, workspace, customer, limit))

    async def erase(self, key: Key, ended_by: float | None = None) -> bool:
        """Remove every trace of a conversation, down to its bytes on disk (see erasure.py for when)."""
        gone = await self._writes.run(partial(erasure.erase, self._rebuild, key, ended_by))
        if gone:
            self._ring(Change(key))
        return gone

    async def claim_notices(self, now: float, until: float, limit: int) -> list[Notice]:
        """Notices due at or before `now`, earliest first; nobody else is given them before `until`."""
        return await self._writes.run(partial(notices.claim, now, until, limit))

    async def settle_notice(self, notice: Notice, again_at: float | None) -> None:
        """Let go of a claimed notice that was told or is given up (None); else make it due again."""
        await self._writes.run(partial(notices.settle, notice, again_at))

    async def next_notice(self) -> float | None:
        """When the earliest notice is due, or None."""
        return await self._reads.run(notices.earliest)

    async def remember(self, workspace: str, kind: str, name: str, until: float) -> None:
        """Know a name of this kind until that time, at least."""
        await self._writes.run(partial(notices.remember, workspace, kind, name, until))

    async def recall(self, workspace: str, kind: str, name: str, now: float) -> bool:
        """Whether the name is remembered at `now`."""
        return await self._writes.run(partial(notices.recall, workspace, kind, name, now))

    async def remembered(self, workspace: str, kind: str, now: float) -> list[str]:
        """Every name of this kind that is remembered at `now`."""
        return await self._reads.run(partial(notices.remembered, workspace, kind, now))

    async def put(self, workspace: str, kind: str, name: str, body: bytes, *, is_edition: bool = True) -> None:
        """Keep a workspace's own data (a moment of its playbook, its standards)."""
        await self._writes.run(partial(own_data.put, workspace, kind, name, body, is_edition))
        if is_edition:
            self._ring(Change(workspace=workspace))

    async def all_of(self, workspace: str, kind: str) -> dict[str, bytes]:
        """Everything kept under `kind`, by name."""
        return await self._reads.run(partial(own_data.all_of, workspace, kind))

    async def editions(self) -> dict[str, int]:
        """By workspace how often `put` has changed its own data."""
        return await self._reads.run(own_data.editions)

    async def changes(self) -> AsyncIterator[Change]:
        """What other processes on the file write, for ever; nothing of a store in memory."""
        if self._neighbours is None:
            return
        async for said in self._neighbours.heard():
            change = heard(said, self._process)
            if change is not None:
                yield change

    async def warnings(self) -> list[str]:
        """None: the file keeps every promise."""
        return []

    async def ping(self) -> None:
        """Return when both threads answer; reading the schema finds a file that was taken away."""
        await self._writes.run(_ping)
        await self._reads.run(_ping)

    async def close(self) -> None:
        """Finish what was begun and let go of every resource."""
        await self._scans.close()
        await self._reads.close()
        await self._writes.close()
        if self._neighbours is not None:
            self._neighbours.close()

    def _ring(self, change: Change) -> None:
        if self._neighbours is not None:
            self._neighbours.ring(ring(self._process, change))


FIRST_VERSIONS = 2**40
OF_KEY = "(SELECT id FROM conversations WHERE workspace = ? AND name = ?)"
NEXT_CHANGE = "(SELECT coalesce(max(changed), 0) + 1 FROM conversations WHERE workspace = ?)"


def _create(
    key: Key, state: bytes, opening: bytes, summary: Summary, parcel: str, connection: sqlite3.Connection
) -> bool:
    if parcel and not inbox.waits(key, parcel, connection):
        return False
    made = connection.execute(
        "INSERT INTO conversations (workspace, name, epoch, version, last_seq, changed,"
        f" agent, is_open, awaiting_reply, at, opening, state)"
        f" VALUES (?, ?, ?, ?, 0, {NEXT_CHANGE}, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            *(key.workspace, key.conversation, secrets.token_hex(8), secrets.randbelow(FIRST_VERSIONS)),
            key.workspace,
            *(summary.agent, summary.is_open, summary.awaiting_reply, summary.at, opening, state),
        ),
    )
    if made.rowcount == 1:
        customers.note(key, summary.customer, connection)
    if made.rowcount == 1 and summary.score is not None:
        scores.put(made.lastrowid or 0, key, summary, connection)
    return made.rowcount == 1


def _load(key: Key, connection: sqlite3.Connection) -> Saved | None:
    row = connection.execute(
        "SELECT state, opening, version, last_seq, epoch, wake_at FROM conversations"
        " WHERE workspace = ? AND name = ?",
        (key.workspace, key.conversation),
    ).fetchone()
    return Saved(*row) if row else None


def _accepted(key: Key, event_ids: str, connection: sqlite3.Connection) -> dict[str, int]:
    return dict(
        connection.execute(
            f"SELECT event, seq FROM accepted WHERE conversation = {OF_KEY}"
            " AND event IN (SELECT value FROM json_each(?))",
            (key.workspace, key.conversation, event_ids),
        ).fetchall()
    )


def _append(key: Key, version: int, step: Append, connection: sqlite3.Connection) -> int:
    row = connection.execute(
        "SELECT id, version, last_seq FROM conversations WHERE workspace = ? AND name = ?",
        (key.workspace, key.conversation),
    ).fetchone()
    if row is None or row[1] != version:
        raise Conflict(f"Conversation {key.conversation!r} has moved on since it was read; try again")
    number, first = row[0], row[2] + 1
    connection.executemany(
        "INSERT INTO entries VALUES (?, ?, ?)",
        [(number, first + n, body) for n, body in enumerate(step.bodies)],
    )
    connection.executemany(
        "INSERT INTO accepted VALUES (?, ?, ?)",
        [(number, event, first + n) for event, n in step.event_ids.items()],
    )
    connection.executemany(
        "INSERT INTO suppressed (conversation, body) VALUES (?, ?)",
        [(number, body) for body in step.suppressed],
    )
    notices.insert(key, step.notices, connection)
    scores.put(number, key, step.summary, connection)
    customers.note(key, step.summary.customer, connection)
    changed = f"changed = {NEXT_CHANGE}," if step.bodies else ""
    connection.execute(
        f"UPDATE conversations SET {changed} version = version + 1, last_seq = ?, wake_at = ?, agent = ?,"
        " is_open = ?, awaiting_reply = ?, at = ?, state = ? WHERE id = ?",
        (
            *([key.workspace] if step.bodies else []),
            *(first + len(step.bodies) - 1, step.wake_at, step.summary.agent, step.summary.is_open),
            *(step.summary.awaiting_reply, step.summary.at, step.state, number),
        ),
    )
    return int(first)


def _entries(key: Key, after: int, limit: int, connection: sqlite3.Connection) -> list[LogEntry]:
    rows = connection.execute(
        f"SELECT seq, body FROM entries WHERE conversation = {OF_KEY} AND seq > ? ORDER BY seq LIMIT ?",
        (key.workspace, key.conversation, after, limit),
    )
    return [LogEntry(seq, body) for seq, body in rows]


def _suppressed(key: Key, connection: sqlite3.Connection) -> list[bytes]:
    rows = connection.execute(
        f"SELECT body FROM suppressed WHERE conversation = {OF_KEY} ORDER BY id",
        (key.workspace, key.conversation),
    )
    return [body for (body,) in rows]


def _listed(
    workspace: str, wanted: dict[str, bool | str | None], limit: int, connection: sqlite3.Connection
) -> list[tuple[str, Summary]]:
    asked = {name: value for name, value in wanted.items() if value is not None}
    conditions = "".join(f" AND {name} = ?" for name in asked)
    rows = connection.execute(
        f"SELECT name, agent, is_open, awaiting_reply FROM conversations WHERE workspace = ? AND agent <> ?{conditions}"
        " ORDER BY changed DESC LIMIT ?",
        (workspace, IN_NO_QUEUE, *asked.values(), limit),
    )
    return [(name, Summary(agent, bool(is_open), bool(awaits))) for name, agent, is_open, awaits in rows]


def _ping(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
