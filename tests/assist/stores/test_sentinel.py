"""The store over a primary that Sentinels know: a replica takes its place, and what is lost by that is said."""

import asyncio
from collections.abc import Iterator

import pytest

from assist.errors import Conflict, SetupError, StoreUnavailable
from assist.ports import Saved, conversation_of
from assist.stores.redis import RedisStore
from tests.assist import redis_server
from tests.assist.redis_sentinel import Sentinels
from tests.contracts.store_contract import KEY, started, step

WITHIN_S = 60.0


@pytest.fixture
def sentinels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sentinels]:
    if not redis_server.is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    sentinels = Sentinels(tmp_path_factory.mktemp("sentinels"))
    sentinels.start()
    yield sentinels
    sentinels.stop()


async def loaded(store: RedisStore) -> Saved:
    """The conversation, once the store answers again."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                saved = await store.load(KEY)
            except StoreUnavailable:
                await asyncio.sleep(0.1)
                continue
            assert saved is not None
            return saved


async def test_a_lost_end_is_said(sentinels: Sentinels) -> None:
    """What the replica never got is gone; epoch and version say so, also once as many others have come."""
    store = await RedisStore.open(sentinels.url)
    version = await started(store)
    assert await store.append(KEY, version, step(b"kept")) == 1
    sentinels.replicated()
    before = await loaded(store)
    sentinels.cut_replica_off()
    assert await store.append(KEY, version + 1, step(b"lost")) == 2
    sentinels.lose_primary()
    saved = await loaded(store)
    assert [entry.body for entry in await store.entries(KEY, 0, 9)] == [b"kept"]
    assert saved.last_seq == 1
    assert saved.epoch != before.epoch
    assert conversation_of(saved.epoch) == conversation_of(before.epoch)
    assert await store.append(KEY, saved.version, step(b"other")) == 2
    with pytest.raises(Conflict):  # by a process that believes in what was lost, at what is the same count of appends
        await store.append(KEY, version + 2, step(b"on top of what was lost"))
    again = await loaded(store)
    assert (again.epoch, again.last_seq) == (saved.epoch, 2)
    assert sentinels.is_promoted()
    await store.close()


async def test_a_name_that_nobody_knows(sentinels: Sentinels) -> None:
    """One sentence names the Sentinels and says where to look."""
    with pytest.raises(SetupError, match="the Sentinels know of no primary that works"):
        await RedisStore.open(sentinels.url + "-of-others")
