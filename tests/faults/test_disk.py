"""A disk that is full, and one that may only be read, under the embedded store."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.assist.test_app import refused
from tests.faults.fleet import Fleet, fleet_of
from tests.faults.traffic import Traffic, event, until

DISK = "24m"

pytestmark = pytest.mark.faults


@contextlib.asynccontextmanager
async def on_a_small_disk(folder: Path) -> AsyncIterator[tuple[Fleet, Path]]:
    """A server whose data folder is a file system of its own."""
    disk = folder / "disk"
    disk.mkdir()
    if not mounted("-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)):
        pytest.skip("needs to mount a tmpfs (root)")
    try:
        async with fleet_of(disk, 1) as fleet:
            yield fleet, disk
    finally:
        unmount(disk)


def mounted(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def unmount(disk: Path) -> None:
    subprocess.run(["umount", "-l", str(disk)], check=False)


async def survives(folder: Path, break_it: Callable[[Path], None], mend_it: Callable[[Path], None], words: str) -> None:
    """While the disk fails, events are refused in a sentence and reads go on; after it all goes on, nothing lost."""
    async with on_a_small_disk(folder) as (fleet, disk):
        server = fleet.servers[0]
        traffic = Traffic(fleet.streams, conversations=2, viewers=1)
        await traffic.begin(server)
        async with traffic.running():
            await traffic.quiet()
            break_it(disk)
            status, body = 200, {}
            for number in range(200):
                said = {**event(f"broken-{number}", number), "text": "x" * 15_000}
                traffic.record.sent["c0"].append(said["id"])
                status, body = await server.call("POST", "/v1/conversations/c0/events", said)
                if status != 200:
                    break
            assert status == 503
            assert words in body["detail"]
            assert (await server.call("GET", "/v1/conversations/c0"))[0] == 200
            assert (await server.call("GET", "/health"))[0] == 200
            mend_it(disk)
            await until(lambda: fleet.is_ready(0), 30)
            await asyncio.wait_for(traffic.quiet(), 30)
        assert await traffic.faults(server) == []
        await fleet.kill(0)
        await fleet.start(0)
        assert await traffic.faults(fleet.servers[0]) == []


async def test_a_full_disk(tmp_path: Path) -> None:
    """Filled up to the last block, then emptied."""

    def fill(disk: Path) -> None:
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"\0" * 4096)

    await survives(tmp_path, fill, lambda disk: (disk / "filler").unlink(), "disk is full")


async def test_a_read_only_disk(tmp_path: Path) -> None:
    """As it is after a crash, until somebody has looked at it: no start, in a sentence; then all is there.

    Under a running server Linux refuses to make it so (files are open for writing).
    """
    async with on_a_small_disk(tmp_path) as (fleet, disk):
        traffic = Traffic(fleet.streams, conversations=2, viewers=1)
        await traffic.begin(fleet.servers[0])
        async with traffic.running():
            await traffic.quiet()
        await fleet.kill(0)
        assert mounted("-o", "remount,ro", str(disk))
        assert "cannot be opened" in refused(disk, 0) or "only be read" in refused(disk, 0)
        assert mounted("-o", "remount,rw", str(disk))
        await fleet.start(0)
        assert await traffic.faults(fleet.servers[0]) == []
