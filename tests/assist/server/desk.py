"""A helpdesk that sends what happens in it: Chatwoot, as its webhooks are signed; and a desk for what it lacks."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Role
from assist.desks.desk import MOST_MAIL, Account, Api, Arrival, Call, Delivery, Desk, Lookup, Post
from assist.desks.payload import Payload
from assist.desks.signatures import check_static
from assist.errors import StoreUnavailable
from assist.stores.sqlite import SqliteStore
from assist.wire.times import WHEN_RECEIVED, write_rfc3339
from tests.assist.desks.deliveries import SECRET, hmac_of
from tests.assist.server.conftest import Running
from tests.assist.test_app import Process

DESKS = {"chatwoot": {"secrets": [SECRET]}}
PATH = "/v1/webhooks/chatwoot"


def message(number: int, text: str = "Where is my parcel?", *, by: str = "customer", **more: Any) -> dict[str, Any]:
    """A message's payload; `more` are `account`, `conversation`, `at` (seconds since 1970), `assignee`, `customer`."""
    customer = more.get("customer", "Lars Holm")
    sender = (
        {"id": 5, "name": customer, "type": "contact"}
        if by == "customer"
        else {"id": 9, "name": "Kim", "type": "user"}
    )
    meta = {"sender": {"name": customer}, "assignee": more.get("assignee")}
    return {
        "event": "message_created",
        "id": number,
        "content": text,
        "message_type": "incoming" if by == "customer" else "outgoing",
        "created_at": write_rfc3339(more["at"]) if "at" in more else None,
        "sender": sender,
        "account": {"id": more.get("account", 3)},
        "conversation": {"id": more.get("conversation", 42), "channel": "Channel::WebWidget", "meta": meta},
    }


def status(state: str, at: float, account: int = 3, conversation: int = 42) -> dict[str, Any]:
    """A status change's payload."""
    meta = {"sender": {"name": "Lars Holm"}, "assignee": {"id": 9, "name": "Kim"}}
    return {
        "event": "conversation_status_changed",
        "id": conversation,
        "status": state,
        "channel": "Channel::WebWidget",
        "account_id": account,
        "updated_at": at,
        "meta": meta,
    }


def signed(body: bytes, delivery: str, at: float, secret: str = SECRET) -> dict[str, str]:
    """The headers of a delivery."""
    return {
        "Content-Type": "application/json",
        "X-Chatwoot-Timestamp": f"{at:.0f}",
        "X-Chatwoot-Signature": "sha256=" + hmac_of(secret, f"{at:.0f}.".encode() + body),
        "X-Chatwoot-Delivery": delivery,
    }


async def deliver(server: Running, payload: object, delivery: str = "d1", **given: Any) -> tuple[int, Any]:
    """Send a payload (bytes go as they are) as Chatwoot does, and see it taken in.

    `secret` and `at` make it signed otherwise; `to` is the address: that of the first workspace, unless another is
    given; `is_awaited=False` returns with the answer.
    """
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = signed(body, delivery, given.pop("at", server.parts.own.webhooks._clock()), given.pop("secret", SECRET))
    path, headers = given.pop("to", PATH), {**headers, **given.pop("headers", {})}
    is_awaited = given.pop("is_awaited", True)
    answer = await server.call("POST", path, key=None, data=body, headers=headers, **given)
    if is_awaited:
        await taken_in(server)
    return answer


async def taken_in(server: Running) -> None:
    """Return once nothing is being worked on; what has failed may be put off."""
    for tenant in server.parts.tenants.values():
        while in_hand := tenant.webhooks.intake.consumer._in_hand:
            await asyncio.wait([*in_hand])


async def is_at(server: Running | Process) -> int | None:
    """How many parcels wait, if the server can say."""
    return (await server.call("GET", "/ready"))[1].get("deliveries", {}).get("waiting")


async def until(server: Running | Process, waiting: int) -> None:
    """Wait until so many parcels wait."""
    async with asyncio.timeout(60):
        while await is_at(server) != waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def events(server: Running, conversation: str = "chatwoot-3-42", **given: Any) -> list[str]:
    """The ids of a conversation's events, in the order of its log."""
    status, body = await server.call("GET", f"/v1/conversations/{conversation}/log", **given)
    return [entry["event"]["id"] for entry in body["entries"] if entry["kind"] == "event"] if status == 200 else []


class Failing:
    """A store in memory, or a part of it, that does not answer some calls: those of `failing`, so many times each."""

    def __init__(self, whole: object, failing: dict[str, int], after: set[str]) -> None:
        self._whole = whole
        self.failing = failing
        self.after = after  # those that fail once they are done: the answer is lost, the work is not

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._whole, name)
        if name in {"close", "changes", "audit"}:
            return whole
        if name == "inbox":
            return Failing(whole, self.failing, self.after)

        async def call(*given: Any, **named: Any) -> Any:
            fails = self.failing.get(name, 0) > 0
            if fails:
                self.failing[name] -= 1
            if fails and name not in self.after:
                raise StoreUnavailable("The store does not answer")
            done = await whole(*given, **named)
            if fails:
                raise StoreUnavailable("The store does not answer")
            return done

        return call


def failing_store(store: SqliteStore) -> Failing:
    """One that answers until `failing` is filled."""
    return Failing(store, {}, set())


@dataclass
class Gate:
    """An `understand` that waits until it is opened."""

    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, conversation: Conversation, event: Event) -> Event:
        await self.opened.wait()
        return event


def plain_desk(seen: Callable[[Post], None] = lambda post: None, **more: Any) -> Desk:
    """A desk that shows its secret in a header, takes mails, and may name a message without sending it.

    {"say": TEXT} says something, {"look_up": ADDRESS} only where it can be read.
    """

    def verify(post: Post, secrets: Any) -> None:
        seen(post)
        check_static(post.header("X-Secret"), secrets)

    def parse(post: Post, account: Account) -> Delivery:
        payload = Payload.of(post.body)
        if address := payload.text("look_up"):
            return Delivery(f"look-{address}", lookups=(Lookup(PLAIN, (address,)),))
        return Delivery(
            "", (said(payload.text("say")),) if payload.text("say") else (), answer=b"hi", media_type="text/plain"
        )

    def call(account: Account, lookup: Lookup) -> Call:
        return Call("GET", lookup.names[0], {"Authorization": f"Bearer {account.token}"})

    def read(account: Account, lookup: Lookup, answer: bytes) -> tuple[Arrival, ...]:
        return (said(answer.decode()),)

    given: Mapping[str, Any] = {"admit": verify, "most_bytes": MOST_MAIL, "lookup": Api(call, read), **more}
    return Desk("plain", verify, parse, **given)


PLAIN = Conversation("plain-1", Channel.EMAIL)


def said(text: str) -> Arrival:
    """A customer's words in the conversation `plain-1`."""
    event = Event(f"message-{text[:20]}", EventType.MESSAGE, WHEN_RECEIVED, role=Role.CUSTOMER, text=text[:100])
    return Arrival(PLAIN, (event,))
