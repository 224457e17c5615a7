"""Erasing down to the bytes.

`secure_delete` overwrites what is deleted, but SQLite leaves shreds of rows that it once moved between pages
in the unused middle of pages. Only a rebuild of the file is sure to remove them, and emptying the write-ahead
log removes the copies there. A small file is rebuilt before the erasure is acknowledged. Rebuilding holds
writers up (about 20 ms per MB on a small machine), so a large one is rebuilt at most once an hour if somebody
asked for an erasure, once a day if time alone did, and when the store closes or opens; that it has to be is kept
in the file itself.
"""

import sqlite3
import time

from assist.ports import Key
from assist.stores import customers

AT_ONCE = 32 * 1024 * 1024  # bytes of a file that is rebuilt before an erasure is acknowledged
INTERVAL_S, PATIENT_S = 3600.0, 24 * 3600.0
AGAIN_S = 60.0  # after a rebuild that did not work, for want of room or because of a reader
MARK = ("", "store", "to_rebuild")


class Rebuild:
    """Called after each group of writes, outside of any transaction."""

    def __init__(self) -> None:
        self._done_at, self._failed_until = float("-inf"), 0.0
        self._wanted = True  # the last process may have left it undone
        self._is_asked_for = False

    def want(self, is_asked_for: bool) -> None:
        """Say that something was erased in this group; whether somebody asked for it, and not time alone."""
        self._wanted = True
        self._is_asked_for |= is_asked_for

    def __call__(self, connection: sqlite3.Connection, is_last: bool) -> None:
        """Rebuild the file if something was erased and now is a time for it."""
        if not self._wanted or not (is_last or self._is_time(connection)):
            return
        try:
            if connection.execute(
                "SELECT 1 FROM kept WHERE (workspace, kind, name) = (?, ?, ?)", MARK
            ).fetchone():
                connection.execute("VACUUM")
                if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise sqlite3.OperationalError("a reader is in the way")
                connection.execute("DELETE FROM kept WHERE (workspace, kind, name) = (?, ?, ?)", MARK)
        except sqlite3.Error:  # the mark stays, and so does the wish
            self._failed_until = time.monotonic() + AGAIN_S
            return
        self._wanted = self._is_asked_for = False
        self._done_at = time.monotonic()

    def _is_time(self, connection: sqlite3.Connection) -> bool:
        now = time.monotonic()
        if now < self._failed_until:
            return False
        pages, size = (
            connection.execute(question).fetchone()[0]
            for question in ("PRAGMA page_count", "PRAGMA page_size")
        )
        interval = INTERVAL_S if self._is_asked_for else PATIENT_S
        return bool(pages * size <= AT_ONCE) or now >= self._done_at + interval


def ended(workspace: str, by: float, limit: int, connection: sqlite3.Connection) -> list[Key]:
    """Conversations that are ended and whose own time is at or before `by`, earliest first."""
    rows = connection.execute(
        "SELECT name FROM conversations WHERE workspace = ? AND is_open = 0 AND at <= ? ORDER BY at, id LIMIT ?",
        (workspace, by, limit),
    )
    return [Key(workspace, name) for (name,) in rows]


def erase(rebuild: Rebuild, key: Key, ended_by: float | None, connection: sqlite3.Connection) -> bool:
    """Remove every trace of a conversation, with `ended_by` only if `ended` finds it; False for none."""
    name = (key.workspace, key.conversation)
    found = connection.execute("SELECT id, is_open, at FROM conversations WHERE workspace = ? AND name = ?", name)
    number, is_open, at = found.fetchone() or (None, True, 0.0)
    waiting = connection.execute("SELECT 1 FROM inbox WHERE workspace = ? AND name = ? AND died IS NULL", name)
    if ended_by is not None and (is_open or at > ended_by or waiting.fetchone()):
        return False
    gone = connection.execute("DELETE FROM conversations WHERE id = ?", (number,)).rowcount
    for table in ("entries", "accepted", "suppressed", "scores"):
        connection.execute(f"DELETE FROM {table} WHERE conversation = ?", (number,))
    connection.execute("DELETE FROM notices WHERE workspace = ? AND name = ?", name)
    gone += connection.execute("DELETE FROM inbox WHERE workspace = ? AND name = ?", name).rowcount
    customers.forget(key, connection)
    if gone:
        leave_shreds(rebuild, ended_by is None, connection)
    return gone > 0


def leave_shreds(rebuild: Rebuild, is_asked_for: bool, connection: sqlite3.Connection) -> None:
    """Note that something was erased, of which shreds may be left."""
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, x'')", MARK)
    rebuild.want(is_asked_for=is_asked_for)
