"""Ten thousand viewers who hear nothing but heartbeats."""

import asyncio
import time
from pathlib import Path

from benchmarks.load.crowd import Crowd
from benchmarks.machine import print_table
from benchmarks.server import KEY, Server

COUNT, FEW = 10_000, 100
SECONDS = 60.0


async def measure(folder: Path) -> None:
    """Start a server, let all come, and look at it for a minute."""
    with Server(folder) as server:
        await asyncio.to_thread(server.call, "POST", "/v1/conversations", {"id": "quiet", "channel": "chat"})
        async with Crowd(server.stream, KEY, FEW, "quiet"):
            await asyncio.sleep(2)
        kb = 1000 * server.resident_mb()
        begun = time.monotonic()
        async with Crowd(server.stream, KEY, COUNT, "quiet") as crowd:
            came_s = time.monotonic() - begun
            each_kb = (1000 * server.resident_mb() - kb) / COUNT
            cpu_s, begun = server.cpu_s(), time.monotonic()
            await asyncio.sleep(SECONDS)
            share = (server.cpu_s() - cpu_s) / (time.monotonic() - begun)
            rows = (
                ("KB each", each_kb),
                ("share of a core, %", 100 * share),
                ("heartbeats answered", crowd.heartbeats),
                ("lost", crowd.lost),
                ("s until all had come", came_s),
            )
    print_table(f"{COUNT} idle viewers, {SECONDS:.0f} s", ("", ""), rows)
