"""Notes cost a reader nothing, and reach the store within a second, unless it is away."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from assist import audit as module
from assist.audit import Audit, Deed, id_at
from assist.errors import StoreUnavailable
from assist.metrics import Metrics
from assist.ports import AuditAsked, AuditLine
from assist.stores.sqlite import SqliteStore
from assist.wire.text import parse
from tests.assist.stand_ins import Clock

DAY_S = 24 * 3600.0


class World:
    """An audit trail over a store that may be away, with a clock in the test's hand."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.clock = Clock()
        self.metrics = Metrics()
        self.audit = Audit(store, ("acme", "other"), 30.0, self.metrics, self.clock)
        self.is_away = False
        add = store.audit.add

        async def added(lines: Sequence[AuditLine]) -> None:
            if self.is_away:
                raise StoreUnavailable("The disk is full")
            await add(lines)

        store.audit.add = added  # type: ignore[method-assign]

    async def calls(self, workspace: str = "acme") -> list[str]:
        """What is kept, oldest first."""
        lines = await self.store.audit.read(workspace, AuditAsked(), 99_999)
        return [parse(line.body)["call"] for line in reversed(lines)]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    store = await SqliteStore.open(":memory:")
    yield World(store)
    await store.close()


async def test_what_is_noted_is_kept(world: World) -> None:
    """Who and what, in the order of time, each workspace its own."""
    world.audit.note(Deed("acme", "GET", "c1", "", "lee", "desk", "t1", ("agent",)))
    world.clock.now += 1
    world.audit.note(Deed("acme", "DELETE", "c1"))
    world.audit.note(Deed("other", "PUT", subject="handbook"))
    assert await world.calls() == []
    await world.audit.flush()
    assert await world.calls() == ["GET", "DELETE"]
    assert await world.calls("other") == ["PUT"]
    (line,) = await world.store.audit.read("acme", AuditAsked(below=id_at(world.clock.now)), 9)
    assert (line.agent, line.conversation, line.id[:14]) == ("lee", "c1", f"{id_at(world.clock.now - 1)}-")
    assert parse(line.body) == {"call": "GET", "subject": "", "key": "desk", "token": "t1", "roles": ["agent"]}


async def test_a_store_that_is_away_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on by itself when the store is back, and what came meanwhile follows in order."""
    monkeypatch.setattr(module, "EVERY_S", 0.01)
    running = asyncio.create_task(world.audit.run())
    world.is_away = True
    for number in range(5):
        world.clock.now += 0.001
        world.audit.note(Deed("acme", f"call {number}"))
        await asyncio.sleep(0.02)
    assert await world.calls() == []
    world.is_away = False
    kept: list[str] = []
    while len(kept) < 5:
        await asyncio.sleep(0.01)
        kept = await world.calls()
    assert kept == [f"call {number}" for number in range(5)]
    running.cancel()


async def test_when_too_much_waits_the_oldest_are_lost_and_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 10)
    world.is_away = True
    for number in range(13):
        world.clock.now += 0.001
        world.audit.note(Deed("acme", f"call {number}"))
    with pytest.raises(StoreUnavailable):
        await world.audit.flush()
    world.is_away = False
    await world.audit.flush()
    assert await world.calls() == [f"call {number}" for number in range(3, 13)]
    assert "bistand_audit_lost_total 3.0" in world.metrics.text().decode()


async def test_what_is_old_is_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every workspace, by the time of the deed."""
    monkeypatch.setattr(module, "EVERY_S", 0.01)
    for workspace in ("acme", "other"):
        world.audit.note(Deed(workspace, "old"))
    world.clock.now += 1
    world.audit.note(Deed("acme", "young"))
    await world.audit.flush()
    world.clock.now += 30 * DAY_S - 0.5
    running = asyncio.create_task(world.audit.run())
    forgotten = asyncio.Event()
    forget = world.store.audit.forget

    async def forgot(workspace: str, before: str) -> None:
        await forget(workspace, before)
        if workspace == "other":
            forgotten.set()

    world.store.audit.forget = forgot  # type: ignore[method-assign]
    await asyncio.wait_for(forgotten.wait(), 20)
    assert (await world.calls(), await world.calls("other")) == (["young"], [])
    running.cancel()


async def test_many_readers_at_once_wait_for_nobody(world: World) -> None:
    """Noting is no task and touches no store; a group is one write."""
    written: list[int] = []
    add = world.store.audit.add

    async def counted(lines: Sequence[AuditLine]) -> None:
        written.append(len(lines))
        await add(lines)

    world.store.audit.add = counted  # type: ignore[method-assign]
    for number in range(2_500):
        world.audit.note(Deed("acme", str(number)))
    await asyncio.gather(*(world.audit.flush() for _ in range(3)))
    assert written == [1_000, 1_000, 500]
    assert len(await world.calls()) == 2_500


def test_ids_sort_as_times_do() -> None:
    times = [-5.0, 0.0, 1.5, 1_700_000_000.0, 1_700_000_000.001, 9e9]
    assert sorted(map(id_at, times)) == [id_at(at) for at in times]
    assert {len(id_at(at)) for at in (*times, 1e15)} == {13}
