"""What the server is made of, as its handlers see it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from assist.core.drafts.writing import Proof, Writing
from assist.core.playbook import Playbook
from assist.metrics import Metrics
from assist.ports import Store
from assist.replay import UnderstandNow
from assist.runner import Runner
from assist.server.auth import Keys, Origins, Who
from assist.server.limits import StreamLimits
from assist.server.targets import Targets
from assist.settings import Access

if TYPE_CHECKING:
    from assist.server.connection import Connection
    from assist.server.webhooks import Webhooks
    from guidelines_kb import Library

PutMoment = Callable[[str, str, str], Awaitable[dict[str, object]]]
Proofread = Callable[[Writing], Awaitable[Proof]]
TestPlaybook = Callable[[str, str], Awaitable[dict[str, object]]]


async def nothing_to_do() -> None:
    """What follows a change of the guidelines when nobody looks sentences up ahead."""


@dataclass(slots=True)
class Parts:
    """Everything a handler may use.

    `guidelines_changed` is awaited after each change of the library, to look the moments' sentences up
    again. `proofread` checks drafts. `put_moment(workspace, moment, text)` and `test_playbook(workspace, text)` are
    the playbook's.
    """

    store: Store
    runner: Runner
    library: "Library"
    get_playbook: Callable[[], Playbook]
    keys: Keys
    origins: Origins
    access: Access
    metrics: Metrics
    webhooks: "Webhooks"
    targets: Targets
    understand_now: UnderstandNow | None = None
    guidelines_changed: Callable[[], Awaitable[None]] = nothing_to_do
    proofread: Proofread | None = None
    put_moment: PutMoment | None = None
    test_playbook: TestPlaybook | None = None
    frame_origins: tuple[str, ...] = ()
    limits: StreamLimits = StreamLimits()
    connections: "set[Connection]" = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Here:
    """One request: the server's parts, and who asks."""

    parts: Parts
    who: Who


Handler = Callable[[web.Request, Here], Awaitable[web.StreamResponse]]
