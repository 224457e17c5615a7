"""Freshchat, also in Freshworks' customer service suite and CRM.

Scheme and shapes: https://support.freshchat.com/support/solutions/articles/239404-freshchat-webhooks-payload-structure-
and-authentication. `X-Freshchat-Signature` is the base64 RSA-SHA256 signature (PKCS #1 v1.5) of the body; the
"secret" is the public key that Freshchat shows beside the webhook, in PEM. There is no timestamp and no name of the
delivery, and people are told of by id only.
"""

from collections.abc import Iterator, Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload, clean
from assist.desks.signatures import check_rsa
from assist.errors import BadSignature
from assist.wire.times import WHEN_RECEIVED

ROLES = {"user": Role.CUSTOMER, "agent": Role.AGENT}
MACHINES = {"bot", "system", "automation"}  # as `message_source`
STATES = {
    "conversation_resolution": ("resolve", EventType.CONVERSATION_ENDED),
    "conversation_reopen": ("reopen", EventType.CONVERSATION_REOPENED),
}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with the private key of one of the public ones."""
    shown = post.header("X-Freshchat-Signature")
    if not shown:
        raise BadSignature("The request carries no signature")
    if not shown.isascii():
        raise BadSignature("The signature does not fit")
    check_rsa(shown, post.body, secrets)


def parse(post: Post, account: Account) -> Delivery:
    """Messages that the customer sees, and conversations resolved or opened again."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    action = payload.text("action")
    if action == "message_create":
        return Delivery(name, _message(payload.part("data", "message"), payload.time("action_time"), account))
    if action not in STATES:
        return Delivery(name)
    part, kind = STATES[action]
    conversation = payload.part("data", part, "conversation")
    event = Event(f"status-{name}", kind, payload.time("action_time") or WHEN_RECEIVED)
    return Delivery(name, (_arrival(conversation, event),))


def _message(message: Payload, told_at: float | None, account: Account) -> tuple[Arrival, ...]:
    is_private = message.text("message_type") == "private" or message.flag("botsPrivateNote")
    text = clean("\n".join(filter(None, _texts(message))))
    if is_private or not text.strip():
        return ()
    role, author = _role(message, account), message.text("actor_id")
    event = Event(
        message_id(message.needed("id")),
        EventType.MESSAGE,
        message.time("created_time") or told_at or WHEN_RECEIVED,
        role=role,
        text=text,
        caller_id=customer_id("freshchat", author) if role is Role.CUSTOMER else "",
        agent=Participant(id=f"freshchat-{author}") if role is Role.AGENT and author else None,
    )
    return (_arrival(message, event),)


def _texts(message: Payload) -> Iterator[str]:
    """Its words; older payloads say `msg_parts`."""
    for part in message.parts("message_parts"):
        yield part.text("text", "content")
    for part in message.parts("msg_parts"):
        yield part.text("properties", "text")


def _role(message: Payload, account: Account) -> Role:
    is_ours = bool(account.sender) and message.text("actor_id") == account.sender
    if is_ours or message.text("message_source").lower() in MACHINES:
        return Role.BOT
    return ROLES.get(message.needed("actor_type"), Role.BOT)


def _arrival(named: Payload, event: Event) -> Arrival:
    name = conversation_id("freshchat", named.needed("conversation_id"))
    return Arrival(Conversation(name, Channel.CHAT), (event,))


DESK = Desk("freshchat", verify, parse)
