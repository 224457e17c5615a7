"""E-mail, as inbound-mail services post it (see envelope.py), for teams that answer from a plain mailbox.

Nothing is common to these services but that the address can be chosen. So the secret is shown as
`Authorization: Bearer SECRET`, or as the password of an address such as `https://desk:SECRET@assist.example.com/...`,
or as `?token=SECRET`, for services that can do nothing else; or the request is signed by Standard Webhooks.

Who is who: the desk's `sender` names our addresses and domains, by commas. They are the agents; everybody else is a
customer. Where a mail of ours goes to ourselves and is to be answered to somebody else, a form on the web or a shared
inbox (Google Groups) has sent it on, and it is theirs. Other lists, and what machines send, are nobody's words.
"""

import base64
import binascii
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks import standard
from assist.desks.desk import (
    MOST_MAIL,
    Account,
    Arrival,
    Delivery,
    Desk,
    Post,
    conversation_id,
    customer_id,
    message_id,
    named,
)
from assist.desks.envelope import mail_in
from assist.desks.letter import Correspondent, Letter, read
from assist.desks.payload import clean
from assist.desks.signatures import check_static
from assist.wire.times import WHEN_RECEIVED

OLDEST_S, EARLIEST_S = 30 * 86_400.0, 300.0  # a mail's date before and after its arrival; else it makes no sense


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless the request shows one of the secrets, or is signed with it within five minutes."""
    if post.header("webhook-signature"):
        standard.verify(post, secrets)
    else:
        admit(post, secrets)


def admit(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature when a request is not signed and shows no secret: told before its body is read."""
    if not post.header("webhook-signature"):
        check_static(_shown(post), secrets)


def parse(post: Post, account: Account) -> Delivery:
    """One message of a customer or of ours; the same mail is the same delivery, by whichever service it comes."""
    letter = read(mail_in(post))
    is_foreign = bool(letter.mailing_list) and not _is_own_list(letter.mailing_list, account)
    if letter.is_automatic or is_foreign or not letter.text or not letter.sender.address:
        return Delivery(letter.id)
    author = _author(letter, account)
    is_agent = account.is_own(author.address)
    is_sensible = letter.sent_at is not None and -EARLIEST_S <= post.at - letter.sent_at <= OLDEST_S
    event = Event(
        message_id(letter.id),
        EventType.MESSAGE,
        letter.sent_at if is_sensible and letter.sent_at is not None else WHEN_RECEIVED,
        role=Role.AGENT if is_agent else Role.CUSTOMER,
        text=clean(letter.text),
        caller="" if is_agent else clean(author.name),
        caller_id="" if is_agent else customer_id("mail", clean(author.address).lower()),
        agent=Participant(clean(author.name), id=named("mail", clean(author.address))) if is_agent else None,
    )
    conversation = Conversation(conversation_id("mail", letter.thread), Channel.EMAIL)
    return Delivery(letter.id, (Arrival(conversation, (event,)),))


def _author(letter: Letter, account: Account) -> Correspondent:
    other = letter.reply_to
    is_to_us = all(account.is_own(address) for address in letter.recipients)
    is_passed_on = account.is_own(letter.sender.address) and other.address and not account.is_own(other.address)
    return other if is_passed_on and is_to_us else letter.sender


def _is_own_list(name: str, account: Account) -> bool:
    domains = {entry.strip().lower().rpartition("@")[2] for entry in account.sender.split(",")} - {""}
    return any(f".{name}".endswith(f".{domain}") for domain in domains)


def _shown(post: Post) -> str:
    scheme, _, given = post.header("Authorization").partition(" ")
    match scheme.lower():
        case "":
            return parse_qs(urlsplit(post.url).query).get("token", [""])[0]
        case "bearer":
            return given.strip()
        case "basic":
            try:
                return base64.b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
            except (binascii.Error, ValueError):
                return ""
        case _:
            return ""


DESK = Desk("mail", verify, parse, admit=admit, most_bytes=MOST_MAIL)
