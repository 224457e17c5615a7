"""Notices and remembered names in the embedded store: jobs for its lanes."""

import sqlite3
from collections.abc import Sequence

from assist.ports import Key, Notice

FORGOTTEN_AT_ONCE = 100  # of the names whose time is over, with each one that is new


def insert(key: Key, notices: Sequence[Notice], connection: sqlite3.Connection) -> None:
    """Keep notices of a step, due at once."""
    connection.executemany(
        "INSERT OR IGNORE INTO notices (workspace, name, id, target, body, tries, due) VALUES (?, ?, ?, ?, ?, 0, 0.0)",
        [(key.workspace, key.conversation, one.id, one.target, one.body) for one in notices],
    )


def claim(now: float, until: float, limit: int, connection: sqlite3.Connection) -> list[Notice]:
    """Notices due at `now`, earliest first, put off until `until`."""
    rows = connection.execute(
        "SELECT number, id, target, body, workspace, name, tries FROM notices"
        " WHERE due <= ? ORDER BY due, number LIMIT ?",
        (now, limit),
    ).fetchall()
    connection.executemany("UPDATE notices SET due = ? WHERE number = ?", [(until, row[0]) for row in rows])
    return [Notice(row[1], row[2], row[3], Key(row[4], row[5]), row[6]) for row in rows]


def settle(notice: Notice, again_at: float | None, connection: sqlite3.Connection) -> None:
    """Remove a notice, or count a try and make it due again."""
    assert notice.key is not None
    which = (notice.key.workspace, notice.key.conversation, notice.id, notice.target)
    where = "WHERE workspace = ? AND name = ? AND id = ? AND target = ?"
    if again_at is None:
        connection.execute(f"DELETE FROM notices {where}", which)
    else:
        connection.execute(f"UPDATE notices SET tries = tries + 1, due = ? {where}", (again_at, *which))


def earliest(connection: sqlite3.Connection) -> float | None:
    """When the next notice is due."""
    due = connection.execute("SELECT min(due) FROM notices").fetchone()[0]
    return None if due is None else float(due)


def remember(workspace: str, kind: str, name: str, until: float, connection: sqlite3.Connection) -> None:
    """Know a name until then, or until later if that was said before."""
    connection.execute(
        "INSERT INTO remembered VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)",
        (workspace, kind, name, until),
    )


def recall(workspace: str, kind: str, name: str, now: float, connection: sqlite3.Connection) -> bool:
    """Whether a name is known at `now`; a few of those that need not be are forgotten."""
    connection.execute(
        "DELETE FROM remembered WHERE (workspace, kind, name) IN"
        f" (SELECT workspace, kind, name FROM remembered WHERE until < ? LIMIT {FORGOTTEN_AT_ONCE})",
        (now,),
    )
    found = connection.execute(
        "SELECT 1 FROM remembered WHERE workspace = ? AND kind = ? AND name = ? AND until >= ?",
        (workspace, kind, name, now),
    )
    return found.fetchone() is not None


def remembered(workspace: str, kind: str, now: float, connection: sqlite3.Connection) -> list[str]:
    """Every name of a kind that is known at `now`."""
    found = connection.execute(
        "SELECT name FROM remembered WHERE workspace = ? AND kind = ? AND until >= ?", (workspace, kind, now)
    )
    return [name for (name,) in found]
