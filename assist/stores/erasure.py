"""Erasing down to the bytes.

`secure_delete` overwrites what is deleted, but SQLite leaves shreds of rows that it once moved between pages
in the unused middle of pages. Only a rebuild of the file is sure to remove them, and emptying the write-ahead
log removes the copies there. A small file is rebuilt before the erasure is acknowledged. Rebuilding holds
writers up (about 20 ms per MB on a small machine), so a large one is rebuilt at most once an hour, and when
the store closes or opens; that it has to be is kept in the file itself.
"""

import sqlite3
import time

AT_ONCE = 32 * 1024 * 1024  # bytes of a file that is rebuilt before an erasure is acknowledged
INTERVAL_S = 3600.0
AGAIN_S = 60.0  # after a rebuild that did not work, for want of room or because of a reader
MARK = ("", "store", "to_rebuild")


def mark_for_rebuild(connection: sqlite3.Connection) -> None:
    """Remember, in the erasure's own transaction, that shreds may be left."""
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, x'')", MARK)


class Rebuild:
    """Called after each group of writes, outside of any transaction."""

    def __init__(self) -> None:
        self._not_before = self._failed_until = 0.0
        self._wanted = True  # the last process may have left it undone

    def want(self) -> None:
        """Say that something was erased in this group."""
        self._wanted = True

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
        self._wanted = False
        self._not_before = time.monotonic() + INTERVAL_S

    def _is_time(self, connection: sqlite3.Connection) -> bool:
        now = time.monotonic()
        if now < self._failed_until:
            return False
        pages, size = (
            connection.execute(question).fetchone()[0]
            for question in ("PRAGMA page_count", "PRAGMA page_size")
        )
        return bool(pages * size <= AT_ONCE) or now >= self._not_before
