"""A desk's webhook in to prompt out: over SQLite and over Redis, and beside another version in the same run.

    git worktree add ../before COMMIT
    python -m benchmarks.webhooks [--messages 100] [--beside ../before]

Each message is the last line of an example of the playbook, signed and sent as a desk does, after the lines that lead
to it; the versions take turns. The clock runs from the request on: until its answer, and until the prompt's log entry
has come over a WebSocket. Redis is one of its own, with an append-only file (`appendfsync everysec`).
"""

import argparse
import asyncio
import contextlib
import json
import secrets
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import aiohttp
from rich.progress import Progress
from standardwebhooks import Webhook

from assist.client import Client
from assist.core.conversation import Conversation
from assist.core.events import Event
from benchmarks.latency import PATIENCE_S, Heard, body, conversations, is_prompt_of, listen, opening
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server
from benchmarks.stores import redis_server

SECRET = "whsec_" + "c2VjcmV0LW9mLWEtYmVuY2htYXJr"


class Version:
    """A running server, a viewer of it, and what was timed, in milliseconds."""

    def __init__(self, server: Server, client: Client) -> None:
        self._server = server
        self._client = client
        self._heard: Heard = {}
        self.answers: list[float] = []
        self.prompts: list[float] = []

    async def listen(self) -> None:
        """Write down what the viewer is told, for ever."""
        await listen(self._client, self._heard)

    async def play(self, session: aiohttp.ClientSession, name: str, said: Conversation, events: list[Event]) -> None:
        """Lead up to the last message, and time that one."""
        begun_as = opening(name, said)
        await asyncio.to_thread(self._server.call, "POST", "/v1/conversations", begun_as)
        await self._client.subscribe(name)
        for event in events[:-1]:
            await self._client.event(name, body(event))
        data, last = json.dumps({"conversation": begun_as, "events": [body(events[-1])]}), events[-1].id
        headers = _signed(data)
        begun = perf_counter()
        async with session.post(f"{self._server.url}/v1/webhooks/standard", data=data, headers=headers) as response:
            await response.read()
            if response.status != 200:
                raise SystemExit(f"the webhook was answered {response.status}")
        self.answers.append((perf_counter() - begun) * 1000)
        while perf_counter() - begun < PATIENCE_S:
            at = next((at for at, entry in self._heard.get(name, ()) if is_prompt_of(last, entry)), None)
            if at is not None:
                self.prompts.append((at - begun) * 1000)
                break
            await asyncio.sleep(0.0005)
        await self._client.unsubscribe(name)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=100, help="how many to each version and store")
    parser.add_argument("--beside", type=Path, help="checkout of another version")
    args = parser.parse_args()
    asyncio.run(measure(args.messages, args.beside and args.beside.resolve()))


async def measure(messages: int, beside: Path | None) -> None:
    """Both stores, one after the other."""
    checkouts = {"this version": None, **({"beside": beside} if beside else {})}
    rows: list[tuple[object, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with redis_server(Path(folder), "everysec") as url:
            for store in ("sqlite", f"{url}?prefix="):
                async with contextlib.AsyncExitStack() as stack:
                    versions = {
                        name: await stack.enter_async_context(running(Path(folder), store, name, checkout))
                        for name, checkout in checkouts.items()
                    }
                    await take_turns(versions, messages)
                for name, version in versions.items():
                    for what, values in (("answer", version.answers), ("prompt", version.prompts)):
                        label = f"{'SQLite' if store == 'sqlite' else 'Redis'}, {name}: {what}"
                        rows.append((label, len(values), *spread(values)))
    print_table("A desk's webhook in to ... out, one after the other", ("ms", "n", "p50", "p95", "most"), rows)


@contextlib.asynccontextmanager
async def running(folder: Path, store: str, name: str, checkout: Path | None) -> AsyncIterator[Version]:
    """A server of that version on that store."""
    own = secrets.token_hex(4)
    given = {"BISTAND_STORE": store + own if store != "sqlite" else store, "BISTAND_DESK_STANDARD_SECRET": SECRET}
    server = Server(folder / own, environment=given, checkout=checkout)
    await asyncio.to_thread(server.start)
    try:
        async with Client(server.stream, KEY) as client:
            version = Version(server, client)
            listening = asyncio.create_task(version.listen())
            yield version
            listening.cancel()
    finally:
        await asyncio.to_thread(server.stop)


async def take_turns(versions: dict[str, Version], messages: int) -> None:
    """Each message to each version, before the next one."""
    async with aiohttp.ClientSession() as session:
        with Progress(transient=True) as progress:
            chosen = progress.track(conversations(messages), description="Sending")
            for number, (said, events) in enumerate(chosen):
                turn = list(versions.values())
                for version in turn if number % 2 else turn[::-1]:
                    await version.play(session, f"webhooks-{number}", said, events)


def _signed(data: str) -> dict[str, str]:
    name, at = f"msg_{secrets.token_hex(8)}", datetime.now(UTC)
    signature = Webhook(SECRET).sign(name, at, data)
    return {"webhook-id": name, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


if __name__ == "__main__":
    main()
