"""One entry to a thousand viewers."""

import asyncio
from pathlib import Path
from time import perf_counter

from assist.client import Client
from benchmarks.load.crowd import Crowd
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server

COUNT, TIMES = 1_000, 60


async def measure(folder: Path) -> None:
    """Tell of events without text, one after the other, and wait each time until every viewer has the entry."""
    last_ms, spread_ms, acks_ms = list[float](), list[float](), list[float]()
    with Server(folder) as server:
        await asyncio.to_thread(server.call, "POST", "/v1/conversations", {"id": "c1", "channel": "chat"})
        async with Crowd(server.stream, KEY, COUNT, "c1") as crowd, Client(server.stream, KEY) as writer:
            came: list[float] = []
            cpu_s = server.cpu_s()
            crowd.on_entry = lambda: came.append(perf_counter())
            for number in range(TIMES):
                came.clear()
                begun = perf_counter()
                event = {"id": f"e{number}", "type": "agent_joined", "agent": {"id": "a1"}}
                await writer.event("c1", event)
                acks_ms.append(1000 * (perf_counter() - begun))
                while len(came) < COUNT:  # noqa: ASYNC110 - it is counted where frames are read
                    await asyncio.sleep(0.001)
                last_ms.append(1000 * (came[COUNT - 1] - begun))
                spread_ms.append(1000 * (came[COUNT - 1] - came[0]))
                await asyncio.sleep(0.1)
            cpu_ms = 1000 * (server.cpu_s() - cpu_s) / TIMES
    rows = [
        ("event sent to acknowledgement", *spread(acks_ms)),
        ("event sent to the last viewer", *spread(last_ms)),
        ("first to last viewer", *spread(spread_ms)),
    ]
    title = f"One entry to {COUNT} viewers, {TIMES} times; the server used {cpu_ms:.0f} ms of CPU for each"
    print_table(title, ("ms", "p50", "p95", "most"), rows)
