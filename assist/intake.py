"""What helpdesks deliver: verified, read and kept at the door, and from there on its way into conversations.

A delivery is acknowledged once all that it says is in the inbox. Its name is known from then on: sent again after its
conversation was erased, it does not bring it back. What is known is a digest, since a name may be a mail's, and with it
somebody's address.
"""

import asyncio
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from assist.consumer import Consumer
from assist.desks import DESKS
from assist.desks.desk import Account, Api, Arrival, Call, Delivery, Desk, Lookup, Post
from assist.errors import BackendError, Conflict, NotAuthorized, NotFound
from assist.inbox import Parcel
from assist.metrics import Metrics
from assist.packing import Packed, checked, pack, unpack
from assist.ports import Store, conversation_of
from assist.runner import Runner
from assist.settings import DeskSettings, desk_variable
from assist.wire.reading import opening_of

KEPT_S = 96 * 3600.0  # longer than any desk goes on trying
LOOKUP_S = 20.0
LOOKUPS_AT_ONCE, MOST_LOOKUPS = 8, 200  # of each desk under way, and with those that wait for them
T = TypeVar("T")

Fetch = Callable[[Call], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a delivery: its parcels, and how many of them were new."""

    parcels: int = 0
    new: int = 0


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
        metrics: Metrics | None = None,
        is_redacting: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Redacting, no identifier of anybody is kept."""
        self._store = store
        self._runner = runner
        self._workspace = workspace
        self._given = given
        self._desks = desks
        self._fetch = fetch
        self._is_redacting = is_redacting
        self._clock = clock
        self._rooms = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(LOOKUPS_AT_ONCE))
        self._asking = Counter[str]()
        self.consumer = Consumer(store.inbox, workspace, self.take_in, metrics or Metrics(), clock)

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

    async def keep(self, desk: str, delivery: Delivery) -> Kept:
        """Keep all that a delivery says, or nothing of it, and have it worked on; BackendError where some may be kept.

        Then the same delivery again keeps the rest.
        """
        if delivery.lookups:
            self._may_look_up(desk)
        packing = partial(pack, self._workspace, desk, delivery, self._clock(), is_redacting=self._is_redacting)
        packed = await asyncio.to_thread(packing) if self._is_redacting else packing()
        return Kept(len(packed), sum(await _all([self._put(one) for one in packed])))

    async def take_in(self, parcel: Parcel) -> int:
        """Take what a parcel says into its conversation; how many events were new. NotFound when it was erased."""
        contents, epoch = unpack(parcel), parcel.epoch
        events = contents.events
        if contents.lookup is not None:
            arrivals = await self._looked_up(parcel.desk, contents.lookup)
            events = checked((event for arrival in arrivals for event in arrival.events), parcel.at)
            epoch = epoch or (await self._begun(parcel, arrivals[0]) if events else "")
        return len((await self._runner.post(parcel.key, events, epoch)).accepted) if events else 0

    async def _put(self, packed: Packed) -> bool:
        """Put a parcel into the inbox and work on what that gives; whether it is new."""
        known_until, conversation = packed.parcel.at + KEPT_S, packed.conversation
        for _ in range(2):
            try:
                given = await self._store.inbox.add(
                    packed.parcel, known_until, take=self.consumer.room > 0, is_begun=conversation is not None
                )
            except NotFound:
                assert conversation is not None
                await self._runner.begin(self._workspace, opening_of(conversation))
            else:
                self.consumer.begin(given or ())
                return given is not None
        raise Conflict(f"Conversation {packed.parcel.key.conversation!r} was erased just when it was begun; try again")

    async def _begun(self, parcel: Parcel, arrival: Arrival) -> str:
        """The epoch of a conversation that is begun for this parcel, if need be; NotFound when it was erased."""
        await self._runner.begin(self._workspace, opening_of(arrival.conversation), parcel.name)
        saved = await self._store.load(parcel.key)
        if saved is None or not await self._store.inbox.hold([parcel], self._clock()):
            raise NotFound("The conversation was erased before it began")
        return conversation_of(saved.epoch)

    async def _looked_up(self, desk: str, lookup: Lookup) -> Sequence[Arrival]:
        """What a delivery only named."""
        api, fetch = self._may_look_up(desk)
        account = self._account(desk)
        if self._asking[desk] >= MOST_LOOKUPS:  # it would take the room of other desks
            raise BackendError(f"The API of {desk} does not keep up with what it is asked for")
        self._asking[desk] += 1
        try:
            async with self._rooms[desk], asyncio.timeout(LOOKUP_S):
                return api.read(account, lookup, await fetch(api.call(account, lookup)))
        except TimeoutError:
            raise BackendError(f"The API of {desk} did not answer within {LOOKUP_S:.0f} s") from None
        finally:
            self._asking[desk] -= 1

    def _may_look_up(self, desk: str) -> tuple[Api, Fetch]:
        api, fetch = self._desks[desk].lookup, self._fetch
        if api is None or fetch is None or not self._account(desk).token:
            raise BackendError(
                f"{desk} names messages and does not send them: set {desk_variable(desk, 'token')}"
                " so that they can be fetched"
            )
        return api, fetch

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
