"""Keys and tokens that are taken back: kept in the store, so that every process knows within seconds.

The store is asked every two seconds and not at every request, and once before the first. What a lead takes back here
is known here at once, and every open connection looks whether it is meant.
"""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog

from assist.errors import BackendError, NotAuthenticated, NotFound
from assist.ports import Store
from assist.server.guards.auth import Who
from assist.workspaces import DAY_S, Listed

if TYPE_CHECKING:
    from assist.server.parts import Parts

log = structlog.get_logger(__name__)

KIND = "revoked"
EVERY_S = 2.0
TOKEN_S = DAY_S + 120.0  # no token is accepted for longer, with a leeway at both its ends
KEY_S = 100 * 366 * DAY_S  # a key stays taken back until the file has another


class Revocations:
    """What is taken back in one workspace, as the store said last."""

    def __init__(self, store: Store, listed: Listed, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._workspace = listed.name
        self.listed = listed
        self._clock = clock
        self._names: set[str] = set()
        self._revoked: set[tuple[str, str]] = set()
        self._agents: dict[str, float] = {}

    @property
    def can_be(self) -> bool:
        """Whether there is anything that could be taken back."""
        return bool(self.listed.keys or self.listed.issuers)

    async def revoke(self, kind: str, name: str) -> float:
        """Take back a `key`, a `token` or the tokens of an `agent` issued up to now; the time that counts."""
        now = self._clock()
        if kind == "key":
            name = self._known(name)
        until = now + (KEY_S if kind == "key" else TOKEN_S)
        await self._store.remember(self._workspace, KIND, f"{kind} {now!r} {name}", until)
        await self.refresh()
        return now

    async def refresh(self) -> bool:
        """Ask the store; whether there is something new."""
        found = set(await self._store.remembered(self._workspace, KIND, self._clock()))
        if found == self._names:
            return False
        self._names = found
        named = [name.split(" ", 2) for name in found]
        self._revoked = {(kind, name) for kind, _, name in named}
        self._agents = {}
        for kind, at, name in named:
            if kind == "agent":
                self._agents[name] = max(float(at), self._agents.get(name, 0.0))
        return True

    def check(self, who: Who) -> None:
        """NotAuthenticated when this key or token is taken back."""
        is_key = who.key and ("key", who.key) in self._revoked
        is_token = who.token and ("token", who.token) in self._revoked
        if is_key or is_token or (who.issued_at and who.issued_at <= self._agents.get(who.agent, 0.0)):
            raise NotAuthenticated("This key or token has been taken back; ask for a new one")

    def _known(self, key: str) -> str:
        named = {one.id: one.name for one in self.listed.keys}
        if key not in named:
            raise NotFound(f"There is no key {key!r} in this workspace")
        return named[key]


async def watch_revocations(parts: "Parts") -> None:
    """Learn, for ever, what other processes have taken back."""
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            changes = [
                await tenant.revocations.refresh() for tenant in parts.tenants.values() if tenant.revocations.can_be
            ]
        except BackendError as error:
            log.warning("revocations_wait_for_store", error=type(error).__name__)
        else:
            if any(changes):
                parts.review()
