"""Intercom: what is verified, and what its notifications say."""

import json
import re

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.intercom import DESK, note, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

HERE = Account()
SOURCE = {
    "type": "conversation",
    "id": "403",
    "body": "<p>Hvor er pakken?</p><p>Ordre&nbsp;17</p>",
    "author": {"type": "user", "id": "5bc8", "name": "Åsa  Öberg"},
}
PART = {
    "type": "conversation_part",
    "id": "9001",
    "part_type": "comment",
    "body": "<p>Beklager &amp; hei 🙂</p>",
    "created_at": 1795860000,
    "author": {"type": "admin", "id": "814860", "name": "Kim"},
}


def notice(topic: str, source: object = SOURCE, parts: object = (), **item: object) -> dict[str, object]:
    return {
        "type": "notification_event",
        "id": "notif_1",
        "topic": topic,
        "created_at": 1795860001,
        "data": {
            "type": "notification_event_data",
            "item": {
                "type": "conversation",
                "id": "147",
                "created_at": 1795859990,
                "source": source,
                "conversation_parts": {"conversation_parts": list(parts)},
                **item,
            },
        },
    }


def replied(**change: object) -> dict[str, object]:
    return notice("conversation.admin.replied", parts=[{**PART, **change}])


def signed(body: object = None, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body or replied()).encode()
    return post(raw, {"X-Hub-Signature": "sha1=" + hmac_of(secret, raw, "sha1")}, at=at)


class TestScheme(SchemeContract):
    """The body, hex, SHA-1, with the prefix `sha1=`."""

    desk = DESK
    signed = staticmethod(signed)

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '{"topic":"ping"}' | openssl dgst -sha1 -hmac s3cr3t-s3cr3t"""
        DESK.verify(
            post(b'{"topic":"ping"}', {"X-Hub-Signature": "sha1=dd836e717679c553a2beda1c5eba2e32e045ebc0"}),
            ["s3cr3t-s3cr3t"],
        )


def test_a_conversation_begins_with_the_customers_words() -> None:
    delivery = parse(signed(notice("conversation.user.created")), HERE)
    (arrival,) = delivery.arrivals
    assert delivery.id == "notif_1"
    assert (arrival.conversation.id, arrival.conversation.channel) == ("intercom-147", Channel.CHAT)
    assert arrival.conversation.customer.name == "Åsa Öberg"
    (event,) = arrival.events
    assert (event.id, event.role, event.text) == ("message-403", Role.CUSTOMER, "Hvor er pakken?\n\nOrdre 17")
    assert event.caller_id == arrival.conversation.customer.id == "intercom-5bc8"
    assert (event.at, event.caller) == (1795859990.0, "Åsa Öberg")
    assert parse(signed(notice("conversation.user.created")), HERE) == delivery


def test_a_teammates_reply() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    (event,) = arrival.events
    assert (event.id, event.role, event.text, event.at) == ("message-9001", Role.AGENT, "Beklager & hei 🙂", NOW)
    assert event.agent is not None
    assert (event.agent.id, event.agent.name, event.caller) == ("intercom-814860", "Kim", "")


@pytest.mark.parametrize("kind", ["user", "lead", "contact"])
def test_a_customers_reply_may_come_without_a_source(kind: str) -> None:
    author = {"type": kind, "id": "5bc8", "name": "Åsa"}
    body = notice("conversation.user.replied", source=None, parts=[{**PART, "part_type": "open", "author": author}])
    (arrival,) = parse(signed(body), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].caller) == (Role.CUSTOMER, "Åsa")


@pytest.mark.parametrize(
    ("author", "sender"),
    [({"type": "bot", "id": "1"}, ""), ({"type": "team", "id": "1"}, ""), (PART["author"], "814860")],
)
def test_bots_and_our_own_sender_are_no_agents(author: object, sender: str) -> None:
    (arrival,) = parse(signed(replied(author=author)), Account(sender=sender)).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


@pytest.mark.parametrize(
    "body",
    [
        replied(part_type="note"),
        replied(part_type="assignment"),
        replied(body=None),
        replied(body="<p><img src='x'></p>"),
        replied(redacted=True),
        notice("conversation.admin.noted", parts=[{**PART, "part_type": "note"}]),
        notice("conversation.admin.assigned", parts=[PART]),
        notice("conversation.user.created", source=None),
        {"type": "notification_event", "topic": "ping", "id": None, "data": {"item": {"type": "ping"}}},
    ],
)
def test_what_the_customer_does_not_see_is_left_out(body: object) -> None:
    delivery = parse(signed(body), HERE)
    assert delivery.arrivals == ()
    assert delivery.id
    assert delivery == parse(signed(body), HERE)


def test_a_conversation_is_closed_with_a_last_word_and_opened_again() -> None:
    body = notice("conversation.admin.closed", parts=[{**PART, "part_type": "close"}])
    (arrival,) = parse(signed(body), HERE).arrivals
    assert [(event.id, event.type) for event in arrival.events] == [
        ("message-9001", EventType.MESSAGE),
        ("status-notif_1", EventType.CONVERSATION_ENDED),
    ]
    body = notice("conversation.admin.opened", parts=[{**PART, "part_type": "open", "body": None}])
    (arrival,) = parse(signed(body), HERE).arrivals
    assert [event.type for event in arrival.events] == [EventType.CONVERSATION_REOPENED]


def test_long_html_with_few_words_is_read_whole() -> None:
    padding = "<span style='color:red'></span>" * 3_000
    (arrival,) = parse(signed(replied(body=f"<p>first{padding}</p><p>last</p>")), HERE).arrivals
    assert arrival.events[0].text == "first\n\nlast"
    (arrival,) = parse(signed(replied(body="<blockquote>" + "å<br>" * 50_000)), HERE).arrivals
    assert len(arrival.events[0].text) == 16_000


@pytest.mark.parametrize(("kind", "channel"), [("email", "email"), ("facebook", "social"), ("whatsapp", "chat")])
def test_channels(kind: str, channel: str) -> None:
    body = notice("conversation.user.created", source={**SOURCE, "type": kind})
    assert parse(signed(body), HERE).arrivals[0].conversation.channel == channel


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([replied()], "The body must be a JSON object"),
        ({**replied(), "data": {"item": []}}, "data.item must be a JSON object"),
        (notice("conversation.user.created", id=""), "data.item.id is missing"),
        (
            notice("conversation.admin.replied", conversation_parts=[PART]),
            "data.item.conversation_parts must be a JSON",
        ),
        (replied(id=None), "data.item.conversation_parts.conversation_parts.0.id is missing"),
        (replied(body=["x"]), "data.item.conversation_parts.conversation_parts.0.body must be text"),
        (notice("conversation.user.created", source=[SOURCE]), "data.item.source must be a JSON object"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(body), HERE)


def test_a_note_goes_into_the_conversation_it_is_about() -> None:
    call = note(Account(token="t0ken", sender="814860"), "intercom-147", "Say <sorry>.\nThen ask.")
    assert call is not None
    assert (call.method, call.url) == ("POST", "https://api.intercom.io/conversations/147/reply")
    assert call.headers["Authorization"] == "Bearer t0ken"
    assert json.loads(call.body) == {
        "message_type": "note",
        "type": "admin",
        "admin_id": "814860",
        "body": "<p>Say &lt;sorry&gt;.<br>Then ask.</p>",
    }
    european = note(Account("https://api.eu.intercom.io/", "t0ken", "1"), "intercom-147", "x")
    assert european is not None
    assert european.url == "https://api.eu.intercom.io/conversations/147/reply"
    for other in ("intercom-147/x", "intercom-", "zendesk-147"):
        assert note(Account(), other, "x") is None
