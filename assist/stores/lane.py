"""A thread with its own SQLite connection; what waits for it goes into one transaction together."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from assist.errors import AssistError, StoreUnavailable
from assist.stores.schema import why

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]
Afterwards = Callable[[sqlite3.Connection, bool], None]  # True with the last group before closing
MOST_IN_GROUP = 512


class Waiting:
    """A job and the one who waits for its outcome."""

    __slots__ = ("future", "job", "loop", "outcome")

    def __init__(self, job: Job[Any]) -> None:
        self.job = job
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()
        self.outcome: object = None

    def tell(self) -> None:
        """Hand the outcome over; in the waiting one's own event loop."""
        if self.future.done():
            return
        if isinstance(self.outcome, BaseException):
            self.future.set_exception(self.outcome)
        else:
            self.future.set_result(self.outcome)


class Lane:
    """Runs jobs in order on one thread.

    A job raises its own errors before it writes anything; then the rest of its group goes on. Whatever
    goes wrong later undoes the group, and each job is tried again alone, so that a bad one fails alone.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        name: str,
        begin: str,
        afterwards: Afterwards | None = None,
    ) -> None:
        self._connect = connect
        self._begin = begin
        self._afterwards = afterwards
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._opened: asyncio.Future[None] | None = None
        self._closed = False

    async def open(self) -> None:
        """Start the thread; errors of opening the connection are raised here."""
        loop = asyncio.get_running_loop()
        self._opened = loop.create_future()
        self._thread.start()
        await self._opened

    async def run(self, job: Job[T]) -> T:
        """The outcome of `job`, once it is durable."""
        if self._closed:
            raise StoreUnavailable("The store is closed; the server is stopping")
        waiting = Waiting(job)
        self._queue.put(waiting)
        result: T = await waiting.future
        return result

    async def close(self) -> None:
        """Finish what waits, then let go of the connection."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        opened = self._opened
        assert opened is not None
        loop = opened.get_loop()
        try:
            connection = self._connect()
        except AssistError as error:
            loop.call_soon_threadsafe(opened.set_exception, error)
            return
        loop.call_soon_threadsafe(opened.set_result, None)
        more = True
        while more:
            group, more = self._waiting()
            self._commit(connection, group)
            if self._afterwards:
                self._afterwards(connection, not more)
            _tell(group)
        connection.close()

    def _waiting(self) -> tuple[list[Waiting], bool]:
        """Everything that waits now; blocks while nothing does. False with the last group."""
        first = self._queue.get()
        if first is None:
            return [], False
        group = [first]
        while len(group) < MOST_IN_GROUP:
            try:
                following = self._queue.get_nowait()
            except Empty:
                break
            if following is None:
                return group, False
            group.append(following)
        return group, True

    def _commit(self, connection: sqlite3.Connection, group: list[Waiting]) -> None:
        if not group:
            return
        try:
            connection.execute(self._begin)
            for waiting in group:
                try:
                    waiting.outcome = waiting.job(connection)
                except AssistError as error:
                    waiting.outcome = error
            connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody may be left waiting
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if len(group) == 1:
                group[0].outcome = _translated(error)
            else:
                for waiting in group:
                    self._commit(connection, [waiting])


def _translated(error: Exception) -> Exception:
    return (
        StoreUnavailable(f"Nothing was stored: {why(error)}") if isinstance(error, sqlite3.Error) else error
    )


def _tell(group: list[Waiting]) -> None:
    for loop in {waiting.loop for waiting in group}:
        theirs = [waiting for waiting in group if waiting.loop is loop]
        try:
            loop.call_soon_threadsafe(_tell_all, theirs)
        except RuntimeError:  # the loop is closed, and nobody waits any more
            continue


def _tell_all(group: list[Waiting]) -> None:
    for waiting in group:
        waiting.tell()
