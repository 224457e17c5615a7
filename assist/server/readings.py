"""Reads of the store that several requests share: all those that came before it began.

A dashboard asks many questions at once, and each wants the scores of the same month. Who comes while a read goes on
has to wait for the next one, so that nobody is told less than what was acknowledged before they asked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Readings:
    """One read at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting: dict[Hashable, asyncio.Task[Any]] = {}

    async def of(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` gives, begun after now; whoever asks under the same name before it begins is given the same."""
        task = self._waiting.get(name)
        if task is None:
            task = self._waiting[name] = asyncio.create_task(self._read(name, read))
        found: T = await asyncio.shield(task)
        return found

    async def _read(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        async with self._turn:
            del self._waiting[name]
            return await read()
