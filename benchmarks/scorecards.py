"""How long the dashboard waits: its calls, all together, over ten thousand conversations of a month.

    python -m benchmarks.scorecards [--conversations 10000] [--rounds 20]

The conversations are made up (their words do not matter here) and kept through the real stores, SQLite and a
redis-server of its own (Debian: `apt-get install redis-server`); a server in its own process answers over HTTP. Client
and server share the machine. Then the parts of one call are measured alone, in this process.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import aiohttp
from rich.progress import track

from assist.acts.definition import load_folder as load_acts
from assist.app import open_store
from assist.core.conversation import Conversation, Promise
from assist.core.events import Channel, Participant
from assist.core.playbook import Playbook
from assist.core.prompts import Status
from assist.core.tally import Deed, Kind, Outcome, Shown, Talk, Tally, Wait
from assist.playbook.loading import BUILT_IN, load_folder
from assist.ports import Append, Key, Store
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.sheet import sheet_of
from assist.settings import read_settings
from assist.wire.state import to_bytes
from assist.wire.writing import summary_of
from benchmarks.machine import print_table, spread
from benchmarks.server import KEY, Server
from benchmarks.stores import redis_server

CALLS = (
    "?group_by=moment",
    "?group_by=moment,day",
    "?group_by=agent",
    "?group_by=channel",
    "?group_by=language",
    "?group_by=day",
    "/now",
    "/conversations?of=missed",
)
AGENTS, MONTH_S = 60, 30 * 86_400.0
TOGETHER = 100  # conversations kept at the same time


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    asyncio.run(measure(args.conversations, args.rounds))


async def measure(conversations: int, rounds: int) -> None:
    """Both stores, one after the other."""
    waited, parts = [], []
    with tempfile.TemporaryDirectory() as folder:
        async with redis_server(Path(folder), "everysec") as url:
            for name, store in (("SQLite", "sqlite"), ("Redis", url)):
                os.environ["BISTAND_STORE"] = store
                data = Path(folder) / name
                await keep(data, conversations)
                times, cpu_s = await asked(data, rounds)
                waited.append((name, f"{len(CALLS)} together", *_ms(times), f"{1000 * cpu_s / rounds:.0f}"))
                parts += [(name, *part) for part in await parts_of(data, rounds)]
    title = f"{conversations} conversations of a month: from the dashboard's calls to the last answer, {rounds} times"
    print_table(title, ("store", "calls", "p50 ms", "p95 ms", "CPU of the server ms"), waited)
    print_table("the parts of one call, alone", ("store", "part", "p50 ms", "p95 ms"), parts)


def playbook() -> Playbook:
    """The moments that come with Bistand."""
    return load_folder(BUILT_IN, load_acts().names)


async def keep(data: Path, conversations: int) -> None:
    """Make the conversations up and keep them."""
    moments = [moment.id for moment in playbook().moments]
    store, chance, end = await open_store(read_settings(data=data)), random.Random(7), time.time()
    made = [a_conversation(f"c{n}", moments, chance, end) for n in range(conversations)]
    firsts = range(0, conversations, TOGETHER)
    for first in track(firsts, description="Keeping conversations", transient=True):
        await asyncio.gather(*(_keep(store, one) for one in made[first : first + TOGETHER]))
    await store.close()


async def _keep(store: Store, conversation: Conversation) -> None:
    key = Key("default", conversation.id)
    await store.create(key, b"{}", b"{}", summary_of(replace(conversation, steps=0)))
    saved = await store.load(key)
    assert saved is not None
    step = Append(to_bytes(conversation), (b"{}",), {"e1": 0}, None, summary=summary_of(conversation))
    await store.append(key, saved.version, step)


def a_conversation(name: str, moments: list[str], chance: random.Random, end: float) -> Conversation:
    """What a day leaves of a conversation: about eight needs, six prompts, ten waits."""
    begun = end - chance.random() * MONTH_S
    agent = f"agent-{int(chance.triangular(0, AGENTS, 5))}"
    at = sorted(begun + chance.random() * 1200 for _ in range(chance.randint(4, 12)))
    outcomes = tuple(an_outcome(chance.choice(moments), one, agent, chance) for one in at)
    prompted = [one for one in outcomes if one.is_prompted]
    waits = [Wait(Kind.REPLY, one, chance.expovariate(1 / 40), agent, True, one == at[0]) for one in at]
    waits += [Wait(Kind.HOLD, begun + 300, chance.expovariate(1 / 80), agent, True, False)] * (chance.random() < 0.3)
    tally = Tally(
        begun,
        at[-1],
        True,
        outcomes,
        tuple(waits),
        (Talk(agent, begun, at[-1] - begun),),
        tuple(Shown(f"p{n}", one.moment, agent, one.at, a_deed(chance)) for n, one in enumerate(prompted, 1)),
    )
    is_open = chance.random() < 0.02
    return Conversation(
        name,
        chance.choice([Channel.CHAT, Channel.PHONE, Channel.EMAIL]),
        Participant("Robin", chance.choice(["sv", "da", "nb", "pt", "en"])),
        Participant("Kim", None, agent),
        clock=at[-1],
        steps=20,
        ended=not is_open,
        waiting_since=at[-1] if is_open else None,
        promises=(Promise("e1", "tomorrow", begun, begun + 86_400),) if chance.random() < 0.02 else (),
        tally=tally,
    )


def an_outcome(moment: str, at: float, agent: str, chance: random.Random) -> Outcome:
    """A need that ended one way or another."""
    prompted = chance.random() < 0.7
    status = chance.choice([Status.DONE, Status.DONE, Status.EXPIRED, Status.DISMISSED]) if prompted else Status.DONE
    return Outcome(moment, at, agent, prompted, status, at + chance.random() * 90 if prompted else at)


def a_deed(chance: random.Random) -> int:
    """What became of a prompt."""
    return Deed.SHOWN | chance.choice([Deed.NONE, Deed.USED, Deed.COPIED, Deed.DISMISSED, Deed.EXPIRED])


async def asked(data: Path, rounds: int) -> tuple[list[float], float]:
    """Seconds until the last of the dashboard's calls is answered, each round, and the server's CPU in all."""
    times = []
    headers = {"Authorization": f"Bearer {KEY}"}
    since = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 31 * 86_400))
    with Server(data) as server:
        async with aiohttp.ClientSession(headers=headers) as session:

            async def ask(call: str) -> None:
                period = "" if call == "/now" else f"{'&' if '?' in call else '?'}from={since}"
                async with session.get(f"{server.url}/v1/scorecards{call}{period}") as answer:
                    answer.raise_for_status()
                    await answer.read()

            before = 0.0
            for number in range(rounds + 1):  # the first opens connections
                before = server.cpu_s() if number == 1 else before
                began = time.perf_counter()
                await asyncio.gather(*(ask(call) for call in CALLS))
                times.append(time.perf_counter() - began)
            spent = server.cpu_s() - before
    return times[1:], spent


async def parts_of(data: Path, rounds: int) -> list[tuple[str, str, str]]:
    """What a call is made of: reading the store, making columns, adding up."""
    store, standards, now = await open_store(read_settings(data=data)), playbook().standards, time.time()
    read = []
    for _ in range(rounds):
        began = time.perf_counter()
        rows = await store.scores("default", 0.0, now)
        read.append(time.perf_counter() - began)
    await store.close()
    size = sum(len(body) for _, body in rows) / max(1, len(rows))
    columns = _timed(lambda: sheet_of(rows), rounds)
    whole = {
        by: _timed(lambda by=by: scorecards(sheet_of(rows), Asked(by=by), standards, now), rounds)  # type: ignore[misc]
        for by in (("moment",), ("moment", "day"))
    }
    return [
        (f"read {len(rows)} scores of {size:.0f} bytes", *_ms(read)),
        ("parse them into columns", *_ms(columns)),
        *((f"parse and add up by {' and '.join(by)}", *_ms(times)) for by, times in whole.items()),
    ]


def _timed(work: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def _ms(seconds: list[float]) -> tuple[str, str]:
    half, most, _ = spread(seconds)
    return f"{half * 1000:.0f}", f"{most * 1000:.0f}"


if __name__ == "__main__":
    main()
