"""Message in to prompt out over the WebSocket of a real server, on an empty data folder.

    python -m benchmarks.latency [--messages 200] [--rate 20] [--seconds 60] [--highest]

One after the other: each message is the last line of an example of the playbook, in one of the five languages, after
the lines that lead to it; no last line is sent twice. The clock runs from the moment its frame is handed to the
socket until the prompt's log entry has come back, so the encoder, the durable write and both ways of the socket
are in it.

At a rate: messages of many conversations at once, see `benchmarks.load.rates`; no text is sent twice. With --highest
also the highest rate at which 95 of 100 prompts come within 100 ms and nothing is passed on without being understood:
doubling, then halving the interval until it is within a tenth, each rate on a server that knows no text.
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
from benchmarks.load.rates import Load, put_under
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server

PATIENCE_S = 2.0  # a prompt that has not come by then does not come
MOST_MS = 100.0  # what 95 of 100 prompts have at the highest rate
STEP_S = 12.0  # how long each rate is tried
NEAR = 1.1  # a rate that fails no further above one that holds ends the search

Heard = dict[str, list[tuple[float, dict[str, Any]]]]


@dataclass(frozen=True)
class Timing:
    """Milliseconds from frame to acknowledgement, and to the prompt (None when none opened)."""

    ack: float
    prompt: float | None
    has_words: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=200, help="how many to send one after the other")
    parser.add_argument("--rate", type=float, default=20.0, help="messages a second, of many conversations at once")
    parser.add_argument("--seconds", type=float, default=60.0, help="for how long")
    parser.add_argument("--highest", action="store_true", help="look for the highest rate; takes minutes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        if args.messages:
            with Server(Path(data)) as server:
                print_timings(asyncio.run(measure(server, conversations(args.messages))))
        if args.seconds:
            print_loads("At a rate", [under(Path(data), args.rate, args.seconds)])
        if args.highest:
            print_loads(f"The highest rate with p95 under {MOST_MS:.0f} ms", highest(Path(data), args.rate))


def under(data: Path, rate: float, seconds: float) -> Load:
    """What a fresh server makes of this rate."""
    with Server(data) as server:
        return asyncio.run(put_under(server, rate, seconds))


def highest(data: Path, rate: float) -> list[Load]:
    """Every rate that was tried, lowest first; the last that holds is the answer."""
    tried = [under(data, rate, STEP_S)]
    while holds(tried[-1]):
        tried.append(under(data, tried[-1].rate * 2, STEP_S))
    good, bad = tried[-1].rate / 2, tried[-1].rate
    while len(tried) > 1 and bad / good > NEAR:
        tried.append(under(data, (good + bad) / 2, STEP_S))
        good, bad = (tried[-1].rate, bad) if holds(tried[-1]) else (good, tried[-1].rate)
    return sorted(tried, key=lambda load: load.rate)


def holds(load: Load) -> bool:
    """Whether the server kept up."""
    return bool(load.prompts) and not load.lost and not load.skipped and spread(load.prompts)[1] < MOST_MS


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
        prompted = next((at for at, entry in heard.get(name, ()) if is_prompt_of(last.id, entry)), None)
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
    print_table("Message in to ... out, one after the other", ("ms", "n", "p50", "p95", "most"), rows)


def print_loads(title: str, loads: list[Load]) -> None:
    """Print the table, one line a rate."""
    rows = [
        (f"{load.rate:.0f}", load.sent, len(load.prompts), *_short(load.prompts), *_short(load.acks))
        + (load.skipped, f"{load.cpu_ms:.1f}", f"{load.resident_mb:.0f}", "yes" if holds(load) else "no")
        for load in loads
    ]
    columns = ("rate/s", "sent", "prompts", "p50", "p95", "ack p50", "p95", "skipped", "CPU", "MB", "holds")
    repeated = sum(load.sent - load.distinct for load in loads)
    print_table(f"{title}: ms; CPU is the server's a message; {repeated} texts were sent twice", columns, rows)


def _short(values: list[float]) -> tuple[str, str]:
    """Median and 95th percentile."""
    middle, high, _ = spread(values) if values else (float("nan"),) * 3
    return f"{middle:.0f}", f"{high:.0f}"


def is_prompt_of(event: str, entry: dict[str, Any]) -> bool:
    """Whether a log entry opens the prompt that an event calls for."""
    return bool(entry["kind"] == "prompt_opened" and entry["prompt"]["because"]["event"] == event)


if __name__ == "__main__":
    main()
