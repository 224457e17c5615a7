"""The timers of conversations in SQLite."""

import sqlite3

from assist.ports import Key

EARLIEST = "SELECT min(wake_at) FROM conversations WHERE wake_at IS NOT NULL"


def due(now: float, limit: int, connection: sqlite3.Connection) -> list[Key]:
    """Conversations whose timer is at or before `now`, earliest first."""
    rows = connection.execute(
        "SELECT workspace, name FROM conversations WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?",
        (now, limit),
    )
    return [Key(workspace, name) for workspace, name in rows]


def earliest(connection: sqlite3.Connection) -> float | None:
    """The earliest timer of all."""
    found = connection.execute(EARLIEST).fetchone()[0]
    return None if found is None else float(found)
