"""Zammad: what is verified, and what its payload says."""

import json

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.zammad import DESK, note, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
TICKET = {
    "id": 81,
    "number": "10081",
    "state": "open",
    "updated_at": "2026-11-28T10:00:00.333Z",
    "create_article_type": "phone",
    "customer": {"id": 8, "firstname": "Emily", "lastname": "Adams"},
    "owner_id": 5,
    "owner": {"id": 5, "firstname": "Emma", "lastname": "Taylor"},
}
ARTICLE = {
    "id": 104,
    "ticket_id": 81,
    "sender": "Customer",
    "type": "email",
    "internal": False,
    "content_type": "text/html",
    "body": "Where is my parcel?<div><br></div><div>I am waiting.</div>",
    "created_at": "2026-11-28T10:00:00.000Z",
    "created_by": {"id": 8, "firstname": "Emily", "lastname": "Adams"},
}
TOLD = {"ticket": TICKET, "article": ARTICLE}
CLOSED = {"ticket": {**TICKET, "state": "closed"}, "article": {}}


def signed(body: object = TOLD, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    name = f"job-{len(raw)}"  # of its own for each sample
    return post(raw, {"X-Hub-Signature": "sha1=" + hmac_of(secret, raw, "sha1"), "X-Zammad-Delivery": name}, at=at)


def of(**changes: object):
    return signed({"ticket": TICKET, "article": {**ARTICLE, **changes}})


class TestScheme(SchemeContract):
    """The body, SHA-1, hex, with the prefix `sha1=`."""

    desk = DESK
    signed = staticmethod(signed)

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '{}' | openssl dgst -sha1 -hmac s3cr3t-s3cr3t"""
        shown = "sha1=28871908ce9b2c22ee195afad17fdd36dda4fc60"
        DESK.verify(post(b"{}", {"X-Hub-Signature": shown}), ["s3cr3t-s3cr3t"])


class TestPayloads(ParseContract):
    desk = DESK
    samples = (TOLD, CLOSED)
    signed = staticmethod(signed)


def test_an_article_of_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert delivery.id.startswith("job-")
    assert (arrival.conversation.id, arrival.conversation.channel) == ("zammad-81", Channel.EMAIL)
    assert (arrival.conversation.customer.name, arrival.conversation.agent.id) == ("Emily Adams", "zammad-5")
    assert (event.id, event.role, event.caller) == ("message-104", Role.CUSTOMER, "Emily Adams")
    assert (event.text, event.at) == ("Where is my parcel?\n\nI am waiting.", 1795860000.0)


def test_an_article_of_the_agent() -> None:
    body = {
        "sender": "Agent",
        "content_type": "text/plain",
        "body": "1 < 2",
        "created_by": {"id": 3, "firstname": "Kim"},
    }
    (arrival,) = parse(of(**body), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name, event.text) == (Role.AGENT, "zammad-3", "Kim", "1 < 2")


def test_an_automatic_answer_is_not_the_agents() -> None:
    assert parse(of(sender="System"), HERE).arrivals[0].events[0].role is Role.BOT


def test_nobody_owns_a_new_ticket() -> None:
    body = {"ticket": {**TICKET, "owner_id": 1, "owner": {"id": 1, "firstname": "-"}}, "article": ARTICLE}
    assert parse(signed(body), HERE).arrivals[0].conversation.agent.id == ""


@pytest.mark.parametrize(
    "changes", [{"internal": True}, {"body": ""}, {"body": "<div><br></div>"}, {"sender": "Robot"}, {"body": None}]
)
def test_internal_and_empty_articles_are_left_out(changes: dict[str, object]) -> None:
    assert parse(of(**changes), HERE).arrivals == ()


@pytest.mark.parametrize("article", [{}, None])
@pytest.mark.parametrize(
    ("state", "kind"), [("closed", EventType.CONVERSATION_ENDED), ("open", EventType.CONVERSATION_REOPENED)]
)
def test_a_ticket_is_closed_and_opened_again(state: str, kind: EventType, article: object) -> None:
    (arrival,) = parse(signed({"ticket": {**TICKET, "state": state}, "article": article}), HERE).arrivals
    (event,) = arrival.events
    assert (event.type, event.at) == (kind, 1795860000.333)
    assert event.id == f"{kind}-2026-11-28T10:00:00.333Z"


def test_an_answer_that_closes_the_ticket_is_told_first() -> None:
    (arrival,) = parse(signed({"ticket": {**TICKET, "state": "closed"}, "article": ARTICLE}), HERE).arrivals
    assert [event.type for event in arrival.events] == [EventType.MESSAGE, EventType.CONVERSATION_ENDED]


def test_a_ticket_that_waits_says_nothing() -> None:
    assert parse(signed({"ticket": {**TICKET, "state": "pending reminder"}, "article": None}), HERE).arrivals == ()


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="ticket.id is missing"):
        parse(signed({"ticket": {**TICKET, "id": None}, "article": ARTICLE}), HERE)
    with pytest.raises(InvalidRequest, match="ticket must be a JSON object"):
        parse(signed({"ticket": [TICKET], "article": ARTICLE}), HERE)
    with pytest.raises(InvalidRequest, match="article.created_at must be a time"):
        parse(of(created_at="soon"), HERE)


def test_a_note_goes_into_the_ticket_it_is_about() -> None:
    call = note(Account("https://desk.example.com/", "token"), "zammad-81", "Apologise.")
    assert call is not None
    assert call.url == "https://desk.example.com/api/v1/ticket_articles"
    assert call.headers["Authorization"] == "Token token=token"
    said = json.loads(call.body)
    assert (said["ticket_id"], said["internal"], said["type"], said["content_type"]) == (81, True, "note", "text/plain")
    for foreign in ("chatwoot-3-42", "zammad-", "zammad-x", "zammad-²"):
        assert note(Account(), foreign, "Apologise.") is None
