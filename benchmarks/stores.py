"""What keeping an event costs: SQLite beside Redis, and how soon another process hears of it.

    python -m benchmarks.stores [--appends 600] [--state 8000]

Starts a redis-server of its own (Debian: `apt-get install redis-server`). Appends go in rounds, each store in
turn, so that a slow moment of the machine hits them all.
"""

import argparse
import asyncio
import contextlib
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from assist.errors import SetupError
from assist.ports import Append, Key, Store, Summary
from assist.stores.redis import RedisStore
from assist.stores.sqlite import SqliteStore
from benchmarks.machine import print_table, spread

ROUND = 50  # appends of one store before the next one's turn
TOGETHER = 50  # conversations that append at the same time
STARTS_WITHIN_S = 10.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--appends", type=int, default=600)
    parser.add_argument("--state", type=int, default=8_000, help="bytes of a conversation's state")
    args = parser.parse_args()
    asyncio.run(measure(args.appends, args.state))


async def measure(appends: int, state: int) -> None:
    """All stores in one run."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            redis_server(Path(folder), "always") as always,
            redis_server(Path(folder), "everysec") as everysec,
        ):
            stores: dict[str, Store] = {
                "SQLite": await SqliteStore.open(str(Path(folder) / "bistand.db")),
                "Redis, appendfsync always": await RedisStore.open(always),
                "Redis, appendfsync everysec": await RedisStore.open(everysec),
            }
            alone: dict[str, list[float]] = {name: [] for name in stores}
            together: dict[str, list[float]] = {name: [] for name in stores}
            for number in range(max(1, appends // ROUND)):
                for name, store in stores.items():
                    alone[name] += await one_after_the_other(store, number, state)
                    together[name].append(await at_once(store, number, state))
            heard = await until_heard(everysec, appends, state)
            for store in stores.values():
                await store.close()
    print_table(
        f"one step of {state} bytes of state and two entries of 400 bytes, {len(alone['SQLite'])} times",
        ("store", "p50 ms", "p95 ms", f"steps/s, {TOGETHER} at once"),
        [(name, *_ms(times), round(spread(together[name])[0])) for name, times in alone.items()],
    )
    print_table("from the append to another store's `changes`", ("", "p50 ms", "p95 ms"), [("Redis", *_ms(heard))])


async def one_after_the_other(store: Store, number: int, state: int) -> list[float]:
    """Seconds of each append to one conversation."""
    append = await begun(store, f"alone{number}", state)
    times = []
    for _ in range(ROUND):
        began = time.perf_counter()
        await append()
        times.append(time.perf_counter() - began)
    return times


async def at_once(store: Store, number: int, state: int) -> float:
    """Appends a second when many conversations append at the same time."""
    steps = [await begun(store, f"together{number}-{n}", state) for n in range(TOGETHER)]
    began = time.perf_counter()
    for _ in range(5):
        await asyncio.gather(*(append() for append in steps))
    return 5 * TOGETHER / (time.perf_counter() - began)


async def until_heard(url: str, appends: int, state: int) -> list[float]:
    """Seconds until one store hears of another's append."""
    one, other = await RedisStore.open(url), await RedisStore.open(url)
    heard = one.changes()
    await anext(heard)
    append, times = await begun(other, "heard", state), []
    for _ in range(appends):
        waiting = asyncio.ensure_future(anext(heard))
        began = time.perf_counter()
        await append()
        await waiting
        times.append(time.perf_counter() - began)
    await one.close()
    await other.close()
    return times


async def begun(store: Store, name: str, state: int) -> Callable[[], Awaitable[None]]:
    """A new conversation, and what appends to it."""
    key = Key("acme", name)
    await store.create(key, b"", b"", Summary())
    saved = await store.load(key)
    assert saved is not None
    version = saved.version

    async def append() -> None:
        nonlocal version
        body = b'{"kind": "event", "text": "' + b"x" * 373
        await store.append(key, version, Append(b"s" * state, (body, body), {f"e{version}": 0}, 1e10))
        version += 1

    return append


@contextlib.asynccontextmanager
async def redis_server(folder: Path, policy: str) -> AsyncIterator[str]:
    """The address of a server that fsyncs by this policy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = folder / policy
    own.mkdir()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(own), "--save", ""]
    command += ["--appendonly", "yes", "--appendfsync", policy, "--logfile", str(own / "log")]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await _answers(f"redis://127.0.0.1:{port}/0")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        await process.wait()


async def _answers(url: str) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            await (await RedisStore.open(url)).close()
            return
        except SetupError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.05)


def _ms(seconds: list[float]) -> tuple[str, str]:
    half, most, _ = spread(seconds)
    return f"{half * 1000:.2f}", f"{most * 1000:.2f}"


if __name__ == "__main__":
    main()
