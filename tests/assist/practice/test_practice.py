"""Sessions over a real store and the real step: the customer is played by whichever process is alive."""

from collections.abc import AsyncIterator

import pytest

from assist.core.events import Event, EventType, Role
from assist.core.practice import opening
from assist.core.session import step
from assist.errors import InvalidRequest, NotFound
from assist.ports import Key
from assist.practice.loading import InvalidScript
from assist.practice.practice import Practice
from assist.practice.session import Session
from assist.runner import Runner
from assist.stores.sqlite import MEMORY, SqliteStore
from assist.wire.reading import read_opening
from assist.wire.times import WHEN_RECEIVED
from tests.assist.core import samples
from tests.assist.practice.test_loading import TEXT
from tests.assist.stand_ins import Clock, understand

MARKS = frozenset({"agent.apology", "agent.rude", "agent.message", "customer.message"})
SCRIPT = TEXT.replace("aims: [apologise]", "aims: [greet]")


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(MEMORY)
    yield opened
    await opened.close()


class World:
    """One process over the store; `other` is another one, or the same after a restart."""

    def __init__(self, store: SqliteStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.practice = Practice(store, "acme", lambda: samples.PLAYBOOK, MARKS, ("en",), clock)
        self.runner = Runner(
            store, understand, lambda: samples.PLAYBOOK, step=step, clock=clock, play=self.practice.play
        )

    def other(self) -> "World":
        return World(self.store, self.clock)

    async def begin(self) -> Key:
        await self.practice.put("tent", SCRIPT)
        session, script = await self.practice.begin("tent", "shown", ("kim", "Kim"))
        key = Key("acme", session.conversation)
        body = {"channel": script.channel.value, "customer": {"name": "Robin"}, "practice": True}
        await self.runner.open("acme", read_opening(body, key.conversation))
        await self.runner.post(key, [opening(script, WHEN_RECEIVED)])
        return key

    async def say(self, key: Key, name: str, text: str = "Hm.") -> None:
        self.clock.now += 1
        await self.runner.post(key, [Event(name, EventType.MESSAGE, WHEN_RECEIVED, Role.AGENT, text)])

    async def said(self, key: Key) -> list[str]:
        """The customer's events so far."""
        saved = [entry.body for entry in await self.store.entries(key, 0, 100)]
        return [part.split(b'"')[0].decode() for body in saved for part in body.split(b'"id":"practice:')[1:]]

    async def fire(self, seconds: float) -> None:
        """Let time pass, and fire what is due."""
        self.clock.now += seconds
        for key in await self.store.due(self.clock.now, 10):
            await self.runner.tick(key)


@pytest.fixture
def world(store: SqliteStore) -> World:
    return World(store, Clock())


async def test_the_customer_answers_when_it_is_time(world: World) -> None:
    key = await world.begin()
    await world.say(key, "a1")
    assert len(await world.said(key)) == 1
    await world.fire(1.0)
    assert len(await world.said(key)) == 1  # nobody types so fast
    await world.fire(9.0)
    assert (await world.said(key))[-1].endswith(":asks")


async def test_another_process_goes_on_after_a_restart(world: World) -> None:
    key = await world.begin()
    await world.say(key, "a1")
    await world.other().fire(3_600.0)
    assert (await world.said(key))[1].endswith(":asks")


async def test_two_processes_say_each_line_once(world: World) -> None:
    key = await world.begin()
    await world.say(key, "a1")
    other = world.other()
    world.clock.now += 10
    await other.runner.tick(key)
    await world.runner.tick(key)
    await world.runner.tick(key)
    assert len(await world.said(key)) == 2


async def test_a_line_that_is_due_comes_before_what_the_agent_says_later(world: World) -> None:
    key = await world.begin()
    await world.say(key, "a1")
    world.clock.now += 30
    await world.say(key, "a2")
    log = [entry.body for entry in await world.store.entries(key, 0, 100) if b'"kind":"event"' in entry.body]
    assert [b"practice:2" in body for body in log] == [False, False, True, False]


async def test_a_session_that_is_over_is_counted_once_and_kept(world: World) -> None:
    key = await world.begin()
    assert [one.counts for one in await world.practice.sessions()] == [None]
    await world.runner.post(key, [Event("end", EventType.CONVERSATION_ENDED, WHEN_RECEIVED)])
    session = (await world.practice.sessions("kim"))[0]
    assert session.counts is not None
    assert (session.ended, session.ending) == (world.clock.now, None)
    assert await world.practice.sessions("lee") == []
    await world.runner.erase(key)
    kept = (await world.other().practice.sessions())[0]
    assert kept == session
    assert await world.practice.held(kept) is None


async def test_how_it_ended_is_kept(world: World) -> None:
    key = await world.begin()
    for name in ("a1", "a2"):
        await world.say(key, name)
        await world.fire(20.0)
    await world.fire(5.0)
    session = (await world.practice.sessions())[0]
    assert session.ending == "leaves"


async def test_a_session_that_was_left_is_closed_after_a_day(world: World) -> None:
    await world.begin()
    world.clock.now += 25 * 3600
    assert (await world.practice.sessions())[0].counts is not None


async def test_practice_is_in_no_queue_and_in_no_figure(world: World) -> None:
    key = await world.begin()
    listed = await world.store.listed("acme", is_open=None, awaiting_reply=None, agent=None, limit=10)
    assert listed == []
    assert await world.store.scores("acme", 0.0, 1e12) == []
    assert (await world.runner.conversation(key)).is_practice


async def test_scripts_are_put_in_replaced_and_taken_out(world: World) -> None:
    practice = world.practice
    await practice.put("tent", SCRIPT)
    await practice.put("tent", SCRIPT.replace("The tent\n", "The big tent\n"))
    elsewhere = await world.other().practice.script("tent")
    assert elsewhere.own
    assert elsewhere.script is not None
    assert elsewhere.script.title == "The big tent"
    await practice.remove("tent")
    with pytest.raises(NotFound):
        await practice.script("tent")


async def test_a_script_that_is_wrong_is_not_kept(world: World) -> None:
    with pytest.raises(InvalidScript):
        await world.practice.put("tent", SCRIPT.replace("go: done", "go: nowhere"))
    assert "tent" not in await world.practice.scripts()


async def test_what_came_along_can_be_replaced_and_comes_back_but_not_be_taken_out(world: World) -> None:
    practice = world.practice
    name = next(iter(await practice.scripts()))
    await practice.put(name, SCRIPT)
    assert (await practice.script(name)).own
    await practice.remove(name)
    assert not (await practice.script(name)).own
    with pytest.raises(InvalidRequest, match="comes with Bistand"):
        await practice.remove(name)


async def test_scripts_of_other_languages_are_not_offered(world: World) -> None:
    scripts = await world.practice.scripts()
    assert {written.script.language for written in scripts.values() if written.script} <= {"en"}


async def test_a_kept_script_that_no_longer_fits_says_why(world: World) -> None:
    await world.store.put("acme", "practice_script", "old", SCRIPT.replace("agent.apology", "agent.gone").encode())
    written = await world.practice.script("old")
    assert written.script is None
    assert "agent.gone" in written.fault
    with pytest.raises(InvalidScript, match=r"agent\.gone"):
        await world.practice.begin("old", "shown", ("", ""))


def test_sessions_hold_no_words() -> None:
    assert not {"text", "needs", "transcript"} & Session.model_fields.keys()
