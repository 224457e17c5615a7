"""Zendesk tickets: event webhooks, or a trigger with the body of plugins/desks/zendesk/webhook_trigger.json.

Scheme: https://developer.zendesk.com/documentation/webhooks/verifying/. `X-Zendesk-Webhook-Signature` is the base64
HMAC-SHA256 of timestamp and body, with nothing in between. The invocation's id is the same when it is sent again.
Events: https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events. Messages of Zendesk Messaging
reach a ticket late or never: `sunshine` hears them.
"""

import base64
import json
import re
from collections.abc import Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Call, Delivery, Desk, Post, conversation_id, customer_id, message_id
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac, check_time
from assist.errors import BadSignature
from assist.wire.times import WHEN_RECEIVED, read_rfc3339

EVENT = "zen:event-type:ticket."
OVER = {"solved", "closed"}
# A trigger's `{{ticket.status}}` is written in the account's language: en, sv, da and nb, pt.
OVER_IN_WORDS = OVER | {"löst", "stängd", "stängt", "løst", "lukket", "resolvido", "fechado", "encerrado"}
FIRST = "description"  # the ticket's first comment is told twice, once without its id

_CHAT = re.compile(r"chat|messag|whatsapp|sms|line|telegram", re.IGNORECASE)
_SOCIAL = re.compile(r"facebook|twitter|instagram|social", re.IGNORECASE)
_FORM = re.compile(r"^web|form", re.IGNORECASE)
_TICKET = re.compile(r"zendesk-(\d+)", re.ASCII)


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets within five minutes."""
    sent_at = post.header("X-Zendesk-Webhook-Signature-Timestamp")
    message = sent_at.encode("utf-8", "surrogateescape") + post.body
    check_hmac(post.header("X-Zendesk-Webhook-Signature"), message, secrets, encoding="base64")
    try:
        seconds = read_rfc3339(sent_at)
    except ValueError:
        raise BadSignature("The request carries no usable timestamp") from None
    check_time(seconds, post.at)


def parse(post: Post, account: Account) -> Delivery:
    """Public comments, and tickets solved or opened again."""
    name = post.header("X-Zendesk-Webhook-Invocation-Id")
    if not post.body.strip():
        return Delivery(name or fingerprint(post.body))  # a test of the address
    payload = Payload.of(post.body)
    name = name or payload.text("id") or fingerprint(post.body)
    kind = payload.text("type")
    if not kind:
        return Delivery(name, _trigger(payload, name, account))
    match kind.removeprefix(EVENT):
        case "created":
            events = _created(payload, account)
        case "comment_added":
            events = _comment_added(payload, account)
        case "status_changed":
            events = _status_changed(payload)
        case _:
            return Delivery(name)
    if not events:
        return Delivery(name)
    return Delivery(
        name, (Arrival(_conversation(payload.part("detail"), payload.text("detail", "via", "channel")), events),)
    )


def note(account: Account, conversation: str, text: str) -> Call | None:
    """Write an internal note into `zendesk-TICKET`; with a sender the token is an API token, else OAuth's."""
    ticket = _TICKET.fullmatch(conversation)
    if ticket is None:
        return None
    basic = base64.b64encode(f"{account.sender}/token:{account.token}".encode()).decode()
    return Call(
        "PUT",
        f"{account.url.rstrip('/')}/api/v2/tickets/{ticket.group(1)}.json",
        {
            "Authorization": f"Basic {basic}" if account.sender else f"Bearer {account.token}",
            "Content-Type": "application/json",
        },
        json.dumps({"ticket": {"comment": {"body": text, "public": False}}}).encode(),
    )


def _created(payload: Payload, account: Account) -> tuple[Event, ...]:
    ticket = payload.part("detail")
    text = ticket.text("description")
    if not text.strip() or not ticket.flag("is_public"):
        return ()
    author = ticket.text("submitter_id") or ticket.text("requester_id")
    is_customer = author == ticket.text("requester_id")
    at = ticket.time("created_at") or payload.time("time") or WHEN_RECEIVED
    return (_message(FIRST, at, text, _role(author, is_customer, account), Participant(id=author)),)


def _comment_added(payload: Payload, account: Account) -> tuple[Event, ...]:
    comment = payload.part("event", "comment")
    text, author = comment.text("body"), Participant(comment.name("author", "name"), id=comment.text("author", "id"))
    if not comment.flag("is_public") or not text.strip():
        return ()
    is_first = text.split() == payload.text("detail", "description").split()
    own = FIRST if is_first else comment.needed("id")
    role = _role(author.id, not comment.flag("author", "is_staff"), account)
    return (_message(own, payload.time("time") or WHEN_RECEIVED, text, role, author),)


def _status_changed(payload: Payload) -> tuple[Event, ...]:
    now, before = payload.text("event", "current").lower(), payload.text("event", "previous").lower()
    if (now in OVER) == (before in OVER):
        return ()
    kind = EventType.CONVERSATION_ENDED if now in OVER else EventType.CONVERSATION_REOPENED
    return (Event(f"status-{payload.needed('id')}", kind, payload.time("time") or WHEN_RECEIVED),)


def _trigger(payload: Payload, name: str, account: Account) -> tuple[Arrival, ...]:
    """What our trigger's body tells: the last public comment, and the ticket's status as it is now."""
    ticket, comment, events = payload.part("ticket"), payload.part("comment"), list[Event]()
    at = ticket.time("updated_at") or WHEN_RECEIVED
    text = comment.text("text")
    if text.strip():
        author = Participant(comment.name("author_name"), id=comment.text("author_id"))
        is_requester = author.id == payload.text("requester", "id")
        is_customer = is_requester or comment.text("author_role").lower().startswith("end")
        own = comment.needed("id")
        events.append(_message(own, at, text, _role(author.id, is_customer, account), author))
    if ticket.text("status").strip().lower() in OVER_IN_WORDS:
        events.append(Event(f"status-{name}", EventType.CONVERSATION_ENDED, at))
    if not events:
        return ()
    conversation = _conversation(
        ticket, ticket.text("via"), payload.name("requester", "name"), payload.part("assignee")
    )
    return (Arrival(conversation, tuple(events)),)


def _message(own: str, at: float, text: str, role: Role, author: Participant) -> Event:
    is_customer = role is Role.CUSTOMER
    return Event(
        message_id(own),
        EventType.MESSAGE,
        at,
        role=role,
        text=text,
        caller=author.name if is_customer else "",
        caller_id=customer_id("zendesk", author.id) if is_customer else "",
        agent=Participant(author.name, id=f"zendesk-{author.id}") if role is Role.AGENT and author.id else None,
    )


def _role(author: str, is_customer: bool, account: Account) -> Role:
    if is_customer:
        return Role.CUSTOMER
    is_machine = author.startswith("-") or (bool(account.sender) and author == account.sender)
    return Role.BOT if is_machine else Role.AGENT


def _conversation(ticket: Payload, via: str, customer: str = "", assignee: Payload | None = None) -> Conversation:
    agent = assignee.text("id") if assignee else ""
    return Conversation(
        id=conversation_id("zendesk", ticket.needed("id")),
        channel=_channel(via),
        customer=Participant(customer),
        agent=Participant(assignee.name("name"), id=f"zendesk-{agent}") if assignee and agent else Participant(),
    )


def _channel(via: str) -> Channel:
    """As `channelOf` in plugins/desks/zendesk/ticket.js."""
    if _CHAT.search(via):
        return Channel.CHAT
    if _SOCIAL.search(via):
        return Channel.SOCIAL
    return Channel.FORM if _FORM.search(via) else Channel.EMAIL


DESK = Desk("zendesk", verify, parse, note)
