"""Parcels in the embedded store: jobs for its lanes."""

import sqlite3
from collections.abc import Sequence
from functools import partial

from assist.errors import NotFound
from assist.inbox import DELIVERY, Counts, Parcel
from assist.ports import Key
from assist.stores import customers, erasure, notices
from assist.stores.lane import Lane

FIELDS = "workspace, name, parcel, desk, body, at, epoch, tries, lost, died, why"
WHICH = "workspace = ? AND parcel = ? AND (died IS NULL) = ?"


class SqliteInbox:
    """The `Inbox` contract over the lanes of a store."""

    def __init__(self, writes: Lane, reads: Lane, rebuild: erasure.Rebuild) -> None:
        self._writes = writes
        self._reads = reads
        self._rebuild = rebuild

    async def add(self, parcel: Parcel, until: float, *, take: bool, is_begun: bool = True) -> list[Parcel] | None:
        """Keep a parcel, unless its name is known (None)."""
        return await self._writes.run(partial(_add, parcel, until, take, is_begun))

    async def take(self, workspace: str, now: float, silent_s: float, limit: int) -> list[Parcel]:
        """Parcels to work on, earliest first."""
        return await self._writes.run(partial(_take, workspace, now, now - silent_s, limit))

    async def hold(self, parcels: Sequence[Parcel], now: float) -> set[str]:
        """Say that these are still being worked on; the names of those that are there."""
        return await self._writes.run(partial(_hold, parcels, now)) if parcels else set()

    async def settle(self, parcel: Parcel, again_at: float | None = None) -> bool:
        """Let go of a parcel that is done, or put it off."""
        return await self._writes.run(partial(_settle, parcel, again_at))

    async def bury(self, parcel: Parcel, died: float, why: str) -> bool:
        """Make it a dead letter."""
        return await self._writes.run(partial(_bury, parcel, died, why))

    async def drop(self, parcel: Parcel) -> bool:
        """Remove a parcel unused, down to its bytes (see erasure.py for when)."""
        return await self._writes.run(partial(_drop, parcel, self._rebuild))

    async def dead(self, workspace: str, limit: int) -> list[Parcel]:
        """Dead letters of a workspace, earliest first."""
        where = "workspace = ? AND died IS NOT NULL ORDER BY died, number LIMIT ?"
        return await self._reads.run(partial(_read, where, (workspace, limit)))

    async def find(self, workspace: str, name: str) -> Parcel | None:
        """The dead letter of that name."""
        found = await self._reads.run(partial(_read, WHICH, (workspace, name, False)))
        return found[0] if found else None

    async def counts(self, workspace: str) -> Counts:
        """How many there are."""
        return await self._reads.run(partial(_counts, workspace))


def waits(key: Key, parcel: str, connection: sqlite3.Connection) -> bool:
    """Whether this parcel of a conversation is still to be worked on."""
    return bool(_read(f"{WHICH} AND name = ?", (key.workspace, parcel, True, key.conversation), connection))


def _add(
    parcel: Parcel, until: float, take: bool, is_begun: bool, connection: sqlite3.Connection
) -> list[Parcel] | None:
    workspace, conversation = parcel.key.workspace, parcel.key.conversation
    if notices.recall(workspace, DELIVERY, parcel.name, parcel.at, connection):
        return None
    asked = "SELECT epoch FROM conversations WHERE workspace = ? AND name = ?"
    (epoch,) = connection.execute(asked, (workspace, conversation)).fetchone() or (None,)
    if epoch is None and is_begun:
        raise NotFound(f"There is no conversation {conversation!r} in this workspace")
    notices.remember(workspace, DELIVERY, parcel.name, until, connection)
    connection.execute(
        f"INSERT INTO inbox ({FIELDS}, due) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, '', 0.0)",
        (workspace, conversation, parcel.name, parcel.desk, parcel.body, parcel.at, epoch or ""),
    )
    for customer in parcel.customers if epoch else ():
        customers.note(parcel.key, customer, connection)
    return _given("tries = 0", workspace, (), parcel.at, 1, connection) if take else []


def _take(workspace: str, now: float, silent_since: float, limit: int, connection: sqlite3.Connection) -> list[Parcel]:
    which = "(held IS NULL AND due <= ? OR held <= ?)"
    return _given(which, workspace, (now, silent_since), now, limit, connection)


def _given(  # noqa: PLR0913 - which ones, and what is noted of it
    which: str, workspace: str, asked: Sequence[float], now: float, limit: int, connection: sqlite3.Connection
) -> list[Parcel]:
    rows = connection.execute(
        f"SELECT number FROM inbox WHERE workspace = ? AND died IS NULL AND {which} ORDER BY number LIMIT ?",
        (workspace, *asked, limit),
    ).fetchall()
    connection.executemany(
        "UPDATE inbox SET tries = tries + 1, lost = lost + (held IS NOT NULL), held = ? WHERE number = ?",
        [(now, number) for (number,) in rows],
    )
    return [parcel for row in rows for parcel in _read("number = ?", row, connection)]


def _hold(parcels: Sequence[Parcel], now: float, connection: sqlite3.Connection) -> set[str]:
    renewed = f"UPDATE inbox SET held = ? WHERE {WHICH} AND held IS NOT NULL"
    return {one.name for one in parcels if connection.execute(renewed, (now, *_which(one))).rowcount}


def _settle(parcel: Parcel, again_at: float | None, connection: sqlite3.Connection) -> bool:
    if again_at is None:
        return connection.execute(f"DELETE FROM inbox WHERE {WHICH}", _which(parcel)).rowcount == 1
    anew = ", died = NULL, why = '', tries = 0, lost = 0" if parcel.died else ""
    done = connection.execute(f"UPDATE inbox SET held = NULL, due = ?{anew} WHERE {WHICH}", (again_at, *_which(parcel)))
    return done.rowcount == 1


def _bury(parcel: Parcel, died: float, why: str, connection: sqlite3.Connection) -> bool:
    done = connection.execute(
        f"UPDATE inbox SET held = NULL, died = ?, why = ? WHERE {WHICH}", (died, why, *_which(parcel))
    )
    return done.rowcount == 1


def _drop(parcel: Parcel, rebuild: erasure.Rebuild, connection: sqlite3.Connection) -> bool:
    is_gone = _settle(parcel, None, connection)
    if is_gone:
        erasure.leave_shreds(rebuild, True, connection)
    return is_gone


def _which(parcel: Parcel) -> tuple[str, str, bool]:
    return parcel.key.workspace, parcel.name, not parcel.died


def _read(where: str, asked: Sequence[object], connection: sqlite3.Connection) -> list[Parcel]:
    rows = connection.execute(f"SELECT {FIELDS} FROM inbox WHERE {where}", asked)
    return [
        Parcel(Key(workspace, name), parcel, desk, body, at, (), epoch, tries, lost, "", died or 0.0, why)
        for workspace, name, parcel, desk, body, at, epoch, tries, lost, died, why in rows
    ]


def _counts(workspace: str, connection: sqlite3.Connection) -> Counts:
    asked = "SELECT count(*) - count(died), count(died) FROM inbox WHERE workspace = ?"
    return Counts(*connection.execute(asked, (workspace,)).fetchone())
