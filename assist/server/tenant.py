"""One workspace as the server serves it: what is its own, so that nothing of it can be another's."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assist.connections import Connections, open_connections
from assist.core.drafts.writing import Proof, Writing
from assist.core.playbook import Playbook
from assist.editions import Editions
from assist.metrics import Metrics
from assist.ports import Understand
from assist.replay import UnderstandNow
from assist.runner import Runner
from assist.scorecards.sheets import Sheets
from assist.server.guards.auth import Origins
from assist.server.guards.revocations import Revocations
from assist.server.overlapping import Overlapping
from assist.workspaces import Listed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assist.charter.charter import Facts
    from assist.editor import Editor
    from assist.practice.practice import Practice
    from assist.server.calls.webhooks import Webhooks
    from guidelines_kb import Library

Proofread = Callable[[Writing], Awaitable[Proof]]
Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]


async def nothing_to_do() -> None:
    """What follows a change of the guidelines when nobody looks sentences up ahead."""


@dataclass(slots=True)
class Tenant:
    """What opens one workspace, its guidelines, its moments and its understanding.

    `library` is where documents are changed; `guidelines_changed` is awaited after each change, to use it from then
    on, here and everywhere. `editions` keeps up with what other processes change. `proofread` checks drafts, `practice`
    is for those who practise, `editor` changes the playbook, `encode` gives raw query vectors, one a text;
    `standards_changed` is awaited when others were kept. The composition root adds the rest: the runner with its live
    states and doorbell, the door for its desks, the revocations, and the metrics. `charter_facts` are what the charter
    last said. SetupError when a secret that it names cannot be used.
    """

    listed: Listed
    library: "Library"
    understand: Understand
    get_playbook: Callable[[], Playbook]
    understand_now: UnderstandNow | None = None
    guidelines_changed: Callable[[], Awaitable[None]] = nothing_to_do
    proofread: Proofread | None = None
    editor: "Editor | None" = None
    encode: Encode | None = None
    standards_changed: Callable[[], Awaitable[None]] | None = None
    editions: Editions | None = None
    practice: "Practice | None" = None
    origins: Origins = field(init=False)
    connections: Connections = field(init=False)
    overlapping: Overlapping = field(init=False)
    runner: Runner = field(init=False)
    webhooks: "Webhooks" = field(init=False)
    revocations: Revocations = field(init=False)
    metrics: Metrics = field(init=False)
    sheets: Sheets = field(init=False, default_factory=Sheets)
    charter_facts: "Facts | None" = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.origins = Origins(self.listed.settings.allowed_origins)
        self.connections = open_connections(self.listed)
        self.overlapping = Overlapping(self.library)

    def become(self, listed: Listed) -> None:
        """Be opened by these keys, issuers and desks from now on; settings are as they were."""
        self.listed = self.revocations.listed = listed
        self.connections.keep(listed)

    @property
    def edition(self) -> int:
        """How often guidelines, moments and standards had been changed when this process last loaded them."""
        return self.editions.number if self.editions else 0

    @property
    def name(self) -> str:
        """What the workspace is called."""
        return self.listed.name
