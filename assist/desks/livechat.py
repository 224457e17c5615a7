"""LiveChat (text.com): webhooks of a license or an application.

Scheme: https://platform.text.com/docs/management/webhooks. No header: `secret_key` in the body is the secret that
was set when the webhook was registered. There is no delivery id.

Who is who: https://platform.text.com/docs/messaging/agent-chat-api/data-structures. Agents are named by their e-mail
address, customers by a UUID, bots by 32 hex digits without hyphens; where the webhook lists its users, that counts.

A thread is a conversation: a chat goes on for years, and each visit opens another thread in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id, named
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_static
from assist.wire.times import WHEN_RECEIVED

_CUSTOMER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
People = dict[str, tuple[str, str]]  # by id: kind and name


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless the body holds one of the secrets."""
    check_static(Payload.of(post.body).text("secret_key"), secrets)


def parse(post: Post, account: Account) -> Delivery:
    """What both sides write for each other, and threads that end."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    happened = payload.part("payload")
    match payload.text("action"):
        case "incoming_chat":
            return Delivery(name, _begun(happened.part("chat")))
        case "incoming_event":
            events = tuple(_said([happened.part("event")], {}))
            return Delivery(name, (Arrival(_conversation(happened), events),) if events else ())
        case "chat_deactivated":
            ended = Event(named("ended", happened.needed("thread_id")), EventType.CONVERSATION_ENDED, WHEN_RECEIVED)
            return Delivery(name, (Arrival(_conversation(happened), (ended,)),))
        case _:
            return Delivery(name)


def _begun(chat: Payload) -> tuple[Arrival, ...]:
    people = {user.needed("id"): (user.text("type"), user.name("name")) for user in chat.parts("users")}
    customers = (
        Participant(name, id=customer_id("livechat", own)) for own, (kind, name) in people.items() if kind == "customer"
    )
    conversation = Conversation(
        conversation_id("livechat", chat.needed("id"), chat.needed("thread", "id")),
        Channel.CHAT,
        customer=next(customers, Participant()),
    )
    return (Arrival(conversation, tuple(_said(chat.parts("thread", "events"), people))),)


def _conversation(happened: Payload) -> Conversation:
    name = conversation_id("livechat", happened.needed("chat_id"), happened.needed("thread_id"))
    return Conversation(name, Channel.CHAT)


def _said(events: Iterable[Payload], people: People) -> Iterator[Event]:
    for said in events:
        is_private = "agents" in (said.text("visibility"), said.text("recipients"))
        text = said.text("text") if said.text("type") == "message" and not is_private else ""
        if not text.strip():
            continue
        author = said.needed("author_id")
        role, name = _role(author, people), people.get(author, ("", ""))[1]
        yield Event(
            message_id(said.needed("id")),
            EventType.MESSAGE,
            said.time("created_at") or WHEN_RECEIVED,
            role=role,
            text=text,
            caller=name if role is Role.CUSTOMER else "",
            caller_id=customer_id("livechat", author) if role is Role.CUSTOMER else "",
            agent=Participant(name, id=named("livechat", author)) if role is Role.AGENT else None,
        )


def _role(author: str, people: People) -> Role:
    if people.get(author, ("", ""))[0] == "customer" or _CUSTOMER.fullmatch(author):
        return Role.CUSTOMER
    return Role.AGENT if "@" in author else Role.BOT


DESK = Desk("livechat", verify, parse)
