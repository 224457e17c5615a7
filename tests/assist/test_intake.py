"""What desks deliver, on its way into conversations: together what belongs together, and nothing by halves."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from assist import consumer, intake
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Api, Arrival, Call, Delivery, Desk, Lookup, Post
from assist.errors import BackendError, InvalidEvent, NotAuthorized, NotFound
from assist.inbox import Counts, Parcel
from assist.intake import Intake, Kept
from assist.packing import pack
from assist.ports import Key, Summary
from assist.runner import Runner
from assist.settings import DeskSettings
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import opening_of
from assist.wire.text import parse
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step, understand

NOW = 1795860000.0
GIVEN = {"plain": DeskSettings(secrets=("a-secret-of-a-desk",), token="t")}
C1 = Key("acme", "plain-1")


def said(name: str, conversation: str = "plain-1", **more: object) -> Arrival:
    event = Event(name, EventType.MESSAGE, NOW - 60, role=Role.CUSTOMER, text="Hej")
    return Arrival(Conversation(conversation, Channel.CHAT, Participant("Lars")), (replace(event, **more),))


def look_up(*names: str) -> tuple[Lookup, ...]:
    return tuple(Lookup(Conversation("plain-1", Channel.EMAIL), (name,)) for name in names)


API = Api(
    lambda account, lookup: Call("GET", lookup.names[0], {"Authorization": account.token}),
    lambda account, lookup, answer: (said(f"e{answer.decode()}"),) if answer else (),
)


def plain(name: str = "d1") -> Desk:
    """A desk whose every request says the same."""
    return Desk("plain", lambda post, secrets: None, lambda post, account: Delivery(name, (said("e1"),)), lookup=API)


class World:
    """An intake over a store in memory."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.clock = Clock(NOW)
        self.runner = Runner(store, understand, lambda: PLAYBOOK, step=tiny_step, clock=self.clock)
        self.intake = self.made()

    def made(self, desk: Desk | None = None, **given: object) -> Intake:
        """One as another process on the same store would have it, too."""
        desks = {"plain": desk or plain()}
        return Intake(self.store, self.runner, "acme", GIVEN, desks=desks, clock=self.clock, **given)  # type: ignore[arg-type]

    async def keep(self, delivery: Delivery, desk: str = "plain", intake: Intake | None = None) -> Kept:
        """Keep it, and see it taken in."""
        kept = await (intake or self.intake).keep(desk, delivery)
        await self.done(intake)
        return kept

    async def done(self, intake: Intake | None = None) -> None:
        while in_hand := (intake or self.intake).consumer._in_hand:
            await asyncio.wait([*in_hand])

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
    assert await world.keep(Delivery("d1", arrivals)) == Kept(2, 2)
    assert (await world.events(), await world.events("plain-2")) == (["e1", "e3"], ["e2"])
    first, second = [await world.store.load(Key("acme", name)) for name in ("plain-1", "plain-2")]
    assert first is not None
    assert second is not None
    assert parse(first.opening)["customer"]["name"] == "Lars"
    shown = await world.runner.snapshot(C1)
    assert shown["participants"][0]["name"] == "Lars"
    assert await world.store.inbox.counts("acme") == Counts()


async def test_known_and_partly_known(world: World) -> None:
    """A delivery by its name; under another name its events by theirs."""
    await world.keep(Delivery("d1", (said("e1"),)))
    assert await world.keep(Delivery("d1", (said("e9"),))) == Kept(1, 0)
    assert await world.keep(Delivery("d2", (said("e1"), said("e2")))) == Kept(1, 1)
    assert await world.keep(Delivery("d1", (said("e1"),)), "other") == Kept(1, 1)
    assert await world.events() == ["e1", "e2"]


async def test_one_that_was_kept_in_part_is_completed(world: World) -> None:
    """The process died in between, and the desk sends it again: what is missing is kept, and nothing twice."""
    delivery = Delivery("d1", (said("e1"), said("e2", "plain-2")))
    first, _ = pack("acme", "plain", delivery, NOW)
    await world.runner.begin("acme", opening_of(first.conversation))
    assert await world.store.inbox.add(first.parcel, NOW + 60, take=False) == []
    assert await world.intake.keep("plain", delivery) == Kept(2, 1)
    await world.intake.consumer.look()
    await world.done()
    assert (await world.events(), await world.events("plain-2")) == (["e1"], ["e2"])
    assert await world.store.inbox.counts("acme") == Counts()


async def test_the_name_itself_is_not_kept(world: World) -> None:
    """It may be the id of a mail, and with it somebody's address."""
    await world.keep(Delivery("<lars@example.com>", (said("e1"),)))
    known = await world.store.remembered("acme", "delivery", NOW)
    assert len(known) == 1
    assert "lars" not in known[0]


async def test_a_desk_without_delivery_names(world: World) -> None:
    """The same bytes are the same delivery, other bytes are another one."""
    taking = world.made(plain(""))
    posts = [Post("POST", "https://assist.example.com", {}, body, NOW) for body in (b"a", b"a", b"b")]
    names = [taking.read(taking.desk("plain"), post).id for post in posts]
    assert names[0] == names[1] != names[2]
    assert all(names)


async def test_one_that_cannot_be_read_back_keeps_all_out(world: World) -> None:
    """A desk is held to what everybody is: nothing of the delivery is stored, and the field is named."""
    for bad in ({"at": 5.0}, {"at": -1e20}, {"text": "a\0b"}, {"caller": "L\a"}, {"role": None}, {"id": "e\n"}):
        with pytest.raises(InvalidEvent) as refused:
            await world.intake.keep("plain", Delivery("d1", (said("e1", "plain-2"), said("e2", **bad))))
        assert refused.value.faults[0].field in {*bad}
    assert await world.store.inbox.counts("acme") == Counts()
    assert await world.keep(Delivery("d1", (said("e1", at=NOW + 1e9),))) == Kept(1, 1)
    assert await world.events("plain-2") == []


async def test_each_lookup_by_itself(world: World) -> None:
    """What is there is taken in; what is not is looked up again, after a while."""
    asked: list[str] = []
    fails = [BackendError("The desk's API does not answer")]

    async def fetch(call: Call) -> bytes:
        asked.append(call.url)
        if call.url == "2" and fails:
            raise fails.pop()
        await asyncio.sleep(0)
        return b"" if call.url == "4" else call.url.encode()

    taking = world.made(fetch=fetch)
    assert await world.keep(Delivery("d1", (said("e0"),), look_up(*"1234")), intake=taking) == Kept(5, 5)
    assert (sorted(asked), sorted(await world.events())) == (["1", "2", "3", "4"], ["e0", "e1", "e3"])
    assert await world.store.inbox.counts("acme") == Counts(waiting=1)
    world.clock.now += consumer.WAITS_S[0]
    await taking.consumer.look()
    await world.done(taking)
    assert sorted(await world.events()) == ["e0", "e1", "e2", "e3"]
    assert await world.keep(Delivery("d1", (said("e0"),), look_up(*"1234")), intake=taking) == Kept(5, 0)
    assert len(asked) == 5


async def test_an_api_that_hangs_takes_nobody_elses_room(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds too many waiting already is put off, and other messages are taken in meanwhile."""
    monkeypatch.setattr(intake, "MOST_LOOKUPS", 3)
    gate = asyncio.Event()

    async def fetch(call: Call) -> bytes:
        await gate.wait()
        return call.url.encode()

    hanging = world.made(fetch=fetch)
    await hanging.keep("plain", Delivery("d1", lookups=look_up(*"12345")))
    await hanging.keep("plain", Delivery("d2", (said("e0", "plain-2"),)))
    while len(hanging.consumer._in_hand) > 3:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert await world.events("plain-2") == ["e0"]
    gate.set()
    await world.done(hanging)
    assert len(await world.events()) == 3
    world.clock.now += consumer.WAITS_S[0]
    await hanging.consumer.look()
    await world.done(hanging)
    assert sorted(await world.events()) == ["e1", "e2", "e3", "e4", "e5"]


async def test_a_lookup_begins_its_conversation_as_it_was_found(world: World) -> None:
    """The delivery did not know of the channel; an answer that says nothing begins none."""
    answers = iter([b"", b"1"])

    async def fetch(call: Call) -> bytes:
        return next(answers)

    taking = world.made(fetch=fetch)
    await world.keep(Delivery("d1", lookups=look_up("1")), intake=taking)
    assert await world.store.load(C1) is None
    await world.keep(Delivery("d2", lookups=look_up("1")), intake=taking)
    assert (await world.runner.snapshot(C1))["channel"] == "chat"
    assert await world.events() == ["e1"]


async def test_what_is_erased_while_it_is_looked_up_begins_nothing(world: World) -> None:
    """Neither when the answer comes after it, nor when the conversation has begun anew by then."""
    gate = asyncio.Event()

    async def fetch(call: Call) -> bytes:
        await gate.wait()
        return b"1"

    taking = world.made(fetch=fetch)
    for is_anew in (False, True):
        gate.clear()
        await taking.keep("plain", Delivery(f"d{is_anew}", lookups=look_up("1")))
        assert await world.store.erase(C1)
        if is_anew:
            await world.keep(Delivery("d3", (said("e3"),)))
        gate.set()
        await world.done(taking)
        assert await world.events() == (["e3"] if is_anew else [])
        assert (await world.store.load(C1) is not None) == is_anew


async def test_what_is_erased_while_another_process_holds_it(world: World) -> None:
    """It does not come into the conversation that has begun under the same name since."""
    await world.store.create(C1, b"{}", b"{}", Summary())
    (packed,) = pack("acme", "plain", Delivery("d1", (said("e1"),)), NOW)
    (held,) = await world.store.inbox.add(packed.parcel, NOW + 60, take=True) or [packed.parcel]
    assert await world.store.erase(C1)
    with pytest.raises(NotFound):
        await world.intake.take_in(held)
    await world.keep(Delivery("d2", (said("e2"),)))
    with pytest.raises(NotFound):
        await world.intake.take_in(held)
    assert await world.events() == ["e2"]


async def test_a_state_that_is_older_than_the_parcel_is_read_again(world: World) -> None:
    """Another process has erased the conversation and begun it anew, and this one has not heard of it yet."""
    await world.keep(Delivery("d1", (said("e1"),)))
    await world.store.erase(C1)
    other = Runner(world.store, understand, lambda: PLAYBOOK, step=tiny_step, clock=world.clock)
    await Intake(world.store, other, "acme", GIVEN, desks={"plain": plain()}, clock=world.clock).keep(
        "plain", Delivery("d2", (said("e2"),))
    )
    assert await world.keep(Delivery("d3", (said("e3"),))) == Kept(1, 1)
    assert sorted(await world.events()) == ["e2", "e3"]


async def test_masked_before_it_is_kept(world: World) -> None:
    """What waits in the inbox holds no identifier, in what was said nor in what will be looked up."""
    kept: list[Parcel] = []
    whole = world.store.inbox.add

    async def add(parcel: Parcel, until: float, **named: bool) -> list[Parcel] | None:
        kept.append(parcel)
        return await whole(parcel, until, **named)

    world.store.inbox.add = add  # type: ignore[method-assign]
    taking = world.made(fetch=lambda call: asyncio.sleep(0, b"1"), is_redacting=True)
    text = "Write to lars@example.com or call +46 70 123 45 67"
    looked_up = Lookup(
        Conversation("plain-2", Channel.CHAT, Participant("+46 70 123 45 67", id="lars@example.com")), ("1",)
    )
    told = Delivery(
        "d1", (said("e1", text=text, caller="lars@example.com", caller_id="lars@example.com"),), (looked_up,)
    )
    await world.keep(told, intake=taking)
    everything = b"".join(parcel.body for parcel in kept) + repr([parcel.customers for parcel in kept]).encode()
    assert b"[telephone]" in everything
    for word in (b"lars@", b"123 45 67"):
        assert word not in everything


def test_desks_that_are_not_connected(world: World) -> None:
    """Unknown, and without a secret: each is told what would help."""
    with pytest.raises(NotFound, match="known are plain"):
        world.intake.desk("nodesk")
    without = Intake(world.store, world.runner, "acme", {}, desks={"plain": plain()})
    with pytest.raises(NotAuthorized, match="set BISTAND_DESK_PLAIN_SECRET"):
        without.desk("plain")
    assert without._account("plain") == Account()
