"""Rocket.Chat Omnichannel: its webhook (Omnichannel, Webhooks).

Scheme: https://docs.rocket.chat/docs/webhooks. Nothing is signed: `X-RocketChat-Livechat-Token` is the secret itself.
Payloads: apps/meteor/app/livechat/server/hooks/sendToCRM.ts of https://github.com/RocketChat/Rocket.Chat. There is no
delivery id. When a chat is closed, all of its messages come once more, which does no harm.

Bots write as agents there and nothing in the payload says so, but for the built-in `rocket.cat`.
"""

from collections.abc import Iterator, Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id, named
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_static
from assist.wire.times import WHEN_RECEIVED

ROOMS = {
    *("Message", "LivechatSession", "LivechatSessionStart", "LivechatSessionQueued"),
    *("LivechatSessionTaken", "LivechatSessionForwarded"),
}
TRIAL = "fasd6f5a4sd6f8a4sdf"  # the room of "Send Test", whose messages have no ids
BUILT_IN = "rocket.cat"


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless the header shows one of the secrets."""
    check_static(post.header("X-RocketChat-Livechat-Token"), secrets)


def parse(post: Post, account: Account) -> Delivery:
    """What visitors and agents write, and chats that are closed."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    kind = payload.text("type")
    if kind not in ROOMS or payload.text("_id") == TRIAL:
        return Delivery(name)
    events = [*_said(payload, with_edited=kind != "Message")]
    if kind == "LivechatSession":
        closed_at = payload.time("closedAt") or WHEN_RECEIVED
        events.append(Event(named("status", name), EventType.CONVERSATION_ENDED, closed_at))
    return Delivery(name, (Arrival(_conversation(payload), tuple(events)),) if events else ())


def _said(payload: Payload, *, with_edited: bool) -> Iterator[Event]:
    for said in payload.parts("messages"):
        is_foreign = (
            said.flag("closingMessage") or any(said.parts("blocks")) or said.text("navigation", "page", "title")
        )
        is_edit = not with_edited and said.text("editedAt")
        if is_foreign or is_edit or not said.text("msg").strip():
            continue
        author = said.text("agentId")
        role = Role.CUSTOMER if not author else Role.BOT if said.text("username") == BUILT_IN else Role.AGENT
        yield Event(
            message_id(said.needed("_id")),
            EventType.MESSAGE,
            said.time("ts") or WHEN_RECEIVED,
            role=role,
            text=said.text("msg"),
            caller=payload.name("visitor", "name") if role is Role.CUSTOMER else "",
            caller_id=customer_id("rocketchat", payload.text("visitor", "_id")) if role is Role.CUSTOMER else "",
            agent=_author(author, said, payload) if role is Role.AGENT else None,
        )


def _author(author: str, said: Payload, payload: Payload) -> Participant:
    name = said.name("u", "name")
    if not name and payload.text("agent", "_id") == author:
        name = payload.name("agent", "name")
    return Participant(name, id=named("rocketchat", author))


def _conversation(payload: Payload) -> Conversation:
    agent = payload.text("agent", "_id")
    return Conversation(
        conversation_id("rocketchat", payload.needed("_id")),
        Channel.CHAT,
        customer=Participant(
            payload.name("visitor", "name"), id=customer_id("rocketchat", payload.text("visitor", "_id"))
        ),
        agent=Participant(payload.name("agent", "name"), id=named("rocketchat", agent)) if agent else Participant(),
    )


DESK = Desk("rocketchat", verify, parse, admit=verify)
