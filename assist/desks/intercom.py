"""Intercom: conversations of the Inbox, by the webhooks of an app.

Scheme: https://developers.intercom.com/docs/webhooks/webhook-notifications. `X-Hub-Signature: sha1=` and the hex
HMAC-SHA1 of the body with the app's client secret; there is no timestamp. A notification's id is the same when it
is sent again. Shapes: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations; a
reply's notification carries the new parts only, and a part's `body` is HTML. Bistand's own notes come back as the
topic `conversation.admin.noted`, which is not read.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Call, Delivery, Desk, Post, conversation_id, customer_id, message_id
from assist.desks.fingerprint import fingerprint
from assist.desks.html import MOST_HTML, text_of
from assist.desks.payload import Payload, clean
from assist.desks.signatures import check_hmac
from assist.wire.times import WHEN_RECEIVED

API = "https://api.intercom.io"  # of a workspace in the United States
VERSION = "2.11"
BEGUN = {"conversation.user.created", "conversation.admin.single.created"}
REPLIED = {"conversation.user.replied", "conversation.admin.replied"}
STATES = {
    "conversation.admin.closed": EventType.CONVERSATION_ENDED,
    "conversation.admin.opened": EventType.CONVERSATION_REOPENED,
}
SEEN = {"comment", "quick_reply", "open", "close"}  # kinds of parts whose words the customer reads
ROLES = {"user": Role.CUSTOMER, "lead": Role.CUSTOMER, "contact": Role.CUSTOMER, "admin": Role.AGENT}
CHANNELS = {
    "email": Channel.EMAIL,
    "phone_call": Channel.PHONE,
    "facebook": Channel.SOCIAL,
    "instagram": Channel.SOCIAL,
    "twitter": Channel.SOCIAL,
}

_OURS = re.compile(r"intercom-(\d+)", re.ASCII)


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets."""
    check_hmac(post.header("X-Hub-Signature"), post.body, secrets, digest="sha1", prefix="sha1=")


def parse(post: Post, account: Account) -> Delivery:
    """What customer and teammates wrote to each other, and conversations closed or opened again."""
    payload = Payload.of(post.body)
    topic, name = payload.text("topic"), payload.text("id") or fingerprint(post.body)
    if topic not in BEGUN | REPLIED | STATES.keys():
        return Delivery(name)  # also the ping that Intercom sends first
    item = payload.part("data", "item")
    events = list(_messages(topic, item, account))
    if topic in STATES:
        events.append(Event(f"status-{name}", STATES[topic], payload.time("created_at") or WHEN_RECEIVED))
    return Delivery(name, (Arrival(_conversation(item), tuple(events)),) if events else ())


def note(account: Account, conversation: str, text: str) -> Call | None:
    """Write a note into `intercom-NUMBER`, in the name of the teammate whose id is the account's sender."""
    ours = _OURS.fullmatch(conversation)
    if ours is None:
        return None
    body = "<p>" + "<br>".join(escape(line, quote=False) for line in text.splitlines()) + "</p>"
    return Call(
        "POST",
        f"{(account.url or API).rstrip('/')}/conversations/{ours.group(1)}/reply",
        {
            "Authorization": f"Bearer {account.token}",
            "Content-Type": "application/json",
            "Intercom-Version": VERSION,
        },
        json.dumps({"message_type": "note", "type": "admin", "admin_id": account.sender, "body": body}).encode(),
    )


def _messages(topic: str, item: Payload, account: Account) -> Iterator[Event]:
    if topic in BEGUN:
        begun_at = item.time("created_at")
        yield from _message(item.part("source"), begun_at, account)
        return
    for part in item.parts("conversation_parts", "conversation_parts"):
        if part.text("part_type") in SEEN:
            yield from _message(part, part.time("created_at"), account)


def _message(part: Payload, at: float | None, account: Account) -> Iterator[Event]:
    """The one event of a part with words in it."""
    text = clean(text_of(part.text("body", most=MOST_HTML)))
    if not text or part.flag("redacted"):
        return
    name, author = part.name("author", "name"), part.text("author", "id")
    role = ROLES.get(part.text("author", "type"), Role.BOT)
    if role is Role.AGENT and account.sender and author == account.sender:
        role = Role.BOT
    yield Event(
        message_id(part.needed("id")),
        EventType.MESSAGE,
        at or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=name if role is Role.CUSTOMER else "",
        caller_id=customer_id("intercom", author) if role is Role.CUSTOMER else "",
        agent=Participant(name, id=f"intercom-{author}") if role is Role.AGENT and author else None,
    )


def _conversation(item: Payload) -> Conversation:
    source = item.part("source")
    is_customers = ROLES.get(source.text("author", "type")) is Role.CUSTOMER
    return Conversation(
        id=conversation_id("intercom", item.needed("id")),
        channel=CHANNELS.get(source.text("type"), Channel.CHAT),
        customer=Participant(source.name("author", "name"), id=customer_id("intercom", source.text("author", "id")))
        if is_customers
        else Participant(),
    )


DESK = Desk("intercom", verify, parse, note, api=API)
