"""Every change of a workspace's own data is loaded once, whether its ring came or not."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from assist import editions
from assist.editions import Editions
from assist.errors import InvalidRequest, StoreUnavailable
from assist.ports import Store
from assist.stores.sqlite import SqliteStore
from tests.assist.redis_server import soon


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await SqliteStore.open(":memory:")
    yield store
    await store.close()


class Loading:
    """What is loaded, and what goes wrong with it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.loaded: list[dict[str, bytes]] = []
        self.wrong: Exception | None = None
        self.tries = 0

    async def load(self) -> None:
        self.tries += 1
        found = await self.store.all_of("acme", "moment")
        if self.wrong:
            raise self.wrong
        self.loaded.append(found)


async def test_a_change_is_loaded_once(store: Store) -> None:
    """And only by its own workspace."""
    loading = Loading(store)
    one = Editions(store, "acme", loading.load)
    await one.refresh()
    assert (one.number, loading.loaded) == (0, [])
    await store.put("acme", "moment", "a", b"1")
    await store.put("other", "moment", "a", b"1")
    for _ in range(2):
        await one.refresh()
    assert (one.number, loading.loaded) == (1, [{"a": b"1"}])


async def test_what_cannot_be_used_is_said_once(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """What was used goes on; the next change is tried again. A store that does not answer is asked again."""
    loading = Loading(store)
    one = Editions(store, "acme", loading.load)
    loading.wrong = StoreUnavailable("not now")
    await store.put("acme", "moment", "a", b"1")
    following = asyncio.create_task(one.follow())
    one.look()
    await soon(lambda: loading.tries == 1)
    loading.wrong = InvalidRequest("moment a, line 1: no")
    one.look()
    await soon(lambda: loading.tries == 2)
    one.look()
    await asyncio.sleep(0.05)
    assert (loading.tries, one.number) == (2, 0)
    loading.wrong = None
    await store.put("acme", "moment", "a", b"2")
    one.look()
    await soon(lambda: one.number == 2)
    assert loading.loaded == [{"a": b"2"}]
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    said = capsys.readouterr().out
    assert said.count("edition_not_usable") == 1
    assert "moment a, line 1: no" in said


async def test_a_lost_ring_delays_and_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count is asked for now and then."""
    monkeypatch.setattr(editions, "EVERY_S", 0.02)
    loading = Loading(store)
    one = Editions(store, "acme", loading.load)
    following = asyncio.create_task(one.follow())
    await store.put("acme", "moment", "a", b"1")
    await soon(lambda: one.number == 1)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
