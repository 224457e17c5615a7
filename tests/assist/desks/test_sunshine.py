"""Sunshine Conversations: what is verified, and what its events say."""

import json
import re

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.sunshine import DESK, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, post

HERE = Account()
AUTHOR = {"type": "user", "userId": "u1", "displayName": "Åsa  Öberg"}
MESSAGE = {
    "id": "62f1",
    "received": "2026-11-28T10:00:00.000Z",
    "author": AUTHOR,
    "content": {"type": "text", "text": "Hvor er pakken? 🙂"},
    "source": {"type": "web", "integrationId": "i1"},
}
AGENT = {"author": {"type": "business", "displayName": "Kim"}, "source": {"type": "zd:agentWorkspace"}}


def body(*events: object) -> dict[str, object]:
    return {"app": {"id": "a1"}, "webhook": {"id": "w1", "version": "v2"}, "events": list(events)}


def event(name: str = "e1", **change: object) -> dict[str, object]:
    return {
        "id": name,
        "createdAt": "2026-11-28T10:00:01.000Z",
        "type": "conversation:message",
        "payload": {"conversation": {"id": "c1", "type": "personal"}, "message": {**MESSAGE, **change}},
    }


def signed(told: object = None, secret: str = SECRET, at: float = NOW):
    return post(json.dumps(told or body(event())).encode(), {"X-API-Key": secret}, at=at)


class TestScheme(SchemeContract):
    """The secret itself in `X-API-Key`."""

    desk = DESK
    signed = staticmethod(signed)
    signs_body = False

    @pytest.mark.parametrize("shown", [SECRET[:-1], SECRET + "x", SECRET.upper(), "å", "\udcff"])
    def test_another_secret_is_refused(self, shown: str) -> None:
        with pytest.raises(Exception, match="signature"):
            DESK.verify(signed(secret=shown), [SECRET])


def test_a_message_of_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    conversation, (told,) = arrival.conversation, arrival.events
    assert (conversation.id, conversation.channel) == ("sunshine-c1", Channel.CHAT)
    assert conversation.customer.name == "Åsa Öberg"
    assert (told.id, told.role, told.text, told.at) == ("message-62f1", Role.CUSTOMER, "Hvor er pakken? 🙂", NOW)
    assert parse(signed(), HERE) == delivery


def test_a_message_of_the_agent() -> None:
    (arrival,) = parse(signed(body(event(**AGENT))), HERE).arrivals
    (told,) = arrival.events
    assert (told.role, told.caller, arrival.conversation.customer.name) == (Role.AGENT, "", "")
    assert told.agent is not None
    assert told.agent.name == "Kim"


@pytest.mark.parametrize(
    "change",
    [
        {"source": {"type": "zd:answerBot"}},
        {"source": {"type": "api:conversations"}},
        {"author": {"type": "business", "displayName": "Kim", "subtypes": ["AI"]}},
        {"author": {"type": "business", "displayName": "Automated Responder"}},
    ],
)
def test_machines_are_no_agents(change: dict[str, object]) -> None:
    (arrival,) = parse(signed(body(event(**{**AGENT, **change}))), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


def test_several_events_come_at_once_in_their_order() -> None:
    delivery = parse(signed(body(event("e1"), event("e2", id="62f2", **AGENT))), HERE)
    assert [arrival.events[0].id for arrival in delivery.arrivals] == ["message-62f1", "message-62f2"]
    assert delivery.id != parse(signed(), HERE).id


@pytest.mark.parametrize(
    "told",
    [
        body(),
        body({**event(), "type": "conversation:read"}),
        body({**event(), "type": "switchboard:releaseControl"}),
        body(event(content={"type": "image", "mediaUrl": "https://example.com/x.png"})),
        body(event(content={"type": "text", "text": " "})),
        body(event(deleted=True)),
    ],
)
def test_what_says_nothing_is_left_out(told: object) -> None:
    delivery = parse(signed(told), HERE)
    assert delivery.arrivals == ()
    assert delivery.id


def test_a_closed_ticket_ends_the_conversation() -> None:
    told = {**event("e9"), "type": "switchboard:releaseControl"}
    told["payload"] = {"conversation": {"id": "c1"}, "reason": "ticketClosed"}
    (arrival,) = parse(signed(body(told)), HERE).arrivals
    assert [(found.id, found.type) for found in arrival.events] == [("status-e9", EventType.CONVERSATION_ENDED)]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ([event()], "The body must be a JSON object"),
        ({"events": event()}, "events must be a list"),
        (body([event()]), "events.0 must be a JSON object"),
        (body({**event(), "id": None}), "events.0.id is missing"),
        (body(event(id="")), "events.0.payload.message.id is missing"),
        (body(event(author={})), "events.0.payload.message.author.type is missing"),
        (body(event(content=["x"])), "events.0.payload.message.content must be a JSON object"),
        (body(event(received="noon")), "events.0.payload.message.received must be a time"),
        (body({**event(), "payload": {"message": MESSAGE}}), "events.0.payload.conversation.id is missing"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(told: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(told), HERE)


def test_a_very_long_text_is_cut() -> None:
    (arrival,) = parse(signed(body(event(content={"type": "text", "text": "å" * 100_000}))), HERE).arrivals
    assert len(arrival.events[0].text) == 16_000
