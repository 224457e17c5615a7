"""A hundred messages a second through two processes on one Redis."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.latency import print_loads
from benchmarks.load.rates import put_under
from benchmarks.server import Server, free_port

RATES, SECONDS = (25.0, 50.0, 100.0), 30.0


async def measure(folder: Path) -> None:
    """Each rate on a server of its own, whose two workers share a Redis that keeps an append-only file."""
    loads = []
    for rate in RATES:
        place = folder / f"{rate:.0f}"
        place.mkdir()
        with redis(place) as url:
            server = Server(place, environment={"BISTAND_STORE": url}, options=("--workers", "2"))
            with server:
                loads.append(await put_under(server, rate, SECONDS))
    print_loads("Two processes on Redis", loads)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis of its own, set as the README asks for."""
    port = free_port()
    options = {"port": str(port), "bind": "127.0.0.1", "dir": str(folder), "appendonly": "yes", "save": ""}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    with (folder / "redis.log").open("ab") as log, subprocess.Popen(["redis-server", *words], stdout=log) as process:
        while not _answers(port):
            time.sleep(0.05)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
