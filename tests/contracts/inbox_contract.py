"""What every store promises of its inbox; part of `StoreContract` and its like."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from assist.errors import NotFound
from assist.inbox import Counts, Parcel
from assist.ports import Append, Key, Store, Summary

C1, C2, OTHER = Key("acme", "c1"), Key("acme", "c/2 {å}"), Key("other", "c1")
NOW, UNTIL = 1000.0, 2000.0
NEVER = 3600.0  # a silence that nobody keeps in a test


def parcel(name: str, key: Key = C1, **more: object) -> Parcel:
    """What a desk told of a conversation."""
    return replace(Parcel(key, name, "plain", b"body of " + name.encode(), NOW), **more)  # type: ignore[arg-type]


async def begun(store: Store, *keys: Key) -> None:
    """Conversations just created."""
    for key in keys:
        assert await store.create(key, b"state", b"opening", Summary())


async def put(store: Store, *parcels: Parcel) -> None:
    """Parcels that nobody has taken."""
    for one in parcels:
        assert await store.inbox.add(one, UNTIL, take=False) == []


async def taken(store: Store, silent_s: float = NEVER, now: float = NOW, limit: int = 99) -> list[Parcel]:
    """Whatever there is to work on in the workspace."""
    return await store.inbox.take("acme", now, silent_s, limit)


def named(parcels: list[Parcel]) -> list[str]:
    return sorted(one.name for one in parcels)


async def fill(store: Store, key: Key) -> None:
    """Parcels of a conversation in every state, each with its name in it; any number of times."""
    body, ended = key.conversation.encode() * 30, (await store.inbox.counts(key.workspace)).waiting
    names = [hashlib.sha256(f"{key} {ended} {what}".encode()).hexdigest() for what in ("new", "held", "later", "dead")]
    for name in names:
        given = await store.inbox.add(parcel(name, key, body=body), UNTIL, take=name != names[0]) or []
        for one in given:
            if name == names[2]:
                await store.inbox.settle(one, 9e9)
            elif name == names[3]:
                await store.inbox.bury(one, NOW, f"{one.key.conversation} why")


class InboxContract:
    """The promises, each a test."""

    async def test_a_parcel_is_kept_and_given_out_once(self, store: Store) -> None:
        """As it was told, with the epoch of its conversation, until it is settled."""
        await begun(store, C1, C2)
        await put(store, parcel("1"), parcel("2", C2))
        first, second = sorted(await taken(store), key=lambda one: one.name)
        assert (first.key, first.body, first.desk, first.at) == (C1, b"body of 1", "plain", NOW)
        assert (first.tries, first.lost, first.died, first.why) == (1, 0, 0.0, "")
        saved = await store.load(C2)
        assert saved is not None
        assert (second.key, second.epoch) == (C2, saved.epoch)
        assert await taken(store) == []
        assert await store.inbox.counts("acme") == Counts(waiting=2)
        assert await store.inbox.settle(first)
        assert not await store.inbox.settle(first)
        assert await store.inbox.counts("acme") == Counts(waiting=1)

    async def test_what_is_added_is_given_at_once(self, store: Store) -> None:
        """To whoever asks for it, and then to nobody else; one that waits already is given first."""
        await begun(store, C1)
        (own,) = await store.inbox.add(parcel("1"), UNTIL, take=True) or []
        assert (own.name, own.body, own.tries) == ("1", b"body of 1", 1)
        assert await taken(store) == []
        await put(store, parcel("2"))
        assert named(await store.inbox.add(parcel("3"), UNTIL, take=True) or []) == ["2"]
        assert named(await taken(store)) == ["3"]

    async def test_a_name_is_known_for_its_time(self, store: Store) -> None:
        """Sent again it is not kept again: while it waits, once it is done, dead, dropped or erased; then it is new."""
        await begun(store, C1)
        assert await store.inbox.add(parcel("1"), UNTIL, take=True)
        assert await store.inbox.add(parcel("1", body=b"other"), UNTIL, take=True) is None
        await store.inbox.settle(parcel("1"))
        await store.erase(C1)
        assert await store.inbox.add(parcel("1", at=UNTIL), UNTIL, take=True) is None
        await begun(store, C1)
        assert await store.inbox.counts("acme") == Counts()
        assert await store.inbox.add(parcel("1", at=UNTIL + 1), 2 * UNTIL, take=True)
        await begun(store, OTHER)
        assert await store.inbox.add(parcel("1", OTHER), UNTIL, take=False) == []
        assert await taken(store) == []

    async def test_a_conversation_has_to_be_begun(self, store: Store) -> None:
        """Else nothing is kept or known, but where it need not be: then there is no epoch yet."""
        with pytest.raises(NotFound):
            await store.inbox.add(parcel("1"), UNTIL, take=True)
        (given,) = await store.inbox.add(parcel("1"), UNTIL, take=True, is_begun=False) or []
        assert given.epoch == ""
        assert await store.create(C1, b"s", b"o", Summary(), given.name)
        assert await store.inbox.add(parcel("1"), UNTIL, take=True, is_begun=False) is None

    async def test_no_conversation_is_begun_for_what_was_erased(self, store: Store) -> None:
        """A parcel that came before its conversation is erased by its name, and then begins none."""
        given = await store.inbox.add(parcel("1"), UNTIL, take=True, is_begun=False) or []
        assert not await store.erase(C1, 9e9)
        assert await store.erase(C1)
        assert not await store.erase(C1)
        assert not await store.create(C1, b"s", b"o", Summary(), "1")
        assert await store.load(C1) is None
        assert await store.inbox.hold(given, NOW) == set()

    async def test_what_a_silent_holder_had_goes_to_another(self, store: Store) -> None:
        """After that silence and not before; it is counted as lost. Whoever says that he holds it is not silent."""
        await begun(store, C1)
        await put(store, parcel("1"), parcel("2"))
        assert len(await taken(store)) == 2
        assert await taken(store, NEVER) == []
        again = await taken(store, 0.0)
        assert [(one.tries, one.lost) for one in again] == [(2, 1), (2, 1)]
        assert await store.inbox.hold(again, NOW + 60) == {"1", "2"}
        assert await store.inbox.settle(again[0])
        assert await store.inbox.hold(again, NOW + 60) == {again[1].name}

    async def test_earliest_first_and_no_more_than_asked_for(self, store: Store) -> None:
        """In the order in which they were added; two who ask at the same time share none."""
        await begun(store, C1)
        await put(store, *(parcel(f"{n:02}", at=NOW + n) for n in range(12)))
        assert [one.name for one in await taken(store, limit=3, now=NOW + 12)] == ["00", "01", "02"]
        some, others = await asyncio.gather(taken(store, now=NOW + 12, limit=4), taken(store, now=NOW + 12, limit=9))
        assert named([*some, *others]) == [f"{n:02}" for n in range(3, 12)]

    async def test_put_off_until_its_time(self, store: Store) -> None:
        """Nobody is given it before, however silent all are, nor in the place of what is new; its tries count on."""
        await begun(store, C1)
        await put(store, parcel("1"))
        (first,) = await taken(store)
        assert await store.inbox.settle(first, NOW + 30)
        assert await taken(store, 0.0, NOW + 29) == []
        assert named(await store.inbox.add(parcel("2", at=NOW + 31), UNTIL, take=True) or []) == ["2"]
        (again,) = await taken(store, NEVER, NOW + 30)
        assert (again.name, again.tries, again.lost, again.body) == ("1", 2, 0, b"body of 1")
        assert await store.inbox.settle(again)
        assert not await store.inbox.settle(again, NOW)

    async def test_dead_letters(self, store: Store) -> None:
        """Given to nobody; listed earliest first, found by name, and never another workspace's."""
        await begun(store, C1, C2, OTHER)
        await put(store, parcel("1"), parcel("2", C2), parcel("3", C2), parcel("9", OTHER))
        given = {one.name: one for one in await taken(store)}
        for n, name in enumerate(("2", "1", "3")):
            assert await store.inbox.bury(given[name], NOW + n, f"why of {name}")
            await asyncio.sleep(0.002)  # in Redis they are in the order of its own clock
        assert not await store.inbox.bury(given["1"], NOW, "again")
        assert not await store.inbox.settle(given["1"])
        assert await taken(store, 0.0, 9e9) == []
        assert await store.inbox.counts("acme") == Counts(dead=3)
        listed = await store.inbox.dead("acme", 9)
        assert [(one.name, one.died, one.why, one.key) for one in listed] == [
            ("2", NOW, "why of 2", C2),
            ("1", NOW + 1, "why of 1", C1),
            ("3", NOW + 2, "why of 3", C2),
        ]
        assert named(await store.inbox.dead("acme", 2)) == ["1", "2"]
        assert await store.inbox.find("acme", "1") == listed[1]
        assert await store.inbox.dead("other", 9) == []
        for workspace, name in (("other", "1"), ("acme", "9"), ("acme", "nobody")):
            assert await store.inbox.find(workspace, name) is None

    async def test_dead_letters_are_tried_again_or_dropped(self, store: Store) -> None:
        """Once each: tried again it is as new; dropped it is gone."""
        await begun(store, C1)
        await put(store, parcel("1"), parcel("2"))
        for one in await taken(store):
            await store.inbox.bury(one, NOW, "why")
        first, second = await store.inbox.dead("acme", 9)
        assert await store.inbox.settle(first, NOW)
        assert not await store.inbox.settle(first, NOW)
        assert not await store.inbox.drop(first)
        assert await store.inbox.find("acme", first.name) is None
        (again,) = await taken(store)
        assert (again.name, again.tries, again.died, again.why, again.body) == (first.name, 1, 0.0, "", first.body)
        assert await store.inbox.drop(second)
        assert not await store.inbox.drop(second)
        assert await store.inbox.counts("acme") == Counts(waiting=1)

    async def test_erasing_takes_parcels_along(self, store: Store) -> None:
        """Those of the conversation, new, held, put off and dead; who holds one cannot settle it, nor append by it."""
        await begun(store, C1, C2, OTHER)
        await put(store, *(parcel(name) for name in "1234"), parcel("5", C2), parcel("6", OTHER))
        given = {one.name: one for one in await taken(store)}
        await put(store, parcel("7"))
        await store.inbox.bury(given["1"], NOW, "why")
        await store.inbox.settle(given["2"], NOW + 30)
        assert await store.erase(C1)
        assert await store.inbox.counts("acme") == Counts(waiting=1)
        assert await store.inbox.dead("acme", 9) == []
        assert await store.inbox.hold([given["3"], given["5"]], NOW) == {"5"}
        for name in "1234":
            assert not await store.inbox.settle(given[name])
        assert named(await taken(store, 0.0, 9e9)) == ["5"]
        assert await store.inbox.counts("other") == Counts(waiting=1)

    async def test_time_erases_none_for_which_something_waits(self, store: Store) -> None:
        """A message that waits may open it again; a dead letter does not."""
        await begun(store, C1)
        saved = await store.load(C1)
        assert saved is not None
        ended = Append(b"state", (b"1",), {}, None, summary=Summary(is_open=False, at=10.0))
        await store.append(C1, saved.version, ended)
        await put(store, parcel("1"))
        assert not await store.erase(C1, 20.0)
        (one,) = await taken(store)
        assert not await store.erase(C1, 20.0)
        await store.inbox.bury(one, NOW, "why")
        assert await store.erase(C1, 20.0)
        assert await store.inbox.counts("acme") == Counts()

    async def test_customers_are_found_before_anything_is_taken_in(self, store: Store) -> None:
        """By the ids that a parcel brings, and no more once the conversation is erased."""
        await begun(store, C1)
        await put(store, parcel("1", customers=("4 2/å", "5")), parcel("2", customers=("5",)))
        assert await store.of_customer("acme", "4 2/å", 9) == [C1]
        assert await store.of_customer("acme", "5", 9) == [C1]
        await store.erase(C1)
        assert await store.of_customer("acme", "5", 9) == []


class SharedInboxContract:
    """Promises of an inbox that several processes share."""

    async def test_one_goes_on_with_what_the_other_had(self, two: tuple[Store, Store]) -> None:
        """Each parcel is given to one of them; when it has fallen silent, to the other, and settled once."""
        one, other = two
        await begun(one, C1, C2)
        await put(one, *(parcel(f"{n}", C1 if n % 2 else C2) for n in range(8)))
        some, others = await asyncio.gather(taken(one, limit=5), taken(other, limit=5))
        assert named([*some, *others]) == [str(n) for n in range(8)]
        again = await taken(other, 0.0)
        assert named(again) == [str(n) for n in range(8)]
        settled = [[await store.inbox.settle(parcel) for store in two] for parcel in again]
        assert settled == [[True, False]] * 8
        assert await one.inbox.counts("acme") == Counts()

    async def test_the_same_at_both_is_kept_once(self, two: tuple[Store, Store]) -> None:
        """A desk that sends to whichever process answers may send twice."""
        await begun(two[0], C1)
        for n in range(10):
            outcomes = await asyncio.gather(*(store.inbox.add(parcel(f"{n}"), UNTIL, take=True) for store in two))
            assert sorted(outcome is None for outcome in outcomes) == [False, True]
        assert await two[0].inbox.counts("acme") == Counts(waiting=10)


class DurableInboxContract:
    """Promises of an inbox that outlives its process."""

    async def test_reopening_finds_the_parcels(self, opening: Callable[[], Awaitable[Store]]) -> None:
        """What was acknowledged is given out again: what was held, and what nobody had; a dead letter stays one."""
        store = await opening()
        await begun(store, C1)
        await put(store, parcel("1"), parcel("2"))
        held, dead = await taken(store)
        await store.inbox.bury(dead, NOW, "why")
        await put(store, parcel("3"))
        await store.close()
        again = await opening()
        assert named(await taken(again)) == ["3"]
        assert named(await taken(again, 0.0)) == sorted([held.name, "3"])
        assert [one.why for one in await again.inbox.dead("acme", 9)] == ["why"]
        assert await again.inbox.add(parcel("2"), UNTIL, take=True) is None
        await again.close()
