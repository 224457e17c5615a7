"""How many tokens a workspace may still spend today, by UTC. Kept in the store, so that a restart does not begin anew.

Processes that share a store share the budget as well, but for what they spend in the same moment.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from assist.ports import Store
from assist.wire.text import dump, parse

KIND, NAME = "budget", "llm_tokens"


class Budget:
    """One workspace's tokens of a day."""

    def __init__(
        self, store: Store, workspace: str, tokens_per_day: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._workspace = workspace
        self._most = tokens_per_day
        self._clock = clock
        self._reserved = 0
        self._turn = asyncio.Lock()

    async def reserve(self, tokens: int) -> bool:
        """Put tokens aside for a call; False when that is more than is left."""
        if await self._spent() + self._reserved + tokens > self._most:
            return False
        self._reserved += tokens
        return True

    async def settle(self, reserved: int, spent: int) -> None:
        """A call is over that put `reserved` aside and cost `spent`."""
        self._reserved -= reserved
        async with self._turn:
            kept = {"day": self.day, "tokens": await self._spent() + spent}
            await self._store.put(self._workspace, KIND, NAME, dump(kept))

    async def _spent(self) -> int:
        body = (await self._store.all_of(self._workspace, KIND)).get(NAME)
        kept = parse(body) if body else {}
        return int(kept["tokens"]) if kept.get("day") == self.day else 0

    @property
    def day(self) -> str:
        """Today."""
        return datetime.fromtimestamp(self._clock(), UTC).date().isoformat()
