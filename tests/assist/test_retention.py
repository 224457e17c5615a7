"""What is over its time goes, to the last byte; what is open, reopened or younger stays."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from assist import retention
from assist.core.events import Event
from assist.engine import make_engine
from assist.errors import NotFound, StoreUnavailable
from assist.inbox import Counts, Parcel
from assist.metrics import Metrics
from assist.ports import Key, Store
from assist.retention import DAY_S, Retention
from assist.runner import Runner
from assist.settings import read_settings
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_event, read_opening
from assist.workspaces import Listed
from tests.assist.redis_server import RedisServer, soon
from tests.assist.server.conftest import tenant_of
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step, understand

DAYS = 30.0


class World:
    """One process: a runner and its retention over a store, with a clock in the test's hand."""

    def __init__(self, store: Store, days: float | None = DAYS) -> None:
        self.store = store
        self.clock = Clock()
        self.metrics = Metrics()
        self.runner = Runner(store, understand, lambda: PLAYBOOK, step=tiny_step, clock=self.clock)
        self.retention = Retention(store, self.runner, "acme", days, self.metrics, clock=self.clock)

    async def begin(self, name: str, *kinds: str, workspace: str = "acme") -> Key:
        """A conversation in which a customer wrote and these things happened."""
        opening = read_opening({"id": name, "channel": "chat", "customer": {"name": f"MARKER {name}"}}, "x")
        await self.runner.open(workspace, opening)
        key = Key(workspace, name)
        message = {"id": f"{name}-1", "type": "message", "role": "customer", "text": f"MARKER {name}"}
        await self.runner.post(key, [read_event(message), *(happened(kind) for kind in kinds)])
        return key

    async def sweep(self) -> int:
        return await self.retention.sweep(self.clock.now - DAYS * DAY_S)

    async def kept(self, *keys: Key) -> list[str]:
        return [key.conversation for key in keys if await self.store.load(key) is not None]

    def erased(self) -> str:
        return next(
            line for line in self.metrics.text().decode().splitlines() if line.startswith("bistand_erased_total")
        )


def happened(kind: str) -> Event:
    return read_event({"id": kind, "type": kind})


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    yield World(store)
    await store.close()


async def test_dead_letters_go_too(world: World, tmp_path: Path) -> None:
    """Thirty days after they died, whether their conversation is open, never began, or is another's that stays."""
    still_open = await world.begin("open")
    at, inbox = world.clock.now, world.store.inbox
    for key, name in ((still_open, "1"), (Key("acme", "never"), "2"), (Key("other", "c1"), "3")):
        one = Parcel(key, name, "plain", b"MARKLETTER", at)
        await inbox.add(one, at + 60, take=False, is_begun=False)
        for given in await inbox.take(key.workspace, at, 60.0, 9):
            await inbox.bury(given, at, "why")
    world.clock.now += DAYS * DAY_S - 1
    await world.sweep()
    assert (await inbox.counts("acme")).dead == 2
    world.clock.now += 2
    await world.sweep()
    assert [await inbox.counts(name) for name in ("acme", "other")] == [Counts(), Counts(dead=1)]
    assert await world.kept(still_open) == ["open"]
    await inbox.drop((await inbox.dead("other", 9))[0])
    assert b"MARKLETTER" not in bytes_of(tmp_path)


async def test_what_is_over_its_time_leaves_no_bytes(world: World, tmp_path: Path) -> None:
    """Ended and thirty days old goes from the file, its viewers hear; the log of the server counts and names nobody."""
    old = [await world.begin(f"MARKOLD{n}", "conversation_ended") for n in range(3)]
    foreign = await world.begin("foreign", "conversation_ended", workspace="other")
    still_open = await world.begin("open")
    reopened = await world.begin("reopened", "conversation_ended", "conversation_reopened")
    world.clock.now += 1
    young = await world.begin("young", "conversation_ended")
    assert b"MARKOLD" in bytes_of(tmp_path)
    rung: list[int] = []
    world.runner.doorbell.listen(old[0], lambda: rung.append(1))
    world.clock.now += DAYS * DAY_S - 1
    with structlog.testing.capture_logs() as logged:
        assert await world.sweep() == 3
    assert await world.kept(*old, foreign, still_open, reopened, young) == ["foreign", "open", "reopened", "young"]
    assert rung == [1]
    assert b"MARKOLD" not in bytes_of(tmp_path)
    assert b"MARKER young" in bytes_of(tmp_path)
    assert world.erased() == "bistand_erased_total 3.0"
    assert logged == [{"event": "erased_after_their_time", "log_level": "info", "conversations": 3}]
    with pytest.raises(NotFound):
        await world.runner.post(old[0], [happened("conversation_reopened")])
    assert await world.sweep() == 0
    world.clock.now += 1
    assert await world.sweep() == 1
    assert await world.kept(still_open, reopened, young) == ["open", "reopened"]


async def test_whatever_happens_after_the_end_begins_the_time_anew(world: World) -> None:
    """Also what changes nothing about its being ended: somebody still works with it."""
    key = await world.begin("c1", "conversation_ended")
    world.clock.now += DAYS * DAY_S / 2
    await world.runner.feedback(key, "p1", "helpful")
    world.clock.now += DAYS * DAY_S / 2
    assert await world.sweep() == 0
    world.clock.now += DAYS * DAY_S / 2
    assert await world.sweep() == 1


async def test_what_comes_with_its_own_old_time_goes_by_that_time(world: World) -> None:
    """A conversation of last year, told today, is not kept for another thirty days."""
    await world.runner.open("acme", read_opening({"id": "c1", "channel": "email"}, "x"))
    then = {"id": "e1", "type": "conversation_ended", "at": "2022-01-01T00:00:00Z"}
    await world.runner.post(Key("acme", "c1"), [read_event(then)])
    assert await world.sweep() == 1


@pytest.mark.parametrize("is_here", [True, False], ids=["here", "elsewhere"])
async def test_what_is_reopened_in_between_stays(world: World, monkeypatch: pytest.MonkeyPatch, is_here: bool) -> None:
    """Found ended and then reopened, by this process or another, before it is erased: it stays, and nothing is lost."""
    keys = [await world.begin(f"c{n}", "conversation_ended") for n in range(4)]
    world.clock.now += DAYS * DAY_S
    runner = world.runner if is_here else World(world.store).runner
    find = world.store.ended

    async def found(workspace: str, by: float, limit: int) -> list[Key]:
        old = await find(workspace, by, limit)
        assert old == keys
        again = {"id": "conversation_reopened", "type": "conversation_reopened"}
        await runner.post(keys[1], [read_event({**again, "at": "2023-11-14T22:13:20Z"})])  # its time has not moved on
        return old

    monkeypatch.setattr(world.store, "ended", found)
    assert await world.sweep() == 3
    assert await world.kept(*keys) == ["c1"]
    posted = await world.runner.post(keys[1], [happened("conversation_ended")])
    assert posted.duplicates == {"conversation_ended": 3}
    assert [entry.seq for entry in await world.store.entries(keys[1], 0, 99)] == [1, 2, 3, 4]


async def test_a_few_at_a_time_earliest_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much there is."""
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    keys = []
    for n in range(7):
        keys.append(await world.begin(f"c{n}", "conversation_ended"))
        world.clock.now += 1
    world.clock.now += DAYS * DAY_S
    for left in (7, 4, 1, 0):
        assert await world.kept(*keys) == [f"c{n}" for n in range(7 - left, 7)]
        assert await world.sweep() == min(3, left)


async def test_it_runs_by_itself_and_through_failures(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Soon after the start and then again and again; a store that fails is asked again, and the rest goes meanwhile."""
    for name, value in (("FIRST_S", 0.01), ("EVERY_S", 0.02), ("REST_S", 0.01), ("AT_ONCE", 2)):
        monkeypatch.setattr(retention, name, value)
    keys = [await world.begin(f"c{n}", "conversation_ended") for n in range(5)]
    erase, failed = world.store.erase, []

    async def failing(key: Key, ended_by: float | None = None) -> bool:
        if key.conversation == "c0" and len(failed) < 3:
            failed.append(key)
            raise StoreUnavailable("The disk is full")
        return await erase(key, ended_by)

    monkeypatch.setattr(world.store, "erase", failing)
    running = asyncio.create_task(world.retention.run())
    await asyncio.sleep(0.1)
    assert len(await world.kept(*keys)) == 5
    world.clock.now += DAYS * DAY_S
    await soon(lambda: world.erased() == "bistand_erased_total 5.0")
    assert await world.kept(*keys) == []
    assert len(failed) == 3
    running.cancel()


async def test_without_a_time_everything_is_kept(world: World) -> None:
    """Nobody looks."""
    await world.begin("c1", "conversation_ended")
    await World(world.store, days=None).retention.run()
    assert world.erased() == "bistand_erased_total 0.0"


async def test_each_workspace_keeps_for_its_own_time(world: World, tmp_path: Path) -> None:
    """As its settings say; whoever says nothing keeps everything."""
    settings = read_settings(data=tmp_path, workspace="acme")
    of = {"acme": None, "short": 1.0, "long": 30.0}
    named = [settings.model_copy(update={"workspace": name, "retention_days": days}) for name, days in of.items()]
    tenants = [tenant_of(Listed(one)) for one in named]
    engine = make_engine(settings, world.store, tenants, step=tiny_step, clock=world.clock)
    keys = [await world.begin("c1", "conversation_ended", workspace=name) for name in of]
    world.clock.now += 2 * DAY_S
    for one in engine.retention:
        if one.days is not None:
            await one.sweep(world.clock.now - one.days * DAY_S)
    assert [key.workspace for key in keys if await world.store.load(key)] == ["acme", "long"]


async def test_two_processes_on_one_redis(redis: RedisServer) -> None:
    """Both erase at the same time: each conversation once, and viewers at the other hear of it."""
    worlds = [World(await RedisStore.open(redis.url)) for _ in range(2)]
    one, other = worlds
    keys = [await one.begin(f"c{n}", "conversation_ended") for n in range(30)]
    listening = asyncio.create_task(other.runner.listen())
    rung: set[Key] = set()
    for key in keys:
        other.runner.doorbell.listen(key, lambda key=key: rung.add(key))  # type: ignore[misc]
    await soon(lambda: len(rung) == 30)  # it hears: perhaps everything has changed
    rung.clear()
    for world in worlds:
        world.clock.now += DAYS * DAY_S
    assert sum(await asyncio.gather(*(world.sweep() for world in worlds))) == 30
    assert await one.kept(*keys) == []
    await soon(lambda: len(rung) == 30)
    listening.cancel()
    for world in worlds:
        await world.store.close()
