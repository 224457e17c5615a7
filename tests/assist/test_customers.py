"""Everything of one customer goes, down to its bytes, and nothing of anybody else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assist.customers import erase_customer
from assist.errors import StoreUnavailable
from assist.ports import Key, Store
from assist.runner import Runner
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_event, read_opening
from tests.assist.redis_server import RedisServer, soon
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step, understand

ID = "mail-lars.MARKED@example.se"


class World:
    """A process over a store."""

    def __init__(self, store: Store, is_redacting: bool = False) -> None:
        self.store = store
        given = {"step": tiny_step, "clock": Clock(), "is_redacting": is_redacting}
        self.runner = Runner(store, understand, lambda: PLAYBOOK, **given)  # type: ignore[arg-type]

    async def begin(self, name: str, customer: str = "", workspace: str = "acme") -> Key:
        """A conversation in which a customer wrote; who it is is known at its beginning."""
        about = {
            "id": name,
            "channel": "chat",
            "customer": {"name": "MARKED", **({"id": customer} if customer else {})},
        }
        await self.runner.open(workspace, read_opening(about, "x"))
        await self.say(Key(workspace, name))
        return Key(workspace, name)

    async def say(self, key: Key, **more: str) -> None:
        said = {"id": f"e-{len(more)}", "type": "message", "role": "customer", "text": "MARKED words", **more}
        await self.runner.post(key, [read_event(said)])

    async def erase(self, customer: str = ID) -> list[str]:
        gone: list[Key] = []
        count = await erase_customer(self.store, self.runner.erase, "acme", customer, gone.append)
        assert count == len(gone)
        return sorted(key.conversation for key in gone)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    yield store
    await store.close()


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize("is_redacting", [False, True])
async def test_all_that_is_theirs(store: SqliteStore, tmp_path: Path, is_redacting: bool) -> None:
    """Also where who it is became known only later, and by an id that another followed; others stay."""
    world = World(store, is_redacting)
    await world.begin("c1", ID)
    await world.say(await world.begin("later"), caller_id=ID)
    moved = await world.begin("moved", ID)
    await world.say(moved, caller_id="crm-7")
    for name, customer, workspace in (
        ("others", "mail-ann@example.se", "acme"),
        ("nobodys", "", "acme"),
        ("c1", ID, "o"),
    ):
        await world.begin(name, customer, workspace)
    assert (ID.encode() in bytes_of(tmp_path)) is not is_redacting
    assert await world.erase() == ["c1", "later", "moved"]
    assert await world.erase() == []
    assert await world.store.load(Key("o", "c1")) is not None
    assert [name for name, _ in await listed(store)] == ["nobodys", "others"]
    await world.runner.erase(Key("o", "c1"))
    assert ID.encode() not in bytes_of(tmp_path)
    assert b"MARKED words" in bytes_of(tmp_path)
    await world.runner.erase(Key("acme", "others"))
    await world.runner.erase(Key("acme", "nobodys"))
    assert b"MARKED" not in bytes_of(tmp_path)


async def listed(store: Store) -> list[tuple[str, object]]:
    return sorted(await store.listed("acme", is_open=None, awaiting_reply=None, agent=None, limit=99))  # type: ignore[type-var]


async def test_more_than_fit_in_one_round(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many; what another has erased in between is not counted."""
    monkeypatch.setattr("assist.customers.AT_ONCE", 3)
    world = World(store)
    for number in range(8):
        await world.begin(f"c{number}", "7")
    erase = world.runner.erase

    async def late(key: Key) -> None:
        if key.conversation == "c1":
            await store.erase(key)
        await erase(key)

    world.runner.erase = late  # type: ignore[method-assign]
    assert await world.erase("7") == ["c0", *(f"c{number}" for number in range(2, 8))]


async def test_a_store_that_fails_is_heard_of(store: SqliteStore) -> None:
    """What went is told nevertheless, and asking again does the rest."""
    world = World(store)
    for number in range(3):
        await world.begin(f"c{number}", "7")
    erase, gone = world.runner.erase, list[Key]()

    async def failing(key: Key) -> None:
        if key.conversation == "c1":
            raise StoreUnavailable("The disk is full")
        await erase(key)

    with pytest.raises(StoreUnavailable):
        await erase_customer(store, failing, "acme", "7", gone.append)
    assert [key.conversation for key in gone] == ["c0", "c2"]
    assert await world.erase("7") == ["c1"]


async def test_redis_keeps_no_byte_of_them(own_redis: RedisServer) -> None:
    """Neither in its memory nor, once it has written its file anew, on its disk; another process forgets them too."""
    own_redis.call("CONFIG", "SET", "appendonly", "yes")
    one, other = World(await RedisStore.open(own_redis.url)), World(await RedisStore.open(own_redis.url))
    await one.begin("c1", ID)
    await one.say(await other.begin("later"), caller_id=ID)
    assert b"lars.MARKED" in own_redis.bytes_on_disk()
    assert await other.erase() == ["c1", "later"]
    assert await one.erase() == []
    assert [key for key in own_redis.call("KEYS", "*") if b"later" in key or b"customers" in key] == []  # type: ignore[attr-defined]
    await soon(lambda: b"MARKED" not in own_redis.bytes_on_disk())
    await asyncio.gather(one.store.close(), other.store.close())
