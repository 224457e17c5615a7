"""Front: the webhook of an application.

Scheme: https://dev.frontapp.com/docs/application-webhooks. `X-Front-Signature` is the base64 HMAC-SHA256 of
`{timestamp}:{body}`, the timestamp in milliseconds; `X-Front-Challenge` comes when the address is saved and is
answered. Events: https://dev.frontapp.com/reference/events; the id of an event is the same when it is sent again.

Front sends the whole event or a preview of it, as the application is set up. A preview names the message only: it is
then fetched with the desk's token (https://dev.frontapp.com/reference/get-message).
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import (
    Account,
    Api,
    Arrival,
    Call,
    Delivery,
    Desk,
    Lookup,
    Post,
    conversation_id,
    customer_id,
    message_id,
    named,
)
from assist.desks.fingerprint import fingerprint
from assist.desks.html import text_of
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac, check_time, seconds_of
from assist.wire.faults import fault, refusal
from assist.wire.times import WHEN_RECEIVED

API = "https://api2.frontapp.com"
MESSAGES = {"inbound", "outbound", "out_reply"}
STATES = {
    **dict.fromkeys(("archive", "trash"), EventType.CONVERSATION_ENDED),
    **dict.fromkeys(("reopen", "restore"), EventType.CONVERSATION_REOPENED),
}
CHATS = {"custom", "facebook", "front_chat", "googleplay", "intercom", "sms", "truly-call", "twitter", "whatsapp"}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets within five minutes."""
    sent_at = post.header("X-Front-Request-Timestamp")
    message = sent_at.encode() + b":" + post.body
    check_hmac(post.header("X-Front-Signature"), message, secrets, encoding="base64")
    check_time(seconds_of(sent_at) / 1000, post.at)


def parse(post: Post, account: Account) -> Delivery:
    """Messages of both sides, fetched where only a preview comes; conversations archived and opened again."""
    payload, challenge = Payload.of(post.body), post.header("X-Front-Challenge")
    if challenge:
        return Delivery(fingerprint(post.body), answer=json.dumps({"challenge": challenge}).encode())
    happened = payload.part("payload")
    kind, name = happened.text("type"), happened.name("id") or fingerprint(post.body)
    if kind in MESSAGES:
        return _message(name, happened, account)
    if kind in STATES:
        changed = Event(named("status", name), STATES[kind], happened.time("emitted_at") or WHEN_RECEIVED)
        return Delivery(name, (Arrival(_conversation(happened, Channel.EMAIL), (changed,)),))
    return Delivery(name)


def _message(name: str, happened: Payload, account: Account) -> Delivery:
    message = happened.part("target", "data")
    if message.text("type"):
        return Delivery(name, _said(_conversation(happened, Channel.EMAIL), message))
    if not account.token:
        at_fault = "payload.target.data.type"
        raise refusal([fault(at_fault, "is missing; let Front send full events, or set BISTAND_DESK_FRONT_TOKEN")])
    conversation = _conversation(happened, Channel.EMAIL)
    return Delivery(name, lookups=(Lookup(conversation, (message.needed("id"),)),))


def _call(account: Account, lookup: Lookup) -> Call:
    address = f"{account.url.rstrip('/') or API}/messages/{quote(lookup.names[0], safe='')}"
    return Call("GET", address, {"Authorization": f"Bearer {account.token}", "Accept": "application/json"})


def _read(account: Account, lookup: Lookup, answer: bytes) -> tuple[Arrival, ...]:
    return _said(lookup.conversation, Payload.of(answer))


def _said(conversation: Conversation, message: Payload) -> tuple[Arrival, ...]:
    text = message.text("text") or text_of(message.text("body"))
    if message.flag("is_draft") or not text.strip():
        return ()
    role, author = Role.CUSTOMER, message.text("author", "id")
    if not message.flag("is_inbound"):
        role = Role.AGENT if author else Role.BOT  # rules and sequences write without an author
    sender = next((each for each in message.parts("recipients") if each.text("role") == "from"), Payload({}))
    event = Event(
        message_id(message.needed("id")),
        EventType.MESSAGE,
        message.time("created_at") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=sender.name("name") if role is Role.CUSTOMER else "",
        caller_id=customer_id("front", sender.text("handle").lower()) if role is Role.CUSTOMER else "",
        agent=_teammate(message.part("author")) if role is Role.AGENT else None,
    )
    channel = Channel.CHAT if message.text("type") in CHATS else Channel.EMAIL
    return (Arrival(replace(conversation, channel=channel), (event,)),)


def _conversation(happened: Payload, channel: Channel) -> Conversation:
    conversation = happened.part("conversation")
    return Conversation(
        conversation_id("front", conversation.needed("id")),
        channel,
        customer=Participant(conversation.name("recipient", "name")),
        agent=_teammate(conversation.part("assignee")),
    )


def _teammate(teammate: Payload) -> Participant:
    name = f"{teammate.name('first_name')} {teammate.name('last_name')}".strip()
    return Participant(name[:200], id=named("front", teammate.text("id"))) if teammate.text("id") else Participant()


DESK = Desk("front", verify, parse, lookup=Api(_call, _read))
