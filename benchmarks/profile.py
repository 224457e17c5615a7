"""Where the time of one message goes, from its frame to the frames that tell of it.

    python -m benchmarks.profile [--messages 200]

The messages are those of `benchmarks.latency`, one after the other in one process, without sockets and without
waiting for a turn. Everything runs twice: with every text new to the encoder, and with every text known to its
cache. CPU is that of all threads; what a stage waits for (the disk) is in its wall time alone.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from rich.progress import Progress
from threadpoolctl import threadpool_limits

import assist.understanding
from assist.acts.heads import Heads
from assist.acts.nearness import Nearness
from assist.commands.workspace import Workspace, opened
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.session import step
from assist.ports import Key
from assist.runner import Runner
from assist.settings import read_settings
from assist.stores.sqlite import SqliteStore
from assist.wire.frames import entry_frame, frame, read_frame
from assist.wire.reading import read_event, read_opening
from assist.wire.text import dump, with_seq
from benchmarks.latency import body, conversations, opening
from benchmarks.machine import print_table

NONE = [0.0, 0.0]
P = ParamSpec("P")
R = TypeVar("R")
STAGES = {
    "encode": "encoder",
    "language": "language of the text",
    "sentences": "cut into sentences",
    "phrases": "acts: phrases and decision",
    "kernel": "acts: nearness to the examples",
    "search": "nearest guideline sentences",
    "understand": "the rest of understanding (answers, echo)",
    "step": "step: state, moments, policy, words",
    "store": "store: look up, append, read back",
    "wire": "frames in and out",
    "rest": "the rest (state as JSON, turns)",
}


class Stopwatch:
    """Adds up what each stage takes less what the stages within it take: seconds of CPU and of the wall clock."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self._stack: list[str] = []
        self._since = (0.0, 0.0)

    def around(self, stage: str, call: Callable[P, R]) -> Callable[P, R]:
        """`call`, timed as `stage`."""

        @wraps(call)
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            self.enter(stage)
            try:
                return call(*args, **kwargs)
            finally:
                self.leave()

        return timed

    def around_async(self, stage: str, call: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        """The same for what is awaited; nothing else may run meanwhile."""

        @wraps(call)
        async def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            self.enter(stage)
            try:
                return await call(*args, **kwargs)
            finally:
                self.leave()

        return timed

    def enter(self, stage: str) -> None:
        """From now on it is this stage's time."""
        self._book()
        self._stack.append(stage)

    def leave(self) -> None:
        """It is the time of the stage around it again."""
        self._book()
        self._stack.pop()

    def _book(self) -> None:
        now = (time.process_time(), time.perf_counter())
        if self._stack:
            spent = self.spent[self._stack[-1]]
            for clock in (0, 1):
                spent[clock] += now[clock] - self._since[clock]
        self._since = now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=200, help="how many conversations to play")
    chosen = conversations(parser.parse_args().messages)
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as data:
        workspace = opened(read_settings(data=Path(data)))
        threadpool_limits(1, "blas")  # as the server has it: a second thread's spinning would count as every stage's
        watch_over(workspace, watch)
        runs = [asyncio.run(played(workspace, watch, chosen, Path(data) / f"{run}.db")) for run in range(2)]
    print_stages(*runs)


def watch_over(workspace: Workspace, watch: Stopwatch) -> None:
    """Put the watch around what understanding is made of."""
    interpreter: Any = workspace.interpreter
    interpreter.encode = watch.around("encode", interpreter.encode)
    interpreter.understand = watch.around("understand", interpreter.understand)
    workspace.library.search_vectors = watch.around("search", workspace.library.search_vectors)  # type: ignore[method-assign]
    Heads.probabilities = watch.around("phrases", Heads.probabilities)  # type: ignore[method-assign]
    Nearness.scores = watch.around("kernel", Nearness.scores)  # type: ignore[method-assign]
    understanding: Any = assist.understanding
    understanding.detect = watch.around("language", understanding.detect)
    understanding._spans = watch.around("sentences", understanding._spans)


async def played(
    workspace: Workspace, watch: Stopwatch, chosen: list[tuple[Conversation, list[Event]]], path: Path
) -> tuple[dict[str, list[float]], int]:
    """Play every conversation; what each stage took, and the number of messages."""
    store: Any = await SqliteStore.open(os.fspath(path))
    for name in ("accepted", "append", "entries"):
        setattr(store, name, watch.around_async("store", getattr(store, name)))

    async def understand(conversation: Conversation, event: Event) -> Event:
        return workspace.interpreter.understand(conversation, event)

    runner = Runner(store, understand, lambda: workspace.playbook, step=watch.around("step", step))
    watch.spent.clear()
    count = 0
    with Progress(transient=True) as progress:
        for number, (conversation, events) in enumerate(progress.track(chosen, description="Playing")):
            key = Key("default", f"profile-{number}")
            opens = opening(key.conversation, conversation)
            await runner.open(key.workspace, read_opening(opens, key.conversation))
            seq = 0
            for event in events:
                sent = dump({"type": "event", "conversation": key.conversation, "event": body(event)}).decode()
                seq = await one(runner, store, watch, key, sent, seq)
                count += 1
    spent = {stage: times[:] for stage, times in watch.spent.items()}
    await store.close()
    return spent, count


async def one(runner: Runner, store: SqliteStore, watch: Stopwatch, key: Key, sent: str, seq: int) -> int:
    """One message from frame to frames, as the server does it; the number of the last entry told."""
    watch.enter("rest")
    asked: Any = watch.around("wire", read_frame)(sent)
    event = watch.around("wire", read_event)(asked.event, "event")
    posted = await runner.post(key, [event])
    for name, number in posted.accepted.items():
        watch.around("wire", frame)("ack", conversation=key.conversation, event=name, seq=number)
    entries = await store.entries(key, seq, 100)
    for entry in entries:
        watch.around("wire", entry_frame)(key.conversation, entry.seq, with_seq(entry.seq, entry.body))
    watch.leave()
    return entries[-1].seq


def print_stages(new: tuple[dict[str, list[float]], int], known: tuple[dict[str, list[float]], int]) -> None:
    """Print the table."""
    columns = [(spent, count, clock) for spent, count in (new, known) for clock in (0, 1)]
    rows = [
        (says, *(f"{1000 * spent.get(stage, NONE)[clock] / count:.2f}" for spent, count, clock in columns))
        for stage, says in STAGES.items()
    ]
    totals = [1000 * sum(times[clock] for times in spent.values()) / count for spent, count, clock in columns]
    heads = ("ms a message", "new: CPU", "wall", "known: CPU", "wall")
    title = f"Where the time of a message goes, mean of {new[1]}"
    print_table(title, heads, [*rows, ("all", *(f"{total:.2f}" for total in totals))])


if __name__ == "__main__":
    main()
