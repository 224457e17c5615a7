"""Chatwoot: account or inbox webhooks, signed since version 4.11.2.

Scheme: https://github.com/chatwoot/chatwoot/pull/13573. `X-Chatwoot-Signature: sha256=` and the hex HMAC-SHA256 of
`{timestamp}.{body}`; the delivery's id is the same when it is sent again.
"""

import json
from collections.abc import Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Call, Delivery, Desk, Post, conversation_id, customer_id, message_id
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac, check_time, seconds_of
from assist.wire.times import WHEN_RECEIVED

CHANNELS = {"Channel::Email": Channel.EMAIL, "Channel::FacebookPage": Channel.CHAT}
BOTS = {"agent_bot", "captain_assistant"}
STATES = {"resolved": EventType.CONVERSATION_ENDED, "open": EventType.CONVERSATION_REOPENED}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets within five minutes."""
    sent_at = post.header("X-Chatwoot-Timestamp")
    message = sent_at.encode() + b"." + post.body
    check_hmac(post.header("X-Chatwoot-Signature"), message, secrets, prefix="sha256=")
    check_time(seconds_of(sent_at), post.at)


def parse(post: Post, account: Account) -> Delivery:
    """Messages that the customer sees, and conversations resolved or opened again."""
    payload = Payload.of(post.body)
    name = post.header("X-Chatwoot-Delivery")
    match payload.text("event"):
        case "message_created":
            return Delivery(name, _message(payload))
        case "conversation_status_changed":
            return Delivery(name, _status(payload, name))
        case _:
            return Delivery(name)


def note(account: Account, conversation: str, text: str) -> Call | None:
    """Write a private note into `chatwoot-ACCOUNT-NUMBER`."""
    desk, _, rest = conversation.partition("-")
    owner, _, number = rest.partition("-")
    if desk != "chatwoot" or not (owner.isdigit() and number.isdigit()):
        return None
    return Call(
        "POST",
        f"{account.url.rstrip('/')}/api/v1/accounts/{owner}/conversations/{number}/messages",
        {"api_access_token": account.token, "Content-Type": "application/json"},
        json.dumps({"content": text, "message_type": "outgoing", "private": True}).encode(),
    )


def _message(payload: Payload) -> tuple[Arrival, ...]:
    kind, text = payload.text("message_type"), payload.text("content")
    if payload.flag("private") or kind not in {"incoming", "outgoing", "template"} or not text.strip():
        return ()
    sender, agent = payload.name("sender", "name"), None
    role = _role(kind, payload.text("sender", "type"))
    if role is Role.AGENT:
        agent = Participant(sender, id=f"chatwoot-{payload.text('sender', 'id')}")
    event = Event(
        message_id(payload.needed("id")),
        EventType.MESSAGE,
        payload.time("created_at") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=sender if role is Role.CUSTOMER else "",
        caller_id=customer_id("chatwoot", payload.text("sender", "id")) if role is Role.CUSTOMER else "",
        agent=agent,
    )
    return (Arrival(_conversation(payload.part("conversation"), payload.needed("account", "id")), (event,)),)


def _status(payload: Payload, name: str) -> tuple[Arrival, ...]:
    kind = STATES.get(payload.text("status"))
    if kind is None:
        return ()
    changed_at = payload.time("updated_at")
    event = f"{kind}-{changed_at:.3f}" if changed_at else f"{kind}-{name}"  # the delivery's name is not signed
    owner = payload.text("account", "id") or payload.text("messages", "account_id") or payload.needed("account_id")
    return (Arrival(_conversation(payload, owner), (Event(event, kind, changed_at or WHEN_RECEIVED),)),)


def _conversation(conversation: Payload, owner: str) -> Conversation:
    assignee = conversation.text("meta", "assignee", "id")
    return Conversation(
        id=conversation_id("chatwoot", owner, conversation.needed("id")),
        channel=CHANNELS.get(conversation.text("channel") or conversation.text("meta", "channel"), Channel.CHAT),
        customer=Participant(
            conversation.name("meta", "sender", "name"),
            id=customer_id("chatwoot", conversation.text("meta", "sender", "id")),
        ),
        agent=Participant(conversation.name("meta", "assignee", "name"), id=f"chatwoot-{assignee}")
        if assignee
        else Participant(),
    )


def _role(kind: str, sender: str) -> Role:
    if kind == "incoming":
        return Role.CUSTOMER
    return Role.BOT if kind == "template" or sender in BOTS else Role.AGENT


DESK = Desk("chatwoot", verify, parse, note)
