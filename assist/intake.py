"""What helpdesks deliver, on its way into conversations. A delivery is done once all that it says is durable.

Its name is remembered from then on: sent again after its conversation was erased, it does not bring it back. What is
remembered is a digest, since a name may be a mail's, and with it somebody's address.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assist.core.events import Event
from assist.core.prompts import Accepted
from assist.desks import DESKS
from assist.desks.desk import Account, Arrival, Call, Delivery, Desk, Lookup, Post
from assist.errors import BackendError, Conflict, InvalidEvent, NotAuthorized, NotFound
from assist.ports import Key, Store
from assist.runner import Runner
from assist.seats import Seats
from assist.settings import DeskSettings, desk_variable
from assist.wire.faults import fault, refusal
from assist.wire.reading import opening_of, read_event
from assist.wire.writing import entry_body

DELIVERY = "delivery"
KEPT_S = 96 * 3600.0  # longer than any desk goes on trying
LOOKUP_S = 20.0
LOOKUPS_AT_ONCE = 8
T = TypeVar("T")

Fetch = Callable[[Call], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a delivery: the events it told of, how many of them were new, and whether it was known."""

    events: int = 0
    new: int = 0
    is_known: bool = False


class Intake:
    """Takes deliveries into the conversations of one workspace. `fetch` makes calls to desks' own APIs."""

    def __init__(  # noqa: PLR0913 - what it works with, each named by the composition root
        self,
        store: Store,
        runner: Runner,
        workspace: str,
        given: Mapping[str, DeskSettings],
        *,
        desks: Mapping[str, Desk] = DESKS,
        fetch: Fetch | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._runner = runner
        self._workspace = workspace
        self._given = given
        self._desks = desks
        self._fetch = fetch
        self._clock = clock
        self._turns = Seats(0)  # only for its turns: a delivery that comes again waits for itself

    def desk(self, name: str) -> Desk:
        """The adapter of a desk that is connected; NotFound for one unknown, NotAuthorized for one without a secret."""
        desk = self._desks.get(name)
        if desk is None:
            raise NotFound(f"There is no desk of this name; known are {', '.join(sorted(self._desks))}")
        if not self._secrets(desk):
            raise NotAuthorized(
                f"{name} is not connected: set {desk_variable(name, 'secret')} to the secret that it signs with"
            )
        return desk

    def connected(self) -> list[str]:
        """The desks that have a secret here."""
        return sorted(name for name, desk in self._desks.items() if self._secrets(desk))

    def admit(self, desk: Desk, post: Post) -> None:
        """BadSignature when the headers alone show that a request is not the desk's; its body is not read yet."""
        if desk.admit is not None:
            desk.admit(post, self._secrets(desk))

    def read(self, desk: Desk, post: Post) -> Delivery:
        """What a request says, once it is known to be the desk's: BadSignature before anything of it is read."""
        desk.verify(post, self._secrets(desk))
        delivery = desk.parse(post, self._account(desk.name))
        return delivery if delivery.id else replace(delivery, id=hashlib.sha256(post.body).hexdigest())

    async def take(self, desk: str, delivery: Delivery) -> Taken:
        """Keep all that a delivery says, begin its conversations where needed, and remember its name."""
        if not delivery.arrivals and not delivery.lookups:
            return Taken()
        name = hashlib.sha256(f"{desk}\0{delivery.id}".encode("utf-8", "surrogatepass")).hexdigest()
        async with self._turns.turn(Key(self._workspace, name)):
            if await self._store.recall(self._workspace, DELIVERY, name, self._clock()):
                return Taken(is_known=True)
            taken = await self._keep((*delivery.arrivals, *await self._looked_up(desk, delivery.lookups)))
            await self._store.remember(self._workspace, DELIVERY, name, self._clock() + KEPT_S)
            return taken

    async def _keep(self, arrivals: Iterable[Arrival]) -> Taken:
        whole: dict[str, Arrival] = {}
        for arrival in arrivals:
            before = whole.setdefault(arrival.conversation.id, replace(arrival, events=()))
            events = (*before.events, *(_checked(event, self._clock()) for event in arrival.events))
            whole[arrival.conversation.id] = replace(before, events=events)
        new = await _all([self._tell(arrival) for arrival in whole.values()])
        return Taken(sum(len(arrival.events) for arrival in whole.values()), sum(new))

    async def _tell(self, arrival: Arrival) -> int:
        """Take the events of one conversation in; the number of those that are new."""
        key = Key(self._workspace, arrival.conversation.id)
        for _ in range(2):
            try:
                return len((await self._runner.post(key, arrival.events)).accepted)
            except NotFound:
                await self._runner.begin(self._workspace, opening_of(arrival.conversation))
        raise Conflict(f"Conversation {key.conversation!r} was erased just when it was begun; try again")

    async def _looked_up(self, desk: str, lookups: Sequence[Lookup]) -> list[Arrival]:
        """What a delivery only names."""
        fetch = self._fetch
        if not lookups:
            return []
        if fetch is None or not self._account(desk).token:
            raise BackendError(
                f"{desk} names messages and does not send them: set {desk_variable(desk, 'token')}"
                " so that they can be fetched"
            )
        room = asyncio.Semaphore(LOOKUPS_AT_ONCE)

        async def fetched(lookup: Lookup) -> tuple[Arrival, ...]:
            try:
                async with room, asyncio.timeout(LOOKUP_S):
                    return lookup.read(await fetch(lookup.call))
            except TimeoutError:
                raise BackendError(f"The API of {desk} did not answer within {LOOKUP_S:.0f} s") from None

        found = await _all([fetched(lookup) for lookup in lookups])
        return [arrival for arrivals in found for arrival in arrivals]

    def _secrets(self, desk: Desk) -> list[str]:
        given = self._given.get(desk.name, DeskSettings())
        return [secret.get_secret_value() for secret in given.secrets if secret.get_secret_value()]

    def _account(self, desk: str) -> Account:
        given = self._given.get(desk, DeskSettings())
        return Account(given.url, given.token.get_secret_value(), given.sender)


async def _all(work: Sequence[Coroutine[object, object, T]]) -> list[T]:
    """The outcomes of all of them; where one failed, its error once the others are done too."""
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    done = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return done


def _checked(event: Event, now: float) -> Event:
    """The event, if it can be read back from the log: a desk is held to what everybody is. Else InvalidEvent."""
    try:
        entry = entry_body(Accepted(min(event.at, now), event), "")
    except (OverflowError, ValueError):
        raise refusal([fault("at", "is no date and time that exists")], InvalidEvent) from None
    read_event(entry.get("event"))
    return event
