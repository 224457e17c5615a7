"""The live shell: order, idempotency, conflicts, timers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from assist.core.conditions import Standards
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.core.prompts import Polish
from assist.core.session import Step
from assist.errors import AlreadyExists, Conflict, NotFound, StoreUnavailable
from assist.ports import Append, Key
from assist.runner import Runner
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_event, read_opening
from assist.wire.text import parse
from assist.wire.times import write_rfc3339
from tests.assist.stand_ins import PLAYBOOK, WAIT_S, Clock, tiny_step, understand

KEY = Key("acme", "c1")


def said(name: str, role: str = "customer", at: float | None = None) -> Event:
    body = {"id": name, "type": "message", "role": role, "text": f"text of {name}"}
    return read_event(body if at is None else {**body, "at": write_rfc3339(at)})


class World:
    """A runner over a store, with a clock in the test's hand."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.clock = Clock()
        self.runner = self.new_runner()

    def new_runner(self) -> Runner:
        return Runner(self.store, understand, lambda: PLAYBOOK, step=tiny_step, clock=self.clock)

    async def log(self) -> list[dict[str, object]]:
        return [parse(entry.body) for entry in await self.store.entries(KEY, 0, 10_000)]

    async def kinds(self) -> list[object]:
        return [entry["kind"] for entry in await self.log()]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    store = await SqliteStore.open(":memory:")
    world = World(store)
    await world.runner.open("acme", read_opening({"id": "c1", "channel": "chat"}, "x"))
    yield world
    await store.close()


async def test_an_event_and_what_follows(world: World) -> None:
    """The event has its number, its prompts come along with measured latencies, viewers hear the bell."""
    rung: list[int] = []
    stop = world.runner.doorbell.listen(KEY, lambda: rung.append(1))
    posted = await world.runner.post(KEY, [said("e1")])
    assert posted.accepted == {"e1": 1}
    assert [prompt["status"] for prompt in posted.prompts] == ["open"]
    assert rung == [1]
    stop()
    closing = await world.runner.post(KEY, [said("e2", "agent")])
    assert [prompt["status"] for prompt in closing.prompts] == ["done"]
    assert rung == [1]
    assert await world.kinds() == ["event", "prompt_opened", "event", "prompt_closed"]
    opened = (await world.log())[1]["prompt"]
    assert opened["latency_ms"].keys() == {"detect", "retrieve", "total"}  # type: ignore[index]


async def test_known_events_change_nothing(world: World) -> None:
    """The same id again is acknowledged with its number, in one batch too, and after a restart."""
    await world.runner.post(KEY, [said("e1")])
    again = await world.runner.post(KEY, [said("e2"), said("e1"), said("e2")])
    assert again.accepted == {"e2": 3}
    assert again.duplicates == {"e1": 1, "e2": 3}
    once_more = await world.new_runner().post(KEY, [said("e1")])
    assert (once_more.accepted, once_more.duplicates) == ({}, {"e1": 1})
    assert len(await world.log()) == 4


async def test_times_are_clamped(world: World) -> None:
    """No time means now, the future means now, the past stays."""
    await world.runner.post(
        KEY, [said("e1"), said("e2", at=world.clock.now + 999), said("e3", at=world.clock.now - 5)]
    )
    times = [entry["at"] for entry in await world.log() if entry["kind"] == "event"]
    now = write_rfc3339(world.clock.now)
    assert times == [now, now, write_rfc3339(world.clock.now - 5)]


async def test_a_clock_that_is_set_back_makes_nothing_late(world: World) -> None:
    """What comes next has happened after what came before, whatever the clock says."""
    await world.runner.post(KEY, [said("e1")])
    earlier = world.clock.now
    world.clock.now -= 86_400
    await world.runner.post(KEY, [said("e2"), said("e3", at=earlier + 5)])
    times = [entry["at"] for entry in await world.log() if entry["kind"] == "event"]
    assert times == [write_rfc3339(earlier)] * 3


async def test_unknown_conversations(world: World) -> None:
    """Everything about a conversation that is not there is NotFound."""
    nobody = Key("acme", "nobody")
    for call in (
        world.runner.post(nobody, [said("e1")]),
        world.runner.snapshot(nobody),
        world.runner.erase(nobody),
        world.runner.feedback(nobody, "p1", "used"),
        world.runner.post(Key("other", "c1"), [said("e1")]),
    ):
        with pytest.raises(NotFound):
            await call


async def test_opening_again(world: World) -> None:
    """The same body again is no new conversation; another body under the same id is refused."""
    _, is_new = await world.runner.open("acme", read_opening({"id": "c1", "channel": "chat"}, "x"))
    assert not is_new
    with pytest.raises(AlreadyExists):
        await world.runner.open("acme", read_opening({"id": "c1", "channel": "phone"}, "x"))


async def test_two_runners_on_one_store_keep_one_log(world: World) -> None:
    """Steps that collide are taken again on the newer state: no gap, nothing lost, nothing twice."""
    other = world.new_runner()
    posts = [(other if n % 2 else world.runner).post(KEY, [said(f"e{n}")]) for n in range(12)]
    outcomes = await asyncio.gather(*posts, return_exceptions=True)
    for n, outcome in enumerate(outcomes):
        if isinstance(outcome, Conflict):
            await world.runner.post(KEY, [said(f"e{n}")])
    names = [entry["event"]["id"] for entry in await world.log() if entry["kind"] == "event"]  # type: ignore[index]
    assert sorted(names) == sorted(f"e{n}" for n in range(12))
    prompts = [entry["prompt"]["id"] for entry in await world.log() if entry["kind"] == "prompt_opened"]  # type: ignore[index]
    assert len(set(prompts)) == len(prompts)


async def test_posts_keep_their_order(world: World) -> None:
    """Events are taken in the order they were posted."""
    await asyncio.gather(*(world.runner.post(KEY, [said(f"e{n}")]) for n in range(20)))
    names = [entry["event"]["id"] for entry in await world.log() if entry["kind"] == "event"]  # type: ignore[index]
    assert names == [f"e{n}" for n in range(20)]


async def test_a_failed_append_leaves_no_trace(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the store refuses, the state in memory is that of the store again."""
    await world.runner.post(KEY, [said("e1")])

    async def full(key: Key, version: int, step: Append) -> int:
        raise StoreUnavailable("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.store, "append", full)
        with pytest.raises(StoreUnavailable):
            await world.runner.post(KEY, [said("e2")])
    posted = await world.runner.post(KEY, [said("e2")])
    assert posted.accepted == {"e2": 3}
    assert posted.prompts[0]["id"] == "p2"


async def test_a_caller_who_goes_away_changes_nothing(world: World) -> None:
    """A cancelled post is finished all the same, and viewers hear of it."""
    rung = asyncio.Event()
    world.runner.doorbell.listen(KEY, rung.set)
    task = asyncio.create_task(world.runner.post(KEY, [said("e1")]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait_for(rung.wait(), 20)
    assert len(await world.log()) == 2


async def test_due_ticks_come_before_a_later_event(world: World) -> None:
    """Whether the timer or the event was faster, the log is the same."""
    start = world.clock.now
    await world.runner.post(KEY, [said("e1", at=start)])
    world.clock.now = start + 100
    await world.runner.post(KEY, [said("e2", at=start + 90)])
    opened = [entry for entry in await world.log() if entry["kind"] == "prompt_opened"]
    assert [entry["prompt"]["moment"] for entry in opened][:2] == ["paraphrase_to_confirm", "answer_promptly"]  # type: ignore[index]
    assert opened[1]["at"] == write_rfc3339(start + WAIT_S)
    assert await world.kinds() == ["event", "prompt_opened", "prompt_opened", "event", "prompt_opened"]


async def test_feedback(world: World) -> None:
    """Feedback is a log entry; dismissing closes the prompt; a closed prompt still takes feedback."""
    await world.runner.post(KEY, [said("e1")])
    (prompt,) = await world.runner.feedback(KEY, "p1", "dismissed", "not now", "")
    assert prompt["status"] == "dismissed"
    assert await world.runner.feedback(KEY, "p1", "unhelpful") == []
    assert (await world.log())[2] == {
        "at": write_rfc3339(world.clock.now),
        "kind": "feedback",
        "prompt": "p1",
        "action": "dismissed",
        "reason": "not now",
    }
    with pytest.raises(NotFound, match="p9"):
        await world.runner.feedback(KEY, "p9", "used")


async def test_snapshot_shows_every_prompt(world: World) -> None:
    """Open and closed prompts with their status, and where the log stands."""
    await world.runner.post(KEY, [said("e1"), said("e2", "agent"), said("e3")])
    shown = await world.runner.snapshot(KEY)
    assert [(prompt["id"], prompt["status"]) for prompt in shown["prompts"]] == [
        ("p1", "done"),
        ("p2", "open"),
    ]
    assert shown["last_seq"] == 6


async def test_what_stands_beside_the_log(world: World) -> None:
    """Moments held back and moments met are kept, without numbers."""
    await world.runner.post(KEY, [read_event({"id": "e1", "type": "conversation_ended"})])
    beside = [parse(body) for body in await world.store.suppressed(KEY)]
    assert [(entry["kind"], entry["moment"]) for entry in beside] == [
        ("suppressed", "ask_anything_else"),
        ("met", "thank_by_name"),
    ]


async def test_erase(world: World) -> None:
    """After erasing there is nothing, and viewers hear of it."""
    rung: list[int] = []
    await world.runner.post(KEY, [said("e1")])
    world.runner.doorbell.listen(KEY, lambda: rung.append(1))
    await world.runner.erase(KEY)
    assert rung == [1]
    with pytest.raises(NotFound):
        await world.runner.post(KEY, [said("e2")])


async def test_timers_fire_on_time_and_after_a_restart(tmp_path: Path) -> None:
    """A timer set by one process fires in the next, at the time it was due."""
    store = await SqliteStore.open(str(tmp_path / "b.db"))
    world = World(store)
    await world.runner.open("acme", read_opening({"id": "c1", "channel": "chat"}, "x"))
    start = world.clock.now
    await world.runner.post(KEY, [said("e1")])
    await store.close()
    world = World(await SqliteStore.open(str(tmp_path / "b.db")))
    world.clock.now = start + 3600
    rung = asyncio.Event()
    world.runner.doorbell.listen(KEY, rung.set)
    timers = asyncio.create_task(world.runner.timers.run())
    await asyncio.wait_for(rung.wait(), 20)
    assert (await world.log())[-1]["at"] == write_rfc3339(start + WAIT_S)
    assert await world.store.next_wake() is None
    timers.cancel()
    await world.store.close()


async def test_the_timer_gets_up_earlier(world: World) -> None:
    """A sleeping timer notices a new, nearer time."""
    timers = asyncio.create_task(world.runner.timers.run())
    await asyncio.sleep(0.02)
    rung = asyncio.Event()
    await world.runner.post(KEY, [said("e1", at=world.clock.now - WAIT_S + 0.05)])
    world.runner.doorbell.listen(KEY, rung.set)
    world.clock.now += 1
    await asyncio.wait_for(rung.wait(), 20)
    assert await world.kinds() == ["event", "prompt_opened", "prompt_opened"]
    timers.cancel()


@pytest.mark.parametrize("turns", range(5))
async def test_the_timer_stops_while_it_gets_up(world: World, turns: int) -> None:
    """A stop that comes in the moment of waking is heard."""
    timers = asyncio.create_task(world.runner.timers.run())
    await asyncio.sleep(0.02)
    world.runner.timers.notice(world.clock.now)
    for _ in range(turns):
        await asyncio.sleep(0)
    timers.cancel()
    done, _ = await asyncio.wait([timers], timeout=60)
    assert done
    assert timers.cancelled()


async def test_a_failing_tick_does_not_stop_the_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversation whose tick fails rests; the others are woken; the store's silence is waited out."""
    other = Key("acme", "c2")
    await world.runner.open("acme", read_opening({"id": "c2", "channel": "chat"}, "x"))
    for key in (KEY, other):
        await world.runner.post(key, [said("e1")])
    world.clock.now += 100

    def failing(conversation: Conversation, event: Event, playbook: object) -> object:
        if conversation.id == "c1":
            raise ZeroDivisionError
        return tiny_step(conversation, event, PLAYBOOK)

    monkeypatch.setattr(world.runner, "_step", failing)
    rung = asyncio.Event()
    world.runner.doorbell.listen(other, rung.set)
    timers = asyncio.create_task(world.runner.timers.run())
    await asyncio.wait_for(rung.wait(), 20)
    await asyncio.sleep(0.05)
    assert not timers.done()
    assert len(await world.log()) == 2
    timers.cancel()


async def test_a_timer_does_not_wait_for_the_words_of_another_conversation(world: World) -> None:
    """While a message of one conversation is being understood, its own tick waits and the others' do not."""
    understood = asyncio.Event()

    async def slow(conversation: Conversation, event: Event) -> Event:
        if event.id == "slow":
            await understood.wait()
        return event

    runner = Runner(world.store, slow, lambda: PLAYBOOK, step=tiny_step, clock=world.clock)
    other = Key("acme", "c2")
    await runner.open("acme", read_opening({"id": "c2", "channel": "chat"}, "x"))
    await runner.post(KEY, [said("e1")])
    world.clock.now += 10
    await runner.post(other, [said("e1")])
    posting = asyncio.create_task(runner.post(KEY, [said("slow")]))
    await asyncio.sleep(0.01)
    world.clock.now += WAIT_S - 5  # the first is due, and busy
    timers = asyncio.create_task(runner.timers.run())
    await asyncio.sleep(0.1)
    rung = asyncio.Event()
    runner.doorbell.listen(other, rung.set)
    world.clock.now += 10  # now the other is due too
    await asyncio.wait_for(rung.wait(), 20)
    assert not posting.done()
    understood.set()
    await posting
    timers.cancel()
    assert (await world.kinds())[:3] == ["event", "prompt_opened", "event"]


async def test_a_timer_that_another_process_set_and_did_not_tell_of(world: World) -> None:
    """A runner whose own state knows of no timer fires what the store says is due; the later of two finds nothing."""
    other = world.new_runner()
    await other.post(KEY, [said("e1", "agent")])
    await world.runner.post(KEY, [said("e2")])
    world.clock.now += WAIT_S
    await other.tick(KEY)
    assert await world.kinds() == ["event", "event", "prompt_opened", "prompt_opened"]
    await world.runner.tick(KEY)
    assert len(await world.log()) == 4


async def test_an_edition_that_comes_meanwhile(world: World) -> None:
    """What was understood by one edition is never decided by the next: both are done again by the new one."""
    editions = [PLAYBOOK, Playbook((), Standards({}), version="next")]
    understood, decided = list[str](), list[str]()

    async def understand_slowly(conversation: Conversation, event: Event) -> Event:
        understood.append(editions[0].version)
        if len(understood) == 1:
            del editions[0]  # just when this one has been understood
        return event

    def step(conversation: Conversation, event: Event, playbook: Playbook) -> Step:
        decided.append(playbook.version)
        return tiny_step(conversation, event, playbook)

    runner = Runner(world.store, understand_slowly, lambda: editions[0], step=step, clock=world.clock)
    posted = await runner.post(KEY, [said("e1")])
    assert (posted.accepted, understood) == ({"e1": 1}, ["", "next"])
    assert decided[-1] == "next"
    assert await world.kinds() == ["event", "prompt_opened"]
async def test_better_words_are_a_step_like_any_other(world: World) -> None:
    """One entry with the next number, kept over a restart; the same words again, or for another prompt, are not."""
    await world.runner.post(KEY, [said("e1")])
    (prompt,) = (await world.runner.conversation(KEY)).prompts
    prompt = replace(prompt, polish=Polish.SAY)  # the tiny step's prompts are not to be polished
    assert not await world.runner.polish(KEY, prompt, "Better")
    (prompt,) = (await world.runner.conversation(KEY)).prompts
    rung: list[int] = []
    stop = world.runner.doorbell.listen(KEY, lambda: rung.append(1))
    assert await world.runner.polish(KEY, prompt, "Better")
    assert rung == [1]
    assert not await world.runner.polish(KEY, prompt, "Best")
    stop()
    assert await world.kinds() == ["event", "prompt_opened", "prompt_updated"]
    again = world.new_runner()
    assert [one.polished for one in (await again.conversation(KEY)).prompts] == ["Better"]
    posted = await again.post(KEY, [said("e2", "agent")])
    assert [one["status"] for one in posted.prompts] == ["done"]


async def test_better_words_that_another_process_has_overtaken(world: World) -> None:
    """Its state is older than the store's: it reads again, and finds the prompt closed."""
    await world.runner.post(KEY, [said("e1")])
    (prompt,) = (await world.runner.conversation(KEY)).prompts
    await world.new_runner().post(KEY, [said("e2", "agent")])
    assert not await world.runner.polish(KEY, prompt, "Better")
    assert await world.kinds() == ["event", "prompt_opened", "event", "prompt_closed"]


async def test_what_follows_the_log_hears_of_it_once_it_is_stored(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what the store refuses nobody hears."""
    heard: list[list[str]] = []
    runner = Runner(
        world.store, understand, lambda: PLAYBOOK, step=tiny_step, clock=world.clock,
        watch=lambda key, entries: heard.append([type(entry).__name__ for entry in entries]),
    )  # fmt: skip

    async def full(key: Key, version: int, step: Append) -> int:
        raise StoreUnavailable("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.store, "append", full)
        with pytest.raises(StoreUnavailable):
            await runner.post(KEY, [said("e1")])
    assert heard == []
    await runner.post(KEY, [said("e1")])
    assert heard == [["Accepted", "Opened"]]
