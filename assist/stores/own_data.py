"""A workspace's own data in SQLite: kept by kind and name, and counted, each change an edition."""

import sqlite3


def put(
    workspace: str, kind: str, name: str, body: bytes, is_edition: bool, connection: sqlite3.Connection
) -> None:
    """Keep it, in the place of what had that name."""
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", (workspace, kind, name, body))
    if is_edition:
        connection.execute(
            "INSERT INTO kept VALUES ('', 'edition', ?, 1) ON CONFLICT DO UPDATE SET body = body + 1", (workspace,)
        )


def all_of(workspace: str, kind: str, connection: sqlite3.Connection) -> dict[str, bytes]:
    """Everything of one kind, by name."""
    found = connection.execute("SELECT name, body FROM kept WHERE workspace = ? AND kind = ?", (workspace, kind))
    return dict(found.fetchall())


def editions(connection: sqlite3.Connection) -> dict[str, int]:
    """How often each workspace's own data was changed."""
    return dict(connection.execute("SELECT name, body FROM kept WHERE workspace = '' AND kind = 'edition'").fetchall())
