"""Whose conversations are whose, in the embedded store: jobs for its lanes."""

import sqlite3

from assist.ports import Key


def note(key: Key, customer: str, connection: sqlite3.Connection) -> None:
    """Find this conversation by its customer's id, too; by one that it had before as well."""
    if customer:
        connection.execute(
            "INSERT OR IGNORE INTO customers (workspace, name, customer) VALUES (?, ?, ?)",
            (key.workspace, key.conversation, customer),
        )


def find(workspace: str, customer: str, limit: int, connection: sqlite3.Connection) -> list[Key]:
    """The conversations of a customer."""
    rows = connection.execute(
        "SELECT name FROM customers WHERE workspace = ? AND customer = ? ORDER BY name LIMIT ?",
        (workspace, customer, limit),
    )
    return [Key(workspace, name) for (name,) in rows]


def forget(key: Key, connection: sqlite3.Connection) -> None:
    """Nobody's any more: the conversation was erased."""
    connection.execute("DELETE FROM customers WHERE workspace = ? AND name = ?", (key.workspace, key.conversation))
