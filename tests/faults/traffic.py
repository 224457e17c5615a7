"""Writers and viewers that go on through faults, and what they note while they do."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from assist.client import Client, Refused
from tests.assist.test_app import KEY, Process
from tests.faults.record import Json, Record, Seen

PATIENCE_S = 60.0  # on a busy machine; what never comes fails all the same


def client(stream: str) -> Client:
    """One that comes back quickly."""
    return Client(stream, KEY, least_wait_s=0.05, most_wait_s=0.5)


def event(name: str, number: int) -> Json:
    """Customer and agent by turns."""
    role = "customer" if number % 2 else "agent"
    return {"id": name, "type": "message", "role": role, "text": f"Message {number}."}


class Traffic:
    """Writers of one conversation each and viewers of each, over `streams` in turn (addresses of sockets)."""

    def __init__(self, streams: Sequence[str], conversations: int = 4, viewers: int = 2) -> None:
        self.streams = streams
        self.names = [f"c{number}" for number in range(conversations)]
        self.record = Record({name: [] for name in self.names}, {name: {} for name in self.names})
        self.waits: list[float] = []
        self._viewers = viewers
        self._writing = True

    async def begin(self, server: Process) -> None:
        """Make the conversations."""
        for name in self.names:
            status, body = await server.call("POST", "/v1/conversations", {"id": name, "channel": "chat"})
            assert status in {200, 201}, body

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Traffic"]:
        """Write and watch until the block ends; then finish what is under way."""
        watching = [
            asyncio.create_task(self._watch(name, self._stream(number + offset), f"{name}/{offset}"))
            for number, name in enumerate(self.names)
            for offset in range(self._viewers)
        ]
        writing = [asyncio.create_task(self._write(name, self._stream(n))) for n, name in enumerate(self.names)]
        try:
            yield self
            self._writing = False
            await asyncio.wait_for(asyncio.gather(*writing), PATIENCE_S)
            await self._caught_up()
        finally:
            for task in (*writing, *watching):
                task.cancel()
            outcomes = await asyncio.gather(*writing, *watching, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    async def quiet(self) -> None:
        """Until every writer has been answered once more: the fault is over for all."""
        before = {name: len(self.record.acknowledged[name]) for name in self.names}
        await until(lambda: all(len(self.record.acknowledged[name]) > before[name] for name in self.names))

    async def faults(self, server: Process) -> list[str]:
        """What does not fit together, by the logs that `server` tells."""
        return self.record.faults({name: await log_of(server, name) for name in self.names})

    def _stream(self, number: int) -> str:
        return self.streams[number % len(self.streams)]

    async def _write(self, conversation: str, stream: str) -> None:
        sent, acknowledged = self.record.sent[conversation], self.record.acknowledged[conversation]
        async with client(stream) as writer:
            while self._writing:
                name = f"{conversation}-{len(sent)}"
                sent.append(name)
                begun = time.monotonic()
                acknowledged[name] = await self._insist(writer, conversation, event(name, len(sent)))
                self.waits.append(time.monotonic() - begun)
                await asyncio.sleep(0.01)

    async def _insist(self, writer: Client, conversation: str, said: Json) -> int:
        until_s = time.monotonic() + PATIENCE_S
        while True:
            try:
                return await writer.event(conversation, said, timeout_s=PATIENCE_S)
            except Refused as refused:
                assert refused.code == "store_unavailable", refused
                assert time.monotonic() < until_s, refused
                await asyncio.sleep(0.1)

    async def _watch(self, conversation: str, stream: str, name: str) -> None:
        seen = Seen(name, conversation)
        self.record.seen.append(seen)
        async with client(stream) as viewer:
            await viewer.subscribe(conversation)
            while True:
                try:
                    seen.take(await viewer.told())
                except Refused as refused:  # the store was away: the client asks again when told to
                    assert refused.code == "store_unavailable", refused
                    await asyncio.sleep(0.1)
                    await viewer.subscribe(conversation, len(seen.entries))

    async def _caught_up(self) -> None:
        def all_told() -> bool:
            return all(
                {one["event"]["id"] for one in seen.entries if one["kind"] == "event"}
                >= self.record.acknowledged[seen.conversation].keys()
                for seen in self.record.seen
            )

        await until(all_told)
        await asyncio.sleep(0.3)  # the prompts of the last event, and what should not come


async def until(holds: Callable[[], bool] | Callable[[], Awaitable[bool]], within_s: float = PATIENCE_S) -> float:
    """Wait until it holds; how many seconds that took."""
    begun = time.monotonic()
    while True:
        outcome: Any = holds()
        if isinstance(outcome, Awaitable):
            outcome = await outcome
        if outcome:
            return time.monotonic() - begun
        assert time.monotonic() - begun < within_s, "it did not come about"
        await asyncio.sleep(0.05)


async def log_of(server: Process, conversation: str) -> list[Json]:
    """The whole log, page by page."""
    entries: list[Json] = []
    while True:
        after = entries[-1]["seq"] if entries else 0
        status, page = await server.call("GET", f"/v1/conversations/{conversation}/log?after={after}")
        assert status == 200, page
        if not page["entries"]:
            return entries
        entries += page["entries"]
