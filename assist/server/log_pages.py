"""Pages of logs, read once for all viewers who ask for the same one in the same moment."""

import asyncio
from dataclasses import dataclass

from assist.ports import Key, Saved, Store
from assist.wire.frames import entry_frame
from assist.wire.text import with_seq


@dataclass(frozen=True, slots=True)
class LogPage:
    """Frames of entries with their numbers, in order, their size in bytes, and the conversation (None: there is none).

    The conversation was looked at after the entries: they are of its epoch, if it still has the one that one follows.
    """

    frames: tuple[tuple[int, bytes], ...]
    size: int
    saved: Saved | None


class LogPages:
    """Reads of one store. When a thousand viewers are told of one entry, it is read and written down once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: dict[tuple[Key, int, int], asyncio.Task[LogPage]] = {}

    async def read(self, key: Key, after: int, limit: int) -> LogPage:
        """At most `limit` entries with numbers above `after`."""
        asked = (key, after, limit)
        reading = self._asked.get(asked)
        if reading is None:
            reading = self._asked[asked] = asyncio.create_task(self._read(*asked))
            reading.add_done_callback(_retrieve)
        return await asyncio.shield(reading)  # who goes away takes nothing from the others

    async def load(self, key: Key) -> Saved | None:
        """The conversation as it is now."""
        return await self._store.load(key)

    async def _read(self, key: Key, after: int, limit: int) -> LogPage:
        del self._asked[key, after, limit]  # who asks from now on may have heard of something newer
        entries = await self._store.entries(key, after, limit)
        saved = await self._store.load(key)
        frames = [
            (entry.seq, entry_frame(key.conversation, entry.seq, with_seq(entry.seq, entry.body))) for entry in entries
        ]
        return LogPage(tuple(frames), sum(len(frame) for _, frame in frames), saved)


def _retrieve(reading: "asyncio.Task[LogPage]") -> None:
    """An error that nobody is there to hear any more is none."""
    if not reading.cancelled():
        reading.exception()
