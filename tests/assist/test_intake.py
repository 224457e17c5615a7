"""What desks deliver, on its way into conversations: together what belongs together, and nothing by halves."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Call, Delivery, Desk, Lookup, Post
from assist.errors import BackendError, InvalidEvent, NotAuthorized, NotFound
from assist.intake import Intake, Taken
from assist.ports import Key
from assist.runner import Runner
from assist.settings import DeskSettings
from assist.stores.sqlite import SqliteStore
from assist.wire.text import parse
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step, understand

NOW = 1795860000.0
GIVEN = {"plain": DeskSettings(secrets=("a-secret-of-a-desk",), token="t")}


def said(name: str, conversation: str = "plain-1", **more: object) -> Arrival:
    event = Event(name, EventType.MESSAGE, NOW - 60, role=Role.CUSTOMER, text="Hej")
    return Arrival(Conversation(conversation, Channel.CHAT, Participant("Lars")), (replace(event, **more),))


def plain(name: str = "d1") -> Desk:
    """A desk whose every request says the same."""
    return Desk("plain", lambda post, secrets: None, lambda post, account: Delivery(name, (said("e1"),)))


class World:
    """An intake over a store in memory."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.runner = Runner(store, understand, lambda: PLAYBOOK, step=tiny_step, clock=Clock(NOW))
        self.intake = self.made()

    def made(self, desk: Desk | None = None, **given: object) -> Intake:
        desks = {"plain": desk or plain()}
        return Intake(self.store, self.runner, "acme", GIVEN, desks=desks, clock=Clock(NOW), **given)  # type: ignore[arg-type]

    async def events(self, conversation: str = "plain-1") -> list[str]:
        entries = [parse(one.body) for one in await self.store.entries(Key("acme", conversation), 0, 1_000)]
        return [entry["event"]["id"] for entry in entries if entry["kind"] == "event"]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    store = await SqliteStore.open(":memory:")
    yield World(store)
    await store.close()


async def test_what_is_of_one_conversation_goes_in_together(world: World) -> None:
    """In the order told, in one transaction; the first tells how to begin it."""
    arrivals = (said("e1"), said("e2", "plain-2"), said("e3"))
    assert await world.intake.take("plain", Delivery("d1", arrivals)) == Taken(3, 3)
    assert (await world.events(), await world.events("plain-2")) == (["e1", "e3"], ["e2"])
    first, second = [await world.store.load(Key("acme", name)) for name in ("plain-1", "plain-2")]
    assert first is not None
    assert second is not None
    assert parse(first.opening)["customer"]["name"] == "Lars"
    shown = await world.runner.snapshot(Key("acme", "plain-1"))
    assert shown["participants"][0]["name"] == "Lars"


async def test_known_and_partly_known(world: World) -> None:
    """A delivery by its name; under another name its events by theirs."""
    await world.intake.take("plain", Delivery("d1", (said("e1"),)))
    assert await world.intake.take("plain", Delivery("d1", (said("e9"),))) == Taken(is_known=True)
    assert await world.intake.take("plain", Delivery("d2", (said("e1"), said("e2")))) == Taken(2, 1)
    assert await world.intake.take("other", Delivery("d1", (said("e1"),))) == Taken(1, 0)
    assert await world.events() == ["e1", "e2"]


async def test_the_name_itself_is_not_kept(world: World) -> None:
    """It may be the id of a mail, and with it somebody's address."""
    await world.intake.take("plain", Delivery("<lars@example.com>", (said("e1"),)))
    assert not await world.store.recall("acme", "delivery", "<lars@example.com>", NOW)


async def test_a_desk_without_delivery_names(world: World) -> None:
    """The same bytes are the same delivery, other bytes are another one."""
    intake = world.made(plain(""))
    posts = [Post("POST", "https://assist.example.com", {}, body, NOW) for body in (b"a", b"a", b"b")]
    names = [intake.read(intake.desk("plain"), post).id for post in posts]
    assert names[0] == names[1] != names[2]
    assert all(names)


async def test_one_that_cannot_be_read_back_keeps_all_out(world: World) -> None:
    """A desk is held to what everybody is: nothing of the delivery is stored, and the field is named."""
    for bad in ({"at": 5.0}, {"at": -1e20}, {"text": "a\0b"}, {"caller": "L\a"}, {"role": None}, {"id": "e\n"}):
        with pytest.raises(InvalidEvent) as refused:
            await world.intake.take("plain", Delivery("d1", (said("e1"), said("e2", **bad))))
        assert refused.value.faults[0].field in {*bad}
    assert await world.events() == []
    assert await world.intake.take("plain", Delivery("d1", (said("e1", at=NOW + 1e9),))) == Taken(1, 1)


async def test_a_lookup_that_fails_leaves_the_delivery_open(world: World) -> None:
    """Nothing is kept before all is known; the others that are looked up at the same time are waited for."""
    asked: list[str] = []
    fails = [BackendError("The desk's API does not answer")]

    async def fetch(call: Call) -> bytes:
        asked.append(call.url)
        if call.url == "2" and fails:
            raise fails.pop()
        await asyncio.sleep(0)
        return call.url.encode()

    lookups = tuple(Lookup(Call("GET", url, {}), lambda body: (said(f"e{body.decode()}"),)) for url in "123")
    intake = world.made(fetch=fetch)
    with pytest.raises(BackendError, match="does not answer"):
        await intake.take("plain", Delivery("d1", (said("e0"),), lookups))
    assert (asked, await world.events()) == (["1", "2", "3"], [])
    assert await intake.take("plain", Delivery("d1", (said("e0"),), lookups)) == Taken(4, 4)
    assert await world.events() == ["e0", "e1", "e2", "e3"]


def test_desks_that_are_not_connected(world: World) -> None:
    """Unknown, and without a secret: each is told what would help."""
    with pytest.raises(NotFound, match="known are plain"):
        world.intake.desk("nodesk")
    without = Intake(world.store, world.runner, "acme", {}, desks={"plain": plain()})
    with pytest.raises(NotAuthorized, match="set BISTAND_DESK_PLAIN_SECRET"):
        without.desk("plain")
    assert without._account("plain") == Account()
