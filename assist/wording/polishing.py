"""The rewording of a server's workspaces: those that want it, with one endpoint that they share."""

import asyncio
from collections.abc import Callable, Sequence

from assist.core.prompts import Entry
from assist.metrics import Metrics
from assist.ports import Key, Store
from assist.runner import Runner
from assist.settings import Settings
from assist.wording.breaker import Breaker
from assist.wording.budget import Budget
from assist.wording.endpoint import Endpoint
from assist.wording.polisher import Polisher
from assist.wording.refusals import HEARD
from guidelines_kb.languages import load_ahead

Watch = Callable[[Key, Sequence[Entry]], None]


class Polishing:
    """A polisher a workspace. How well the endpoint does is known to all, what was spent to each alone."""

    def __init__(self, settings: Settings, store: Store) -> None:
        """SetupError when the settings name an endpoint that cannot be asked."""
        self._endpoint = Endpoint.of(settings) if settings.llm_base_url else None
        self._store = store
        self._breaker = Breaker()
        self._polishers: list[Polisher] = []

    def watch_of(self, settings: Settings, metrics: Metrics, get_runner: Callable[[], Runner]) -> Watch | None:
        """What the runner of a workspace is to tell of its log; None for a workspace that wants no rewording."""
        if self._endpoint is None or not settings.llm_base_url:
            return None
        budget = Budget(self._store, settings.workspace, settings.llm_tokens_per_day)
        polisher = Polisher(
            self._store, get_runner, self._endpoint, self._breaker, budget, metrics, settings.llm_timeout_s
        )
        self._polishers.append(polisher)
        return polisher.watch

    async def run(self) -> None:
        """Work for ever; without an endpoint there is nothing to do."""
        if self._endpoint is None:
            return
        load_ahead(HEARD)  # or the first answer would wait for it
        try:
            async with asyncio.TaskGroup() as group:
                for polisher in self._polishers:
                    group.create_task(polisher.run())
        finally:
            await self._endpoint.close()
