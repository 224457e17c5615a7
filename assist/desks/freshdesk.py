"""Freshdesk tickets: automation rules with the bodies of plugins/desks/freshdesk/webhook_rules.json.

Freshdesk signs nothing: https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-
rules. The rule shows our secret, in the header `X-Bistand-Secret` or, where the plan has no field for headers, as the
password (or API key) of its own authentication. What stands behind the placeholders was read from Freshdesk's own
drops: `latest_public_comment` is HTML behind `NAME : `, with the attachments listed below; `modified_on` is a time.
No placeholder names a comment: who, what and when make its id, and the customer's first message is `description`, as
the extension calls it.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from html import unescape

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post, conversation_id, message_id
from assist.desks.fingerprint import fingerprint
from assist.desks.html import MOST_HTML, text_of
from assist.desks.payload import MOST_NAME, Payload, clean
from assist.desks.signatures import check_static
from assist.errors import InvalidRequest
from assist.wire.faults import fault, refusal
from assist.wire.times import WHEN_RECEIVED

HEADER = "X-Bistand-Secret"
TOLD = {"ticket_created": Role.CUSTOMER, "customer_replied": Role.CUSTOMER, "agent_replied": Role.AGENT}
MACHINE = "System"  # speaks where nobody does
STATES = {"ticket_resolved": EventType.CONVERSATION_ENDED, "ticket_reopened": EventType.CONVERSATION_REOPENED}

_SPEAKER = re.compile(r"([^<>:\n]{1,200}) : (?=<)")
_ATTACHMENTS = re.compile(r"(?:Ticket attachments|Attachments) :\s*1\. <a .*\Z", re.DOTALL)
_CHAT = re.compile(r"chat|whatsapp|messag|sms|line|telegram", re.IGNORECASE)
_SOCIAL = re.compile(r"facebook|twitter|instagram", re.IGNORECASE)
_FORM = re.compile(r"portal|widget|form", re.IGNORECASE)


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless the request shows one of the secrets."""
    shown = post.header(HEADER)
    if not shown:
        user, password = _basic(post.header("Authorization"))
        shown = user if password in {"", "X"} else password  # an API key is sent as the user
    check_static(shown, secrets)


def parse(post: Post, account: Account) -> Delivery:
    """What our rules tell: a message, or the ticket resolved or opened again."""
    payload, name = Payload.of(post.body), fingerprint(post.body)
    kind, ticket = payload.needed("event"), payload.part("ticket")
    at = _time(ticket.text("modified_on"))
    if kind in STATES:
        return Delivery(name, (Arrival(_conversation(payload), (Event(f"status-{name}", STATES[kind], at),)),))
    if kind not in TOLD:
        known = ", ".join((*TOLD, *STATES))
        raise refusal([fault("event", f"must be one of {known}, as in our webhook_rules.json")])
    said = _ATTACHMENTS.sub("", payload.text("text", most=MOST_HTML)).strip()
    speaker = _SPEAKER.match(said)
    text = _own(text_of(said[speaker.end() :] if speaker else said))
    if not text:
        return Delivery(name)
    is_first = kind == "ticket_created"
    who = _name(speaker.group(1)) if speaker else ""
    role = Role.AGENT if is_first and "outbound" in ticket.text("source").lower() else TOLD[kind]
    role = Role.BOT if who == MACHINE else role
    event = Event(
        message_id("description" if is_first else name),
        EventType.MESSAGE,
        at,
        role=role,
        text=text,
        caller=(_name(payload.text("customer", "name")) or who) if role is Role.CUSTOMER else "",
        agent=_agent(who or _name(payload.text("agent", "name"))) if role is Role.AGENT else None,
    )
    return Delivery(name, (Arrival(_conversation(payload), (event,)),))


def _conversation(payload: Payload) -> Conversation:
    source = payload.text("ticket", "source")
    return Conversation(
        id=conversation_id("freshdesk", payload.needed("ticket", "id")),
        channel=_channel(source),
        customer=Participant(_name(payload.text("customer", "name"))),
        agent=_agent(_name(payload.text("agent", "name"))) or Participant(),
    )


def _name(written: str) -> str:
    """Somebody's name, which Freshdesk escapes as HTML."""
    return " ".join(unescape(written).split())[:MOST_NAME]


def _agent(name: str) -> Participant | None:
    """Freshdesk's rules name agents and give no id."""
    return Participant(name, id=f"freshdesk-{fingerprint(name.casefold())}") if name else None


def _own(text: str) -> str:
    """A reply without the correspondence that it quotes."""
    mine = text.partition("----- Original message -----")[0]
    return clean("\n".join(line for line in mine.split("\n") if not line.startswith(">")).strip())


def _time(text: str) -> float:
    """`2026-11-28 11:00:00 +0100` or `... UTC`; a time in other words is no reason to refuse the message."""
    form = re.sub(r" (?=[+-]\d)", "", text.strip()).replace(" UTC", "Z")
    try:
        return Payload({"at": form}).time("at") or WHEN_RECEIVED
    except InvalidRequest:
        return WHEN_RECEIVED


def _basic(header: str) -> tuple[str, str]:
    """User and password of HTTP's basic authentication; empty where there is none."""
    kind, _, encoded = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        user, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return user, password


def _channel(source: str) -> Channel:
    if _CHAT.search(source):
        return Channel.CHAT
    if _SOCIAL.search(source):
        return Channel.SOCIAL
    if "phone" in source.lower():
        return Channel.PHONE
    return Channel.FORM if _FORM.search(source) else Channel.EMAIL


DESK = Desk("freshdesk", verify, parse, admit=verify)
