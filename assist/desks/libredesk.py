"""Libredesk: its webhooks (Admin, Integrations, Webhooks).

Scheme and payloads: internal/webhook/webhook.go and internal/conversation/models/models.go of
https://github.com/abhinavxd/libredesk. `X-Libredesk-Signature: sha256=` and the hex HMAC-SHA256 of the body. No
timestamp header and no delivery id; it sends once.
"""

from collections.abc import Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id, named
from assist.desks.fingerprint import fingerprint
from assist.desks.html import text_of
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac
from assist.wire.times import WHEN_RECEIVED

STATES = {
    **dict.fromkeys(("Resolved", "Closed"), EventType.CONVERSATION_ENDED),
    "Open": EventType.CONVERSATION_REOPENED,
}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets."""
    check_hmac(post.header("X-Libredesk-Signature"), post.body, secrets, prefix="sha256=")


def parse(post: Post, account: Account) -> Delivery:
    """Messages that the customer sees, and conversations resolved, closed or opened again."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    told = payload.part("payload")
    match payload.text("event"):
        case "message.created":
            return Delivery(name, _message(told))
        case "conversation.status_changed":
            kind = STATES.get(told.text("new_status"))
            if kind is None:
                return Delivery(name)
            changed = Event(named("status", name), kind, payload.time("timestamp") or WHEN_RECEIVED)
            conversation = _conversation(told.needed("conversation_uuid"), told.part("conversation"))
            return Delivery(name, (Arrival(conversation, (changed,)),))
        case _:
            return Delivery(name)


def _message(told: Payload) -> tuple[Arrival, ...]:
    text = told.text("text_content") or text_of(told.text("content"))
    if told.flag("private") or told.text("type") not in {"incoming", "outgoing"} or not text.strip():
        return ()
    role, author = _role(told), told.part("author")
    name = _name(author)
    event = Event(
        message_id(told.needed("uuid")),
        EventType.MESSAGE,
        told.time("created_at") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=name if role is Role.CUSTOMER else "",
        caller_id=customer_id("libredesk", told.text("sender_id")) if role is Role.CUSTOMER else "",
        agent=Participant(name, id=named("libredesk", told.needed("sender_id"))) if role is Role.AGENT else None,
    )
    return (Arrival(_conversation(told.needed("conversation_uuid"), Payload({})), (event,)),)


def _conversation(name: str, known: Payload) -> Conversation:
    # a message does not say its channel: letters are what Libredesk is for, chats are newer
    channel = Channel.CHAT if known.text("inbox_channel") == "livechat" else Channel.EMAIL
    customer = Participant(_name(known.part("contact")))
    return Conversation(conversation_id("libredesk", name), channel, customer=customer)


def _role(told: Payload) -> Role:
    if told.text("sender_type") == "contact":
        return Role.CUSTOMER
    is_system = told.text("author", "email") == "System" or told.text("author", "type") == "ai_assistant"
    return Role.BOT if is_system or told.flag("meta", "is_automated") else Role.AGENT


def _name(person: Payload) -> str:
    return f"{person.name('first_name')} {person.name('last_name')}".strip()[:200]


DESK = Desk("libredesk", verify, parse)
