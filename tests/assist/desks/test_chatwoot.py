"""Chatwoot: what is verified, and what its payloads say."""

import json

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.chatwoot import DESK, note, parse
from assist.desks.desk import Account
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

HERE = Account()
CREATED = {
    "event": "message_created",
    "id": 17,
    "content": "Where is my parcel?",
    "message_type": "incoming",
    "private": False,
    "created_at": "2026-11-28T10:00:00.000Z",
    "sender": {"id": 5, "name": "Lars  Holm", "type": "contact"},
    "account": {"id": 3, "name": "Fjordby"},
    "conversation": {"id": 42, "channel": "Channel::WebWidget", "meta": {"sender": {"name": "Lars Holm"}}},
}


def signed(body: object = CREATED, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent_at = f"{at:.0f}"
    return post(
        raw,
        {
            "X-Chatwoot-Timestamp": sent_at,
            "X-Chatwoot-Signature": "sha256=" + hmac_of(secret, f"{sent_at}.".encode() + raw),
            "X-Chatwoot-Delivery": "d1",
        },
    )


class TestScheme(SchemeContract):
    """`{timestamp}.{body}`, hex, with the prefix `sha256=`."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '1764324000.{}' | openssl dgst -sha256 -hmac s3cr3t-s3cr3t"""
        shown = "sha256=1712e7fc7397ecb70e3cc7c66199c304963c176bcf2303b6c95e4152cd59e7b2"
        headers = {"X-Chatwoot-Timestamp": "1764324000", "X-Chatwoot-Signature": shown}
        DESK.verify(post(b"{}", headers, at=1764324000.0), ["s3cr3t-s3cr3t"])


def test_a_message_of_the_customer() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    assert arrival.conversation.id == "chatwoot-3-42"
    assert arrival.conversation.channel is Channel.CHAT
    assert arrival.conversation.customer.name == "Lars Holm"
    (event,) = arrival.events
    assert (event.id, event.role, event.text) == ("message-17", Role.CUSTOMER, "Where is my parcel?")
    assert event.caller_id == "chatwoot-5"
    assert (event.at, event.caller) == (1795860000.0, "Lars Holm")


def test_a_message_of_the_agent_brings_the_agent() -> None:
    body = {**CREATED, "message_type": "outgoing", "sender": {"id": 9, "name": "Kim", "type": "user"}}
    (arrival,) = parse(signed(body), HERE).arrivals
    (event,) = arrival.events
    assert event.role is Role.AGENT
    assert event.agent is not None
    assert (event.agent.id, event.agent.name, event.caller) == ("chatwoot-9", "Kim", "")


@pytest.mark.parametrize(
    "change",
    [
        {"private": True},
        {"message_type": "activity"},
        {"content": None},
        {"content": "  "},
        {"event": "message_updated"},
        {"event": "conversation_typing_on"},
    ],
)
def test_what_the_customer_does_not_see_is_left_out(change: dict[str, object]) -> None:
    delivery = parse(signed({**CREATED, **change}), HERE)
    assert (delivery.id, delivery.arrivals) == ("d1", ())


@pytest.mark.parametrize(
    "change", [{"message_type": "template"}, {"message_type": "outgoing", "sender": {"type": "agent_bot"}}]
)
def test_a_bot_is_not_the_agent(change: dict[str, object]) -> None:
    (arrival,) = parse(signed({**CREATED, **change}), HERE).arrivals
    assert arrival.events[0].role is Role.BOT


@pytest.mark.parametrize(
    ("status", "kind"), [("resolved", EventType.CONVERSATION_ENDED), ("open", EventType.CONVERSATION_REOPENED)]
)
def test_a_conversation_ends_and_is_opened_again(status: str, kind: EventType) -> None:
    body = {
        "event": "conversation_status_changed",
        "id": 42,
        "status": status,
        "account_id": 3,
        "updated_at": 1795860000,
    }
    (arrival,) = parse(signed(body), HERE).arrivals
    assert (arrival.conversation.id, arrival.events[0].type) == ("chatwoot-3-42", kind)


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="conversation.id is missing"):
        parse(signed({**CREATED, "conversation": {}}), HERE)
    with pytest.raises(InvalidRequest, match="The body must be a JSON object"):
        parse(signed([CREATED]), HERE)


def test_a_note_goes_into_the_conversation_it_is_about() -> None:
    account = Account("https://desk.example.com/", "token")
    call = note(account, "chatwoot-3-42", "Apologise.")
    assert call is not None
    assert call.url == "https://desk.example.com/api/v1/accounts/3/conversations/42/messages"
    assert json.loads(call.body) == {"content": "Apologise.", "message_type": "outgoing", "private": True}
    assert note(account, "zendesk-42", "Apologise.") is None
