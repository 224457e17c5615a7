"""What a message costs with few and with many conversations open."""

import asyncio
from pathlib import Path
from time import perf_counter

from assist.client import Client
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server

OPEN = (10, 100, 1_000, 10_000)
MESSAGES, WRITERS, BEGINNERS = 300, 50, 32
LINES = ("Hello, my parcel has not come.", "I will look it up for you.", "Thank you.", "It is on its way.")
CHART = Path(__file__).with_name("flat.svg")


async def measure(folder: Path) -> None:
    """Open more and more conversations on one server, and each time talk in some of them, one after the other."""
    acks: list[list[float]] = []
    cpu_ms: list[float] = []
    with Server(folder) as server:
        async with Client(server.stream, KEY) as client:
            opened = 0
            for count in OPEN:
                await begin(server, range(opened, count))
                opened = count
                await talk(client, count, MESSAGES // 5, "warm")
                cpu_s = server.cpu_s()
                acks.append(await talk(client, count, MESSAGES, "message"))
                cpu_ms.append(1000 * (server.cpu_s() - cpu_s) / MESSAGES)
    rows = [(f"{n:,}", *spread(ms)[:2], cpu) for n, ms, cpu in zip(OPEN, acks, cpu_ms, strict=True)]
    print_table("A message, by open conversations", ("open", "p50 ms", "p95 ms", "CPU ms"), rows)
    draw([spread(ms)[0] for ms in acks], [spread(ms)[1] for ms in acks], cpu_ms)


async def begin(server: Server, numbers: range) -> None:
    """Conversations with a first message each, so that they wait for an answer and have a timer."""
    turn = asyncio.Semaphore(BEGINNERS)

    async def one(number: int) -> None:
        async with turn:
            path = f"/v1/conversations/c{number}/events"
            await asyncio.to_thread(server.call, "POST", "/v1/conversations", {"id": f"c{number}", "channel": "email"})
            said = {"id": "first", "type": "message", "role": "customer", "text": LINES[0]}
            await asyncio.to_thread(server.call, "POST", path, said)

    await asyncio.gather(*(one(number) for number in numbers))


async def talk(client: Client, opened: int, messages: int, word: str) -> list[float]:
    """Milliseconds to each acknowledgement; the conversations are spread over all that are open."""
    found = []
    for number in range(messages):
        conversation = f"c{(number % WRITERS) * opened // WRITERS}"
        role = ("customer", "agent")[number // WRITERS % 2]
        said = {"id": f"{word}-{opened}-{number}", "type": "message", "role": role, "text": LINES[number % 4]}
        begun = perf_counter()
        await client.event(conversation, said)
        found.append(1000 * (perf_counter() - begun))
    return found


def draw(middle: list[float], high: list[float], cpu: list[float]) -> None:
    """The chart that the README shows."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - only drawing needs it
    except ImportError:
        print("no chart: `pip install matplotlib` draws it")
        return
    figure = Figure(figsize=(7, 3), layout="tight")
    axes = figure.subplots()
    for values, label, style in ((middle, "p50", "o-"), (high, "p95", "s-"), (cpu, "CPU of the server", "^--")):
        axes.plot(OPEN, values, style, label=label)
    axes.set(xscale="log", xlabel="open conversations", ylabel="ms a message", ylim=(0, None))
    axes.legend(frameon=False)
    axes.grid(alpha=0.3)
    figure.savefig(CHART, metadata={"Date": None})
    print(f"drawn: {CHART.name}")
