"""A viewer's cursors, with a viewer who reads slowly."""

import asyncio
import json
import sqlite3
from typing import Any

from assist.doorbell import Doorbell
from assist.ports import Append, Key, Summary
from assist.server.stream.following import Cursor, Following
from assist.server.stream.log_pages import LogPage, LogPages
from assist.server.stream.outbox import Outgoing
from assist.stores.sqlite import SqliteStore
from assist.wire.frames import SubscribeFrame

KEY = Key("w", "c1")


class SlowOutbox:
    """Takes the next entry when it is told to."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.room = asyncio.Semaphore(0)
        self.waiting = asyncio.Event()

    def put(self, frame: bytes | Outgoing) -> None:
        self.frames.append(json.loads(frame.payload if isinstance(frame, Outgoing) else frame))

    async def put_when_room(self, frame: Outgoing) -> None:
        self.waiting.set()
        await self.room.acquire()
        self.put(frame)


async def begin(store: SqliteStore, count: int, word: str) -> None:
    """A conversation with so many entries."""
    await store.create(KEY, b"state", b"opening", Summary())
    saved = await store.load(KEY)
    assert saved is not None
    bodies = [b'{"kind":"%b %d"}' % (word.encode(), n) for n in range(count)]
    await store.append(KEY, saved.version, Append(b"state", bodies, {}, None))


async def test_another_conversation_of_the_same_name_is_never_taken_for_the_old_one() -> None:
    """A viewer is still busy with the old log when it is erased and a longer one begins: it is told, and no more."""
    store, doorbell, outbox = await SqliteStore.open(":memory:"), Doorbell(), SlowOutbox()
    await begin(store, 2, "old")
    following = Following(LogPages(store), doorbell, outbox, 10)  # type: ignore[arg-type]
    running = asyncio.create_task(following.run())
    await following.subscribe("w", SubscribeFrame(type="subscribe", conversation="c1"))
    await outbox.waiting.wait()
    await store.erase(KEY)
    doorbell.ring(KEY)
    await begin(store, 5, "new")
    doorbell.ring(KEY)
    outbox.room.release()
    outbox.room.release()
    async with asyncio.timeout(60):
        while outbox.frames[-1]["type"] != "error":
            outbox.room.release()
            await asyncio.sleep(0.01)
    running.cancel()
    await store.close()
    kinds = [frame["entry"]["kind"] for frame in outbox.frames if frame["type"] == "entry"]
    assert kinds == ["old 0", "old 1"]
    assert "erased" in outbox.frames[-1]["detail"]


async def test_a_viewer_of_a_log_that_lost_its_end_is_told_the_whole_of_it() -> None:
    """A Redis that fails over may lose what was told; its numbers are given again to other entries."""
    store, doorbell, outbox = await SqliteStore.open(":memory:"), Doorbell(), SlowOutbox()
    await begin(store, 3, "old")
    following = Following(LogPages(store), doorbell, outbox, 10)  # type: ignore[arg-type]
    running = asyncio.create_task(following.run())
    await following.subscribe("w", SubscribeFrame(type="subscribe", conversation="c1"))
    outbox.room.release()
    outbox.room.release()
    outbox.room.release()

    async def until(count: int) -> None:
        async with asyncio.timeout(60):
            while len(outbox.frames) < count:  # noqa: ASYNC110 - nothing tells a test
                await asyncio.sleep(0.01)

    await until(4)

    def lose(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM entries WHERE seq > 1")
        connection.execute("UPDATE conversations SET last_seq = 1")

    await store._writes.run(lose)
    doorbell.ring(KEY)
    outbox.room.release()
    await until(6)
    running.cancel()
    await store.close()
    again, first = outbox.frames[4:]
    assert (again["type"], again["recovered"], again["last_seq"]) == ("subscribed", False, 1)
    assert (first["seq"], first["entry"]["kind"]) == (1, "old 0")


def test_pages_fit_the_weight_of_entries() -> None:
    """So many entries at once as weigh about 64 KB, at least one and at most a hundred."""
    cursor = Cursor(KEY, "epoch", 0, lambda: None)
    for size, page in ((16_000, 4), (100, 100), (1_000_000, 1), (1_000, 65)):
        cursor.passed(LogPage(tuple((n, Outgoing(b"")) for n in range(8)), 8 * size, None))
        assert cursor.page == page
