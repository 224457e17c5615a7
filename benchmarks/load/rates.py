"""Many conversations at once, at a rate that does not wait for the server (an open loop, as customers are).

Messages arrive as a Poisson process, each for the conversation that has waited longest among those that are live.
The clock of a message runs from the time at which it was to be sent, so that a server, or a client, that cannot
keep up makes all that follow late. Client and server are two processes on the same cores.
"""

import asyncio
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from time import perf_counter
from typing import Any

from assist.acts.definition import load_folder as load_acts
from assist.client import Client
from assist.core.events import EventType
from assist.playbook.examples import parse_lines
from assist.playbook.loading import BUILT_IN, load_folder
from benchmarks.server import KEY, Server

TRANSCRIPTS = Path(__file__).resolve().parents[2] / "tests" / "transcripts"
CONNECTIONS = 8  # as many agents' sockets; a connection may send 200 frames a second
BETWEEN_MESSAGES_S = 3.0  # in one conversation, on average: rate x this many are live at once
PATIENCE_S = 5.0  # after the last message

Json = dict[str, Any]


@dataclass
class Talk:
    """A conversation as the server is to hear it: how it opens, and who says what."""

    opening: Json
    lines: list[tuple[str, str]]


@dataclass
class Load:
    """What a server made of a load; times in ms from when a message was to be sent."""

    rate: float
    name: str = field(default_factory=lambda: token_hex(4))  # one folder may see a rate twice
    sent: int = 0
    distinct: int = 0
    lost: int = 0
    acks: list[float] = field(default_factory=list)
    prompts: list[float] = field(default_factory=list)
    skipped: int = 0
    cpu_ms: float = 0.0
    resident_mb: float = 0.0


def talks() -> Iterator[Talk]:
    """Every conversation that the project has, no sentence twice: transcripts, playbook, then acts' examples."""
    for path in sorted(TRANSCRIPTS.glob("*/*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        lines = [(event["role"], event["text"]) for event in told["events"] if event["type"] == "message"]
        yield Talk(told["conversation"], lines)
    for moment in load_folder(BUILT_IN, load_acts().names).moments:
        for example in moment.examples:
            conversation, events, _ = parse_lines(example.lines)
            said = [(str(e.role), e.text) for e in events if e.type is EventType.MESSAGE and e.role]
            yield Talk({"channel": conversation.channel, "customer": {"name": conversation.customer.name}}, said)
    for act in load_acts().definitions:
        for words in act.languages.values():
            for first in range(0, len(words.examples), 4):
                some = words.examples[first : first + 4]
                yield Talk({"channel": "chat"}, [(str(act.by[0]), text) for text in some])


def chosen(count: int) -> list[Talk]:
    """Conversations with at least `count` messages in all, as far as there are; no text twice, always the same."""
    known, found = set[str](), list[Talk]()
    for talk in talks():
        talk.lines = [line for line in talk.lines if line[1].strip() and line[1] not in known]
        known.update(text for _, text in talk.lines)
        if talk.lines:
            found.append(talk)
        if len(known) >= count:
            break
    random.Random(1).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def schedule(some: Sequence[Talk], rate: float, seconds: float) -> list[tuple[float, int, int]]:
    """(when in seconds, which talk, which line), in order of time, as long as there are lines."""
    order = random.Random(2)  # noqa: S311 - a load, not a secret
    live = list(range(min(len(some), max(1, round(rate * BETWEEN_MESSAGES_S)))))
    following, said, at = len(live), [0] * len(some), 0.0
    planned = []
    while live:
        at += order.expovariate(rate)
        if at > seconds:
            break
        talk = live.pop(0)
        planned.append((at, talk, said[talk]))
        said[talk] += 1
        if said[talk] < len(some[talk].lines):
            live.append(talk)
        elif following < len(some):
            live.append(following)
            following += 1
    return planned


async def put_under(server: Server, rate: float, seconds: float) -> Load:
    """Send messages at this rate for so long, and say what became of them."""
    some = chosen(round(rate * seconds * 1.2) + 50)
    plan = schedule(some, rate, seconds)
    load = Load(rate, len(plan), len({some[talk].lines[line] for _, talk, line in plan}))
    talking = sorted({talk for _, talk, _ in plan})
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(Client(server.stream, KEY)) for _ in range(CONNECTIONS)]
        for talk in talking:
            opening = {**some[talk].opening, "id": _name(load, talk)}
            await asyncio.to_thread(server.call, "POST", "/v1/conversations", opening)
            await clients[talk % CONNECTIONS].subscribe(_name(load, talk))
        await asyncio.to_thread(_warm_up, server)
        cpu_s, skipped = server.cpu_s(), server.counted("bistand_understanding_skipped_total")
        await _play(load, clients, some, plan)
        load.cpu_ms = 1000 * (server.cpu_s() - cpu_s) / max(1, load.sent)
        load.skipped = round(server.counted("bistand_understanding_skipped_total") - skipped)
    load.resident_mb = server.resident_mb()
    return load


def _name(load: Load, talk: int) -> str:
    return f"load-{load.name}-{talk}"


def _warm_up(server: Server) -> None:
    """A first message, so that what loads beside a start is there."""
    server.call("POST", "/v1/conversations", {"id": "warm-up", "channel": "chat"})
    said = {"id": "e1", "type": "message", "role": "customer", "text": "Is anybody there?"}
    server.call("POST", "/v1/conversations/warm-up/events", said)


async def _play(
    load: Load, clients: Sequence[Client], some: Sequence[Talk], plan: Sequence[tuple[float, int, int]]
) -> None:
    """Send what is planned when it is planned, and write down when answers come."""
    due: dict[str, float] = {}
    hearing = [asyncio.create_task(_hear(client, due, load)) for client in clients]
    sending: set[asyncio.Task[None]] = set()
    begun = perf_counter() + 0.1
    for at, talk, line in plan:
        name = f"m{line}-{talk}"
        due[name] = begun + at
        await asyncio.sleep(max(0.0, due[name] - perf_counter()))
        role, text = some[talk].lines[line]
        body = {"id": name, "type": "message", "role": role, "text": text}
        sending.add(asyncio.create_task(_send(clients[talk % CONNECTIONS], _name(load, talk), body, due[name], load)))
    _, late = await asyncio.wait(sending, timeout=PATIENCE_S)
    load.lost = len(late)
    await asyncio.sleep(0.2)
    for task in (*late, *hearing):
        task.cancel()


async def _send(client: Client, conversation: str, body: Json, due: float, load: Load) -> None:
    await client.event(conversation, body, timeout_s=60)
    load.acks.append(1000 * (perf_counter() - due))


async def _hear(client: Client, due: dict[str, float], load: Load) -> None:
    async for told in client:
        if told.entry is not None and told.entry["kind"] == "prompt_opened":
            since = due.get(told.entry["prompt"]["because"]["event"])
            if since is not None:
                load.prompts.append(1000 * (perf_counter() - since))
