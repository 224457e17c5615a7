"""The tables of the embedded store, and how a file of it is opened."""

import sqlite3
from pathlib import Path

from assist.errors import SetupError

APPLICATION_ID = 0x42495354  # "BIST", so that a foreign SQLite file is not taken for ours
VERSION = 6
BUSY_MS = 5_000
JOURNAL_LIMIT = 64 * 1024 * 1024  # bytes the write-ahead log may keep after a checkpoint

TABLES = """
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    workspace TEXT NOT NULL, name TEXT NOT NULL, epoch TEXT NOT NULL,
    version INTEGER NOT NULL, last_seq INTEGER NOT NULL, changed INTEGER NOT NULL, wake_at REAL,
    agent TEXT NOT NULL, is_open INTEGER NOT NULL, awaiting_reply INTEGER NOT NULL,
    opening BLOB NOT NULL, state BLOB NOT NULL,
    UNIQUE (workspace, name)
);
CREATE INDEX timers ON conversations (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX queue ON conversations (workspace, changed);
CREATE TABLE entries (
    conversation INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;
CREATE TABLE accepted (
    conversation INTEGER NOT NULL, event TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (conversation, event)
) WITHOUT ROWID;
CREATE TABLE suppressed (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX suppressed_of ON suppressed (conversation, id);
CREATE TABLE kept (
    workspace TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (workspace, kind, name)
) WITHOUT ROWID;
"""
SINCE_2 = """
CREATE TABLE notices (
    number INTEGER PRIMARY KEY, workspace TEXT NOT NULL, name TEXT NOT NULL,
    id TEXT NOT NULL, target TEXT NOT NULL, body BLOB NOT NULL, tries INTEGER NOT NULL, due REAL NOT NULL,
    UNIQUE (workspace, name, id, target)
);
CREATE INDEX notices_due ON notices (due);
CREATE TABLE remembered (
    workspace TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (workspace, kind, name)
) WITHOUT ROWID;
CREATE INDEX remembered_until ON remembered (until)
"""
# The one place where a store looks into a state: what older versions kept has its own time only there. A state
# without one counts as ended now.
SINCE_3 = """
ALTER TABLE conversations ADD COLUMN at REAL NOT NULL DEFAULT 0.0;
UPDATE conversations SET at = coalesce(
    CASE WHEN json_valid(CAST(state AS TEXT)) THEN json_extract(CAST(state AS TEXT), '$.clock') END,
    CAST(strftime('%s', 'now') AS REAL)
) WHERE is_open = 0;
CREATE INDEX ended ON conversations (workspace, at) WHERE is_open = 0
"""
# Beside the states, which are long: a month's scores are read without them. What older versions kept has an empty one,
# until the conversation is read again; its own time is the state's, as above.
SINCE_4 = """
CREATE TABLE scores (
    conversation INTEGER PRIMARY KEY, workspace TEXT NOT NULL, name TEXT NOT NULL,
    at REAL NOT NULL, begun REAL NOT NULL, owes INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE INDEX scores_by_time ON scores (workspace, at);
CREATE INDEX scores_owing ON scores (workspace) WHERE owes = 1;
INSERT INTO scores SELECT id, workspace, name, coalesce(
    CASE WHEN json_valid(CAST(state AS TEXT)) THEN json_extract(CAST(state AS TEXT), '$.clock') END,
    CAST(strftime('%s', 'now') AS REAL)
), 0.0, 0, x'' FROM conversations WHERE last_seq > 0
"""
# Conversations by their customer's id, and who read what. An audit line's id begins with its time.
SINCE_5 = """
CREATE TABLE customers (
    workspace TEXT NOT NULL, name TEXT NOT NULL, customer TEXT NOT NULL,
    PRIMARY KEY (workspace, name, customer)
) WITHOUT ROWID;
CREATE INDEX conversations_of ON customers (workspace, customer, name);
CREATE TABLE audit (
    workspace TEXT NOT NULL, id TEXT NOT NULL, agent TEXT NOT NULL, conversation TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (workspace, id)
) WITHOUT ROWID;
CREATE INDEX audit_of ON audit (workspace, conversation, id)
"""
# What desks have told that is not in its conversations yet: when its holder last spoke (`held`), when it `died`.
SINCE_6 = """
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY, workspace TEXT NOT NULL, name TEXT NOT NULL, parcel TEXT NOT NULL, desk TEXT NOT NULL,
    body BLOB NOT NULL, at REAL NOT NULL, epoch TEXT NOT NULL, tries INTEGER NOT NULL, lost INTEGER NOT NULL,
    due REAL NOT NULL, held REAL, died REAL, why TEXT NOT NULL,
    UNIQUE (workspace, parcel)
);
CREATE INDEX inbox_of ON inbox (workspace, name)
"""


def open_connection(path: str) -> sqlite3.Connection:
    """A connection set up for durability: an acknowledged commit survives a loss of power."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is erased leaves no bytes behind
        connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_LIMIT}")
        _prepare(connection, path)
    except sqlite3.Error as error:
        raise SetupError(f"{path}: {why(error)}") from error
    return connection


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("BEGIN IMMEDIATE")  # also finds a folder that cannot be written, in time
    application, version, tables = (
        connection.execute(question).fetchone()[0]
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    )
    if not tables:
        _execute(connection, TABLES)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    elif application != APPLICATION_ID:
        raise SetupError(f"{path}: this SQLite file is not a store of Bistand; name another data folder")
    elif version > VERSION:
        raise SetupError(f"{path}: written by a newer Bistand (version {version}, this one knows {VERSION})")
    for since, statements in ((2, SINCE_2), (3, SINCE_3), (4, SINCE_4), (5, SINCE_5), (6, SINCE_6)):
        if version < since:  # of a new file it is 0
            _execute(connection, statements)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _execute(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):
        connection.execute(statement)


def check_folder(path: str) -> None:
    """Make the folder of a store's file; a folder that cannot be used stops the start."""
    if path == ":memory:":
        return
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"{Path(path).parent}: the data folder cannot be made ({error.strerror})") from error


def why(error: sqlite3.Error) -> str:
    """One sentence for what SQLite says, with what to do about it."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, sentence in _SENTENCES.items():
        if name.startswith(prefix):
            return sentence
    return f"the store does not answer ({name or type(error).__name__})"


_SENTENCES = {
    "SQLITE_FULL": "the disk is full; make room and try again",
    "SQLITE_READONLY": "the store may only be read; give this user the right to write in the data folder",
    "SQLITE_CANTOPEN": "the store cannot be opened; check that the data folder exists and may be written",
    "SQLITE_PERM": "this user may not open the store; check the rights of the data folder",
    "SQLITE_NOTADB": "the file is damaged or no store; put a backup in its place or name another data folder",
    "SQLITE_CORRUPT": "the file is damaged; put a backup in its place or name another data folder",
    "SQLITE_BUSY": "another process holds the store; try again",
    "SQLITE_LOCKED": "another process holds the store; try again",
    "SQLITE_IOERR": "the disk fails to read or write; check the disk under the data folder",
}
