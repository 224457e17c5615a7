"""Works on the parcels of one workspace's inbox: at once on those that came in here, soon on those left by others.

Whoever works on a parcel says so every second. One of whom nothing was heard for SILENT_S has died or hangs, and any
other process goes on with what it had: what is done twice by that changes nothing. What fails is put off, for longer
each time, and ends as a dead letter.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter

import structlog

from assist.errors import AssistError, BackendError, NotFound
from assist.inbox import Counts, Inbox, Parcel
from assist.logs import frames_of
from assist.metrics import Metrics

log = structlog.get_logger(__name__)

LOOK_S = 1.0
SILENT_S = 5.0
AT_ONCE = 1_000  # parcels that one process works on; the others wait for it or for another
MINUTE, HOUR = 60.0, 3600.0
WAITS_S = (0.2, 2.0, 10.0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR)  # after each failure
MOST_LOST = 3  # processes that have fallen silent over one parcel: it may be what ends them
FINISH_S = 3.0  # at the end, for what is under way


class Consumer:
    """`work` takes a parcel in and tells how many events were new; NotFound when there is nothing to take it into."""

    def __init__(
        self,
        inbox: Inbox,
        workspace: str,
        work: Callable[[Parcel], Awaitable[int]],
        metrics: Metrics,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._inbox = inbox
        self._workspace = workspace
        self._work = work
        self._metrics = metrics
        self._clock = clock
        self._in_hand: dict[asyncio.Task[None], Parcel] = {}

    @property
    def room(self) -> int:
        """How many more parcels may be begun here."""
        return max(0, AT_ONCE - len(self._in_hand))

    def begin(self, parcels: Iterable[Parcel]) -> None:
        """Work on parcels that the inbox has given to this process."""
        for parcel in parcels:
            task = asyncio.create_task(self._carry(parcel))
            self._in_hand[task] = parcel
            task.add_done_callback(self._in_hand.pop)

    async def run(self) -> None:
        """Look, for ever, for what others have left. At the end what is under way is finished, or left to others."""
        try:
            while True:
                try:
                    await self.look()
                except BackendError as error:
                    log.warning("inbox_waits_for_store", error=type(error).__name__)
                await asyncio.sleep(LOOK_S)
        finally:
            await self._leave()

    async def look(self) -> Counts:
        """Say what is being worked on here, and begin with what nobody works on."""
        await self._inbox.hold([*self._in_hand.values()], self._clock())
        counts = await self._inbox.counts(self._workspace)
        self._metrics.inbox.labels("waiting").set(counts.waiting)
        self._metrics.inbox.labels("dead").set(counts.dead)
        if counts.waiting and self.room:
            self.begin(await self._inbox.take(self._workspace, self._clock(), SILENT_S, self.room))
        return counts

    async def _leave(self) -> None:
        if self._in_hand:
            await asyncio.wait([*self._in_hand], timeout=FINISH_S)
        left = dict(self._in_hand)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        released = [self._inbox.settle(parcel, self._clock()) for parcel in left.values()]
        await asyncio.gather(*released, return_exceptions=True)  # or they are found silent

    async def _carry(self, parcel: Parcel) -> None:
        try:
            what = await self._done(parcel)
        except BackendError as error:  # the store's: another look finds the parcel, here or elsewhere
            log.warning("inbox_waits_for_store", error=type(error).__name__)
        else:
            self._metrics.parcels.labels(parcel.desk, what).inc()

    async def _done(self, parcel: Parcel) -> str:
        """What became of a parcel."""
        began = perf_counter()
        if parcel.lost >= MOST_LOST:
            return await self._bury(parcel, f"{parcel.lost} processes ended or hung while they worked on it")
        try:
            new = await self._work(parcel)
        except NotFound:
            await self._inbox.settle(parcel)
            return "erased"
        except Exception as error:  # noqa: BLE001 - whatever it was, the others go on
            return await self._failed(parcel, error)
        took, since = perf_counter() - began, max(0.0, self._clock() - parcel.at)
        self._metrics.stages.labels("intake").observe(max(took, since))
        await self._inbox.settle(parcel)
        log.debug("taken_in", desk=parcel.desk, new=new, tries=parcel.tries, ms=round(took * 1000, 1))
        return "taken_in" if new else "nothing_new"

    async def _failed(self, parcel: Parcel, error: Exception) -> str:
        kind, where = type(error).__name__, frames_of(error.__traceback__)
        if parcel.tries > len(WAITS_S):
            why = error.detail if isinstance(error, AssistError) else f"{kind} at {', '.join(where)}"
            return await self._bury(parcel, why)
        await self._inbox.settle(parcel, self._clock() + WAITS_S[parcel.tries - 1])
        about = {"desk": parcel.desk, "error": kind, "tries": parcel.tries, "where": where}
        log.info("delivery_put_off", delivery=parcel.name, **about)
        return "put_off"

    async def _bury(self, parcel: Parcel, why: str) -> str:
        await self._inbox.bury(parcel, self._clock(), why)
        log.warning("delivery_dead", delivery=parcel.name, desk=parcel.desk, tries=parcel.tries)
        return "dead"
