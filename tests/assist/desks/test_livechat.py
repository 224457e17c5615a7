"""LiveChat: what is verified, and what its webhooks say."""

import json

import pytest

from assist.core.events import EventType, Role
from assist.desks.desk import Account
from assist.desks.livechat import DESK, parse
from assist.errors import BadSignature, InvalidRequest
from assist.wire.times import WHEN_RECEIVED
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
CUSTOMER = "b7eff798-f8df-4364-8059-649c35c9ed0c"
SAID = {
    "id": "Q20163UAHO_2",
    "type": "message",
    "text": "Where is my parcel?",
    "author_id": CUSTOMER,
    "visibility": "all",
    "created_at": "2026-11-28T10:00:00.210200Z",
}
EVENT = {
    "webhook_id": "w1",
    "action": "incoming_event",
    "organization_id": "o1",
    "payload": {"chat_id": "PJ0MRSHTDG", "thread_id": "K600PKZON8", "event": SAID},
}
CHAT = {
    "action": "incoming_chat",
    "payload": {
        "chat": {
            "id": "PJ0MRSHTDG",
            "users": [
                {"id": CUSTOMER, "type": "customer", "name": "Lars Holm"},
                {"id": "kim@fjordby.example", "type": "agent", "name": "Kim"},
            ],
            "thread": {"id": "K600PKZON8", "events": [SAID, {**SAID, "id": "e3", "author_id": "kim@fjordby.example"}]},
        }
    },
}
ENDED = {"action": "chat_deactivated", "payload": {"chat_id": "PJ0MRSHTDG", "thread_id": "K600PKZON8", "user_id": "k"}}


def signed(body: object = EVENT, secret: str = SECRET, at: float = NOW):
    if isinstance(body, dict):
        body = {**body, "secret_key": secret}
    return post(json.dumps(body).encode(), at=at)


class TestScheme(SchemeContract):
    """The secret stands in the body."""

    desk = DESK
    signed = staticmethod(signed)
    signs_body = False
    signs_header = False

    def test_a_secret_that_is_no_text_or_near_is_refused(self) -> None:
        for shown in (SECRET + " ", SECRET[:-1], SECRET.upper(), "", None, False):
            with pytest.raises(BadSignature):
                DESK.verify(post(json.dumps({**EVENT, "secret_key": shown}).encode()), [SECRET])
        with pytest.raises(InvalidRequest, match="secret_key must be text"):
            DESK.verify(post(json.dumps({**EVENT, "secret_key": [SECRET]}).encode()), [SECRET])


class TestPayloads(ParseContract):
    desk = DESK
    samples = (EVENT, CHAT, ENDED)
    signed = staticmethod(signed)


def of(**changes: object):
    return signed({**EVENT, "payload": {**EVENT["payload"], "event": {**SAID, **changes}}})


def test_a_message_of_the_customer() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    (event,) = arrival.events
    assert arrival.conversation.id == "livechat-PJ0MRSHTDG-K600PKZON8"
    assert (event.id, event.role, event.text) == ("message-Q20163UAHO_2", Role.CUSTOMER, "Where is my parcel?")
    assert event.at == pytest.approx(1795860000.2102)


def test_a_message_of_the_agent() -> None:
    (arrival,) = parse(of(author_id="kim@fjordby.example"), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id) == (Role.AGENT, "livechat-kim@fjordby.example")


def test_a_bot_is_not_the_agent() -> None:
    (arrival,) = parse(of(author_id="5c9871d5372c824cbf22d860a707a578"), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


def test_a_chat_brings_names_and_its_first_messages() -> None:
    (arrival,) = parse(signed(CHAT), HERE).arrivals
    assert arrival.conversation.customer.name == "Lars Holm"
    first, second = arrival.events
    assert (first.caller, first.role, second.role) == ("Lars Holm", Role.CUSTOMER, Role.AGENT)
    assert second.agent is not None
    assert second.agent.name == "Kim"


def test_a_customer_is_who_the_chat_says() -> None:
    chat = json.loads(json.dumps(CHAT).replace(CUSTOMER, "lars@holm.example"))
    (arrival,) = parse(signed(chat), HERE).arrivals
    assert [event.role for event in arrival.events] == [Role.CUSTOMER, Role.AGENT]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "system_message"},
        {"type": "file", "text": None},
        {"type": "rich_message"},
        {"visibility": "agents"},
        {"visibility": None, "recipients": "agents"},
        {"text": " "},
    ],
)
def test_what_the_customer_does_not_see_is_left_out(changes: dict[str, object]) -> None:
    assert parse(of(**changes), HERE).arrivals == ()


def test_a_thread_ends() -> None:
    (arrival,) = parse(signed(ENDED), HERE).arrivals
    (event,) = arrival.events
    assert arrival.conversation.id == "livechat-PJ0MRSHTDG-K600PKZON8"
    assert (event.id, event.type, event.at) == ("ended-K600PKZON8", EventType.CONVERSATION_ENDED, WHEN_RECEIVED)


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="payload.thread_id is missing"):
        parse(signed({**EVENT, "payload": {"chat_id": "x", "event": SAID}}), HERE)
    with pytest.raises(InvalidRequest, match="payload.chat.users.0.id is missing"):
        parse(signed({"action": "incoming_chat", "payload": {"chat": {"users": [{}]}}}), HERE)
    with pytest.raises(InvalidRequest, match="payload.event must be a JSON object"):
        parse(signed({**EVENT, "payload": {"event": [SAID]}}), HERE)
