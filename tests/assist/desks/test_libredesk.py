"""Libredesk: what is verified, and what its payloads say."""

import json

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.libredesk import DESK, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
SAID = {
    "id": 9,
    "uuid": "7a7d8a34-0000-4000-8000-000000000001",
    "type": "incoming",
    "status": "received",
    "conversation_uuid": "c0ffee00-0000-4000-8000-000000000002",
    "content": "<p>Where is my parcel?</p>",
    "text_content": "Where is my parcel?",
    "content_type": "html",
    "private": False,
    "sender_id": 8,
    "sender_type": "contact",
    "meta": {},
    "author": {"id": 8, "first_name": "Lars", "last_name": "Holm", "type": "contact"},
    "created_at": "2026-11-28T10:00:00.123456Z",
}
CREATED = {"event": "message.created", "timestamp": "2026-11-28T10:00:01Z", "payload": SAID}
CHANGED = {
    "event": "conversation.status_changed",
    "timestamp": "2026-11-28T10:05:00Z",
    "payload": {
        "conversation_uuid": "c0ffee00-0000-4000-8000-000000000002",
        "previous_status": "Open",
        "new_status": "Resolved",
        "conversation": {"inbox_channel": "livechat", "contact": {"first_name": "Lars", "last_name": "Holm"}},
    },
}


def signed(body: object = CREATED, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return post(raw, {"X-Libredesk-Signature": "sha256=" + hmac_of(secret, raw)}, at=at)


def of(**changes: object):
    return signed({**CREATED, "payload": {**SAID, **changes}})


class TestScheme(SchemeContract):
    """The body, hex, with the prefix `sha256=`."""

    desk = DESK
    signed = staticmethod(signed)

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '{}' | openssl dgst -sha256 -hmac s3cr3t-s3cr3t"""
        shown = "sha256=4e31506ee76e74734181edde76ea982ee841bfe05e55fe0af55dd14440cb7b5e"
        DESK.verify(post(b"{}", {"X-Libredesk-Signature": shown}), ["s3cr3t-s3cr3t"])


class TestPayloads(ParseContract):
    desk = DESK
    samples = (CREATED, CHANGED)
    signed = staticmethod(signed)


def test_a_message_of_the_customer() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    (event,) = arrival.events
    assert arrival.conversation.id == "libredesk-c0ffee00-0000-4000-8000-000000000002"
    assert arrival.conversation.channel is Channel.EMAIL
    assert (event.id, event.role) == ("message-7a7d8a34-0000-4000-8000-000000000001", Role.CUSTOMER)
    assert (event.caller, event.text) == ("Lars Holm", "Where is my parcel?")
    assert event.at == pytest.approx(1795860000.123456)


def test_a_message_of_the_agent() -> None:
    author = {"id": 2, "first_name": "Kim", "last_name": "", "type": "agent"}
    out = {"type": "outgoing", "sender_type": "agent", "sender_id": 2, "author": author}
    (arrival,) = parse(of(**out, text_content="", content="<p>On its <b>way</b>.</p>"), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name) == (Role.AGENT, "libredesk-2", "Kim")
    assert event.text == "On its way."


@pytest.mark.parametrize(
    "changes",
    [
        {"meta": {"is_automated": True}},
        {"author": {"email": "System", "type": "agent"}},
        {"author": {"type": "ai_assistant"}},
    ],
)
def test_a_bot_is_not_the_agent(changes: dict[str, object]) -> None:
    (arrival,) = parse(of(type="outgoing", sender_type="agent", **changes), HERE).arrivals
    assert arrival.events[0].role is Role.BOT


@pytest.mark.parametrize(
    "changes", [{"private": True}, {"type": "activity"}, {"text_content": " ", "content": ""}, {"content": None}]
)
def test_what_the_customer_does_not_see_is_left_out(changes: dict[str, object]) -> None:
    changes = {"text_content": None, **changes} if "content" in changes else changes
    assert parse(of(**changes), HERE).arrivals == ()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("Resolved", EventType.CONVERSATION_ENDED),
        ("Closed", EventType.CONVERSATION_ENDED),
        ("Open", EventType.CONVERSATION_REOPENED),
    ],
)
def test_a_conversation_ends_and_is_opened_again(status: str, kind: EventType) -> None:
    delivery = parse(signed({**CHANGED, "payload": {**CHANGED["payload"], "new_status": status}}), HERE)
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert (event.id, event.type, event.at) == (f"status-{delivery.id}", kind, 1795860300.0)
    assert (arrival.conversation.channel, arrival.conversation.customer.name) == (Channel.CHAT, "Lars Holm")


@pytest.mark.parametrize("event", ["message.updated", "conversation.assigned", "webhook.test", "conversation.created"])
def test_other_events_say_nothing(event: str) -> None:
    assert parse(signed({**CREATED, "event": event}), HERE).arrivals == ()
    snoozed = {**CHANGED, "payload": {**CHANGED["payload"], "new_status": "Snoozed"}}
    assert parse(signed(snoozed), HERE).arrivals == ()


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="payload.conversation_uuid is missing"):
        parse(of(conversation_uuid=""), HERE)
    with pytest.raises(InvalidRequest, match="payload must be a JSON object"):
        parse(signed({**CREATED, "payload": [SAID]}), HERE)
