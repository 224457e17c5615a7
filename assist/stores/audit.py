"""The audit trail in the embedded store: jobs for its lanes."""

import sqlite3
from collections.abc import Sequence
from functools import partial

from assist.ports import AuditAsked, AuditLine
from assist.stores.lane import Lane


class SqliteAudit:
    """The `AuditTrail` contract over the lanes of a store."""

    def __init__(self, writes: Lane, reads: Lane) -> None:
        self._writes = writes
        self._reads = reads

    async def add(self, lines: Sequence[AuditLine]) -> None:
        """Keep lines; one that is kept already is the same."""
        await self._writes.run(partial(_add, tuple(lines)))

    async def read(self, workspace: str, asked: AuditAsked, limit: int) -> list[AuditLine]:
        """The lines of a workspace that fit, latest first."""
        return await self._reads.run(partial(_read, workspace, asked, limit))

    async def forget(self, workspace: str, before: str) -> None:
        """Remove the lines of a workspace whose id is below `before`."""
        await self._writes.run(partial(_forget, workspace, before))


def _add(lines: tuple[AuditLine, ...], connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO audit (workspace, id, agent, conversation, body) VALUES (?, ?, ?, ?, ?)",
        [(line.workspace, line.id, line.agent, line.conversation, line.body) for line in lines],
    )


def _read(workspace: str, asked: AuditAsked, limit: int, connection: sqlite3.Connection) -> list[AuditLine]:
    wanted = {"agent": asked.agent, "conversation": asked.conversation}
    given = {name: value for name, value in wanted.items() if value is not None}
    conditions = "".join(f" AND {name} = ?" for name in given)
    rows = connection.execute(
        "SELECT id, workspace, agent, conversation, body FROM audit"
        f" WHERE workspace = ? AND id >= ? AND id < ?{conditions} ORDER BY id DESC LIMIT ?",
        (workspace, asked.least, asked.below, *given.values(), limit),
    )
    return [AuditLine(*row) for row in rows]


def _forget(workspace: str, before: str, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit WHERE workspace = ? AND id < ?", (workspace, before))
