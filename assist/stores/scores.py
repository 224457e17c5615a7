"""What the scorecards count of each conversation, in the embedded store."""

import sqlite3

from assist.ports import Key, Summary


def put(number: int, key: Key, summary: Summary, connection: sqlite3.Connection) -> None:
    """Replace the score of a conversation; without one it does not count."""
    score = summary.score
    if score is None:
        connection.execute("DELETE FROM scores WHERE conversation = ?", (number,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, key.workspace, key.conversation, summary.at, score.begun, score.owes, score.body),
    )


def between(
    workspace: str, since: float, until: float, owing: bool, connection: sqlite3.Connection
) -> list[tuple[str, bytes]]:
    """Names and scores of those that began before `until` and whose own time is at or after `since`."""
    only = " AND owes = 1" if owing else ""
    rows = connection.execute(
        f"SELECT name, body FROM scores WHERE workspace = ? AND at >= ? AND begun < ?{only}",
        (workspace, since, until),
    )
    return rows.fetchall()
