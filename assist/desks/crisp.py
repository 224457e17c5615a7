"""Crisp: plugin hooks, and website hooks.

Scheme: https://docs.crisp.chat/references/web-hooks/v1. Plugin hooks carry `X-Crisp-Signature`, the hex HMAC-SHA256 of
`[{timestamp};{body}]`, the timestamp in milliseconds. Website hooks are not signed; Crisp then wants the secret in
the address (https://docs.crisp.chat/guides/web-hooks/website-hooks): `?key=SECRET`. There is no delivery id.

Payloads: https://docs.crisp.chat/guides/web-hooks/quickstart, and the events of crisp-im/go-crisp-api.
"""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id, named
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac, check_static, check_time, seconds_of
from assist.wire.times import WHEN_RECEIVED

STATES = {
    "resolved": EventType.CONVERSATION_ENDED,
    **dict.fromkeys(("pending", "unresolved"), EventType.CONVERSATION_REOPENED),
}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed within five minutes, or unsigned with a secret as `key` in its address."""
    shown = post.header("X-Crisp-Signature")
    if not shown:
        check_static(parse_qs(urlsplit(post.url).query).get("key", [""])[0], secrets)
        return
    sent_at = post.header("X-Crisp-Request-Timestamp")
    check_hmac(shown, b"[" + sent_at.encode() + b";" + post.body + b"]", secrets)
    check_time(seconds_of(sent_at) / 1000, post.at)


def parse(post: Post, account: Account) -> Delivery:
    """What visitors and operators write for each other, and conversations resolved or opened again."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    told = payload.part("data")
    match payload.text("event"):
        case "message:send" | "message:received":
            return Delivery(name, _message(told))
        case "session:set_state":
            kind = STATES.get(told.text("state"))
            if kind is None:
                return Delivery(name)
            changed = Event(named("status", name), kind, payload.time("timestamp") or WHEN_RECEIVED)
            return Delivery(name, (Arrival(_conversation(told), (changed,)),))
        case _:
            return Delivery(name)


def _message(told: Payload) -> tuple[Arrival, ...]:
    text = told.text("content") if told.text("type") == "text" else ""  # a "note" is private, other types have no words
    if not text.strip():
        return ()
    role, name = _role(told), told.name("user", "nickname")
    author = told.text("user", "user_id")
    event = Event(
        message_id(told.needed("fingerprint")),
        EventType.MESSAGE,
        told.time("timestamp") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=name if role is Role.CUSTOMER else "",
        caller_id=customer_id("crisp", author) if role is Role.CUSTOMER else "",
        agent=Participant(name, id=named("crisp", author or name)) if role is Role.AGENT else None,
    )
    return (Arrival(_conversation(told), (event,)),)


def _role(told: Payload) -> Role:
    if told.text("from") == "user":
        return Role.CUSTOMER
    # a plugin writes under its own origin (urn:...): a bot, unless a person stands behind it, which it does not tell
    is_bot = told.flag("automated") or told.text("origin").startswith("urn:")
    return Role.BOT if is_bot else Role.AGENT


def _conversation(told: Payload) -> Conversation:
    channel = Channel.EMAIL if told.text("origin") == "email" else Channel.CHAT
    return Conversation(conversation_id("crisp", told.needed("session_id")), channel)


DESK = Desk("crisp", verify, parse)
