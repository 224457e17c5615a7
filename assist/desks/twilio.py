"""Twilio Conversations: its webhooks after the fact (`onMessageAdded`, `onConversationStateUpdated`), by POST.

Scheme: https://www.twilio.com/docs/usage/webhooks/webhooks-security. `X-Twilio-Signature` is the base64 HMAC-SHA1 under
the account's auth token of the address and, sorted, each name and value of the form. Parameters:
https://www.twilio.com/docs/conversations/conversations-webhooks. Only `RetryCount` differs when it is sent again.

Who is who: where the desk's `sender` names identities or mail domains, they are agents; Flex writes the address in
its identities as `kim_40fjordby_2Eexample`, which is read. Otherwise an author with a mail address is an agent. What
the API writes for nobody (`system`) is a bot's, everybody else is a customer.
"""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, customer_id, message_id, named
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac
from assist.errors import BadSignature
from assist.wire.times import WHEN_RECEIVED

MOST_FIELDS = 200
STATES = {"closed": EventType.CONVERSATION_ENDED, "active": EventType.CONVERSATION_REOPENED}
_ENCODED = re.compile(r"_([0-9A-Fa-f]{2})")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets."""
    fields = sorted(set(_fields(post.body)))
    message = post.url + "".join(name + value for name, value in fields)
    check_hmac(
        post.header("X-Twilio-Signature"),
        message.encode("utf-8", "surrogateescape"),
        secrets,
        digest="sha1",
        encoding="base64",
    )


def parse(post: Post, account: Account) -> Delivery:
    """Messages of both sides, and conversations closed or opened again."""
    fields = _fields(post.body)
    name = fingerprint(*(part for field in sorted(fields) if field[0] != "RetryCount" for part in field))
    payload = Payload(dict(fields))
    match payload.text("EventType"):
        case "onMessageAdded":
            return Delivery(name, _message(payload, account))
        case "onConversationStateUpdated":
            return Delivery(name, _status(payload, name))
        case _:
            return Delivery(name)


def _message(payload: Payload, account: Account) -> tuple[Arrival, ...]:
    text, author = payload.text("Body"), _identity(payload.needed("Author"))
    if not text.strip():
        return ()
    role = _role(author, payload.text("Source"), account)
    event = Event(
        message_id(payload.needed("MessageSid")),
        EventType.MESSAGE,
        payload.time("DateCreated") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller_id=customer_id("twilio", author) if role is Role.CUSTOMER else "",
        agent=Participant(id=named("twilio", author)) if role is Role.AGENT else None,
    )
    return (Arrival(_conversation(payload), (event,)),)


def _status(payload: Payload, name: str) -> tuple[Arrival, ...]:
    kind = STATES.get(payload.text("StateTo"))
    if kind is None:
        return ()
    changed_at = payload.time("StateUpdated") or payload.time("DateUpdated") or WHEN_RECEIVED
    return (Arrival(_conversation(payload), (Event(named("status", name), kind, changed_at),)),)


def _conversation(payload: Payload) -> Conversation:
    return Conversation(conversation_id("twilio", payload.needed("ConversationSid")), Channel.CHAT)


def _role(author: str, source: str, account: Account) -> Role:
    if account.is_own(author) if account.sender else _ADDRESS.fullmatch(author):
        return Role.AGENT
    return Role.BOT if source == "API" and author == "system" else Role.CUSTOMER


def _identity(author: str) -> str:
    decoded = _ENCODED.sub(lambda code: chr(int(code.group(1), 16)), author)
    return decoded if _ADDRESS.fullmatch(decoded) else author


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadSignature(f"The form has more than {MOST_FIELDS} fields") from error


DESK = Desk("twilio", verify, parse)
