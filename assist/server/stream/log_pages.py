"""Pages of logs, read once for all viewers who ask for the same one in the same moment."""

import asyncio
from dataclasses import dataclass

from assist.ports import Key, Saved, Store
from assist.server.stream.outbox import Outgoing
from assist.wire.frames import entry_frame
from assist.wire.text import with_seq


@dataclass(frozen=True, slots=True)
class LogPage:
    """Frames of entries with their numbers, in order, their size in bytes, and the conversation (None: there is none).

    The conversation was looked at after the entries: they are of its epoch, if it still has the one that one follows.
    """

    frames: tuple[tuple[int, Outgoing], ...]
    size: int
    saved: Saved | None


class LogPages:
    """Reads of one store. When a thousand viewers are told of one entry, it is read and written down once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[tuple[Key, int, int], list[asyncio.Future[LogPage]]] = {}
        self._reading: set[asyncio.Task[None]] = set()

    async def read(self, key: Key, after: int, limit: int) -> LogPage:
        """At most `limit` entries with numbers above `after`."""
        asked = (key, after, limit)
        mine: asyncio.Future[LogPage] = asyncio.get_running_loop().create_future()
        if asked in self._waiting:
            self._waiting[asked].append(mine)
        else:
            self._waiting[asked] = [mine]
            reading = asyncio.create_task(self._answer(*asked))
            self._reading.add(reading)
            reading.add_done_callback(self._reading.discard)
        return await mine

    async def load(self, key: Key) -> Saved | None:
        """The conversation as it is now."""
        return await self._store.load(key)

    async def _answer(self, key: Key, after: int, limit: int) -> None:
        waiting = self._waiting.pop((key, after, limit))  # who asks from now on may have heard of something newer
        try:
            page = await self._read(key, after, limit)
        except Exception as error:  # noqa: BLE001 - whatever it is, they are all waiting for it
            for one in waiting:
                if not one.done():
                    one.set_exception(error)
        else:
            for one in waiting:
                if not one.done():
                    one.set_result(page)

    async def _read(self, key: Key, after: int, limit: int) -> LogPage:
        entries = await self._store.entries(key, after, limit)
        saved = await self._store.load(key)
        name = key.conversation
        frames = [
            (entry.seq, Outgoing(entry_frame(name, entry.seq, with_seq(entry.seq, entry.body)))) for entry in entries
        ]
        return LogPage(tuple(frames), sum(len(frame) for _, frame in frames), saved)
