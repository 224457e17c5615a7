"""What is worked on, by whom and when: put off, lost, dead, left to others."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from assist import consumer
from assist.consumer import MOST_LOST, SILENT_S, WAITS_S, Consumer
from assist.errors import BackendError, NotFound, StoreUnavailable
from assist.inbox import Counts, Parcel
from assist.metrics import Metrics
from assist.ports import Summary
from assist.stores.sqlite import SqliteStore
from tests.assist.stand_ins import Clock
from tests.contracts.inbox_contract import C1, UNTIL, parcel


@dataclass
class World:
    """Consumers over one store in memory, as several processes have them; `work` is what they do."""

    store: SqliteStore
    clock: Clock = field(default_factory=lambda: Clock(1000.0))
    done: list[str] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    metrics: Metrics = field(default_factory=Metrics)

    def consumer(self) -> Consumer:
        return Consumer(self.store.inbox, "acme", self.work, self.metrics, self.clock)

    async def work(self, one: Parcel) -> int:
        await self.gate.wait()
        if self.fails:
            raise self.fails.pop()
        self.done.append(one.name)
        return 1

    async def put(self, *names: str) -> None:
        for name in names:
            assert await self.store.inbox.add(parcel(name, at=self.clock.now), UNTIL, take=False) == []

    async def looked(self, by: Consumer) -> Counts:
        """Let it look and finish what it begins."""
        await by.look()
        while by._in_hand:
            await asyncio.wait([*by._in_hand])
        return await self.store.inbox.counts("acme")

    def counted(self, what: str) -> float:
        return self.metrics.parcels.labels("plain", what)._value.get()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    store = await SqliteStore.open(":memory:")
    await store.create(C1, b"state", b"opening", Summary())
    world = World(store)
    world.gate.set()
    yield world
    await store.close()


async def test_what_waits_is_worked_on(world: World) -> None:
    """In its order, once, and counted."""
    await world.put("1", "2", "3")
    assert await world.looked(world.consumer()) == Counts()
    assert world.done == ["1", "2", "3"]
    assert world.counted("taken_in") == 3
    assert b'bistand_inbox{state="waiting"} 3.0' in world.metrics.text()


async def test_what_fails_is_put_off_for_longer_each_time_and_dies(world: World) -> None:
    """With the sentence of what it failed of, if that is one of ours; of others the kind and the place."""
    for error, why in (
        (BackendError("The desk's API is away"), "The desk's API is away"),
        (KeyError("SECRET"), "KeyError"),
    ):
        await world.put(why)
        one = world.consumer()
        for wait in WAITS_S:
            world.fails.append(error)
            assert (await world.looked(one)).waiting == 1
            assert world.fails == []
            world.clock.now += wait - 0.01
            world.fails.append(error)
            await world.looked(one)
            assert world.fails == [error], f"not before {wait} s are over"
            world.fails.clear()
            world.clock.now += 0.02
        world.fails.append(error)
        assert (await world.looked(one)).waiting == 0
        (letter,) = await world.store.inbox.dead("acme", 9)
        assert (letter.why.startswith(why), "SECRET" in letter.why, letter.tries) == (True, False, len(WAITS_S) + 1)
        assert await world.store.inbox.drop(letter)
    assert (world.counted("put_off"), world.counted("dead"), world.done) == (2 * len(WAITS_S), 2, [])


async def test_one_that_succeeds_later_is_done(world: World) -> None:
    """And so is one whose conversation is gone."""
    world.fails += [NotFound("erased"), KeyError()]
    await world.put("1")
    one = world.consumer()
    assert await world.looked(one) == Counts(waiting=1)
    world.clock.now += WAITS_S[0]
    assert await world.looked(one) == Counts()
    assert (world.done, world.counted("erased")) == ([], 1)


async def test_what_ends_every_process_is_not_begun_for_ever(world: World) -> None:
    """After so many that fell silent over it, it is dead before anybody begins."""
    await world.put("1")
    for _ in range(MOST_LOST):
        assert len(await world.store.inbox.take("acme", world.clock.now, SILENT_S, 9)) == 1  # and dies
        world.clock.now += SILENT_S
    assert await world.looked(world.consumer()) == Counts(dead=1)
    (letter,) = await world.store.inbox.dead("acme", 9)
    assert "3 processes ended or hung" in letter.why
    assert world.done == []


async def test_who_works_is_not_silent(world: World) -> None:
    """However long it takes, nobody else begins with it; once its process is gone, another does."""
    world.gate.clear()
    await world.put("1")
    one, other = world.consumer(), world.consumer()
    await one.look()
    for _ in range(3):
        world.clock.now += SILENT_S - 1
        await other.look()
        assert not other._in_hand
        await one.look()
    world.clock.now += SILENT_S
    await other.look()
    assert len(other._in_hand) == 1
    world.gate.set()
    assert await world.looked(other) == await world.looked(one) == Counts()


async def test_at_the_end_what_is_under_way_is_finished(world: World) -> None:
    """Or left to others at once, which then begin with it."""
    for is_quick in (True, False):
        world.done.clear()
        world.gate.clear()
        await world.put(f"{is_quick}")
        one = world.consumer()
        running = asyncio.create_task(one.run())
        await until(lambda: bool(one._in_hand))  # noqa: B023
        running.cancel()
        await asyncio.sleep(0.05)
        if is_quick:
            world.gate.set()
        await asyncio.gather(running, return_exceptions=True)
        world.gate.set()
        assert world.done == (["True"] if is_quick else [])
        assert await world.looked(world.consumer()) == Counts()
        assert world.done == [f"{is_quick}"]


async def test_a_store_that_is_away_ends_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at again until it is back."""
    monkeypatch.setattr(consumer, "LOOK_S", 0.01)
    away, whole = [StoreUnavailable("away")] * 3, world.store.inbox.counts

    async def counts(workspace: str) -> Counts:
        if away:
            raise away.pop()
        return await whole(workspace)

    world.store.inbox.counts = counts  # type: ignore[method-assign]
    await world.put("1")
    running = asyncio.create_task(world.consumer().run())
    await until(lambda: world.done == ["1"])
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_no_more_at_once_than_there_is_room_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest waits, for this process or another."""
    monkeypatch.setattr(consumer, "AT_ONCE", 2)
    world.gate.clear()
    await world.put("1", "2", "3", "4", "5")
    one, other = world.consumer(), world.consumer()
    for by in (one, other, one):
        await by.look()
    assert (one.room, other.room, len(one._in_hand), len(other._in_hand)) == (0, 0, 2, 2)
    world.gate.set()
    await world.looked(one)
    assert await world.looked(other) == Counts()
    assert sorted(world.done) == ["1", "2", "3", "4", "5"]


async def until(holds: Callable[[], bool]) -> None:
    """Wait until it does; a busy machine takes its time."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
