"""What many viewers, conversations and processes cost.

    python -m benchmarks.load [viewers] [fanout] [flat] [processes]     all four when none is named

viewers    10,000 who follow a conversation and hear heartbeats alone: KB each, share of a core
fanout     one entry to 1,000 viewers: until the last of them has it
flat       the cost of a message with 10 to 10,000 open conversations, also as benchmarks/load/flat.svg
processes  100 messages a second, no text twice, through two processes on Redis

Client and server share the cores of this machine, and a client of thousands is busy itself: what the server used is
said beside the times.
"""

import argparse
import asyncio
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.load import fanout, flat, processes, viewers

PARTS: dict[str, Callable[[Path], None]] = {
    "viewers": lambda folder: asyncio.run(viewers.measure(folder)),
    "fanout": lambda folder: asyncio.run(fanout.measure(folder)),
    "flat": lambda folder: asyncio.run(flat.measure(folder)),
    "processes": lambda folder: asyncio.run(processes.measure(folder)),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help="what to measure")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    for name in parser.parse_args().part or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder))


if __name__ == "__main__":
    main()
