"""HubSpot's conversations inbox, by the webhooks of an app with the scope `conversations.read`.

Scheme: https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation.
`X-HubSpot-Signature-v3` is the base64 HMAC-SHA256 of method, address, body and `X-HubSpot-Request-Timestamp`
(milliseconds) with the app's client secret; the address is the one that HubSpot was given, some of its escapes
decoded. Versions 1 and 2 come along with it and are not looked at: they sign no time, so whoever has seen one request
could send it again for ever, by leaving version 3 out.

A webhook names messages; their words are fetched with the account's token:
https://developers.hubspot.com/docs/api-reference/conversations-conversations-inbox-&-messages-v3/guide.
"""

import re
from collections.abc import Iterator, Sequence
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
)
from assist.desks.fingerprint import fingerprint
from assist.desks.html import MOST_HTML, text_of
from assist.desks.payload import Payload, clean
from assist.desks.signatures import check_hmac, check_time, seconds_of
from assist.wire.faults import fault, refusal
from assist.wire.text import parse as parse_json
from assist.wire.times import WHEN_RECEIVED

API = "https://api.hubapi.com"
STATES = {"CLOSED": EventType.CONVERSATION_ENDED, "OPEN": EventType.CONVERSATION_REOPENED}
CHANNELS = {"1001": Channel.SOCIAL, "1002": Channel.EMAIL, "1003": Channel.FORM}  # the others are chats
SEEN = {"MESSAGE", "WELCOME_MESSAGE"}  # a COMMENT is for colleagues
PERSON = "A-"  # how the ids of people who work at the desk begin

_ESCAPES = re.compile(r"%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", re.IGNORECASE)


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets within five minutes."""
    sent_at = post.header("X-HubSpot-Request-Timestamp")
    address = _ESCAPES.sub(lambda escape: chr(int(escape.group(1), 16)), post.url)
    head, tail = f"{post.method}{address}", sent_at
    message = head.encode("utf-8", "surrogateescape") + post.body + tail.encode("utf-8", "surrogateescape")
    check_hmac(post.header("X-HubSpot-Signature-v3"), message, secrets, encoding="base64")
    check_time(seconds_of(sent_at) / 1000, post.at)


def parse(post: Post, account: Account) -> Delivery:
    """Threads closed or opened again, and which messages to fetch."""
    body = parse_json(post.body)
    if not isinstance(body, list):
        raise refusal([fault("", "must be a list of events")])
    events = [Payload(item, str(index)) for index, item in enumerate(body)]
    return Delivery(
        fingerprint(*sorted(_name(event) for event in events)),
        tuple(arrival for event in events for arrival in _arrivals(event)),
        tuple(lookup for event in events for lookup in _lookups(event)),
    )


def _name(event: Payload) -> str:
    """What stays the same when it is sent again; `attemptNumber` does not."""
    return fingerprint(
        *(event.text(name) for name in ("portalId", "subscriptionId", "eventId", "objectId", "messageId"))
    )


def _arrivals(event: Payload) -> Iterator[Arrival]:
    if event.text("subscriptionType") != "conversation.propertyChange" or event.text("propertyName") != "status":
        return
    kind = STATES.get(event.text("propertyValue").upper())
    if kind is not None:
        at = event.time("occurredAt") or WHEN_RECEIVED
        conversation = Conversation(conversation_id("hubspot", event.needed("objectId")), Channel.CHAT)
        yield Arrival(conversation, (Event(f"status-{_name(event)}", kind, at),))


def _lookups(event: Payload) -> Iterator[Lookup]:
    kind = event.text("messageType")
    if event.text("subscriptionType") != "conversation.newMessage" or (kind and kind not in SEEN):
        return
    thread, message = event.needed("objectId"), event.needed("messageId")
    yield Lookup(Conversation(conversation_id("hubspot", thread), Channel.CHAT), (thread, message))


def _call(account: Account, lookup: Lookup) -> Call:
    thread, message = (quote(name, safe="") for name in lookup.names)
    address = f"{(account.url or API).rstrip('/')}/conversations/v3/conversations/threads"
    headers = {"Authorization": f"Bearer {account.token}", "Accept": "application/json"}
    return Call("GET", f"{address}/{thread}/messages/{message}", headers)


def _read(account: Account, lookup: Lookup, answer: bytes) -> tuple[Arrival, ...]:
    """The message that HubSpot answers with."""
    message = Payload.of(answer)
    text = message.text("text") or clean(text_of(message.text("richText", most=MOST_HTML)))
    if message.text("type") not in SEEN or not text.strip():
        return ()
    author = next(message.parts("senders"), Payload({}))
    name, role = author.name("name"), _role(message, author.text("actorId"), account.sender)
    event = Event(
        message_id(message.needed("id")),
        EventType.MESSAGE,
        message.time("createdAt") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=name if role is Role.CUSTOMER else "",
        caller_id=customer_id("hubspot", author.text("actorId")) if role is Role.CUSTOMER else "",
        agent=Participant(name, id=f"hubspot-{author.text('actorId')}") if role is Role.AGENT else None,
    )
    customer = Participant(event.caller, id=event.caller_id)
    channel = CHANNELS.get(message.text("channelId"), Channel.CHAT)
    return (Arrival(replace(lookup.conversation, channel=channel, customer=customer), (event,)),)


def _role(message: Payload, actor: str, sender: str) -> Role:
    if message.text("direction") == "INCOMING":
        return Role.CUSTOMER
    is_person = message.text("type") == "MESSAGE" and actor.startswith(PERSON)
    return Role.AGENT if is_person and actor != sender else Role.BOT


DESK = Desk("hubspot", verify, parse, api=API, lookup=Api(_call, _read))
