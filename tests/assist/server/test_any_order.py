"""A conversation's deliveries in any order and more than once end in the state that they have in their own order."""

import random
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest

from assist.commands.workspace import Workspace, opened
from assist.core.session import step
from assist.ports import Key
from assist.settings import read_settings
from assist.worker import Worker
from tests.assist.server.conftest import Running, Serve
from tests.assist.server.desk import DESKS, deliver, message, status
from tests.assist.stand_ins import Clock

BEGAN = 1795860000.0
END_S = 5 * 3600.0  # when everything has been delivered, in whatever order
KIM = {"id": 9, "name": "Kim"}
SAID: list[tuple[float, str, str]] = [
    (0, "customer", "Hello! My tent arrived yesterday and the poles are missing. Can you send me new ones?"),
    (40, "agent", "Hello Lars, this is Kim. I'm sorry that the poles are missing."),
    (75, "customer", "Thanks. When will they be here? And do I have to send the tent back?"),
    (130, "agent", "You can keep the tent, there is no need to send it back."),
    (200, "customer", "OK, but when do the poles come? I need them by Saturday, this is really annoying."),
    (260, "agent", "I understand. I will ask the warehouse and call you back within two hours."),
    (300, "customer", "Good, I am waiting for your call."),
    (5400, "agent", "Hi Lars, the poles left today and will be with you on Friday."),
    (5460, "customer", "Great, thank you! Is there a number with which I can follow the parcel?"),
    (14_000, "customer", "Hello? I still have no number. This is unacceptable!"),
]
CHANGED: list[tuple[float, str]] = [(10, "open"), (5700, "resolved"), (14_001, "open")]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The moments that ship, over the sample handbook and the real encoder."""
    return opened(read_settings(data=tmp_path_factory.mktemp("data")))


@pytest.fixture
async def clock() -> Clock:
    return Clock(BEGAN)


@pytest.fixture
async def server(serve: Serve, workspace: Workspace, clock: Clock) -> AsyncIterator[Running]:
    """A server with the real session, understanding and moments, whose clock the test moves."""
    worker = Worker(workspace.interpreter.inquire, workspace.interpreter.encode, deadline_s=60.0)
    parts = {"step": step, "understand": worker, "get_playbook": lambda: workspace.playbook, "clock": clock}
    async with serve(desks=DESKS, parts=parts) as running:
        yield running
    worker.close()


def deliveries(conversation: int) -> list[tuple[float, str, dict[str, Any]]]:
    """When, under which name and with which payload; the agent is assigned from the second message on."""
    about = {"conversation": conversation}
    told = [
        (at, f"m{n}", message(n, text, by=by, at=BEGAN + at, assignee=KIM if n else None, **about))
        for n, (at, by, text) in enumerate(SAID)
    ]
    told += [(at, f"s{n}", status(state, BEGAN + at, **about)) for n, (at, state) in enumerate(CHANGED)]
    return [(at, f"{conversation}-{name}", payload) for at, name, payload in sorted(told, key=lambda one: one[0])]


async def state_after(server: Running, conversation: int, told: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """What the conversation is like once these are delivered and everything due has fired."""
    for name, payload in told:
        assert (await deliver(server, payload, name))[0] == 200
    return await state_of(server, conversation)


async def state_of(server: Running, conversation: int) -> dict[str, Any]:
    name = f"chatwoot-3-{conversation}"
    await server.parts.own.runner.tick(Key("default", name))
    _, shown = await server.call("GET", f"/v1/conversations/{name}")
    told = {part: shown[part] for part in ("questions", "promises", "mood", "awaiting_reply", "state")}
    return {**told, "moments": sorted(one["moment"] for one in shown["prompts"] if one["status"] == "open")}


async def as_it_happened(server: Running, clock: Clock) -> dict[str, Any]:
    """The state when each delivery comes at its own time, once."""
    for at, name, payload in deliveries(0):
        clock.now = BEGAN + at
        assert (await deliver(server, payload, name))[0] == 200
    clock.now = BEGAN + END_S
    return await state_of(server, 0)


async def test_the_conversation_has_something_to_lose(server: Running, clock: Clock) -> None:
    """Else any order would do."""
    state = await as_it_happened(server, clock)
    assert len(state["questions"]) >= 4
    assert {question["answered"] for question in state["questions"]} == {True, False}
    assert [promise["kept"] for promise in state["promises"]] == [True]
    assert (state["awaiting_reply"], state["state"]) == (True, "open")
    assert state["mood"] != "calm"
    assert state["moments"]


async def test_each_delivery_again_at_any_time(server: Running, clock: Clock) -> None:
    """In their own order, with every one that was sent before sent again in between, nothing changes."""
    expected = await as_it_happened(server, clock)
    chance = random.Random(3)
    clock.now = BEGAN
    before: list[tuple[str, dict[str, Any]]] = []
    for at, name, payload in deliveries(1):
        clock.now = BEGAN + at
        before.append((name, payload))
        await state_after(server, 1, [(name, payload), *chance.sample(before, min(3, len(before)))])
    clock.now = BEGAN + END_S
    assert await state_of(server, 1) == expected


async def test_any_order(server: Running, clock: Clock) -> None:
    """Shuffled in three ways, some delivered twice, all long after they happened."""
    expected = await as_it_happened(server, clock)
    chance = random.Random(7)
    for conversation in range(1, 4):
        told = [(name, payload) for _, name, payload in deliveries(conversation)]
        shuffled = chance.sample(told * 2, k=2 * len(told))
        assert await state_after(server, conversation, shuffled) == expected, [name for name, _ in shuffled]
