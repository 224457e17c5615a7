"""The conversations that are live in this process: whose turn it is, and their state as last stored."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from assist.core.conversation import Conversation
from assist.ports import Key, Saved, conversation_of
from assist.wire.state import from_bytes


@dataclass(frozen=True, slots=True)
class Live:
    """A conversation as this process last stored or read it; `epoch` is its own part of it."""

    conversation: Conversation
    version: int
    last_seq: int
    wake_at: float | None
    epoch: str

    @classmethod
    def of(cls, saved: Saved) -> "Live":
        """The live state of what the store holds."""
        epoch = conversation_of(saved.epoch)
        return cls(from_bytes(saved.state), saved.version, saved.last_seq, saved.wake_at, epoch)


class Seats:
    """A bounded memory of live states, the latest used kept; and one turn at a time for each conversation.

    A state may be older than the store's when other processes write too; the store's version check finds out.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._states: OrderedDict[Key, Live] = OrderedDict()
        self._turns: dict[Key, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, key: Key) -> AsyncIterator[None]:
        """Wait for this conversation's turn; turns are given in the order they were asked for."""
        lock, waiting = self._turns.get(key, (asyncio.Lock(), 0))
        self._turns[key] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._turns[key]
            if waiting == 1:
                del self._turns[key]
            else:
                self._turns[key] = (lock, waiting - 1)

    def get(self, key: Key) -> Live | None:
        """The state as last seen, or None."""
        live = self._states.get(key)
        if live is not None:
            self._states.move_to_end(key)
        return live

    def put(self, key: Key, live: Live) -> None:
        """Remember a state; the one unused for longest is forgotten when there are too many."""
        self._states[key] = live
        self._states.move_to_end(key)
        if len(self._states) > self._capacity:
            self._states.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forget a state."""
        self._states.pop(key, None)
