"""What desks have told and what is not in its conversations yet, as the store keeps it.

A delivery is acknowledged once its parcels are here. Whoever takes one holds it, and says so again and again; when it
has been silent for a while, another process takes it. What nobody can use ends as a dead letter, for a lead to look at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assist.ports import Key

DELIVERY = "delivery"  # the kind of names (see `Store.remember`) under which those of parcels are known


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one delivery says of one conversation. `body` is opaque to the store; `at` is when it was received.

    `name` is the same when the desk sends it again, and says nothing. `customers` are ids that the conversation is to
    be found by from now on. The rest is the store's: `epoch` is the conversation's own part of its epoch ("" when there
    was none yet), `tries` counts who began to work on it and `lost` those of them that fell silent; `ticket` is its
    place. A dead one has died at `died`, and `why` says of what.
    """

    key: Key
    name: str
    desk: str
    body: bytes
    at: float
    customers: Sequence[str] = ()
    epoch: str = ""
    tries: int = 0
    lost: int = 0
    ticket: str = ""
    died: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many parcels wait, those that are being worked on among them, and how many are dead."""

    waiting: int = 0
    dead: int = 0


class Inbox(Protocol):
    """The parcels of every workspace. Erasing a conversation removes its parcels, dead ones too.

    When `add` or `settle` returns, what it did is as durable as what `Store.append` stores.
    """

    async def add(self, parcel: Parcel, until: float, *, take: bool, is_begun: bool = True) -> list[Parcel] | None:
        """Keep a parcel and know its name until then; None when the name is known already.

        With `take` the caller is given the earliest that nobody has had yet, which is this one if no others wait.
        NotFound when there is no such conversation, but where it need not be begun (`is_begun`).
        """

    async def take(self, workspace: str, now: float, silent_s: float, limit: int) -> list[Parcel]:
        """Parcels to work on, earliest first: new ones, put off ones due at `now`, and those whose holder is silent."""

    async def hold(self, parcels: Sequence[Parcel], now: float) -> set[str]:
        """Say that these are still being worked on; the names of those that are there to work on."""

    async def settle(self, parcel: Parcel, again_at: float | None = None) -> bool:
        """Let go of a parcel that is done, or put it off until then; False when it is not there as it was taken.

        A dead one put off is to be worked on again, as if it were new.
        """

    async def bury(self, parcel: Parcel, died: float, why: str) -> bool:
        """Make it a dead letter; False when it is not there as it was taken."""

    async def drop(self, parcel: Parcel) -> bool:
        """Remove a parcel unused, down to its bytes on disk; False when it is not there as it was read."""

    async def dead(self, workspace: str, limit: int) -> list[Parcel]:
        """Dead letters of a workspace, earliest first."""

    async def find(self, workspace: str, name: str) -> Parcel | None:
        """The dead letter of that name."""

    async def counts(self, workspace: str) -> Counts:
        """How many there are."""
