"""What every store promises. A store's test module subclasses `StoreContract` and says how to open one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from assist.errors import Conflict
from assist.ports import IN_NO_QUEUE, Append, AuditAsked, AuditLine, Change, Key, Notice, Score, Store, Summary
from tests.contracts.inbox_contract import DurableInboxContract, InboxContract, SharedInboxContract
from tests.contracts.privacy_contract import PrivacyContract

KEY = Key("acme", "c1")
Open = Callable[[], Awaitable[Store]]


def step(*bodies: bytes, **others: object) -> Append:
    """An append whose event ids are those of `event_ids`, by default none."""
    given: dict[str, object] = {"state": b"state", "event_ids": {}, "wake_at": None, **others}
    return Append(bodies=bodies, **given)  # type: ignore[arg-type]


async def started(store: Store, key: Key = KEY) -> int:
    """The version of a conversation just created."""
    assert await store.create(key, b"state", b"opening", Summary(agent="a1"))
    saved = await store.load(key)
    assert saved is not None
    return saved.version


class StoreContract(PrivacyContract, InboxContract):
    """The promises, each a test. `opening` opens the same store again and again."""

    @pytest.fixture
    async def opening(self) -> AsyncIterator[Open]:
        raise NotImplementedError
        yield

    @pytest.fixture
    async def store(self, opening: Open) -> AsyncIterator[Store]:
        store = await opening()
        yield store
        await store.close()

    async def test_create_once(self, store: Store) -> None:
        """A key is created once; what is loaded is what was stored, with an epoch of its own."""
        assert await store.create(KEY, b"s", b"o", Summary())
        assert not await store.create(KEY, b"other", b"other", Summary())
        saved = await store.load(KEY)
        assert saved is not None
        assert (saved.state, saved.opening, saved.last_seq, saved.wake_at) == (b"s", b"o", 0, None)
        await store.create(Key("acme", "c2"), b"s", b"o", Summary())
        other = await store.load(Key("acme", "c2"))
        assert other is not None
        assert other.epoch != saved.epoch
        assert await store.load(Key("acme", "nobody")) is None

    async def test_numbers_have_no_gaps(self, store: Store) -> None:
        """Entries count from 1; an append of nothing moves the version and no number."""
        version = await started(store)
        assert await store.append(KEY, version, step(b"1", b"2")) == 1
        assert await store.append(KEY, version + 1, step()) == 3
        assert await store.append(KEY, version + 2, step(b"3")) == 3
        assert [(e.seq, e.body) for e in await store.entries(KEY, 0, 10)] == [(1, b"1"), (2, b"2"), (3, b"3")]
        assert [e.seq for e in await store.entries(KEY, 1, 1)] == [2]
        assert await store.entries(KEY, 3, 10) == []
        saved = await store.load(KEY)
        assert saved is not None
        assert (saved.version, saved.last_seq) == (version + 3, 3)

    async def test_conflict_leaves_nothing(self, store: Store) -> None:
        """An append on an old version raises Conflict and stores no part of itself."""
        version = await started(store)
        await store.append(KEY, version, step(b"1", state=b"after"))
        with pytest.raises(Conflict):
            await store.append(
                KEY, version, step(b"x", state=b"x", event_ids={"e": 0}, wake_at=1.0, suppressed=(b"x",))
            )
        saved = await store.load(KEY)
        assert saved is not None
        assert (saved.state, saved.last_seq, saved.wake_at) == (b"after", 1, None)
        assert await store.accepted(KEY, ["e"]) == {}
        assert await store.suppressed(KEY) == []
        with pytest.raises(Conflict):
            await store.append(Key("acme", "nobody"), 0, step(b"1"))

    async def test_races_have_one_winner(self, store: Store) -> None:
        """Of many appends on one version exactly one is stored, and the others hear Conflict."""
        version = await started(store)
        tries = [store.append(KEY, version, step(b"%d" % n)) for n in range(20)]
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        assert sorted(type(o).__name__ for o in outcomes) == ["Conflict"] * 19 + ["int"]
        assert len(await store.entries(KEY, 0, 100)) == 1

    async def test_group_is_atomic_per_append(self, store: Store) -> None:
        """Appends that share a transaction stand or fall alone."""
        keys = [Key("acme", f"c{n}") for n in range(30)]
        versions = [await started(store, key) for key in keys]
        jobs = [
            store.append(key, version if n % 3 else 99, step(b"a", b"b"))
            for n, (key, version) in enumerate(zip(keys, versions, strict=True))
        ]
        outcomes = await asyncio.gather(*jobs, return_exceptions=True)
        for n, (key, outcome) in enumerate(zip(keys, outcomes, strict=True)):
            assert isinstance(outcome, int if n % 3 else Conflict)
            assert len(await store.entries(key, 0, 9)) == (2 if n % 3 else 0)

    async def test_accepted_events_are_known_with_their_numbers(self, store: Store) -> None:
        """Each event id is known with the number of its own entry, in its own conversation only."""
        version = await started(store)
        await started(store, Key("other", "c1"))
        await store.append(KEY, version, step(b"tick", b"e1", b"p", b"e2", event_ids={"e1": 1, "e2": 3}))
        assert await store.accepted(KEY, ["e1", "e2", "e3"]) == {"e1": 2, "e2": 4}
        assert await store.accepted(Key("other", "c1"), ["e1"]) == {}
        assert await store.accepted(KEY, []) == {}

    async def test_timers(self, store: Store) -> None:
        """The earliest timer is found; each append replaces the conversation's own."""
        first, second = Key("acme", "c1"), Key("other", "c1")
        versions = {key: await started(store, key) for key in (first, second)}
        assert await store.next_wake() is None
        await store.append(first, versions[first], step(wake_at=20.5))
        await store.append(second, versions[second], step(wake_at=10.25))
        assert await store.next_wake() == 10.25
        assert await store.due(10.0, 10) == []
        assert await store.due(20.5, 10) == [second, first]
        assert await store.due(20.5, 1) == [second]
        saved = await store.load(first)
        assert saved is not None
        assert saved.wake_at == 20.5
        await store.append(second, versions[second] + 1, step(wake_at=None))
        assert await store.next_wake() == 20.5

    async def test_listing(self, store: Store) -> None:
        """The queue shows what fits, latest change first, and nothing of another workspace."""
        versions = {name: await started(store, Key("acme", name)) for name in ("c1", "c2", "c3")}
        await started(store, Key("other", "c9"))
        await store.append(Key("acme", "c1"), versions["c1"], step(b"1", summary=Summary("a2", True, True)))
        await store.append(Key("acme", "c2"), versions["c2"], step(b"1", summary=Summary("a1", False, False)))

        async def names(**wanted: object) -> list[str]:
            asked = {"is_open": None, "awaiting_reply": None, "agent": None, "limit": 10, **wanted}
            return [name for name, _ in await store.listed("acme", **asked)]  # type: ignore[arg-type]

        assert await names() == ["c2", "c1", "c3"]
        assert await names(is_open=True) == ["c1", "c3"]
        assert await names(awaiting_reply=True) == ["c1"]
        assert await names(agent="a1") == ["c2", "c3"]
        assert await names(limit=1) == ["c2"]

    async def test_what_is_in_no_queue_is_never_listed(self, store: Store) -> None:
        """Not among all, and not in anybody's; a limit counts those that are."""
        versions = {name: await started(store, Key("acme", name)) for name in ("c1", "p1")}
        await store.append(Key("acme", "c1"), versions["c1"], step(b"1", summary=Summary("a1", True, True)))
        await store.append(Key("acme", "p1"), versions["p1"], step(b"1", summary=Summary(IN_NO_QUEUE, True, True)))
        for agent in (None, "a1"):
            found = await store.listed("acme", is_open=True, awaiting_reply=True, agent=agent, limit=1)
            assert [name for name, _ in found] == ["c1"]

    async def test_suppressed_keep_their_order(self, store: Store) -> None:
        """What was held back comes back oldest first."""
        version = await started(store)
        await store.append(KEY, version, step(suppressed=(b"1", b"2")))
        await store.append(KEY, version + 1, step(suppressed=(b"3",)))
        assert await store.suppressed(KEY) == [b"1", b"2", b"3"]

    async def test_erase(self, store: Store) -> None:
        """After erasing nothing is found, nothing is due, others stay, and a new one starts another epoch."""
        version = await started(store)
        other = Key("acme", "c2")
        others = await started(store, other)
        before = await store.load(KEY)
        await store.append(KEY, version, step(b"1", event_ids={"e": 0}, wake_at=1.0, suppressed=(b"s",)))
        await store.append(other, others, step(b"1"))
        assert await store.erase(KEY)
        assert not await store.erase(KEY)
        assert await store.load(KEY) is None
        assert await store.entries(KEY, 0, 10) == []
        assert await store.due(9e9, 10) == []
        assert len(await store.entries(other, 0, 10)) == 1
        await started(store)
        after = await store.load(KEY)
        assert before is not None
        assert after is not None
        assert after.epoch != before.epoch
        with pytest.raises(Conflict):
            await store.append(KEY, version + 1, step(b"of the old one"))
        assert await store.accepted(KEY, ["e"]) == {}
        assert await store.suppressed(KEY) == []

    async def test_ended_are_found_by_their_own_time(self, store: Store) -> None:
        """What is ended, earliest first, whenever it was stored; nothing that is open or of another workspace."""
        assert await store.ended("acme", 9e9, 9) == []
        at = {"late": 30.5, "early": 10.0, "middle": 20.25, "open": 5.0}
        versions = {name: await started(store, Key("acme", name)) for name in at}
        for name, time in at.items():
            summary = Summary(is_open=name == "open", at=time)
            await store.append(Key("acme", name), versions[name], step(summary=summary))
        foreign = Key("other", "c9")
        await store.append(foreign, await started(store, foreign), step(summary=Summary(is_open=False, at=1.0)))

        async def names(by: float, limit: int = 9) -> list[str]:
            found = await store.ended("acme", by, limit)
            assert {key.workspace for key in found} <= {"acme"}
            return [key.conversation for key in found]

        assert await names(9e9) == ["early", "middle", "late"]
        assert await names(20.25) == ["early", "middle"]
        assert await names(9.75) == []
        assert await names(9e9, 1) == ["early"]
        early = Key("acme", "early")
        await store.append(early, versions["early"] + 1, step(b"1", summary=Summary(is_open=True, at=40.0)))
        assert await names(9e9) == ["middle", "late"]
        await store.append(early, versions["early"] + 2, step(b"2", summary=Summary(is_open=False, at=50.0)))
        assert await names(9e9) == ["middle", "late", "early"]
        await store.erase(Key("acme", "middle"))
        assert await names(9e9) == ["late", "early"]

    async def test_only_what_ended_by_then_is_erased(self, store: Store) -> None:
        """With a time, an open conversation stays, however old, and so does one that ended later."""
        version = await started(store)
        assert not await store.erase(KEY, 9e9)
        await store.append(KEY, version, step(b"1", summary=Summary(is_open=False, at=10.5)))
        assert not await store.erase(KEY, 10.25)
        assert len(await store.entries(KEY, 0, 9)) == 1
        assert await store.erase(KEY, 10.5)
        assert not await store.erase(KEY, 10.5)
        assert await store.load(KEY) is None

    async def test_erasing_and_reopening_have_one_winner(self, store: Store) -> None:
        """Asked for at the same time, either it is erased or it is open again."""
        for turn in range(20):
            version = await started(store)
            await store.append(KEY, version, step(b"1", summary=Summary(is_open=False, at=10.0)))
            tries = [store.erase(KEY, 20.0), store.append(KEY, version + 1, step(b"2", summary=Summary(at=15.0)))]
            outcomes = await asyncio.gather(*(tries if turn % 2 else tries[::-1]), return_exceptions=True)
            erased, appended = outcomes if turn % 2 else outcomes[::-1]
            assert isinstance(appended, Conflict if erased else int)
            assert len(await store.entries(KEY, 0, 9)) == (0 if erased else 2)
            await store.erase(KEY)

    async def test_scores_are_found_by_time(self, store: Store) -> None:
        """Those that reach into a time, each as last stored; nothing without a score or of another workspace."""

        async def found(since: float = -9e9, until: float = 9e9, *, owing: bool = False) -> dict[str, bytes]:
            rows = await store.scores("acme", since, until, owing=owing)
            assert len(dict(rows)) == len(rows)
            return dict(rows)

        assert await found() == {}
        spans = {"early": (10.0, 20.5), "long": (11.0, 90.0), "late": (30.25, 40.0)}
        versions = {name: await started(store, Key("acme", name)) for name in (*spans, "none")}
        for name, (begun, at) in spans.items():
            summary = Summary(at=at, score=Score(name.encode(), begun, owes=name == "late"))
            await store.append(Key("acme", name), versions[name], step(b"1", summary=summary))
        await store.append(Key("acme", "none"), versions["none"], step(b"1", summary=Summary(at=15.0)))
        await store.create(Key("other", "c9"), b"s", b"o", Summary(at=15.0, score=Score(b"other", 9.0, owes=True)))
        assert await found() == {"early": b"early", "long": b"long", "late": b"late"}
        assert set(await found(20.5, 30.25)) == {"early", "long"}
        assert set(await found(20.75, 30.5)) == {"long", "late"}
        assert set(await found(until=11.0)) == {"early"}
        assert await found(owing=True) == {"late": b"late"}
        again = Summary(at=41.0, score=Score(b"", 30.25))
        await store.append(Key("acme", "late"), versions["late"] + 1, step(summary=again))
        assert await found(40.5) == {"long": b"long", "late": b""}
        assert await found(owing=True) == {}
        await store.append(Key("acme", "long"), versions["long"] + 1, step(b"2", summary=Summary(at=91.0)))
        await store.erase(Key("acme", "early"))
        assert await found() == {"late": b""}
        assert await store.create(Key("acme", "new"), b"s", b"o", Summary(at=5.0, score=Score(b"new", 5.0, owes=True)))
        assert await found(owing=True) == {"new": b"new"}

    async def test_own_data_of_a_workspace(self, store: Store) -> None:
        """What a workspace keeps is replaced by name and never seen by another."""
        await store.put("acme", "moment", "m1", b"1")
        await store.put("acme", "moment", "m1", b"2")
        await store.put("acme", "standard", "hold", b"60")
        assert await store.all_of("acme", "moment") == {"m1": b"2"}
        assert await store.all_of("other", "moment") == {}

    async def test_own_data_has_editions(self, store: Store) -> None:
        """Every `put` of a workspace is one, whatever its kind; the same data again is one, too."""
        assert await store.editions() == {}
        for n, (kind, name) in enumerate([("moment", "a"), ("moment", "b"), ("standards", "1"), ("moment", "a")], 1):
            await store.put("acme", kind, name, b"x")
            assert await store.editions() == {"acme": n}
        await store.put("other", "moment", "a", b"x")
        await store.put("acme", "moment", "quiet", b"", is_edition=False)
        assert await store.editions() == {"acme": 4, "other": 1}
        assert await store.all_of("acme", "moment") == {"a": b"x", "b": b"x", "quiet": b""}

    async def test_notices_wait_until_they_are_told(self, store: Store) -> None:
        """A notice is kept with its step and given out once at a time, until it is told or given up."""
        version = await started(store)
        told = (Notice("1", "desk", b"one"), Notice("1", "hook", b"two"))
        await store.append(KEY, version, step(b"1", notices=told))
        first, second = await store.claim_notices(10.0, 40.0, 9)
        assert first == Notice("1", "desk", b"one", KEY, 0)
        assert second == Notice("1", "hook", b"two", KEY, 0)
        assert await store.claim_notices(39.0, 70.0, 9) == []
        assert await store.next_notice() == 40.0
        await store.settle_notice(first, None)
        await store.settle_notice(second, 100.0)
        assert await store.claim_notices(99.0, 130.0, 9) == []
        assert await store.claim_notices(100.0, 130.0, 9) == [Notice("1", "hook", b"two", KEY, 1)]
        assert [one.id for one in await store.claim_notices(130.0, 160.0, 9)] == ["1"]  # whoever had it has died
        await store.settle_notice(second, None)
        assert await store.next_notice() is None

    async def test_notices_are_claimed_earliest_first(self, store: Store) -> None:
        """No more than asked for, and two who claim at the same time share none."""
        version = await started(store)
        await store.append(KEY, version, step(notices=[Notice(f"{n}", "t", b"") for n in range(20)]))
        some, others = await asyncio.gather(store.claim_notices(1.0, 9.0, 5), store.claim_notices(1.0, 9.0, 15))
        assert sorted(int(one.id) for one in (*some, *others)) == [*range(20)]
        for one in (*some, *others):
            await store.settle_notice(one, 50.0 - int(one.id))
        assert [one.id for one in await store.claim_notices(50.0, 60.0, 2)] == ["19", "18"]

    async def test_a_refused_step_leaves_no_notice(self, store: Store) -> None:
        """Notices stand and fall with their step, and go with their conversation."""
        version = await started(store)
        with pytest.raises(Conflict):
            await store.append(KEY, version + 1, step(b"1", notices=[Notice("1", "t", b"")]))
        assert await store.next_notice() is None
        await store.append(KEY, version, step(b"1", notices=[Notice("1", "t", b"")]))
        await store.erase(KEY)
        assert await store.next_notice() is None
        await store.settle_notice(Notice("1", "t", b"", KEY), 5.0)
        assert await store.next_notice() is None

    async def test_names_are_remembered_for_a_time(self, store: Store) -> None:
        """A name is known until its time, in its own workspace and kind; never for a shorter time than once said."""
        await store.remember("acme", "delivery", "d1", 100.0)
        await store.remember("acme", "delivery", "d1", 50.0)
        assert await store.recall("acme", "delivery", "d1", 100.0)
        assert not await store.recall("acme", "delivery", "d2", 0.0)
        assert not await store.recall("acme", "other", "d1", 0.0)
        assert not await store.recall("other", "delivery", "d1", 0.0)
        assert not await store.recall("acme", "delivery", "d1", 100.5)

    async def test_remembered_names_are_listed(self, store: Store) -> None:
        """Those of one workspace and kind, while their time lasts; listing forgets none."""
        for name, until in (("agent 1.5 kim", 100.0), ("key 2.5 å b", 200.0), ("key 2.5 å b", 150.0)):
            await store.remember("acme", "revoked", name, until)
        await store.remember("acme", "delivery", "d1", 100.0)
        await store.remember("other", "revoked", "theirs", 100.0)
        assert sorted(await store.remembered("acme", "revoked", 100.0)) == ["agent 1.5 kim", "key 2.5 å b"]
        assert await store.remembered("acme", "revoked", 200.0) == ["key 2.5 å b"]
        assert await store.remembered("acme", "revoked", 200.5) == []
        assert await store.recall("acme", "revoked", "key 2.5 å b", 200.0)
        assert await store.remembered("nobody", "revoked", 0.0) == []

    async def test_names_are_taken_as_they_are(self, store: Store) -> None:
        """Ids with quotes, wildcards and any script are names like others."""
        for name in ("a'b", "%", "å 中", "x" * 200):
            version = await started(store, Key("acme", name))
            assert await store.append(Key("acme", name), version, step(b"1", event_ids={name: 0})) == 1
            assert await store.accepted(Key("acme", name), [name]) == {name: 1}

    async def test_it_answers(self, store: Store) -> None:
        """A store that works says so, and has nothing to warn of."""
        await store.ping()
        assert await store.warnings() == []


class SharedStoreContract(SharedInboxContract):
    """Promises of a store that several processes share."""

    @pytest.fixture
    async def opening(self) -> AsyncIterator[Open]:
        raise NotImplementedError
        yield

    @pytest.fixture
    async def two(self, opening: Open) -> AsyncIterator[tuple[Store, Store]]:
        one, other = await opening(), await opening()
        yield one, other
        await one.close()
        await other.close()

    async def test_races_between_processes_have_one_winner(self, two: tuple[Store, Store]) -> None:
        """Whoever writes first is stored, whole; all others hear Conflict."""
        version = await started(two[0])
        for turn in range(10):
            tries = [
                two[n % 2].append(KEY, version + turn, step(b"%d" % n, event_ids={f"{turn}-{n}": 0})) for n in range(8)
            ]
            outcomes = await asyncio.gather(*tries, return_exceptions=True)
            assert sorted(type(o).__name__ for o in outcomes) == ["Conflict"] * 7 + ["int"]
            (winner,) = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, int)]
            assert await two[0].accepted(KEY, [f"{turn}-{n}" for n in range(8)]) == {f"{turn}-{winner}": turn + 1}
        assert [entry.seq for entry in await two[1].entries(KEY, 0, 100)] == [*range(1, 11)]

    async def test_erasures_by_two_processes_have_one_winner(self, two: tuple[Store, Store]) -> None:
        """Each conversation is erased by one of them."""
        keys = [Key("acme", f"c{n}") for n in range(20)]
        for key in keys:
            await two[0].append(key, await started(two[0], key), step(b"1", summary=Summary(is_open=False, at=1.0)))
        assert set(await two[1].ended("acme", 1.0, 99)) == set(keys)
        tries = [asyncio.gather(*(store.erase(key, 1.0) for store in two)) for key in keys]
        assert [sorted(outcome) for outcome in await asyncio.gather(*tries)] == [[False, True]] * 20
        assert await two[0].ended("acme", 1.0, 99) == []

    async def test_one_hears_what_the_other_writes(self, two: tuple[Store, Store]) -> None:
        """First that something may have been missed, then each change with its timer; nothing of one's own."""
        one, other = two
        version = await started(one)
        heard = one.changes()
        assert await anext(heard) == Change()
        await one.append(KEY, version, step(b"own"))
        await other.append(KEY, version + 1, step(b"1", wake_at=20.5))
        assert await anext(heard) == Change(KEY, 20.5)
        await other.erase(KEY)
        assert await anext(heard) == Change(KEY)
        await other.put("acme", "moment", "a", b"x")
        assert await anext(heard) == Change(workspace="acme")
        await heard.aclose()  # type: ignore[attr-defined]


class DurableStoreContract(StoreContract, DurableInboxContract):
    """Promises of a store that outlives its process."""

    async def test_reopening_finds_everything(self, opening: Open) -> None:
        """What was acknowledged is there after a restart, with the same numbers, epoch and timer."""
        store = await opening()
        version = await started(store)
        told = Notice("1", "t", b"")
        await store.append(
            KEY, version, step(b"1", b"2", state=b"new", event_ids={"e": 0}, wake_at=5.5, notices=[told])
        )
        over = Key("acme", "c2")
        await store.append(over, await started(store, over), step(summary=Summary(is_open=False, at=10.5)))
        await store.remember("acme", "delivery", "d1", 100.0)
        await store.audit.add([AuditLine("1", "acme", "a1", "c1", b"{}")])
        before = await store.load(KEY)
        await store.close()
        again = await opening()
        assert await again.load(KEY) == before
        assert [e.seq for e in await again.entries(KEY, 0, 10)] == [1, 2]
        assert await again.accepted(KEY, ["e"]) == {"e": 1}
        assert await again.next_wake() == 5.5
        assert [one.id for one in await again.claim_notices(1.0, 2.0, 9)] == ["1"]
        assert await again.recall("acme", "delivery", "d1", 100.0)
        assert await again.ended("acme", 10.5, 9) == [over]
        assert [line.body for line in await again.audit.read("acme", AuditAsked(), 9)] == [b"{}"]
        assert await again.append(KEY, version + 1, step(b"3")) == 3
        await again.close()
