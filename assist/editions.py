"""A workspace's own data (guidelines, moments, standards) at every process: each change is an edition, which all load.

What is kept counts its changes and rings the doorbell. Whoever hears it loads what is kept now, beside what is in use,
and switches at one moment. A ring may be lost, so the count is also asked for every two seconds.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from assist.errors import AssistError, BackendError
from assist.logs import frames_of
from assist.ports import Store

log = structlog.get_logger(__name__)

EVERY_S = 2.0


class Editions:
    """Keeps one workspace of this process at the newest edition."""

    def __init__(self, store: Store, workspace: str, load: Callable[[], Awaitable[None]]) -> None:
        """`load` makes what is kept now what is used."""
        self._store = store
        self._workspace = workspace
        self._load = load
        self._turn = asyncio.Lock()
        self._rung = asyncio.Event()
        self._tried = 0
        self.number = 0

    def look(self) -> None:
        """Another process has changed something, perhaps."""
        self._rung.set()

    async def follow(self) -> None:
        """Load every new edition, for ever. One that cannot be used is said once, and what was used goes on."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY_S):
                    await self._rung.wait()
            self._rung.clear()
            try:
                await self.refresh()
            except (BackendError, OSError) as error:
                log.warning("editions_wait", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the one before goes on
                why = error.detail if isinstance(error, AssistError) else ""
                where = frames_of(error.__traceback__)
                log.error("edition_not_usable", edition=self._tried, error=type(error).__name__, why=why, where=where)

    async def refresh(self) -> None:
        """Load the newest edition unless it is in use, or was found to be unusable; raises what is wrong with it."""
        async with self._turn:
            newest = (await self._store.editions()).get(self._workspace, 0)
            if newest not in {self.number, self._tried}:
                self._tried = newest
                try:
                    await self._load()
                except (BackendError, OSError):
                    self._tried = self.number  # it may well be usable
                    raise
                self.number = newest
