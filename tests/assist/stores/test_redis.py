"""The store for several processes: the contract against a real server, and what only a server can suffer."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from redis.crc import key_slot

from assist.errors import Conflict, SetupError, StoreUnavailable
from assist.ports import Append, Change, Key, Notice, Score, Store, Summary, conversation_of
from assist.stores.redis import RedisStore, client, connections, doorbell, erasure, keys
from assist.stores.sqlite import SqliteStore
from tests.assist.redis_server import RedisServer, soon
from tests.contracts.inbox_contract import fill, parcel, put, taken
from tests.contracts.store_contract import KEY, DurableStoreContract, Open, SharedStoreContract, started, step


class TestRedis(DurableStoreContract):
    """Redis keeps every promise, to a user with no more rights than the README lists."""

    @pytest.fixture
    async def opening(self, redis: RedisServer) -> AsyncIterator[Open]:
        url = redis.url_with_least_rights()
        yield lambda: RedisStore.open(url)


class TestSharedRedis(SharedStoreContract):
    """And those that only several processes ask for."""

    @pytest.fixture
    async def opening(self, redis: RedisServer) -> AsyncIterator[Open]:
        url = redis.url_with_least_rights()
        yield lambda: RedisStore.open(url)


@pytest.fixture
async def store(redis: RedisServer) -> AsyncIterator[RedisStore]:
    store = await RedisStore.open(redis.url)
    yield store
    await store.close()


def test_what_a_script_touches_shares_a_slot() -> None:
    """All keys of a step lie in one slot of a Cluster, and the shards' slots lie evenly."""
    for n in range(200):
        touched = keys.Names("bistand").step(Key(f"workspace {n}", f"{{c}}{n}"))
        assert len({key_slot(name.encode()) for name in touched}) == 1
    slots = sorted(key_slot(name.encode()) for name in keys.Names("p").shards("timers"))
    assert [slot // 1024 for slot in slots] == [*range(16)]


STRANGE = ("a/b", "a", "b/c", "%2F", "{1}", "ö 中:", "*", "a\nb\0")


async def test_names_cannot_be_taken_for_others(store: RedisStore) -> None:
    """Slashes, braces, percents and control characters in names lead nowhere else, in no index either."""
    all_of = [Key(workspace, conversation) for workspace in STRANGE for conversation in STRANGE]
    for n, key in enumerate(all_of):
        version = await started(store, key)
        told = Notice(key.conversation, key.workspace, b"/0/\r\n\x00")
        summary = Summary(agent=key.workspace)
        await store.append(key, version, step(b"%d" % n, wake_at=float(n), notices=[told], summary=summary))
    assert await store.due(1e9, 1000) == all_of
    claimed = await store.claim_notices(1.0, 2.0, 1000)
    assert {one.key for one in claimed} == set(all_of)
    for one in claimed:
        assert one.key is not None
        assert (one.id, one.target, one.body) == (one.key.conversation, one.key.workspace, b"/0/\r\n\x00")
    for workspace in STRANGE:
        asked = {"is_open": None, "awaiting_reply": None, "limit": 100}
        found = await store.listed(workspace, agent=workspace, **asked)  # type: ignore[arg-type]
        assert sorted(name for name, _ in found) == sorted(STRANGE)
        assert await store.listed(workspace, agent="", **asked) == []  # type: ignore[arg-type]
    for n, key in enumerate(all_of):
        assert [entry.body for entry in await store.entries(key, 0, 9)] == [b"%d" % n]


NAMES = [Key(workspace, f"c{n}") for workspace in ("acme", "other") for n in range(6)]


async def test_it_answers_as_sqlite_does(store: RedisStore) -> None:
    """After many random changes every question has the same answer from both stores, now and then asked."""
    chance, other = random.Random(5), await SqliteStore.open(":memory:")
    for n in range(600):
        key, dice = chance.choice(NAMES), chance.random()
        summary = Summary(chance.choice(["a1", "a2"]), chance.random() < 0.5, chance.random() < 0.5, chance.random())
        score = Score(b"%d" % n, chance.random(), owes=chance.random() < 0.5)
        summary = replace(summary, score=chance.choice([None, score, score]))
        given = Append(
            state=b"s%d" % n,
            bodies=[b"%d" % n] * chance.randint(0, 3),
            event_ids={},
            wake_at=chance.choice([None, chance.random()]),
            suppressed=[b"%d" % n] * chance.randint(0, 1),
            summary=summary,
            notices=[Notice(f"{n}", "t", b"")] * chance.randint(0, 1),
        )
        both = [await change(one, key, dice, given) for one in (store, other)]
        assert both[0] == both[1]
        if n % 10 == 9:
            assert await answers(store) == await answers(other)
    await other.close()


async def change(store: Store, key: Key, dice: float, given: Append) -> object:
    """One of the things that can happen to a conversation."""
    if dice < 0.2:
        return await store.create(key, b"s", b"o", given.summary)
    if dice < 0.85:
        saved = await store.load(key)
        try:
            return await store.append(key, saved.version if saved else 1, given)
        except Conflict:
            return "Conflict"
    if dice < 0.93:
        claimed = sorted(await store.claim_notices(1.0, 2.0, 1000), key=lambda one: one.id)
        for n, one in enumerate(claimed):
            await store.settle_notice(one, [None, 0.5, 3.0][n % 3])
        return claimed
    return await store.erase(key, given.summary.at if dice < 0.97 else None)


async def answers(store: Store) -> list[object]:
    """Everything that can be asked."""
    found: list[object] = [await store.due(0.5, 4), await store.next_wake(), await store.next_notice()]
    found += [await store.ended("acme", 0.5, limit) for limit in (2, 9)]
    found += [sorted(await store.scores("acme", 0.2, 0.8, owing=owing)) for owing in (True, False)]
    for key in NAMES:
        saved = await store.load(key)
        found += [(saved.state, saved.opening, saved.last_seq, saved.wake_at) if saved else None]
        found += [await store.entries(key, 1, 5), await store.suppressed(key)]
    for is_open in (None, True, False):
        for awaiting_reply in (None, True, False):
            for agent in (None, "a1"):
                asked = {"is_open": is_open, "awaiting_reply": awaiting_reply, "agent": agent, "limit": 4}
                found.append(await store.listed("acme", **asked))  # type: ignore[arg-type]
    return found


async def test_long_queues_are_read_on(store: RedisStore) -> None:
    """An agent's few conversations are found below many of another's."""
    for n in range(40):
        await store.create(Key("acme", f"mine{n}"), b"", b"", Summary("me"))
    for n in range(300):
        await store.create(Key("acme", f"c{n}"), b"", b"", Summary("somebody"))
    asked = {"is_open": True, "awaiting_reply": None, "agent": "me", "limit": 30}
    found = await store.listed("acme", **asked)  # type: ignore[arg-type]
    assert [name for name, _ in found] == [f"mine{n}" for n in range(39, 9, -1)]


async def test_two_bistands_in_one_redis(redis: RedisServer, store: RedisStore) -> None:
    """A prefix keeps them apart."""
    other = await RedisStore.open(f"{redis.url}?prefix=staging")
    version = await started(store)
    await store.append(KEY, version, step(b"1", wake_at=1.0))
    assert await other.load(KEY) is None
    assert await other.next_wake() is None
    await other.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("redis://127.0.0.1:x/0", "numbers"),
        ("redis://127.0.0.1:6379/first", "numbers"),
        ("redis://127.0.0.1:6379/0?prefix={x}", "prefix"),
        ("redis://127.0.0.1:6379/0?retry_on_timeout=yes", "'retry_on_timeout' is no option"),
        ("redis://127.0.0.1:1/0", "redis://127.0.0.1:1/0: Redis cannot be reached"),
        ("redis://nowhere.invalid:1/0", "redis://nowhere.invalid:1/0: Redis cannot be reached"),
    ],
)
async def test_addresses_that_cannot_be_used(address: str, words: str) -> None:
    """Each stops the start with a sentence."""
    with pytest.raises(SetupError, match=words.replace("?", r"\?")):
        await RedisStore.open(address)


async def test_a_wrong_password_is_said_and_not_shown(own_redis: RedisServer) -> None:
    """The sentence names the setting and not what is in it."""
    own_redis.call("CONFIG", "SET", "requirepass", "right")
    for user in ("", ":SECRET@"):
        with pytest.raises(SetupError, match="refuses user or password") as refusal:
            await RedisStore.open(f"redis://{user}127.0.0.1:{own_redis.port}/0")
        assert "SECRET" not in str(refusal.value)
    store = await RedisStore.open(f"redis://:right@127.0.0.1:{own_redis.port}/0")
    await store.ping()
    await store.close()


async def test_a_store_of_a_newer_version_is_left_alone(redis: RedisServer) -> None:
    """A layout that is not known stops the start."""
    redis.call("SET", "bistand:layout", "99")
    with pytest.raises(SetupError, match="newer Bistand"):
        await RedisStore.open(redis.url)


async def test_a_store_of_the_first_layout_is_brought_up_to_date(redis: RedisServer) -> None:
    """What was ended before there was an index of it is found, as ended when it last changed; what is open is not."""
    url = redis.url_with_least_rights()
    store = await RedisStore.open(url)
    all_of = [Key(workspace, conversation) for workspace in STRANGE for conversation in STRANGE]
    began = time.time()
    for n, key in enumerate(all_of):
        version = await started(store, key)
        await store.append(key, version, step(b"1", summary=Summary("a/1:", n % 3 == 0, n % 2 == 0, at=1.0)))
    await store.close()
    for index in redis.call("KEYS", "bistand:{*}:[es]*ed:*"):  # type: ignore[attr-defined]
        redis.call("DEL", index)
    redis.call("SET", "bistand:layout", "1")
    stores = await asyncio.gather(RedisStore.open(url), RedisStore.open(url))
    for workspace in STRANGE:
        expected = [key for n, key in enumerate(all_of) if n % 3 and key.workspace == workspace]
        assert await stores[0].ended(workspace, began - 1, 99) == []
        assert await stores[1].ended(workspace, time.time(), 99) == expected
        assert sorted(await stores[0].scores(workspace, began - 1, 9e9)) == sorted((name, b"") for name in STRANGE)
    assert redis.call("GET", "bistand:layout") == b"4"
    for store in stores:
        await store.close()


async def test_what_an_older_process_reopened_is_not_erased(redis: RedisServer, store: RedisStore) -> None:
    """The index of a process that knows nothing of it may say ended; the conversation's own place says open."""
    await started(store)
    (index,) = [name for name in keys.Names("bistand").step(KEY) if ":ended:" in name]
    redis.call("ZADD", index, "1", "acme/c1")
    assert await store.ended("acme", 2.0, 9) == [KEY]
    assert not await store.erase(KEY, 2.0)
    assert await store.load(KEY) is not None


async def test_a_closed_store_says_so(redis: RedisServer) -> None:
    """Whoever comes after closing is told, and closing twice is fine."""
    store = await RedisStore.open(redis.url)
    await store.close()
    await store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.ping()


async def test_settings_that_lose_conversations_are_warned_of(redis: RedisServer, store: RedisStore) -> None:
    """No append-only file, and a memory policy that throws away what cannot expire."""
    redis.call("CONFIG", "SET", "appendonly", "no", "maxmemory-policy", "allkeys-lru")
    first, second = await store.warnings()
    assert "'appendonly yes'" in first
    assert "'maxmemory-policy noeviction'" in second
    redis.call("CONFIG", "SET", "appendonly", "yes", "maxmemory-policy", "volatile-ttl")
    assert await store.warnings() == []


async def test_a_full_memory_is_said_and_survived(redis: RedisServer, store: RedisStore) -> None:
    """What does not fit is refused whole; reading and erasing go on, and so does writing once there is room."""
    version = await started(store)
    await store.append(KEY, version, step(b"1"))
    redis.call("CONFIG", "SET", "maxmemory", "1mb")
    with pytest.raises(StoreUnavailable, match="raise its 'maxmemory'"):
        await store.append(KEY, version + 1, step(b"MARKER", wake_at=None))
    with pytest.raises(StoreUnavailable, match="raise its 'maxmemory'"):
        await store.ping()
    assert len(await store.entries(KEY, 0, 9)) == 1
    assert await store.erase(KEY)
    redis.call("CONFIG", "SET", "maxmemory", "0")
    await started(store)


async def test_a_demoted_primary_is_said(redis: RedisServer, store: RedisStore) -> None:
    """A server that has become a replica takes nothing, and is used again when it is the primary again.

    It may have lost something meanwhile: the epoch says so, and a step from before finds that all has moved on.
    """
    version = await started(store)
    redis.call("REPLICAOF", "127.0.0.1", "1")
    with pytest.raises(StoreUnavailable, match="is a replica"):
        await store.append(KEY, version, step(b"1"))
    with pytest.raises(StoreUnavailable, match="is a replica"):
        await store.ping()
    before = await store.load(KEY)
    redis.call("REPLICAOF", "NO", "ONE")
    with pytest.raises(Conflict):
        await store.append(KEY, version, step(b"1"))
    saved = await store.load(KEY)
    assert saved is not None
    assert before is not None
    assert saved.epoch != before.epoch
    assert conversation_of(saved.epoch) == conversation_of(before.epoch)
    assert await store.append(KEY, saved.version, step(b"1")) == 1


async def test_a_server_that_forgot_the_scripts_is_told_them_again(redis: RedisServer, store: RedisStore) -> None:
    """A restart or SCRIPT FLUSH empties Redis' memory of them."""
    version = await started(store)
    redis.call("SCRIPT", "FLUSH")
    assert await store.append(KEY, version, step(b"1")) == 1
    redis.call("SCRIPT", "FLUSH")
    asked = {"is_open": None, "awaiting_reply": None, "agent": None, "limit": 9}
    assert [name for name, _ in await store.listed("acme", **asked)] == ["c1"]  # type: ignore[arg-type]


async def test_a_write_is_sent_once(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write whose answer does not come is not repeated; whoever reads again finds it taken, once."""
    monkeypatch.setattr(client, "ANSWER_S", 0.3)
    store = await RedisStore.open(own_redis.url)
    version = await started(store)
    await store.append(KEY, version, step(b"1"))
    own_redis.call("CONFIG", "RESETSTAT")
    own_redis.pause()
    with pytest.raises(StoreUnavailable, match="not answer in time"):
        await store.append(KEY, version + 1, step(b"2", event_ids={"e2": 0}))
    own_redis.pause(False)
    assert await store.accepted(KEY, ["e2"]) == {"e2": 2}
    counted = own_redis.call("INFO", "commandstats")
    assert isinstance(counted, dict)
    assert counted["cmdstat_evalsha"]["calls"] == 1
    with pytest.raises(Conflict):
        await store.append(KEY, version + 1, step(b"2", event_ids={"e2": 0}))
    assert [entry.body for entry in await store.entries(KEY, 0, 9)] == [b"1", b"2"]
    await store.close()


async def test_a_write_whose_connection_is_cut_is_sent_once(redis: RedisServer) -> None:
    """The connection goes once Redis has the write and before it has answered: taken once, and said to be unknown."""
    async with cutting_proxy(redis.port) as (port, cut):
        store = await RedisStore.open(f"redis://127.0.0.1:{port}/0")
        version = await started(store)
        await store.append(KEY, version, step(b"1"))
        redis.call("CONFIG", "RESETSTAT")
        cut.set()
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            await store.append(KEY, version + 1, step(b"2", event_ids={"e2": 0}))
        counted = redis.call("INFO", "commandstats")
        assert isinstance(counted, dict)
        assert counted["cmdstat_evalsha"]["calls"] == 1
        assert await store.accepted(KEY, ["e2"]) == {"e2": 2}
        await store.close()


@contextlib.asynccontextmanager
async def cutting_proxy(target: int) -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A port that leads to Redis, and what makes it hang up in place of handing the next answer on."""
    cut = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_redis, to_redis = await asyncio.open_connection("127.0.0.1", target)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(hand_on(reader, to_redis, None), hand_on(from_redis, writer, cut))

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: asyncio.Event | None) -> None:
        while data := await reader.read(65536):
            if cut is not None and cut.is_set():
                cut.clear()  # a second try would get through
                break
            writer.write(data)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], cut


async def test_it_comes_back_by_itself(own_redis: RedisServer) -> None:
    """While Redis is down everything is refused with a sentence; once it is back nothing needs to be done."""
    store = await RedisStore.open(own_redis.url)
    version = await started(store)
    await store.append(KEY, version, step(b"1", wake_at=5.5))
    for _ in range(2):
        own_redis.kill()
        for question in (store.load(KEY), store.append(KEY, version + 1, step(b"2")), store.ping(), store.warnings()):
            with pytest.raises(StoreUnavailable, match="cannot be reached"):
                await question
        own_redis.start()
        assert len(await store.entries(KEY, 0, 9)) == 1
        assert await store.next_wake() == 5.5
    assert await store.append(KEY, version + 1, step(b"2")) == 2
    await store.close()


@pytest.mark.parametrize("policy", ["everysec", "always"])
async def test_kill_minus_nine_of_redis(own_redis: RedisServer, policy: str) -> None:
    """Killed under five writers, again and again: each log is whole, and with `always` nothing acknowledged is lost.

    With `everysec` Redis itself puts the writing of its file off while the disk is busy: the end may be missing.
    """
    own_redis.kill()
    own_redis.options["appendfsync"] = policy
    own_redis.start()
    chance, acknowledged = random.Random(3), [0] * 5
    store = await RedisStore.open(own_redis.url)
    for n in range(5):
        await store.create(Key("acme", f"c{n}"), b"", b"", Summary())
    for _ in range(3):
        before = acknowledged.copy()
        writing = [asyncio.create_task(write(store, n, acknowledged)) for n in range(5)]
        await soon(lambda: all(now > was for now, was in zip(acknowledged, before, strict=True)))  # noqa: B023
        await asyncio.sleep(chance.uniform(0.0, 0.3))
        own_redis.kill()
        outcomes = await asyncio.gather(*writing, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {StoreUnavailable}
        own_redis.start()
        stored = [await whole_log(store, Key("acme", f"c{number}")) for number in range(5)]
        if policy == "always":  # one more may have been stored and not yet acknowledged
            assert all(now in {last, last + 2} for now, last in zip(stored, acknowledged, strict=True))
        acknowledged[:] = stored
    assert await store.next_wake() == min(acknowledged) - 1.5
    await store.close()


async def write(store: Store, number: int, acknowledged: list[int]) -> None:
    """Append for as long as it goes."""
    key = Key("acme", f"c{number}")
    while True:
        saved = await store.load(key)
        assert saved is not None
        event = f"e{saved.last_seq + 1}"
        given = Append(b"s%d" % (saved.last_seq + 2), (event.encode(), b"prompt"), {event: 0}, saved.last_seq + 0.5)
        acknowledged[number] = await store.append(key, saved.version, given) + 1


async def whole_log(store: Store, key: Key) -> int:
    """The last number of a log without gaps, to which state, timer and known events belong."""
    saved, entries = await store.load(key), await store.entries(key, 0, 100_000)
    assert saved is not None
    last = saved.last_seq
    assert [entry.seq for entry in entries] == [*range(1, last + 1)]
    assert (saved.state, saved.wake_at) == (b"s%d" % last, last - 1.5)
    assert await store.accepted(key, [f"e{last - 1}", f"e{last + 1}"]) == {f"e{last - 1}": last - 1}
    return last


async def test_erase_leaves_no_bytes(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Soon after erasing, neither the append-only file nor the snapshot holds a byte of the conversation."""
    monkeypatch.setattr(erasure, "INTERVAL_S", 0.2)
    own_redis.call("CONFIG", "SET", "save", "3600 1")
    store = await RedisStore.open(own_redis.url_with_least_rights())
    every = [Key("acme", f"{'MARKER' if n % 2 else 'kept'}-{n}") for n in range(8)]
    for key in every:
        version, body = await started(store, key), key.conversation.encode() * 50
        told = [Notice(key.conversation, "t", body)]
        known = {key.conversation: 0}
        made = step(body, state=body, event_ids=known, suppressed=(body,), notices=told)
        counted = Summary(score=Score(body, owes=True))
        await store.append(key, version, replace(made, summary=counted))
        await fill(store, key)
    own_redis.call("SAVE")
    assert b"MARKER" in own_redis.bytes_on_disk()
    for key in every[1::2]:
        assert await store.erase(key)
    await soon(lambda: b"MARKER" not in own_redis.bytes_on_disk())
    assert b"kept" in own_redis.bytes_on_disk()
    assert b"MARKER" not in b"".join(own_redis.call("KEYS", "*"))  # type: ignore[call-overload]
    await store.close()


async def test_a_dropped_letter_leaves_no_bytes(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its conversation stays, and soon no file knows what it said."""
    monkeypatch.setattr(erasure, "INTERVAL_S", 0.2)
    store = await RedisStore.open(own_redis.url)
    await started(store)
    await put(store, parcel("1", body=b"MARKER"))
    for one in await taken(store):
        await store.inbox.bury(one, 1.0, "why")
    assert b"MARKER" in own_redis.bytes_on_disk()
    for one in await store.inbox.dead("acme", 9):
        assert await store.inbox.drop(one)
    await soon(lambda: b"MARKER" not in own_redis.bytes_on_disk())
    assert await store.load(KEY) is not None
    await store.close()


async def test_an_erasure_left_undone_is_done_by_the_next(own_redis: RedisServer) -> None:
    """Files that could not be written anew are, by whoever opens the store next."""
    store = await RedisStore.open(own_redis.url)
    version = await started(store)
    await store.append(KEY, version, step(b"MARKER"))
    await store._rewriting.close()  # this process dies before it comes to it
    await store.erase(KEY)
    await store.close()
    assert b"MARKER" in own_redis.bytes_on_disk()
    again = await RedisStore.open(own_redis.url)
    await soon(lambda: b"MARKER" not in own_redis.bytes_on_disk())
    await again.close()


async def test_a_rewriting_that_fails_is_tried_again(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is not allowed to rewrite keeps the bytes, and loses them once it is."""
    monkeypatch.setattr(erasure, "INTERVAL_S", 0.2)
    store = await RedisStore.open(own_redis.url)
    version = await started(store)
    await store.append(KEY, version, step(b"MARKER"))
    own_redis.call("ACL", "SETUSER", "default", "-bgrewriteaof")
    await store.erase(KEY)
    await asyncio.sleep(1)
    assert b"MARKER" in own_redis.bytes_on_disk()
    own_redis.call("ACL", "SETUSER", "default", "+bgrewriteaof")
    await soon(lambda: b"MARKER" not in own_redis.bytes_on_disk())
    await store.close()


async def test_a_listener_that_was_cut_off_hears_again(redis: RedisServer, store: RedisStore) -> None:
    """Losing the connection is followed by the news that anything may have changed, and then by each change."""
    other = await RedisStore.open(redis.url)
    version = await started(other)
    heard = store.changes()
    assert await anext(heard) == Change()
    redis.call("CLIENT", "KILL", "TYPE", "pubsub")
    assert await anext(heard) == Change()  # it is cut off
    assert await anext(heard) == Change()  # it hears again
    await other.append(KEY, version, step(b"1"))
    assert await anext(heard) == Change(KEY)
    redis.call("PUBLISH", "bistand:doorbell", "not ours")
    assert await anext(heard) == Change()
    await heard.aclose()  # type: ignore[attr-defined]
    await other.close()


async def test_a_listener_that_hears_nothing_looks_by_itself(
    own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A silent connection is asked whether it lives; one that is dead gives a look every few seconds."""
    monkeypatch.setattr(doorbell, "BEAT_S", 0.1)
    monkeypatch.setattr(doorbell, "AGAIN_S", 0.1)
    monkeypatch.setattr(client, "ANSWER_S", 1.5)
    monkeypatch.setattr(connections, "CONNECT_S", 0.3)
    store = await RedisStore.open(own_redis.url)
    heard = store.changes()
    assert await anext(heard) == Change()
    waiting = asyncio.ensure_future(anext(heard))
    await asyncio.sleep(1)  # ten silent beats are answered
    assert not waiting.done()
    own_redis.pause()
    assert await waiting == Change()
    for _ in range(3):
        assert await anext(heard) == Change()
    own_redis.pause(False)
    await heard.aclose()  # type: ignore[attr-defined]
    await store.close()
