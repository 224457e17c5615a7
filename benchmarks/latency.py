"""Message in to prompt out over the WebSocket of a real server.

    python -m benchmarks.latency [--messages 200]

Each message is the last line of an example of the playbook, in one of the five languages, after the lines
that lead to it; no last line is sent twice. The clock runs from the moment its frame is handed to the socket
until the prompt's log entry has come back, so the encoder, the durable write and both ways of the socket are
in it.
"""

import argparse
import asyncio
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.progress import Progress

from assist.acts.definition import load_folder as load_acts
from assist.client import Client
from assist.core.conversation import Conversation
from assist.core.events import Event, EventType
from assist.playbook.examples import parse_lines
from assist.playbook.loading import BUILT_IN, load_folder
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server

PATIENCE_S = 2.0  # a prompt that has not come by then does not come

Heard = dict[str, list[tuple[float, dict[str, Any]]]]


@dataclass(frozen=True)
class Timing:
    """Milliseconds from frame to acknowledgement, and to the prompt (None when none opened)."""

    ack: float
    prompt: float | None
    has_words: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=200, help="how many to send")
    chosen = conversations(parser.parse_args().messages)
    with tempfile.TemporaryDirectory() as data, Server(Path(data)) as server:
        timings = asyncio.run(measure(server, chosen))
    print_timings(timings)


def conversations(count: int) -> list[tuple[Conversation, list[Event]]]:
    """Up to `count` examples that end with words, no last line twice, always the same ones."""
    found: dict[str, tuple[Conversation, list[Event]]] = {}
    for moment in load_folder(BUILT_IN, load_acts().names).moments:
        for example in moment.examples:
            if example.fires and not any(line.startswith("+") for line in example.lines):
                conversation, events, _ = parse_lines(example.lines)
                if events[-1].type is EventType.MESSAGE:
                    found.setdefault(events[-1].text, (conversation, events))
    chosen = list(found.values())
    random.Random(1).shuffle(chosen)  # noqa: S311 - an order, not a secret
    return chosen[:count]


async def measure(server: Server, chosen: list[tuple[Conversation, list[Event]]]) -> list[Timing]:
    """Play each conversation, one after the other, and time its last message."""
    heard: Heard = {}
    timings = []
    async with Client(server.stream, KEY) as client:
        listening = asyncio.create_task(listen(client, heard))
        with Progress(transient=True) as progress:
            for number, (conversation, events) in enumerate(progress.track(chosen, description="Sending")):
                timings.append(await play(server, client, heard, f"latency-{number}", conversation, events))
        listening.cancel()
    return timings


async def listen(client: Client, heard: Heard) -> None:
    """Write down when each log entry came."""
    async for told in client:
        if told.entry is not None:
            heard.setdefault(told.conversation, []).append((perf_counter(), told.entry))


async def play(  # noqa: PLR0913 - one conversation with everything it needs
    server: Server, client: Client, heard: Heard, name: str, conversation: Conversation, events: list[Event]
) -> Timing:
    """Open the conversation, lead up to its last message, and time that one."""
    await asyncio.to_thread(server.call, "POST", "/v1/conversations", opening(name, conversation))
    await client.subscribe(name)
    for event in events[:-1]:
        await client.event(name, body(event))
    last = events[-1]
    begun = perf_counter()
    await client.event(name, body(last))
    acknowledged = perf_counter()
    prompted = None
    while prompted is None and perf_counter() - begun < PATIENCE_S:
        prompted = next((at for at, entry in heard.get(name, ()) if _is_prompt_of(last.id, entry)), None)
        await asyncio.sleep(0.0005)
    await client.unsubscribe(name)
    return Timing(
        (acknowledged - begun) * 1000,
        None if prompted is None else (prompted - begun) * 1000,
        bool(last.text),
    )


def opening(name: str, conversation: Conversation) -> dict[str, Any]:
    """The body that creates an example's conversation."""
    return {
        "id": name,
        "channel": conversation.channel,
        "customer": {"name": conversation.customer.name},
        "agent": {"id": "a1", "name": conversation.agent.name},
        "organisation": conversation.organisation,
    }


def body(event: Event) -> dict[str, Any]:
    """An example's event on the wire; it happens when it arrives."""
    said: dict[str, Any] = {"id": event.id, "type": event.type.value}
    if event.role is not None:
        said["role"] = event.role.value
    if event.to:
        said["to"] = event.to
    elif event.text:
        said["reason" if event.type is EventType.HOLD_STARTED else "text"] = event.text
    return said


def print_timings(timings: list[Timing]) -> None:
    """Print the table."""
    prompts = [timing.prompt for timing in timings if timing.prompt is not None]
    acks = [timing.ack for timing in timings]
    rows = [
        (name, len(values), *spread(values))
        for name, values in (("prompt", prompts), ("ack", acks))
        if values
    ]
    print_table("Message in to ... out over the WebSocket", ("ms", "n", "p50", "p95", "most"), rows)


def _is_prompt_of(event: str, entry: dict[str, Any]) -> bool:
    return bool(entry["kind"] == "prompt_opened" and entry["prompt"]["because"]["event"] == event)


if __name__ == "__main__":
    main()
