"""The embedded store: the contract, and what only a file can suffer."""

import asyncio
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel
from assist.errors import SetupError, StoreUnavailable
from assist.ports import Key, Score, Summary
from assist.stores import erasure, schema
from assist.stores.sqlite import SqliteStore
from assist.wire.state import to_bytes
from tests.contracts.inbox_contract import fill, parcel, put, taken
from tests.contracts.store_contract import (
    KEY,
    DurableStoreContract,
    Open,
    SharedStoreContract,
    StoreContract,
    started,
    step,
)

ROOT = Path(__file__).parents[3]


class TestInMemory(StoreContract):
    """ ":memory:" keeps every promise but durability."""

    @pytest.fixture
    async def opening(self) -> AsyncIterator[Open]:
        yield lambda: SqliteStore.open(":memory:")


class TestInFile(DurableStoreContract):
    """The file keeps them all."""

    @pytest.fixture
    async def opening(self, tmp_path: Path) -> AsyncIterator[Open]:
        yield lambda: SqliteStore.open(str(tmp_path / "data" / "bistand.db"))


class TestSharedFile(SharedStoreContract):
    """And so do several processes on one file."""

    @pytest.fixture
    async def opening(self, tmp_path: Path) -> AsyncIterator[Open]:
        yield lambda: SqliteStore.open(str(tmp_path / "data" / "bistand.db"))


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_erase_leaves_no_bytes(tmp_path: Path) -> None:
    """After erasing, no file of the store holds a byte of the conversation, however it grew and moved."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    chance = random.Random(7)
    keys = [Key("acme", f"name-{n}-{'MARKER' if n % 2 else 'kept'}") for n in range(12)]
    versions = {key: await started(store, key) for key in keys}
    for version in range(25):
        for key in keys:
            body = (key.conversation * chance.randint(1, 400)).encode()
            known = {f"{key.conversation}-{version}": 0}
            counted = Summary(score=Score(body))
            made = step(body, state=body, event_ids=known, suppressed=(body,), summary=counted)
            await store.append(key, versions[key] + version, made)
            await fill(store, key)
    assert b"MARKER" in bytes_of(tmp_path)
    for key in keys[1::2]:
        assert await store.erase(key)
    assert b"MARKER" not in bytes_of(tmp_path)
    assert b"kept" in bytes_of(tmp_path)
    await store.close()


async def test_a_dropped_letter_leaves_no_bytes(tmp_path: Path) -> None:
    """Its conversation stays, and no file knows what it said."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    await started(store)
    await put(store, *(parcel(f"{n}", body=b"MARKER" * 40 * n) for n in range(20)))
    for one in await taken(store):
        await store.inbox.bury(one, 1.0, "why")
    assert b"MARKER" in bytes_of(tmp_path)
    for one in await store.inbox.dead("acme", 99):
        assert await store.inbox.drop(one)
    assert b"MARKER" not in bytes_of(tmp_path)
    assert await store.load(KEY) is not None
    await store.close()


async def test_a_large_store_is_rebuilt_when_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shreds that a large store may keep for an hour are gone after a kill and a new start."""
    monkeypatch.setattr(erasure, "AT_ONCE", 0)
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    version = await started(store)
    await store.erase(KEY)  # the first is at once
    version = await started(store)
    await store.append(KEY, version, step(b"MARKER"))
    await store.erase(KEY)
    assert await store.all_of("", "store") == {"to_rebuild": b""}
    await store.close()
    again = await SqliteStore.open(str(tmp_path / "b.db"))
    assert await again.all_of("", "store") == {}
    assert b"MARKER" not in bytes_of(tmp_path)
    await again.close()


async def test_a_large_store_is_rebuilt_more_seldom_for_what_time_erases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writers wait for a rebuild: once an hour is due to somebody who asks, but not to what was kept for months."""
    monkeypatch.setattr(erasure, "AT_ONCE", 0)
    monkeypatch.setattr(erasure, "INTERVAL_S", 0.0)
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    version = await started(store)
    await store.append(KEY, version, step(b"1", summary=Summary(is_open=False, at=1.0)))
    assert await store.erase(KEY, 2.0)
    await started(store)
    assert await store.all_of("", "store") == {"to_rebuild": b""}
    assert await store.erase(KEY)
    assert await store.all_of("", "store") == {}
    await store.close()


async def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """What was kept stays, and the tables that came since are there."""
    path = tmp_path / "b.db"
    with sqlite3.connect(path) as old:
        old.executescript(schema.TABLES)
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO kept VALUES ('acme', 'moment', 'm1', x'31')")
    old.close()
    for _ in range(2):
        store = await SqliteStore.open(str(path))
        assert await store.all_of("acme", "moment") == {"m1": b"1"}
        assert await store.next_notice() is None
        await store.close()


@pytest.mark.parametrize("version", [1, 2])
async def test_what_ended_under_an_older_version_is_found(tmp_path: Path, version: int) -> None:
    """By the time in its state; where there is none, as ended at the upgrade. What is open is not found."""
    path = tmp_path / "b.db"
    stopped = to_bytes(Conversation("known", Channel.CHAT, clock=1_700_000_000.25, ended=True))
    kept = {"known": (False, stopped), "unknown": (False, b"\xffno JSON"), "open": (True, stopped)}
    with sqlite3.connect(path) as old:
        old.executescript(schema.TABLES + (schema.SINCE_2 if version == 2 else ""))
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {version}")
        for name, (is_open, state) in kept.items():
            old.execute(
                "INSERT INTO conversations VALUES (NULL, 'acme', ?, 'e', 7, 0, 1, NULL, 'a1', ?, 0, x'', ?)",
                (name, is_open, state),
            )
    old.close()
    began = time.time()
    for _ in range(2):
        store = await SqliteStore.open(str(path))
        assert await store.ended("acme", 1_700_000_000.0, 9) == []
        assert await store.ended("acme", 1_700_000_000.25, 9) == [Key("acme", "known")]
        assert await store.ended("acme", began - 1, 9) == [Key("acme", "known")]
        assert await store.ended("acme", time.time(), 9) == [Key("acme", "known"), Key("acme", "unknown")]
        await store.close()


@pytest.mark.parametrize("version", [1, 2, 3])
async def test_what_an_older_version_kept_is_not_counted_yet(tmp_path: Path, version: int) -> None:
    """It has an empty score at the time in its state, whether open or not; what nothing happened in has none."""
    path = tmp_path / "b.db"
    state = to_bytes(Conversation("known", Channel.CHAT, clock=1_700_000_000.25))
    since = "".join((schema.SINCE_2, ";", schema.SINCE_3)[: 2 * version - 3] if version > 1 else "")
    with sqlite3.connect(path) as old:
        old.executescript(schema.TABLES + since)
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {version}")
        for name, is_open, last_seq in (("open", True, 3), ("ended", False, 3), ("empty", True, 0)):
            old.execute(
                "INSERT INTO conversations (workspace, name, epoch, version, last_seq, changed, agent, is_open,"
                " awaiting_reply, opening, state) VALUES ('acme', ?, 'e', 7, ?, 1, 'a1', ?, 0, x'', ?)",
                (name, last_seq, is_open, state),
            )
    old.close()
    store = await SqliteStore.open(str(path))
    assert sorted(await store.scores("acme", 1_700_000_000.25, 0.5)) == [("ended", b""), ("open", b"")]
    assert await store.scores("acme", 1_700_000_000.5, 9e9) == []
    assert await store.scores("acme", 0.0, 9e9, owing=True) == []
    await store.close()


async def test_only_an_idle_store_commits_alone(tmp_path: Path) -> None:
    """Appends that wait together share transactions: far fewer commits than appends."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    keys = [Key("acme", f"c{n}") for n in range(200)]
    versions = [await started(store, key) for key in keys]
    statements: list[str] = []
    await store._writes.run(lambda connection: connection.set_trace_callback(statements.append))
    await asyncio.gather(*(store.append(*of, step(b"1")) for of in zip(keys, versions, strict=True)))
    await store.close()
    assert statements.count("COMMIT") < 10


async def test_a_bad_job_fails_alone(tmp_path: Path) -> None:
    """What SQLite refuses fails alone; the rest of its group is stored."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    version = await started(store)
    bad = store.create(Key("acme", "bad"), None, b"", Summary())  # type: ignore[arg-type]
    outcomes = await asyncio.gather(store.append(KEY, version, step(b"1")), bad, return_exceptions=True)
    assert outcomes[0] == 1
    assert isinstance(outcomes[1], StoreUnavailable)
    assert len(await store.entries(KEY, 0, 9)) == 1
    await store.close()


async def test_a_full_disk_is_said_and_survived(tmp_path: Path) -> None:
    """A store that cannot grow refuses with a sentence, keeps what it has, and goes on once there is room."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    version = await started(store)
    await store._writes.run(lambda connection: connection.execute("PRAGMA max_page_count = 40").fetchone())
    with pytest.raises(StoreUnavailable, match="disk is full"):
        await store.append(KEY, version, step(b"x" * 500_000))
    assert await store.entries(KEY, 0, 9) == []
    await store._writes.run(lambda connection: connection.execute("PRAGMA max_page_count = 40000").fetchone())
    assert await store.append(KEY, version, step(b"x" * 500_000)) == 1
    await store.close()


OPENER = """
import asyncio, os, sys
from assist.errors import SetupError
from assist.stores.sqlite import SqliteStore
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    asyncio.run(SqliteStore.open(sys.argv[1]))
except SetupError as error:
    print(error)
"""


def test_a_read_only_folder_stops_the_start(tmp_path: Path) -> None:
    """A folder without the right to write is refused with a sentence that names it (root is made nobody)."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    command = [sys.executable, "-c", OPENER, str(locked / "b.db")]
    said = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "locked/b.db: the store cannot be opened" in said.stdout


async def test_a_file_in_place_of_the_folder_stops_the_start(tmp_path: Path) -> None:
    """A data folder that is a file is refused with a sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="cannot be made"):
        await SqliteStore.open(str(tmp_path / "file" / "b.db"))


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
async def test_a_damaged_file_stops_the_start(tmp_path: Path, content: bytes) -> None:
    """A file that is no database is refused, and left as it was."""
    (tmp_path / "b.db").write_bytes(content)
    with pytest.raises(SetupError, match="damaged"):
        await SqliteStore.open(str(tmp_path / "b.db"))
    assert (tmp_path / "b.db").read_bytes() == content


async def test_damage_while_running_is_said(tmp_path: Path) -> None:
    """Pages overwritten under a running store give StoreUnavailable, not wrong answers."""
    path = tmp_path / "b.db"
    store = await SqliteStore.open(str(path))
    version = await started(store)
    for n in range(20):
        await store.append(KEY, version + n, step(b"x" * 3000))
    await store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x00\xff" * ((len(whole) - 4096) // 2))
    store = await SqliteStore.open(str(path))
    with pytest.raises(StoreUnavailable, match="damaged"):
        await store.load(KEY)
    await store.close()


async def test_foreign_and_newer_files_are_refused(tmp_path: Path) -> None:
    """Another program's database and a newer Bistand's store stay untouched."""
    foreign = sqlite3.connect(tmp_path / "foreign.db")
    foreign.execute("CREATE TABLE t (x)")
    foreign.close()
    with pytest.raises(SetupError, match="not a store of Bistand"):
        await SqliteStore.open(str(tmp_path / "foreign.db"))
    await (await SqliteStore.open(str(tmp_path / "newer.db"))).close()
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(SetupError, match="newer Bistand"):
        await SqliteStore.open(str(tmp_path / "newer.db"))


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """Whoever comes after closing is told, and closing twice is fine."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    await store.close()
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.ping()


WRITER = """
import asyncio, sys
from assist.ports import Append, Key, Summary
from assist.stores.sqlite import SqliteStore

async def write(store, number):
    key = Key("acme", f"c{number}")
    saved = await store.load(key)
    if saved is None:
        await store.create(key, b"", b"", Summary())
        saved = await store.load(key)
    version, seq = saved.version, saved.last_seq
    while True:
        event = f"e{seq + 1}"
        first = await store.append(
            key, version, Append(b"s%d" % (seq + 2), (event.encode(), b"prompt"), {event: 0}, seq + 1000.5))
        print(number, event, first, flush=True)
        version, seq = version + 1, first + 1

async def main():
    store = await SqliteStore.open(sys.argv[1])
    await asyncio.gather(*(write(store, n) for n in range(5)))

asyncio.run(main())
"""


def write_until_killed(path: str, lines: int) -> dict[int, tuple[str, int]]:
    """The last acknowledged event and its number of each conversation."""
    command = [sys.executable, "-c", WRITER, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n")]
    return {int(number): (event, int(first)) for number, event, first in whole}


async def test_kill_minus_nine_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """Killed at any moment, every acknowledged append is there, without gaps, and so is its timer."""
    path = str(tmp_path / "b.db")
    acknowledged: dict[int, tuple[str, int]] = {}
    chance = random.Random(3)
    for _ in range(3):
        acknowledged |= write_until_killed(path, chance.randint(40, 200))
        await assert_whole(path, acknowledged)


async def assert_whole(path: str, acknowledged: dict[int, tuple[str, int]]) -> None:
    store = await SqliteStore.open(path)
    assert len(acknowledged) == 5
    for number, (event, first) in acknowledged.items():
        key = Key("acme", f"c{number}")
        saved = await store.load(key)
        entries = await store.entries(key, 0, 100_000)
        assert saved is not None
        assert [entry.seq for entry in entries] == list(range(1, saved.last_seq + 1))
        assert entries[first - 1].body == event.encode()
        assert saved.last_seq in {
            first + 1,
            first + 3,
        }  # one more may have been stored and not yet acknowledged
        assert saved.state == b"s%d" % saved.last_seq
        assert saved.wake_at == saved.last_seq - 2 + 1000.5
        assert await store.accepted(key, [event]) == {event: first}
    assert len(await store.due(9e9, 10)) == 5
    await store.close()
