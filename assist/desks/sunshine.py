"""Sunshine Conversations, which is Zendesk Messaging: chats on the web, in apps and on WhatsApp and its like.

Scheme: https://docs.smooch.io/rest/#section/Webhooks. There is no signature: `X-API-Key` shows the webhook's own
secret. Shapes: https://github.com/zendesk/sunshine-conversations-javascript (docs/MessageWebhook.md, Author.md,
ReleaseControlBody.md). Who of the business wrote shows in the message's source: `zd:agentWorkspace` is a person at
Zendesk's desk; messages by API and of the answer bot are a machine's.
"""

from collections.abc import Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_static
from assist.wire.times import WHEN_RECEIVED

MACHINES = {"api", "api:conversations", "api:notifications", "zd:answerBot"}
MACHINE_NAMES = {"Automated Responder"}  # speaks for triggers, from the agents' desk
OVER = {"ticketClosed", "transferToEmail"}


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless the request shows one of the secrets."""
    check_static(post.header("X-API-Key"), secrets)


def parse(post: Post, account: Account) -> Delivery:
    """Messages, and conversations that the agents' desk has let go of."""
    events = list(Payload.of(post.body).parts("events"))
    name = fingerprint(*(event.needed("id") for event in events)) if events else fingerprint(post.body)
    return Delivery(name, tuple(arrival for event in events for arrival in _arrivals(event)))


def _arrivals(event: Payload) -> tuple[Arrival, ...]:
    payload = event.part("payload")
    match event.text("type"):
        case "conversation:message":
            told = _message(payload.part("message"), event.time("createdAt"))
        case "switchboard:releaseControl" if payload.text("reason") in OVER:
            at = event.time("createdAt") or WHEN_RECEIVED
            told = Event(f"status-{event.needed('id')}", EventType.CONVERSATION_ENDED, at)
        case _:
            return ()
    if told is None:
        return ()
    customer = Participant(told.caller, id=told.caller_id)
    conversation = conversation_id("sunshine", payload.needed("conversation", "id"))
    return (Arrival(Conversation(conversation, Channel.CHAT, customer), (told,)),)


def _message(message: Payload, told_at: float | None) -> Event | None:
    text = message.text("content", "text") or message.text("content", "textFallback")
    if not text.strip() or message.flag("deleted"):
        return None
    name, role = message.name("author", "displayName"), _role(message)
    return Event(
        message_id(message.needed("id")),
        EventType.MESSAGE,
        message.time("received") or told_at or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=name if role is Role.CUSTOMER else "",
        caller_id=customer_id("sunshine", message.text("author", "userId")) if role is Role.CUSTOMER else "",
        agent=Participant(name, id=f"sunshine-{fingerprint(name)}") if role is Role.AGENT and name else None,
    )


def _role(message: Payload) -> Role:
    if message.needed("author", "type") == "user":
        return Role.CUSTOMER
    is_machine = (
        message.text("source", "type") in MACHINES
        or message.text("author", "displayName").strip() in MACHINE_NAMES
        or "AI" in message.words("author", "subtypes")
    )
    return Role.BOT if is_machine else Role.AGENT


DESK = Desk("sunshine", verify, parse, admit=verify)
