"""Conversations read again, as the playbook is now."""

import asyncio
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.core.tally import Tally
from assist.ports import Append, Key, Store
from assist.runner import Runner
from assist.scorecards.recompute import recompute, tally_of
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_opening
from assist.wire.state import from_bytes, to_bytes
from assist.wire.text import parse
from assist.wire.writing import summary_of
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import PLAYBOOK, agent, customer
from tests.assist.core.test_session import PLAYBOOKS
from tests.assist.scorecards.test_measure import Play, played, plays, posts_of
from tests.assist.stand_ins import Clock
from tests.attack.effort import examples

KEY = Key("acme", "c1")
CALM_ONLY = replace(PLAYBOOK, moments=tuple(one for one in PLAYBOOK.moments if one.id == "calm"))
SAID = [
    customer("e1", T, "This is absurd!", "upset"),
    agent("e2", T + 30, "I am sorry", "apology"),
    customer("e3", T + 300, "Hello?"),
]


def understand(conversation: Conversation, event: Event) -> Event:
    """As was understood at first."""
    known = {one.id: one for one in SAID}
    return replace(event, understanding=known.get(event.id, event).understanding)


async def kept(store: Store, playbook: Playbook, **opening: object) -> Runner:
    """A conversation in which one prompt was used and one dismissed."""

    async def understood(conversation: Conversation, event: Event) -> Event:
        return understand(conversation, event)

    clock = Clock(T)
    runner = Runner(store, understood, lambda: playbook, clock=clock)
    await runner.open("acme", read_opening({"id": "c1", "channel": "chat", "agent": {"id": "kim"}, **opening}, ""))
    for event in SAID:
        clock.now = event.at
        await runner.post(KEY, [event])
        if event.id == "e1":
            await runner.feedback(KEY, "p1", "used")
    clock.now = T + 400
    await runner.tick(KEY)
    await runner.feedback(KEY, "p2", "dismissed")
    return runner


async def tally(store: Store) -> Tally:
    saved = await store.load(KEY)
    assert saved is not None
    return from_bytes(saved.state).tally


async def with_tally(store: Store, change: Tally) -> None:
    """The conversation as if it had been kept with this tally."""
    saved = await store.load(KEY)
    assert saved is not None
    state = replace(from_bytes(saved.state), tally=change)
    await store.append(KEY, saved.version, Append(to_bytes(state), (), {}, None, summary=summary_of(state)))


async def test_another_playbook_asks_for_other_things() -> None:
    """What was shown, and what came of it, stays as it was; so does the log."""
    store = await SqliteStore.open(":memory:")
    await kept(store, PLAYBOOK)
    before, log = await tally(store), await store.entries(KEY, 0, 99)
    assert [(one.moment, one.status.value) for one in before.outcomes] == [("calm", "done"), ("answer", "dismissed")]
    assert await recompute(store, KEY, understand, CALM_ONLY)
    after = await tally(store)
    assert [one.moment for one in after.outcomes] == ["calm"]
    assert (after.shown, after.waits, after.talks) == (before.shown, before.waits, before.talks)
    assert await store.entries(KEY, 0, 99) == log
    assert await recompute(store, KEY, understand, PLAYBOOK)
    assert await tally(store) == before
    await store.close()


async def test_what_an_older_version_kept_is_counted() -> None:
    """From the log alone."""
    store = await SqliteStore.open(":memory:")
    runner = await kept(store, PLAYBOOK)
    whole = await tally(store)
    await with_tally(store, Tally())
    assert dict(await store.scores("acme", 0, 9e9)) == {"c1": b""}
    assert await recompute(store, KEY, understand, PLAYBOOK)
    assert await tally(store) == whole
    assert dict(await store.scores("acme", 0, 9e9))["c1"]
    await runner.feedback(KEY, "p1", "helpful")  # whoever has it live takes it from the store again
    assert (await tally(store)).outcomes == whole.outcomes
    await store.close()


async def test_what_counts_nowhere_is_left_so() -> None:
    store = await SqliteStore.open(":memory:")
    await kept(store, PLAYBOOK, practice=True)
    assert not await recompute(store, KEY, understand, PLAYBOOK)
    assert not await recompute(store, Key("acme", "none"), understand, PLAYBOOK)
    assert await store.scores("acme", 0, 9e9) == []
    await store.close()


@examples(15, 400)
@given(st.booleans().flatmap(lambda in_order: plays(in_order=in_order)), PLAYBOOKS)
def test_reading_again_with_the_same_playbook_changes_nothing(play: Play, playbook: Playbook) -> None:
    """Whatever happened, in order or late, with feedback where it came in order."""
    known = {event.id: event for event in play.events}

    def again(conversation: Conversation, event: Event) -> Event:
        return replace(event, understanding=known[event.id].understanding)

    async def run() -> None:
        store = await SqliteStore.open(":memory:")
        await played(store, "acme", [play], [posts_of(play)], playbook)
        saved = await store.load(Key("acme", "c0"))
        assert saved is not None
        state = from_bytes(saved.state)
        bodies = [parse(entry.body) for entry in await store.entries(Key("acme", "c0"), 0, 9_999)]
        opening = read_opening({**parse(saved.opening), "id": "c0"}, "").conversation
        found = tally_of(opening, bodies, state.clock, again, playbook)
        await store.close()
        rounded = tuple(one._replace(at=round(one.at, 3)) for one in state.tally.shown)  # as a log has them
        assert tuple(one._replace(at=round(one.at, 3)) for one in found.shown) == rounded
        if all(body["kind"] != "feedback" for body in bodies):  # what is dismissed comes back later than what is not
            assert replace(found, shown=()) == replace(state.tally, shown=())

    asyncio.run(run())
