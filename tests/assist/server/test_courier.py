"""Notices reach real receivers: at least once, by schedule, whatever the receiver or this process does meanwhile."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks import Webhook

from assist.core.prompts import Priority
from assist.desks import DESKS
from assist.desks.desk import Account
from assist.errors import StoreUnavailable
from assist.metrics import Metrics
from assist.notices import Recipients
from assist.ports import Key, Notice
from assist.runner import Runner
from assist.server import courier as courier_module
from assist.server.courier import CALLS_AT_ONCE, CLAIM_S, FAILING, WAITS_S, Courier
from assist.server.guards.targets import Targets
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_event, read_opening
from tests.assist.server.conftest import Serve, said
from tests.assist.server.receivers import Receiver, always, receiving
from tests.assist.stand_ins import PLAYBOOK, Clock, tiny_step, understand

SECRET = "whsec_" + "QUJD" * 10
OLD_SECRET = "whsec_" + "REVG" * 10
WORKSPACE = "acme"


class World:
    """A runner and a courier over a store, with a clock in the test's hand."""

    def __init__(self, store: SqliteStore, recipients: Recipients, clock: Clock | None = None) -> None:
        self.store, self.recipients = store, recipients
        self.clock = clock or Clock(time.time())
        self.metrics = Metrics()
        self.runner = Runner(
            store,
            understand,
            lambda: PLAYBOOK,
            step=tiny_step,
            clock=self.clock,
            notices_of=recipients.notices_of,
        )

    @contextlib.asynccontextmanager
    async def delivering(self, *private: str, chance: float = 0.0) -> AsyncIterator[None]:
        async with Targets(private) as targets:
            courier = Courier(
                self.store,
                targets,
                {self.recipients.workspace: self.recipients},
                self.runner.notices_kept,
                {self.recipients.workspace: self.metrics},
                clock=self.clock,
                chance=lambda: chance,
            )
            task = asyncio.create_task(courier.run())
            try:
                yield
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def open(self, name: str = "c1") -> Key:
        await self.runner.open(WORKSPACE, read_opening({"id": name, "channel": "chat"}, "x"))
        return Key(WORKSPACE, name)

    async def say(self, key: Key, name: str, role: str = "customer") -> None:
        await self.runner.post(key, [read_event({"id": name, "type": "message", "role": role, "text": "Hej"})])

    def later(self, seconds: float) -> None:
        """Move the clock and have the courier look at it."""
        self.clock.now += seconds
        self.runner.notices_kept.set()

    def counted(self) -> dict[str, int]:
        return {
            sample.labels["what"]: int(sample.value)
            for family in self.metrics.notices.collect()
            for sample in family.samples
            if sample.name.endswith("_total")
        }

    async def until(self, **what: int) -> None:
        """Wait until these are counted, and nothing else."""
        await eventually(lambda: self.counted() == what, lambda: str(self.counted()))


async def eventually(is_so: Callable[[], bool], told: Callable[[], str] = lambda: "") -> None:
    for _ in range(6000):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"never came: {told()}")


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(":memory:")
    yield store
    await store.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


def hooks(*urls: str, secrets: tuple[str, ...] = (SECRET,)) -> Recipients:
    return Recipients(WORKSPACE, dict.fromkeys(urls, secrets))


async def test_a_prompt_opened_and_closed_is_told(store: SqliteStore, receiver: Receiver) -> None:
    """At once, while the courier sleeps; signed with both secrets that are live, as the library verifies."""
    world = World(store, hooks(receiver.url, secrets=(SECRET, OLD_SECRET)))
    key = await world.open()
    async with world.delivering(receiver.host):
        await asyncio.sleep(0.02)
        await world.say(key, "e1")
        (opened,) = await receiver.until(1)
        await world.say(key, "e2", "agent")
        _, closed = await receiver.until(2)
        await world.until(told=2)
    for secret in (SECRET, OLD_SECRET):
        Webhook(secret).verify(opened.body, dict(opened.headers))
    assert (opened.method, opened.headers["Content-Type"]) == ("POST", "application/json")
    assert opened.json["type"] == "prompt_opened"
    assert (opened.json["data"]["workspace"], opened.json["data"]["conversation"]) == ("acme", "c1")
    assert opened.json["data"]["prompt"]["say"] == "Hej"
    assert closed.json["type"] == "prompt_closed"
    assert closed.json["data"] == {
        "workspace": "acme",
        "conversation": "c1",
        "prompt": "p1",
        "moment": "paraphrase_to_confirm",
        "status": "done",
        "by": "e2",
    }
    assert opened.headers["webhook-id"] != closed.headers["webhook-id"]
    assert await store.next_notice() is None


async def test_failures_are_retried_by_schedule_and_given_up(store: SqliteStore, receiver: Receiver) -> None:
    """Ten tries over three days with one id, each signed anew; nothing is called before its time."""
    receiver.answer = always(500)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        for tried, wait in enumerate(WAITS_S, 1):
            await world.until(failed=tried)
            assert await store.next_notice() == world.clock.now + wait
            world.later(wait - 1)
            await asyncio.sleep(0.02)
            assert len(receiver.got) == tried
            world.later(1)
        await world.until(failed=len(WAITS_S), given_up=1)
    assert [got.headers["webhook-id"] for got in receiver.got] == [receiver.got[0].headers["webhook-id"]] * 10
    stamps = [int(got.headers["webhook-timestamp"]) for got in receiver.got]
    assert [later - earlier for earlier, later in zip(stamps, stamps[1:], strict=False)] == [*WAITS_S]
    assert len({got.headers["webhook-signature"] for got in receiver.got}) == 10
    assert await store.next_notice() is None


async def test_waits_are_spread(store: SqliteStore, receiver: Receiver) -> None:
    """Chance adds up to a fifth, so that what failed together does not come back together."""
    receiver.answer = always(500)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host, chance=1.0):
        await world.say(key, "e1")
        await world.until(failed=1)
    assert await store.next_notice() == world.clock.now + 6.0


async def test_a_receiver_that_recovers(store: SqliteStore, receiver: Receiver) -> None:
    """500, then 200: told once it works, and once only."""
    receiver.answer = always(500)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1)
        receiver.answer = always(204)
        world.later(5)
        await world.until(failed=1, told=1)
    assert len(receiver.got) == 2
    assert await store.next_notice() is None


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 502, 503])
async def test_other_answers_are_failures(store: SqliteStore, receiver: Receiver, status: int) -> None:
    """A redirect too: it is not followed."""
    receiver.answer = always(status, Location="/elsewhere")
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1)
    assert [got.path for got in receiver.got] == ["/hook"]


async def test_a_target_that_says_it_is_gone(store: SqliteStore, receiver: Receiver) -> None:
    """410 ends it."""
    receiver.answer = always(410)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(given_up=1)
    assert await store.next_notice() is None


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        (429, "120", 120.0),
        (503, "120", 120.0),
        (429, "1", 5.0),
        (429, "9" * 30, 86_400.0),
        (429, "soon", 5.0),
        (500, "120", 5.0),
    ],
)
async def test_a_target_may_ask_for_time(
    store: SqliteStore, receiver: Receiver, status: int, asked: str, wait: float
) -> None:
    """Retry-After is heard, never before the schedule and at most for a day."""
    receiver.answer = always(status, Retry_After=asked)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1)
    assert await store.next_notice() == world.clock.now + wait


async def test_a_target_may_name_a_time(store: SqliteStore, receiver: Receiver) -> None:
    """Retry-After as a date."""
    world = World(store, hooks(receiver.url), Clock(float(int(time.time()))))
    receiver.answer = always(
        503, Retry_After=format_datetime(datetime.fromtimestamp(world.clock.now + 90, UTC), usegmt=True)
    )
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1)
    assert await store.next_notice() == world.clock.now + 90


async def test_an_endless_answer_tells_too(store: SqliteStore, receiver: Receiver) -> None:
    """2xx is what counts; nobody reads on."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    receiver.answer = endless
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(told=1)


async def test_a_dead_target_does_not_delay_another(
    store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One receiver never answers: it gets a few calls at once, and the other hears everything meanwhile."""
    monkeypatch.setattr(courier_module, "TIMEOUT_S", 30.0)
    forever = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        await forever.wait()
        return web.Response()

    async with receiving() as dead:
        dead.answer = hang
        world = World(store, hooks(dead.url, receiver.url))
        key = await world.open()
        async with world.delivering(dead.host, receiver.host):
            for number in range(20):
                await world.say(key, f"e{number}")
            await receiver.until(20)
            await world.until(told=20)
            assert len(dead.got) == dead.most_at_once == CALLS_AT_ONCE
        forever.set()
    assert receiver.most_at_once <= CALLS_AT_ONCE


async def test_a_silent_target_fails_in_time(
    store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer within the time is a failure like others."""
    monkeypatch.setattr(courier_module, "TIMEOUT_S", 0.1)
    forever = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        await forever.wait()
        return web.Response()

    receiver.answer = hang
    world = World(store, hooks(receiver.url, "http://127.0.0.1:9/closed", "https://10.0.0.1/inside"))
    key = await world.open()
    async with world.delivering(receiver.host, "127.0.0.1:9"):
        await world.say(key, "e1")
        await world.until(failed=3)
    forever.set()


async def test_a_failing_target_is_tried_with_one_call_at_a_time(store: SqliteStore, receiver: Receiver) -> None:
    """What comes while it is being tried counts as failed without a call; once it works, all are told."""
    receiver.answer = always(500)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        for number in range(FAILING):
            await world.say(key, f"e{number}")
            await world.until(failed=number + 1)
        go_on = asyncio.Event()

        async def wait(request: web.Request) -> web.StreamResponse:
            await go_on.wait()
            return web.Response()

        receiver.answer, receiver.most_at_once = wait, 0
        for number in range(10):
            await world.say(key, f"f{number}")
        await world.until(failed=FAILING, put_off=9)
        assert receiver.most_at_once == 1
        go_on.set()
        await world.until(failed=FAILING, put_off=9, told=1)
        world.later(5)
        await world.until(failed=FAILING, put_off=9, told=FAILING + 10)
    assert await store.next_notice() is None


async def test_a_lane_holds_so_many(store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes to a target that is too slow is put off, not piled up in memory."""
    monkeypatch.setattr(courier_module, "MOST_WAITING", 6)
    go_on = asyncio.Event()

    async def wait(request: web.Request) -> web.StreamResponse:
        await go_on.wait()
        return web.Response()

    receiver.answer = wait
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        for number in range(10):
            await world.say(key, f"e{number}")
        await world.until(put_off=4)
        go_on.set()
        await world.until(put_off=4, told=6)
        world.later(5)
        await world.until(put_off=4, told=10)


async def test_the_last_try_is_a_real_one(
    store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is given up without a call, however often it was put off."""
    monkeypatch.setattr(courier_module, "MOST_WAITING", 0)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        for times, wait in enumerate(WAITS_S, 1):
            await world.until(put_off=times)
            world.later(wait)
        await world.until(put_off=len(WAITS_S), told=1)


async def test_it_wakes_by_itself_for_the_next_try(
    store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No news is needed: a failure makes the courier plan anew."""
    monkeypatch.setattr(courier_module, "WAITS_S", (0.05, 0.05))
    receiver.answer = always(500)
    world = World(store, hooks(receiver.url))
    world.clock = time.time  # type: ignore[assignment]
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1)
        receiver.answer = always(200)
        await eventually(lambda: world.counted().get("told") == 1)


async def test_a_kill_before_the_delivery_loses_nothing(receiver: Receiver, tmp_path: Path) -> None:
    """The notice is in the step's own transaction: the next process tells it."""
    path = str(tmp_path / "b.db")
    world = World(await SqliteStore.open(path), hooks(receiver.url))
    key = await world.open()
    await world.say(key, "e1")
    await world.store.close()
    again = World(await SqliteStore.open(path), hooks(receiver.url))
    async with again.delivering(receiver.host):
        (got,) = await receiver.until(1)
        await again.until(told=1)
    assert got.json["type"] == "prompt_opened"
    await again.store.close()


async def test_a_kill_during_the_delivery_tells_again(receiver: Receiver, tmp_path: Path) -> None:
    """The receiver may have heard it: it hears it again, with the same id, once the claim has run out."""
    path = str(tmp_path / "b.db")
    store = await SqliteStore.open(path)
    heard = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        await heard.wait()
        return web.Response()

    receiver.answer = hang
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await receiver.until(1)
    heard.set()
    await store.close()
    again = World(await SqliteStore.open(path), hooks(receiver.url), world.clock)
    async with again.delivering(receiver.host):
        await asyncio.sleep(0.05)
        assert len(receiver.got) == 1
        again.later(CLAIM_S)
        first, second = await receiver.until(2)
        await again.until(told=1)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    await again.store.close()


async def test_two_servers_share_the_work(receiver: Receiver, tmp_path: Path) -> None:
    """Two couriers on one store tell each notice once."""
    path = str(tmp_path / "b.db")
    one, other = [World(await SqliteStore.open(path), hooks(receiver.url)) for _ in range(2)]
    key = await one.open()
    for number in range(30):
        await one.say(key, f"e{number}")
    async with one.delivering(receiver.host), other.delivering(receiver.host):
        await receiver.until(30)
        await eventually(lambda: one.counted().get("told", 0) + other.counted().get("told", 0) == 30)
    assert max(Counter(got.headers["webhook-id"] for got in receiver.got).values()) == 1
    for world in (one, other):
        await world.store.close()


async def test_a_conversation_erased_meanwhile(store: SqliteStore, receiver: Receiver) -> None:
    """What is under way ends harmlessly; what was waiting is gone."""
    go_on = asyncio.Event()

    async def wait(request: web.Request) -> web.StreamResponse:
        await go_on.wait()
        return web.Response(status=500)

    receiver.answer = wait
    world = World(store, hooks(receiver.url))
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await receiver.until(1)
        await world.runner.erase(key)
        go_on.set()
        await world.until(failed=1)
        assert await store.next_notice() is None
        other = await world.open("c2")
        receiver.answer = always(200)
        await world.say(other, "e1")
        await world.until(failed=1, told=1)


async def test_a_target_that_is_named_no_more(store: SqliteStore, receiver: Receiver) -> None:
    """Its notices are let go."""
    world = World(store, hooks(receiver.url))
    key = await world.open()
    await world.say(key, "e1")
    world.recipients = hooks()
    async with world.delivering(receiver.host):
        await world.until(given_up=1)
    assert (receiver.got, await store.next_notice()) == ([], None)


async def test_a_workspace_that_is_not_served_here(store: SqliteStore, receiver: Receiver) -> None:
    """Its notices wait: a process that was started with another file may serve it, or this one again."""
    world = World(store, hooks(receiver.url))
    key = await world.open()
    await world.say(key, "e1")
    world.recipients = replace(world.recipients, workspace="nord")
    async with world.delivering(receiver.host):
        for _ in range(2000):
            if await store.next_notice() == world.clock.now + WAITS_S[0]:
                break
            await asyncio.sleep(0.005)
        assert await store.next_notice() == world.clock.now + WAITS_S[0]
    assert (receiver.got, world.counted()) == ([], {})
    world.recipients = replace(world.recipients, workspace=WORKSPACE)
    world.later(WAITS_S[0])
    async with world.delivering(receiver.host):
        await world.until(told=1)


async def test_one_notice_that_cannot_be_made(store: SqliteStore, receiver: Receiver) -> None:
    """An error of ours counts as a failed try; the others are told."""
    world = World(store, hooks(receiver.url))
    broken = Notice("broken", f"webhook:{receiver.url}", b"\xff\xff")
    world.runner._notices_of = lambda key, entries: [broken, *world.recipients.notices_of(key, entries)]
    key = await world.open()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(failed=1, told=1)


async def test_a_store_that_does_not_answer(
    store: SqliteStore, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The courier waits for it, and goes on."""
    monkeypatch.setattr(courier_module, "AGAIN_S", 0.01)
    world = World(store, hooks(receiver.url))
    key = await world.open()
    claim, fails = store.claim_notices, [True, True]

    async def sometimes(now: float, until: float, limit: int) -> list[Notice]:
        if fails:
            fails.pop()
            raise StoreUnavailable("busy")
        return await claim(now, until, limit)

    monkeypatch.setattr(store, "claim_notices", sometimes)
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await world.until(told=1)
    assert fails == []


async def test_it_stops_with_calls_under_way(store: SqliteStore, receiver: Receiver) -> None:
    """Nothing is left behind: no task, and no claim that lasts."""
    forever = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        await forever.wait()
        return web.Response()

    receiver.answer = hang
    world = World(store, hooks(receiver.url))
    key = await world.open()
    before = asyncio.all_tasks()
    async with world.delivering(receiver.host):
        await world.say(key, "e1")
        await receiver.until(1)
    forever.set()
    await eventually(lambda: not [task for task in asyncio.all_tasks() - before if "Courier" in repr(task)])
    assert await store.next_notice() == world.clock.now + CLAIM_S


@pytest.mark.parametrize("turns", range(5))
async def test_it_stops_while_it_wakes(store: SqliteStore, turns: int) -> None:
    """A stop that comes in the moment of waking is heard."""
    world = World(store, hooks())
    async with Targets() as targets:
        courier = Courier(store, targets, {}, world.runner.notices_kept, {})
        task = asyncio.create_task(courier.run())
        await asyncio.sleep(0.02)
        world.runner.notices_kept.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=60)
        assert done
        assert task.cancelled()


# --- private notes ---


NOTED = {
    "chatwoot": ("chatwoot-3-42", "POST", "/api/v1/accounts/3/conversations/42/messages"),
    "intercom": ("intercom-42", "POST", "/conversations/42/reply"),
    "zammad": ("zammad-42", "POST", "/api/v1/ticket_articles"),
    "zendesk": ("zendesk-42", "PUT", "/api/v2/tickets/42.json"),
}


def noting(receiver: Receiver, desk: str = "chatwoot", least: Priority | None = Priority.NORMAL) -> Recipients:
    account = Account(f"http://{receiver.host}", "token", "7")
    return Recipients(WORKSPACE, accounts={desk: account}, least=least)


@pytest.mark.parametrize("desk", sorted(name for name, desk in DESKS.items() if desk.note))
async def test_a_prompt_is_noted_in_its_desk(store: SqliteStore, receiver: Receiver, desk: str) -> None:
    """As a private note, once; nothing is said of its end, nor of other conversations."""
    name, method, path = NOTED[desk]
    world = World(store, noting(receiver, desk))
    key, other = await world.open(name), await world.open("c1")
    async with world.delivering(receiver.host):
        await world.say(other, "e0")
        await world.say(key, "e1")
        (got,) = await receiver.until(1)
        await world.until(told=1)
        await world.say(key, "e2", "agent")
    assert (got.method, got.path) == (method, path)
    assert b"Bistand: Answer." in got.body
    assert b"a customer wrote" in got.body
    assert await store.next_notice() is None


async def test_a_note_that_comes_too_late_is_not_written(store: SqliteStore, receiver: Receiver) -> None:
    """The desk was down; meanwhile the agent has done it, or the conversation is gone."""
    receiver.answer = always(502)
    world = World(store, noting(receiver))
    key, other = await world.open("chatwoot-3-42"), await world.open("chatwoot-3-43")
    async with world.delivering(receiver.host):
        for one in (key, other):
            await world.say(one, "e1")
        await world.until(failed=2)
        receiver.answer = always(200)
        await world.say(key, "e2", "agent")
        world.later(5)
        await world.until(failed=2, past=1, told=1)
    assert [got.path[-11:] for got in receiver.got[2:]] == ["43/messages"]


async def test_the_whole_server_tells(serve: Serve, receiver: Receiver) -> None:
    """From the settings to the receiver: an event over REST, the webhook and the note."""
    given: dict[str, Any] = {
        "webhook_urls": receiver.url,
        "webhook_secret": SECRET,
        "private_targets": receiver.host,
        "note_priority": "normal",
        "desks": {"chatwoot": {"url": f"http://{receiver.host}", "token": "token"}},
    }
    async with serve(**given) as server:
        await server.begin("chatwoot-3-42")
        assert (await server.post(said("e1"), conversation="chatwoot-3-42"))[0] == 200
        got = await receiver.until(2)
        assert {one.path for one in got} == {"/hook", "/api/v1/accounts/3/conversations/42/messages"}
        _, body = await server.call("GET", "/metrics")
        assert b"bistand_notices_total" in body
    hook = next(one for one in got if one.path == "/hook")
    Webhook(SECRET).verify(hook.body, dict(hook.headers))
