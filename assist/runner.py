"""The live shell around `step`: load, understand, step, append, tell the viewers.

An event is acknowledged once it and all that follows from it are durable; there is no half-done state.
"""

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from time import perf_counter
from typing import Any, TypeVar

from assist.batch import Batch, clamped
from assist.core import prompts as core
from assist.core.conversation import Conversation
from assist.core.events import Event, EventType, Role
from assist.core.playbook import Playbook
from assist.core.polish import is_done, is_done_by_words, polished
from assist.core.session import Step, step
from assist.doorbell import Doorbell
from assist.errors import AlreadyExists, BackendError, Conflict, NotFound
from assist.listeners import NoticesOf, Watch, no_notices
from assist.masking import mask
from assist.metrics import Metrics
from assist.playing import Play, nobody_plays, play_on
from assist.ports import Change, Key, Saved, StepFunction, Store, Understand
from assist.posted import Posted
from assist.redaction import redacted_all, redacted_opening
from assist.refold import catch_up
from assist.seats import Live, Seats
from assist.timers import Timers
from assist.wire.reading import Opening
from assist.wire.shapes import Prompt, Snapshot
from assist.wire.state import from_bytes, to_bytes
from assist.wire.text import parse
from assist.wire.times import WHEN_RECEIVED
from assist.wire.writing import fold_prompts, snapshot, summary_of

T = TypeVar("T")
Fill = Callable[[Batch], Awaitable[None]]
ATTEMPTS = 16
LEAST_PAUSE_S, MOST_PAUSE_S = 0.005, 0.3  # at most, after an attempt that another has outrun; each twice as long
LIVE_STATES = 2_000
PAGE = 500  # log entries read at once


class Runner:
    """Every change of a live conversation goes through here, one at a time for each conversation."""

    def __init__(  # noqa: PLR0913 - the parts of a live service, each named by its caller
        self,
        store: Store,
        understand: Understand,
        get_playbook: Callable[[], Playbook],
        *,
        step: StepFunction = step,
        clock: Callable[[], float] = time.time,
        metrics: Metrics | None = None,
        notices_of: NoticesOf = no_notices,
        watch: Watch | None = None,
        play: Play = nobody_plays,
        timers: Timers | None = None,
        notices_kept: asyncio.Event | None = None,
        is_redacting: bool = False,
    ) -> None:
        """All runners over a store share `timers` and `notices_kept`; redacting keeps no identifier of anybody."""
        self._store = store
        self._understand = understand
        self._get_playbook = get_playbook
        self._step = step
        self.clock = clock
        self._seats = Seats(LIVE_STATES)
        self._finishing: set[asyncio.Task[Any]] = set()
        self._metrics = metrics or Metrics()
        self._notices_of = notices_of
        self._is_redacting = is_redacting
        self._watch = watch
        self._play = play
        self.notices_kept = notices_kept or asyncio.Event()
        self.doorbell = Doorbell()
        self.timers = timers or Timers(store, self.tick, clock)

    async def open(self, workspace: str, opening: Opening) -> tuple[Snapshot, bool]:
        """The conversation, and whether it is new; the same body again changes nothing."""
        opening = await self._fit_to_keep(redacted_opening, opening)
        key = Key(workspace, opening.conversation.id)
        is_new = await self._begin(key, opening)
        saved = await self._saved(key)
        if not is_new and saved.opening != opening.body:
            raise AlreadyExists(f"Conversation {key.conversation!r} exists already, with other particulars")
        return await self._snapshot(key, saved), is_new

    async def begin(self, workspace: str, opening: Opening, parcel: str = "") -> bool:
        """Begin one unless there is one of this name, with any particulars; for a parcel only while that is there."""
        opening = await self._fit_to_keep(redacted_opening, opening)
        return await self._begin(Key(workspace, opening.conversation.id), opening, parcel)

    async def _begin(self, key: Key, opening: Opening, parcel: str = "") -> bool:
        new = opening.conversation
        return await self._store.create(key, to_bytes(new), opening.body, summary_of(new), parcel)

    async def post(self, key: Key, events: Sequence[Event], epoch: str = "") -> Posted:
        """Take events in, in order, all or none; those known already are acknowledged again.

        With an epoch only into that conversation: NotFound when it was erased, though another has its name now.
        """
        return await self._finish(self._post(key, events, perf_counter(), epoch=epoch))

    async def feedback(self, key: Key, prompt: str, action: str, reason: str = "", text: str = "") -> list[Prompt]:
        """Keep what the agent did with a prompt; the prompts that this closed."""
        live = await self._live(key)
        is_open = any(some.id == prompt for some in live.conversation.prompts)
        if not is_open and not any(some["id"] == prompt for some in await self._prompts(key)):
            raise NotFound(f"Conversation {key.conversation!r} has no prompt {prompt!r}")
        name = f"feedback-{uuid.uuid4().hex}"
        event = Event(name, EventType.FEEDBACK, WHEN_RECEIVED, text=text, prompt=prompt, action=action)
        posted = await self._finish(self._post(key, [event], perf_counter(), reason))
        return posted.prompts

    async def tick(self, key: Key) -> None:
        """Fire the ticks of a conversation that are due by now, as the store says."""
        live = self._seats.get(key)
        if live is not None and (live.wake_at is None or live.wake_at > self.clock()):
            self._seats.drop(key)  # the timer was set by another process: this state is older
        await self._finish(self._post(key, [], perf_counter()))

    async def fulfils(self, key: Key, prompt: core.Prompt, text: str) -> bool:
        """Whether an agent's saying this now would do what a prompt asks, if words can; nothing is changed."""
        conversation, playbook = await self.conversation(key), self._get_playbook()
        if not is_done_by_words(prompt, playbook):
            return True
        said = Event("", EventType.MESSAGE, conversation.clock, Role.AGENT, text)
        return is_done(prompt, self._step(conversation, await self._understand(conversation, said), playbook))

    async def polish(self, key: Key, prompt: core.Prompt, text: str) -> bool:
        """Put a language model's words into a prompt; False when it is no longer open as it was."""
        return await self._finish(self._polish(key, prompt, text))

    async def snapshot(self, key: Key) -> Snapshot:
        """The conversation as it stands."""
        return await self._snapshot(key, await self._saved(key))

    async def conversation(self, key: Key) -> Conversation:
        """The state of a conversation as last stored; nothing is changed."""
        return (await self._live(key)).conversation

    async def erase(self, key: Key, ended_by: float | None = None) -> None:
        """Remove every trace, with `ended_by` only of a conversation that has ended by then; NotFound for none such."""
        async with self._seats.turn(key):
            self._seats.drop(key)
            existed = await self._store.erase(key, ended_by)
        self.doorbell.ring(key)
        if not existed:
            raise _unknown(key)

    async def listen(self) -> None:
        """Hear, for ever, what other processes write: our viewers want to see it, and their timers may fall to us."""
        async for change in self._store.changes():
            self.hear(change)

    def hear(self, change: Change) -> None:
        """Another process has written, perhaps."""
        if change.key is not None:
            self._seats.drop(change.key)
            self.doorbell.ring(change.key)
            self.timers.notice(change.wake_at)
        elif change.workspace is None:
            self.doorbell.ring_all()
            self.timers.notice(self.clock())

    async def _finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the work finish even when the one who waits for it goes away: viewers must hear of it."""
        task = asyncio.ensure_future(work)
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)
        return await asyncio.shield(task)

    async def _post(self, key: Key, events: Sequence[Event], began: float, reason: str = "", epoch: str = "") -> Posted:
        known: dict[str, int] = {}

        async def fill(batch: Batch) -> None:
            nonlocal known, events, reason
            events = await self._fit_to_keep(redacted_all, events)
            reason = await self._fit_to_keep(mask, reason)
            known = await self._store.accepted(key, [event.id for event in events]) if events else {}
            now = max(self.clock(), batch.conversation.clock)  # set back, this machine's clock makes nothing late
            unknown = {event.id: clamped(event, now) for event in reversed(events) if event.id not in known}
            fresh = list(unknown.values())[::-1]
            if not await catch_up(self._store, key, batch, fresh, self._understand):
                await self._fill(key, batch, fresh, began, reason)

        live, batch, first = await self._change(key, fill, epoch)
        return Posted.of(live.conversation, batch, first, events, known) if batch.is_changed else Posted({}, known)

    async def _polish(self, key: Key, prompt: core.Prompt, text: str) -> bool:
        kept: list[Step] = []

        async def fill(batch: Batch) -> None:
            batch.drain(now := self.clock())
            step = polished(batch.conversation, prompt, text, now, batch.wake_at)
            kept[:] = [] if step is None else [step]
            for one in kept:
                batch.keep(one)

        await self._change(key, fill)
        return bool(kept)

    async def _change(self, key: Key, fill: Fill, epoch: str = "") -> tuple[Live, Batch, int]:
        """Fill a batch and store it, again when another process was quicker; the state before, and its first number.

        A batch that `fill` leaves unchanged is not stored.
        """
        async with self._seats.turn(key):
            for attempt in range(ATTEMPTS):
                live = await self._live(key, epoch)
                playbook = self._get_playbook()
                batch = Batch(live.conversation, live.wake_at, playbook, self._step)
                await fill(batch)
                now = max(self.clock(), batch.conversation.clock)
                await play_on(self._play, self._understand, key, batch, now)
                if self._get_playbook() is not playbook:
                    continue  # another edition meanwhile: nothing may be understood by one and decided by the other
                try:
                    first = await self._append(key, live, batch) if batch.is_changed else live.last_seq + 1
                except Conflict:
                    self._metrics.conflicts.inc()
                    pause = min(LEAST_PAUSE_S * 2**attempt, MOST_PAUSE_S)
                    await asyncio.sleep(random.uniform(0, pause))  # or two would meet again
                    continue
                self._metrics.count(batch.entries)
                return live, batch, first
        raise Conflict(f"Conversation {key.conversation!r} changes too fast; try again")

    async def _fit_to_keep(self, redact: Callable[[T], T], given: T) -> T:
        """As it may be kept; off the loop, for a long text takes a while."""
        return await asyncio.to_thread(redact, given) if self._is_redacting and given else given

    async def _fill(self, key: Key, batch: Batch, events: Sequence[Event], began: float, reason: str) -> None:
        for event in events:
            await play_on(self._play, self._understand, key, batch, event.at)
            batch.drain(event.at)
            started = perf_counter()
            understood = await self._understand(batch.conversation, event)
            took = perf_counter() - started
            self._metrics.stages.labels("understand").observe(took)
            batch.step(understood, took * 1000, began, reason)
            self._metrics.stages.labels("step").observe(perf_counter() - started - took)
        if not events:
            batch.drain(self.clock())

    async def _append(self, key: Key, live: Live, batch: Batch) -> int:
        started = perf_counter()
        notices = () if batch.conversation.is_practice else self._notices_of(key, batch.entries)
        try:
            first = await self._store.append(key, live.version, batch.append(notices))
        except BackendError:
            self._seats.drop(key)
            raise
        self._metrics.stages.labels("store").observe(perf_counter() - started)
        last_seq = first + len(batch.bodies) - 1
        self._seats.put(key, Live(batch.conversation, live.version + 1, last_seq, batch.wake_at, live.epoch))
        self.timers.notice(batch.wake_at)
        if notices:
            self.notices_kept.set()
        if batch.bodies:
            self.doorbell.ring(key)
            if self._watch is not None:
                self._watch(key, batch.entries)
        return first

    async def _live(self, key: Key, epoch: str = "") -> Live:
        live = self._seats.get(key)
        if live is None or epoch not in {"", live.epoch}:  # what is remembered may be older than what is meant
            live = Live.of(await self._saved(key))
            self._seats.put(key, live)
        if epoch not in {"", live.epoch}:
            raise _unknown(key)
        return live

    async def _saved(self, key: Key) -> Saved:
        saved = await self._store.load(key)
        if saved is None:
            raise _unknown(key)
        return saved

    async def _snapshot(self, key: Key, saved: Saved) -> Snapshot:
        return snapshot(from_bytes(saved.state), saved, await self._prompts(key, saved.last_seq))

    async def _prompts(self, key: Key, until: int | None = None) -> list[Prompt]:
        bodies: list[dict[str, object]] = []
        after = 0
        while entries := await self._store.entries(key, after, PAGE):
            bodies += [parse(entry.body) for entry in entries if until is None or entry.seq <= until]
            after = entries[-1].seq
        return fold_prompts(bodies)


def _unknown(key: Key) -> NotFound:
    return NotFound(f"There is no conversation {key.conversation!r} in this workspace")
