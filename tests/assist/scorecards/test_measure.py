"""The scorecards against a recount line by line, for conversations of any kind, over both stores."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.core.playbook import Playbook
from assist.errors import NotFound
from assist.ports import Key, Store
from assist.runner import Runner
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.sheet import sheet_of
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore
from assist.wire.reading import read_opening
from assist.wire.text import parse
from tests.assist.core.samples import MONDAY_NINE
from tests.assist.core.test_session import PLAYBOOKS, happenings
from tests.assist.redis_server import RedisServer
from tests.assist.scorecards import naive
from tests.assist.scorecards.naive import Line, Recount
from tests.assist.stand_ins import Clock
from tests.assist.test_refold import as_sent
from tests.attack.effort import examples

DEEDS = ("shown", "used", "edited", "copied", "dismissed", "helpful", "unhelpful")
BYS: tuple[tuple[str, ...], ...] = (
    *((), ("moment",), ("agent",), ("channel",), ("language",), ("day",), ("moment", "day"), ("agent", "channel")),
)
AS_OF = MONDAY_NINE + 9_000.0  # so that no more timers are left over than are fired one by one
workspaces = count()
Open = Callable[[], Any]


@dataclass(frozen=True)
class Play:
    """A conversation: how it opens, and what happens in it; feedback is an event whose prompt may not be there."""

    opening: dict[str, Any]
    events: list[Event]


@st.composite
def plays(draw: st.DrawFn, *, in_order: bool) -> Play:
    """Any conversation, by any of three agents or nobody, handed over now and then; times in whole milliseconds."""
    agents = st.sampled_from(["a1", "a2", "a3"])
    events = []
    for event in draw(happenings()):
        sent = as_sent(event)
        if event.type is EventType.FEEDBACK:
            sent = replace(sent, prompt=event.prompt, action=draw(st.sampled_from(DEEDS)))
        elif sent.agent or (sent.role is Role.AGENT and draw(st.booleans())):
            sent = replace(sent, agent=Participant("Kim", id=draw(agents)))
        events.append(sent)
    first = draw(st.sampled_from([None, "a1", "a2"]))
    opening = {
        "channel": draw(st.sampled_from(["chat", "email", "phone"])),
        "customer": {"name": "Robin Lind", "language": draw(st.sampled_from([None, "sv", "pt"]))},
        "agent": {"id": first, "name": "Kim"} if first else None,
    }
    return Play(opening, sorted(events, key=lambda event: event.at) if in_order else events)


async def played(
    store: Store, workspace: str, plays: Sequence[Play], groups: Sequence[Sequence[Sequence[Event]]], playbook: Playbook
) -> list[Recount]:
    """Each conversation, posted in groups of events, and recounted from what the store then holds."""
    recounts = []
    for number, (play, posts) in enumerate(zip(plays, groups, strict=True)):
        known = {event.id: event for event in play.events}

        async def understand(conversation: Conversation, event: Event, known: dict[str, Event] = known) -> Event:
            return replace(event, understanding=known[event.id].understanding) if event.id in known else event

        clock = Clock(MONDAY_NINE - 1_000)
        runner = Runner(store, understand, lambda: playbook, clock=clock)
        key = Key(workspace, f"c{number}")
        await runner.open(workspace, read_opening({"id": key.conversation, **play.opening}, ""))
        for post in posts:
            clock.now = max(clock.now, *(event.at for event in post))
            if post[0].type is EventType.FEEDBACK:
                with suppress(NotFound):
                    await runner.feedback(key, post[0].prompt, post[0].action)
            else:
                await runner.post(key, list(post))
        clock.now = AS_OF
        await runner.tick(key)
        recounts.append(await recounted(store, key, runner, play))
    return recounts


async def recounted(store: Store, key: Key, runner: Runner, play: Play) -> Recount:
    log = [parse(entry.body) for entry in await store.entries(key, 0, 10_000)]
    beside = [parse(body) for body in await store.suppressed(key)]
    language = (await runner.snapshot(key))["language"]
    agent = (play.opening["agent"] or {"id": ""})["id"]
    about = {"id": key.conversation, "channel": play.opening["channel"], "language": language or "", "agent": agent}
    return Recount(log, beside, about).up_to(AS_OF)


def shown(answer: Any, by: tuple[str, ...]) -> dict[Any, Line]:
    """The rows as the recount has them."""
    found = {}
    for row in answer["rows"] if by else [answer["total"]]:
        flat = {**row, **{name: value for name, value in row["use"].items() if name != "dismissed"}}
        found[tuple(row[noun] for noun in by)] = flat
    return found


def compare(found: dict[Any, Line], expected: dict[Any, Line], by: tuple[str, ...], names: Sequence[str] = ()) -> None:
    """Every figure of the recount, or those named; times are kept to the millisecond."""
    beyond = [row for key, row in found.items() if key not in expected]
    assert not any(row["needed"] or (row["conversations"] and not names) for row in beyond), by  # prompts, as they came
    for key, line in expected.items():
        for name in names or line:
            if name == "hours" and "moment" in by:
                continue  # a recount knows the hours of conversations, not of moments
            if name in {"first_reply", "replies", "ringing", "holds"}:
                if "moment" not in by:
                    assert found[key][name] == found[key][name] | near(line[name], found[key][name]), (by, key, name)
            else:
                assert found[key][name] == pytest.approx(line[name], abs=0.003), (by, key, name)


def near(line: Line, found: Line) -> Line:
    """The recount, where a time is the one found as soon as it is as good as the same."""
    is_near = line["median_s"] is not None and line["median_s"] == pytest.approx(found["median_s"], abs=0.003)
    return {**line, "median_s": found["median_s"]} if is_near else line


def limit(playbook: Playbook) -> Callable[[str, str], float | None]:
    return lambda name, channel: playbook.standards.get(name, Channel(channel))


async def all_shown(store: Store, workspace: str, by: tuple[str, ...], playbook: Playbook) -> Any:
    rows = sorted(await store.scores(workspace, float("-inf"), float("inf")))
    return scorecards(sheet_of(rows), Asked(by=by, shows_small=True), playbook.standards, AS_OF)


def posts_of(play: Play) -> list[list[Event]]:
    """One by one, each event twice."""
    return [group for event in play.events for group in ([event], [event])]


@examples(20, 300)
@given(st.lists(plays(in_order=True), min_size=1, max_size=4), PLAYBOOKS)
def test_it_is_what_a_recount_of_the_log_says(redis: RedisServer, some: list[Play], playbook: Playbook) -> None:
    """Over SQLite and Redis, which give the same; with feedback, timers, hand-overs and events that come twice."""

    async def run() -> None:
        answers = []
        for opening in (SqliteStore.open(":memory:"), RedisStore.open(redis.url)):
            store, workspace = await opening, f"w{next(workspaces)}"
            recounts = await played(store, workspace, some, [posts_of(play) for play in some], playbook)
            answers.append([await all_shown(store, workspace, by, playbook) for by in BYS])
            for by, answer in zip(BYS, answers[-1], strict=True):
                compare(shown(answer, by), naive.rows(recounts, by, limit(playbook)), by)
            await store.close()
        assert answers[0] == answers[1]

    asyncio.run(run())


@examples(15, 400)
@given(st.lists(plays(in_order=False), min_size=1, max_size=3), PLAYBOOKS, st.randoms(use_true_random=False))
def test_coming_late_changes_nothing_but_what_was_shown(some: list[Play], playbook: Playbook, chance: Any) -> None:
    """Needs and waits are those of the events in the order of time; prompts those of the log as it came."""
    some = [replace(play, events=[one for one in play.events if one.type is not EventType.FEEDBACK]) for play in some]
    some = [play for play in some if play.events]
    in_order = [[[one] for one in sorted(play.events, key=lambda one: (one.at, len(one.id), one.id))] for play in some]
    mixed = [chance.sample(posts_of(play), 2 * len(play.events)) for play in some]
    needs = (
        "needed",
        "done",
        "missed",
        "dismissed",
        "open",
        "prompted",
        "median_s_to_done",
        "replies",
        "holds",
        "hours",
    )

    async def run() -> None:
        store = await SqliteStore.open(":memory:")
        expected = await played(store, "in order", some, in_order, playbook)
        recounts = await played(store, "mixed", some, mixed, playbook)
        for by in ((), ("agent",), ("day",)):
            found = shown(await all_shown(store, "mixed", by, playbook), by)
            compare(found, naive.rows(expected, by, limit(playbook)), by, needs)
        for one in recounts:
            one.needs, one.waits, one.talks = [], [], []
        found = shown(await all_shown(store, "mixed", ("moment",), playbook), ("moment",))
        for key, line in naive.rows(recounts, ("moment",), limit(playbook)).items():
            assert found[key]["prompts"] == line["prompts"]
        await store.close()

    asyncio.run(run())
