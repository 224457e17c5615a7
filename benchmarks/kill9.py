"""What is left after kill -9 at random moments.

    python -m benchmarks.kill9 [--rounds 20] [--writers 4]

Writers send events to a real server and note what is acknowledged; the server is killed at a random moment
and started again on the same folder. At the end every acknowledged event must be in its log under its
number, numbers must count from 1 without gaps, no event may be there twice, and each hold that passed its
limit must have its prompt. Exit code 1 when one of these is not so.
"""

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from rich.progress import track

from assist.client import Client
from benchmarks.machine import print_table
from benchmarks.server import KEY, Server

LIMIT_S = 60.0  # of a hold, by default
EARLIEST_S, LATEST_S = 0.2, 1.5  # when a round's kill comes
FIRED_WITHIN_S = 10.0  # of the last start, every overdue timer must have fired


@dataclass
class Ledger:
    """What the server has acknowledged: the number of each event, by conversation."""

    acknowledged: dict[str, dict[str, int]] = field(default_factory=dict)
    sent: int = 0

    def count(self) -> int:
        """How many events were acknowledged."""
        return sum(len(events) for events in self.acknowledged.values())


def main() -> None:
    """Kill, start again, and look."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writers", type=int, default=4)
    args = parser.parse_args()
    ledger, chance = Ledger(), random.Random()  # noqa: S311 - when to kill, not a secret
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        for number in track(range(args.rounds), description="Killing"):
            server.start()
            begin(server, number, args.writers, ledger)
            asyncio.run(write_until(server, args.writers, ledger, chance.uniform(EARLIEST_S, LATEST_S)))
        with server:
            problems = list(look(server, args.rounds, ledger))
    for problem in problems:
        print(problem)
    print_table(
        "kill -9 at random moments",
        ("", "count"),
        (
            ("kills", args.rounds),
            ("events sent", ledger.sent),
            ("events acknowledged", ledger.count()),
            ("holds that passed their limit", args.rounds),
            ("lost, doubled, misnumbered or silent", len(problems)),
        ),
    )
    raise SystemExit(bool(problems))


def begin(server: Server, number: int, writers: int, ledger: Ledger) -> None:
    """Open the writers' conversations, and one whose hold passes its limit a second from now."""
    for writer in range(writers):
        server.call("POST", "/v1/conversations", {"id": f"w{writer}", "channel": "chat"})
        ledger.acknowledged.setdefault(f"w{writer}", {})
    hold = f"hold{number}"
    begun = datetime.fromtimestamp(time.time() - LIMIT_S + 1, UTC).isoformat()
    server.call("POST", "/v1/conversations", {"id": hold, "channel": "phone"})
    event = {"id": "h1", "type": "hold_started", "at": begun, "reason": "looking it up"}
    answer = server.call("POST", f"/v1/conversations/{hold}/events", event)
    ledger.acknowledged[hold] = {receipt["id"]: receipt["seq"] for receipt in answer["accepted"]}


async def write_until(server: Server, writers: int, ledger: Ledger, kill_after_s: float) -> None:
    """Write from all sides until the kill."""
    tasks = [asyncio.create_task(write(server, f"w{writer}", ledger)) for writer in range(writers)]
    await asyncio.sleep(kill_after_s)
    await asyncio.to_thread(server.kill)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


async def write(server: Server, conversation: str, ledger: Ledger) -> None:
    """Send one event after the other and note each acknowledgement."""
    own = ledger.acknowledged[conversation]
    async with Client(server.stream, KEY, most_wait_s=0.5) as client:
        for number in count(ledger.sent):
            event = _event(f"{conversation}-{number}-{time.monotonic_ns()}", number)
            ledger.sent += 1
            with contextlib.suppress(TimeoutError):
                own[event["id"]] = await client.event(conversation, event)


def look(server: Server, rounds: int, ledger: Ledger) -> list[str]:
    """Everything that is wrong with the logs, in sentences."""
    until = time.monotonic() + FIRED_WITHIN_S
    silent = [f"hold{number}" for number in range(rounds)]
    while silent and time.monotonic() < until:
        silent = [hold for hold in silent if not _has_prompt(_log(server, hold))]
        time.sleep(0.2)
    problems = [f"{hold}: its limit passed and no prompt opened" for hold in silent]
    for conversation, acknowledged in ledger.acknowledged.items():
        problems += _faults(conversation, acknowledged, _log(server, conversation))
    return problems


def _faults(conversation: str, acknowledged: dict[str, int], entries: list[dict[str, Any]]) -> list[str]:
    numbers = [entry["seq"] for entry in entries]
    found = {entry["event"]["id"]: entry["seq"] for entry in entries if entry["kind"] == "event"}
    times = Counter(entry["event"]["id"] for entry in entries if entry["kind"] == "event")
    faults = [f"{conversation}: {event} is there {n} times" for event, n in times.items() if n > 1]
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"{conversation}: the numbers have a gap")
    for event, seq in acknowledged.items():
        if found.get(event) != seq:
            faults.append(
                f"{conversation}: {event} was acknowledged as {seq} and is {found.get(event, 'lost')}"
            )
    return faults


def _log(server: Server, conversation: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    while True:
        after = entries[-1]["seq"] if entries else 0
        page = server.call("GET", f"/v1/conversations/{conversation}/log?after={after}")["entries"]
        if not page:
            return entries
        entries += page


def _has_prompt(entries: list[dict[str, Any]]) -> bool:
    return any(
        entry["kind"] == "prompt_opened" and entry["prompt"]["moment"] == "check_back_during_hold"
        for entry in entries
    )


def _event(name: str, number: int) -> dict[str, Any]:
    match number % 4:
        case 0:
            return {"id": name, "type": "message", "role": "customer", "text": f"Order {number} is not here."}
        case 1:
            return {"id": name, "type": "message", "role": "agent", "text": f"I found order {number}."}
        case 2:
            return {"id": name, "type": "hold_started"}
        case _:
            return {"id": name, "type": "hold_ended"}


if __name__ == "__main__":
    main()
