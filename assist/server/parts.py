"""What the server is made of, as its handlers see it."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from assist.audit import Audit, Deed
from assist.errors import Restarting
from assist.metrics import Metrics
from assist.ports import Store
from assist.server.guards.auth import Keys, Origins, Who
from assist.server.guards.limits import StreamLimits
from assist.server.guards.targets import Targets
from assist.server.readings import Readings
from assist.server.stream.log_pages import LogPages
from assist.server.tenant import Tenant
from assist.settings import Access

if TYPE_CHECKING:
    from assist.server.guards.keyring import Keyring
    from assist.server.stream.connection import Connection


RETURNS_PER_S, LONGEST_RETURN_S = 500.0, 10.0  # clients that come back after a restart


@dataclass(slots=True)
class Parts:
    """What all workspaces of a server share; `tenants` by name, the settings' own first.

    `origins` are the pages that may talk to one of them at least: before a key is shown nobody knows to which.
    """

    store: Store
    tenants: Mapping[str, Tenant]
    keys: Keys
    keyring: "Keyring"
    origins: Origins
    access: Access
    metrics: Metrics
    targets: Targets
    audit: Audit
    frame_origins: tuple[str, ...] = ()
    limits: StreamLimits = StreamLimits()
    connections: "set[Connection]" = field(default_factory=set)
    readings: Readings = field(default_factory=Readings)
    is_draining: bool = False
    log_pages: LogPages = field(init=False)

    def __post_init__(self) -> None:
        self.log_pages = LogPages(self.store)

    @property
    def own(self) -> Tenant:
        """The workspace of the settings, whose name no address needs."""
        return next(iter(self.tenants.values()))

    def enter(self, who: Who) -> "Here":
        """Let them into their workspace; NotAuthenticated when their key or token was taken back."""
        tenant = self.tenants[who.workspace]
        tenant.revocations.check(who)
        return Here(self, who, tenant)

    def check_open(self) -> None:
        """Restarting when this process takes nobody in any more."""
        if self.is_draining:
            raise Restarting("This process is restarting; come back in a moment")

    def drain(self) -> float:
        """Take nobody in any more and tell every client to come back; in how many seconds the last of them will.

        Each is told another time, so that those who take them in get no more at once than they can greet.
        """
        self.is_draining = True
        spread_s = min(LONGEST_RETURN_S, len(self.connections) / RETURNS_PER_S)
        for connection in tuple(self.connections):
            connection.announce_restart(random.uniform(0, spread_s))
        return spread_s

    def review(self, *, anew: bool = False) -> None:
        """Something was taken back, or keys are others now: every connection looks whether it may stay."""
        for connection in self.connections:
            connection.review(anew=anew)


@dataclass(frozen=True, slots=True)
class Here:
    """One request: the server's parts, who asks, and the workspace that they are in."""

    parts: Parts
    who: Who
    tenant: Tenant

    def note(self, call: str, conversation: str = "", subject: str = "") -> None:
        """Keep in the audit trail that this was done, and by whom."""
        who = self.who
        key, roles = who.key.partition("/")[0], tuple(sorted(who.roles))
        deed = Deed(who.workspace, call, conversation, subject, who.agent, key, who.token, roles)
        self.parts.audit.note(deed)


Handler = Callable[[web.Request, Here], Awaitable[web.StreamResponse]]
