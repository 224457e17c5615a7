"""One read for all who ask in the same moment, and a new one for who asks later."""

import asyncio

import pytest

from assist.errors import StoreUnavailable
from assist.ports import Append, Key, LogEntry, Summary
from assist.server.stream.log_pages import LogPages
from assist.stores.sqlite import SqliteStore

KEY = Key("w", "c1")


class Counting(SqliteStore):
    """Counts reads; may fail them."""

    reads, fails = 0, False

    async def entries(self, key: Key, after: int, limit: int) -> list[LogEntry]:
        self.reads += 1
        if self.fails:
            raise StoreUnavailable("The store is away")
        return await super().entries(key, after, limit)


async def test_viewers_share_a_read_and_never_an_older_one() -> None:
    store = await Counting.open(":memory:")
    assert isinstance(store, Counting)
    pages = LogPages(store)
    await store.create(KEY, b"state", b"opening", Summary())
    empty = await asyncio.gather(*(pages.read(KEY, 0, 8) for _ in range(100)))
    assert (store.reads, {page.frames for page in empty}) == (1, {()})
    begun = asyncio.create_task(pages.read(KEY, 0, 8))
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # its read has begun: what is written from now on it may not see
    saved = await store.load(KEY)
    assert saved is not None
    await store.append(KEY, saved.version, Append(b"state", [b'{"kind":"event"}'], {}, None))
    page = await pages.read(KEY, 0, 8)
    assert [seq for seq, _ in page.frames] == [1]
    await begun
    await store.close()


async def test_an_error_reaches_all_and_one_who_leaves_takes_nobody_along() -> None:
    store = await Counting.open(":memory:")
    assert isinstance(store, Counting)
    pages = LogPages(store)
    await store.create(KEY, b"state", b"opening", Summary())
    leaving, staying = (asyncio.create_task(pages.read(KEY, 0, 8)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).saved is not None
    store.fails = True
    for outcome in await asyncio.gather(*(pages.read(KEY, 0, 8) for _ in range(3)), return_exceptions=True):
        assert isinstance(outcome, StoreUnavailable)
    with pytest.raises(StoreUnavailable):
        await pages.read(KEY, 0, 8)
    await store.close()
