"""The worker process is seen while it is there; what it does is done by others when it has gone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from assist.ports import Key, Summary
from assist.presence import BACK_S, STAYS_S, Presence
from assist.stores.sqlite import SqliteStore
from assist.timers import Timers
from tests.contracts.store_contract import KEY, step

NOW = 1_000_000.0


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(":memory:")
    yield store
    await store.close()


async def test_a_worker_is_seen_as_long_as_it_is_there(store: SqliteStore) -> None:
    """And for a few seconds after its last word; never by itself."""
    clock = Clock()
    worker, web = Presence(store, "acme", is_worker=True, clock=clock), Presence(store, "acme", clock=clock)
    await web.look()
    assert (web.is_aside, web.patience_s) == (False, 0.0)
    await worker.look()
    await web.look()
    assert (web.is_aside, web.patience_s) == (True, BACK_S)
    assert (worker.is_aside, worker.patience_s) == (False, 0.0)
    clock.now += STAYS_S + 0.1
    await web.look()
    assert not web.is_aside


async def test_timers_are_left_to_a_worker_for_a_moment(store: SqliteStore) -> None:
    """What is overdue for longer than that is fired by whoever is there."""
    clock, patience, fired = Clock(), [BACK_S], list[Key]()
    await store.create(KEY, b"s", b"o", Summary())
    saved = await store.load(KEY)
    assert saved is not None
    await store.append(KEY, saved.version, step(wake_at=NOW - BACK_S / 2))
    rung = asyncio.Event()

    async def tick(key: Key) -> None:
        fired.append(key)
        await store.append(key, saved.version + 1, step())
        rung.set()

    timers = Timers(store, tick, clock, lambda: patience[0])
    running = asyncio.create_task(timers.run())
    await asyncio.sleep(0.2)
    assert fired == []
    clock.now += BACK_S
    timers.notice(0.0)
    async with asyncio.timeout(60):
        await rung.wait()
    assert fired == [KEY]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
