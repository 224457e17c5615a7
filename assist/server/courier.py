"""Delivers notices: at least once each, by the schedule of Standard Webhooks, and never in anybody's way.

The store keeps a notice until it is told or given up, so a delivery that a crash cuts short is made again, with the
same id. Each target of each workspace has a lane of its own: a dead one is tried with one call at a time, and what
comes meanwhile counts as failed without a call; the others do not notice.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import structlog

from assist.errors import BackendError, TargetRefused, TargetUnreachable
from assist.metrics import Metrics
from assist.notices import Recipients, is_note, is_past
from assist.ports import Notice, Store
from assist.server.guards.targets import TIMEOUT_S, Answer, Targets
from assist.wire.state import from_bytes

log = structlog.get_logger(__name__)

MINUTE, HOUR = 60.0, 3600.0
WAITS_S = (5.0, 5 * MINUTE, 30 * MINUTE, *(hours * HOUR for hours in (2, 5, 10, 14, 20, 24)))  # after each failure
JITTER = 0.2  # up to this share is added to a wait
LONGEST_WAIT_S = 24 * HOUR  # that a target may ask for
CLAIM_S = 60.0  # a notice is this process's for so long; a call that could not end in time is not begun
CLAIMED_AT_ONCE = 100
CALLS_AT_ONCE = 8  # for each target
MOST_WAITING = 500  # notices in a lane; one more counts as failed
FAILING = 5  # failures in a row from which a target is tried with one call at a time
PAUSE_S, LOOK_S = 0.5, 0.05  # how long to wait for a lane that is filling, and how often to look
LONGEST_SLEEP_S = 30.0
ASIDE_S = 2.0  # until one that stands aside looks again
AGAIN_S = 1.0  # after the store did not answer


@dataclass(slots=True)
class _Lane:
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CALLS_AT_ONCE))
    waiting: int = 0
    calls: int = 0
    failures: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether the target fails and is being tried already."""
        return self.failures >= FAILING and self.calls > 0

    @property
    def is_filling(self) -> bool:
        """Whether more comes than a target that works can take just now."""
        return self.failures == 0 and self.waiting > MOST_WAITING // 2


@dataclass(frozen=True, slots=True)
class _Outcome:
    """`what` is told, failed, put_off, past or given_up; `wait_s` is what the target asked for."""

    what: str
    why: str = ""
    wait_s: float = 0.0


class Courier:
    """One task that claims what is due and one more for each notice under way. `wake` is set when there is news."""

    def __init__(  # noqa: PLR0913 - what it carries, from where, to whom, and what tests replace
        self,
        store: Store,
        targets: Targets,
        recipients: Mapping[str, Recipients],
        wake: asyncio.Event,
        metrics: Mapping[str, Metrics],
        *,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
        is_aside: Callable[[], bool] = lambda: False,
    ) -> None:
        """`recipients` and `metrics` by workspace. `is_aside` says whether another process carries; what was begun here
        is carried to its end.
        """
        self._store = store
        self._targets = targets
        self._recipients = recipients
        self._wake = wake
        self._metrics = metrics
        self._clock = clock
        self._chance = chance
        self._is_aside = is_aside
        self._lanes: dict[tuple[str, str], _Lane] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver what is due, for ever. What is under way at the end is delivered by the next run."""
        try:
            while True:
                self._wake.clear()
                try:
                    wait = await self._send_due()
                except BackendError as error:
                    log.warning("courier_waits_for_store", error=type(error).__name__)
                    wait = AGAIN_S
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):  # not wait_for, which may lose a cancellation before Python 3.12
                        await self._wake.wait()
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _send_due(self) -> float:
        """Begin everything that is due; seconds until there is more."""
        if self._is_aside():
            return ASIDE_S
        while True:
            until = self._clock() + CLAIM_S
            claimed = await self._store.claim_notices(self._clock(), until, CLAIMED_AT_ONCE)
            if not claimed:
                break
            for notice in claimed:
                task = asyncio.create_task(self._carry(notice, until))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            await self._pause()
        earliest = await self._store.next_notice()
        return LONGEST_SLEEP_S if earliest is None else min(LONGEST_SLEEP_S, max(0.0, earliest - self._clock()))

    async def _pause(self) -> None:
        """Let a lane that fills and works empty a little before more is claimed, but not for long: others wait."""
        await asyncio.sleep(0)
        for _ in range(round(PAUSE_S / LOOK_S)):
            if not any(lane.is_filling for lane in self._lanes.values()):
                break
            await asyncio.sleep(LOOK_S)

    async def _carry(self, notice: Notice, until: float) -> None:
        """Deliver or put off one claimed notice. When the store does not answer, its claim runs out."""
        lane = self._lanes.setdefault((_workspace(notice), notice.target), _Lane())
        is_last = notice.tries >= len(WAITS_S)  # the last try is a real one
        try:
            if lane.waiting >= MOST_WAITING and not is_last:
                await self._settle(notice, _Outcome("put_off"))
                return
            lane.waiting += 1
            try:
                async with lane.gate:
                    await self._in_turn(lane, notice, until, is_last)
            finally:
                lane.waiting -= 1
        except BackendError as error:
            log.warning("courier_waits_for_store", error=type(error).__name__)

    async def _in_turn(self, lane: _Lane, notice: Notice, until: float, is_last: bool) -> None:
        if self._clock() + TIMEOUT_S >= until:
            return  # claimed again by now, or soon
        if lane.is_closed and not is_last:
            await self._settle(notice, _Outcome("put_off"))
            return
        lane.calls += 1
        try:
            outcome = await self._deliver(notice)
        finally:
            lane.calls -= 1
        lane.failures = lane.failures + 1 if outcome.what == "failed" else 0
        await self._settle(notice, outcome)

    async def _deliver(self, notice: Notice) -> _Outcome:
        recipients = self._recipients.get(_workspace(notice))
        if recipients is None:  # a process that was started with another file may serve it
            return _Outcome("put_off", "its workspace is not served here")
        try:
            if await self._is_past(notice):
                return _Outcome("past")
            call = recipients.call_of(notice, self._clock())
            if call is None:
                return _Outcome("given_up", "the settings name this target no more")
            return _outcome(await self._targets.fetch(call, most=0, timeout_s=TIMEOUT_S), self._clock())
        except (TargetRefused, TargetUnreachable) as error:
            return _Outcome("failed", error.detail)
        except BackendError:
            raise  # the store's
        except Exception as error:  # noqa: BLE001 - one notice must not stop its lane
            return _Outcome("failed", type(error).__name__)

    async def _is_past(self, notice: Notice) -> bool:
        if notice.key is None or not is_note(notice):
            return False
        saved = await self._store.load(notice.key)
        return is_past(notice, from_bytes(saved.state) if saved else None)

    async def _settle(self, notice: Notice, outcome: _Outcome) -> None:
        again_at, what = None, outcome.what
        if what in {"failed", "put_off"}:
            if notice.tries < len(WAITS_S):
                wait = WAITS_S[notice.tries] * (1 + JITTER * self._chance())
                again_at = self._clock() + max(wait, outcome.wait_s)
            else:
                what = "given_up"
        await self._store.settle_notice(notice, again_at)
        kind, _, target = notice.target.partition(":")
        if metrics := self._metrics.get(_workspace(notice)):
            metrics.notices.labels(kind, what).inc()
        if what != "told":
            tell = log.warning if what == "given_up" else log.info if what == "failed" else log.debug
            tell(
                f"notice_{what}", notice=notice.id, workspace=_workspace(notice),
                conversation=notice.key and notice.key.conversation, tries=notice.tries + 1, why=outcome.why,
                target=urlsplit(target).hostname or target,
            )  # fmt: skip
        if again_at is not None:
            self._wake.set()


def _workspace(notice: Notice) -> str:
    return notice.key.workspace if notice.key else ""


def _outcome(answer: Answer, now: float) -> _Outcome:
    if 200 <= answer.status < 300:
        return _Outcome("told")
    if answer.status == 410:
        return _Outcome("given_up", "the target says that it is gone (410)")
    wait_s = _retry_after(answer.headers, now) if answer.status in {429, 503} else 0.0
    return _Outcome("failed", f"the target answered {answer.status}", wait_s)


def _retry_after(headers: Mapping[str, str], now: float) -> float:
    """Seconds that a target asks to be left alone, given as such or as a date (RFC 9110); 0 for none."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(LONGEST_WAIT_S, float(value[:9]))
    try:
        return min(LONGEST_WAIT_S, max(0.0, parsedate_to_datetime(value).timestamp() - now))
    except (ValueError, TypeError):
        return 0.0
