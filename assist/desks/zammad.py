"""Zammad: a webhook called by a trigger on tickets, with the default payload.

Scheme: https://admin-docs.zammad.org/en/latest/manage/webhook.html. `X-Hub-Signature: sha1=` and the hex HMAC-SHA1 of
the body; `X-Zammad-Delivery` is the same when it is sent again (app/jobs/trigger_webhook_job.rb: the id of the job).
Notes: https://docs.zammad.org/en/latest/api/ticket/articles.html.
"""

import json
from collections.abc import Iterator, Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import (
    Account,
    Arrival,
    Call,
    Delivery,
    Desk,
    Post,
    conversation_id,
    message_id,
    named,
)
from assist.desks.html import text_of
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac
from assist.wire.times import WHEN_RECEIVED

ROLES = {"Customer": Role.CUSTOMER, "Agent": Role.AGENT, "System": Role.BOT}
STATES = {
    **dict.fromkeys(("closed", "merged", "removed"), EventType.CONVERSATION_ENDED),
    **dict.fromkeys(("new", "open"), EventType.CONVERSATION_REOPENED),
}
NOBODY = {"", "1"}  # the owner of a ticket that nobody has taken


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets."""
    check_hmac(post.header("X-Hub-Signature"), post.body, secrets, digest="sha1", prefix="sha1=")


def parse(post: Post, account: Account) -> Delivery:
    """Articles that the customer sees; tickets that are closed, or opened again without an article."""
    payload, name = Payload.of(post.body), post.header("X-Zammad-Delivery")
    ticket, article = payload.part("ticket"), payload.part("article")
    events = tuple(_events(ticket, article, name))
    return Delivery(name, (Arrival(_conversation(ticket), events),) if events else ())


def note(account: Account, conversation: str, text: str) -> Call | None:
    """Write an internal article into `zammad-NUMBER`."""
    desk, _, ticket = conversation.partition("-")
    if desk != "zammad" or not (ticket.isascii() and ticket.isdigit()):
        return None
    article = {"ticket_id": int(ticket), "body": text, "content_type": "text/plain", "type": "note", "internal": True}
    return Call(
        "POST",
        f"{account.url.rstrip('/')}/api/v1/ticket_articles",
        {"Authorization": f"Token token={account.token}", "Content-Type": "application/json"},
        json.dumps(article).encode(),
    )


def _events(ticket: Payload, article: Payload, name: str) -> Iterator[Event]:
    said = _message(ticket, article)
    if said is not None:
        yield said
    kind = STATES.get(ticket.text("state"))
    is_told = article.text("id") != ""  # whoever writes opens the conversation anyway
    if kind is EventType.CONVERSATION_ENDED or (kind is not None and not is_told):
        changed = ticket.text("updated_at") or name  # the delivery's name is not signed
        yield Event(named(kind, changed), kind, ticket.time("updated_at") or WHEN_RECEIVED)


def _message(ticket: Payload, article: Payload) -> Event | None:
    role, text = ROLES.get(article.text("sender")), article.text("body")
    if article.text("content_type") == "text/html":
        text = text_of(text)
    if role is None or article.flag("internal") or not text.strip():
        return None
    return Event(
        message_id(article.needed("id")),
        EventType.MESSAGE,
        article.time("created_at") or WHEN_RECEIVED,
        role=role,
        text=text,
        caller=_person(ticket.part("customer")).name if role is Role.CUSTOMER else "",
        caller_id=_person(ticket.part("customer")).id if role is Role.CUSTOMER else "",
        agent=_person(article.part("created_by")) if role is Role.AGENT else None,
    )


def _conversation(ticket: Payload) -> Conversation:
    owner = _person(ticket.part("owner")) if ticket.text("owner_id") not in NOBODY else Participant()
    customer = _person(ticket.part("customer"))
    # as the extension does: Zammad answers a chat or an SMS like a letter, in a ticket
    return Conversation(conversation_id("zammad", ticket.needed("id")), Channel.EMAIL, customer=customer, agent=owner)


def _person(user: Payload) -> Participant:
    number = user.text("id")
    name = f"{user.name('firstname')} {user.name('lastname')}".strip()
    return Participant(name[:200], id=named("zammad", number) if number else "")


DESK = Desk("zammad", verify, parse, note)
