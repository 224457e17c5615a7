"""HubSpot: what is verified, which messages are fetched, and what they say."""

import hashlib
import json
import re
from dataclasses import replace

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.hubspot import DESK, parse
from assist.errors import BadSignature, InvalidRequest, RequestError
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

HERE = Account(token="t0ken")
URL = "https://assist.example.com/v1/webhooks/hubspot"
NEW = {
    "eventId": 100,
    "subscriptionId": 7,
    "portalId": 33,
    "appId": 1,
    "occurredAt": 1795860000500,
    "subscriptionType": "conversation.newMessage",
    "attemptNumber": 0,
    "objectId": 4072464586,
    "messageId": "abc1",
    "messageType": "MESSAGE",
    "changeFlag": "NEW_MESSAGE",
}
CLOSED = {
    **{name: NEW[name] for name in ("subscriptionId", "portalId", "occurredAt", "objectId")},
    "eventId": 101,
    "subscriptionType": "conversation.propertyChange",
    "propertyName": "status",
    "propertyValue": "CLOSED",
}
MESSAGE = {
    "type": "MESSAGE",
    "id": "abc1",
    "conversationsThreadId": "4072464586",
    "createdAt": "2026-11-28T10:00:00.000Z",
    "client": {"clientType": "HUBSPOT"},
    "senders": [{"actorId": "V-31", "name": "Åsa  Öberg"}],
    "text": "Hvor er pakken? 🙂",
    "richText": "<p>Hvor er pakken? 🙂</p>",
    "direction": "INCOMING",
    "channelId": "1002",
}
AGENT = {"direction": "OUTGOING", "senders": [{"actorId": "A-7", "name": "Kim"}]}


def signed(body: object = None, secret: str = SECRET, at: float = NOW, url: str = URL, shown_url: str = ""):
    raw = body if isinstance(body, bytes) else json.dumps([NEW] if body is None else body).encode()
    sent_at = f"{at * 1000:.0f}"
    made = hmac_of(secret, f"POST{url}".encode() + raw + sent_at.encode(), encoding="base64")
    headers = {"X-HubSpot-Signature-v3": made, "X-HubSpot-Request-Timestamp": sent_at}
    return post(raw, headers, url=shown_url or url)


def read(answer: object, account: Account = HERE):
    (lookup,) = parse(signed(), account).lookups
    return DESK.lookup.read(account, lookup, json.dumps(answer).encode())


class TestScheme(SchemeContract):
    """Method, address, body and time in milliseconds, base64."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_a_vector_made_elsewhere(self) -> None:
        """printf 'POST%s[]1795860000000' https://assist.example.com/v1/webhooks/hubspot |
        openssl dgst -sha256 -hmac s3cr3t-s3cr3t -binary | base64"""
        headers = {
            "X-HubSpot-Signature-v3": "pu/cSkHVm/05n8UZT1lZcWBom77zE0BSD6WzumHUbAw=",
            "X-HubSpot-Request-Timestamp": "1795860000000",
        }
        DESK.verify(post(b"[]", headers, url=URL), ["s3cr3t-s3cr3t"])

    def test_the_address_is_signed_with_some_escapes_decoded(self) -> None:
        """The table in HubSpot's pages; others, such as a space, stay as they are."""
        DESK.verify(signed(url=URL + "?a=x:y/@%20", shown_url=URL + "?a=x%3Ay%2f%40%20"), [SECRET])
        for other in (URL + "/", URL.replace("https", "http"), URL.replace("assist.", "")):
            with pytest.raises(BadSignature):
                DESK.verify(signed(shown_url=other), [SECRET])

    def test_the_method_is_signed(self) -> None:
        with pytest.raises(BadSignature):
            DESK.verify(replace(signed(), method="PUT"), [SECRET])

    def test_version_one_alone_is_refused(self) -> None:
        """It could be sent again for ever."""
        good = signed()
        made = hashlib.sha256(SECRET.encode() + good.body).hexdigest()
        headers = {"x-hubspot-signature": (made,), "x-hubspot-signature-version": ("v1",)}
        with pytest.raises(BadSignature):
            DESK.verify(replace(good, headers=headers), [SECRET])


def test_a_message_is_fetched_with_the_accounts_token() -> None:
    delivery = parse(signed(), HERE)
    (lookup,) = delivery.lookups
    assert delivery.arrivals == ()
    call = DESK.lookup.call(HERE, lookup)
    assert (call.method, call.headers["Authorization"]) == ("GET", "Bearer t0ken")
    assert "t0ken" not in repr(lookup)
    assert call.url == "https://api.hubapi.com/conversations/v3/conversations/threads/4072464586/messages/abc1"
    (odd,) = parse(signed([{**NEW, "objectId": "../../x?", "messageId": "a/b"}]), HERE).lookups
    assert DESK.lookup.call(HERE, odd).url.endswith("/threads/..%2F..%2Fx%3F/messages/a%2Fb")


def test_a_message_of_the_customer() -> None:
    (arrival,) = read(MESSAGE)
    conversation, (event,) = arrival.conversation, arrival.events
    assert (conversation.id, conversation.channel) == ("hubspot-4072464586", Channel.EMAIL)
    assert (event.id, event.role, event.text, event.at) == ("message-abc1", Role.CUSTOMER, "Hvor er pakken? 🙂", NOW)
    assert event.caller_id == "hubspot-V-31"
    assert (event.caller, conversation.customer.name) == ("Åsa Öberg", "Åsa Öberg")
    assert read({**MESSAGE, "text": ""})[0].events[0].text == "Hvor er pakken? 🙂"


@pytest.mark.parametrize(
    ("change", "sender", "role"),
    [
        ({}, "", Role.AGENT),
        ({}, "A-7", Role.BOT),
        ({"senders": [{"actorId": "B-1"}]}, "", Role.BOT),
        ({"senders": []}, "", Role.BOT),
        ({"type": "WELCOME_MESSAGE"}, "", Role.BOT),
    ],
)
def test_who_of_the_business_wrote(change: dict[str, object], sender: str, role: Role) -> None:
    (arrival,) = read({**MESSAGE, **AGENT, **change}, Account(token="t0ken", sender=sender))
    (event,) = arrival.events
    assert (event.role, event.caller) == (role, "")
    assert (event.agent.id if event.agent else "") == ("hubspot-A-7" if role is Role.AGENT else "")


@pytest.mark.parametrize("change", [{"type": "COMMENT"}, {"type": "ASSIGNMENT"}, {"text": " ", "richText": None}])
def test_what_the_customer_does_not_see_is_left_out(change: dict[str, object]) -> None:
    assert read({**MESSAGE, **change}) == ()


@pytest.mark.parametrize(
    "change", [{"messageType": "COMMENT"}, {"subscriptionType": "conversation.creation"}, {"subscriptionType": None}]
)
def test_what_is_none_of_our_business_is_not_fetched(change: dict[str, object]) -> None:
    delivery = parse(signed([{**NEW, **change}]), HERE)
    assert (delivery.arrivals, delivery.lookups) == ((), ())


def test_a_thread_is_closed_and_opened_again() -> None:
    opened = {**CLOSED, "eventId": 102, "propertyValue": "OPEN"}
    other = {**CLOSED, "eventId": 103, "propertyName": "assignedTo"}
    delivery = parse(signed([CLOSED, opened, other]), HERE)
    assert {arrival.conversation.id for arrival in delivery.arrivals} == {"hubspot-4072464586"}
    events = [arrival.events[0] for arrival in delivery.arrivals]
    assert [event.type for event in events] == [EventType.CONVERSATION_ENDED, EventType.CONVERSATION_REOPENED]
    assert events[0].at == NOW + 0.5
    assert events[0].id != events[1].id


def test_a_repeated_delivery_has_the_same_names() -> None:
    first = parse(signed([NEW, CLOSED]), HERE)
    again = parse(signed([{**CLOSED, "attemptNumber": 1}, {**NEW, "attemptNumber": 1}]), HERE)
    assert (first.id, first.arrivals) == (again.id, again.arrivals)
    assert first.id != parse(signed([NEW]), HERE).id


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (NEW, "The body must be a list of events"),
        ([[NEW]], "0 must be a JSON object"),
        ([NEW, {**NEW, "objectId": None}], "1.objectId is missing"),
        ([{**NEW, "messageId": ""}], "0.messageId is missing"),
        ([{**CLOSED, "occurredAt": "noon"}], "0.occurredAt must be a time"),
        ([{**CLOSED, "propertyValue": {}}], "0.propertyValue must be text"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(body), HERE)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([MESSAGE], "The body must be a JSON object"),
        ({**MESSAGE, "id": None}, "id is missing"),
        ({**MESSAGE, "senders": {}}, "senders must be a list"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_by_its_field(answer: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        read(answer)
    (lookup,) = parse(signed(), HERE).lookups
    with pytest.raises(RequestError):
        DESK.lookup.read(HERE, lookup, b"<html>")


def test_a_very_long_text_is_cut() -> None:
    assert len(read({**MESSAGE, "text": "å" * 100_000})[0].events[0].text) == 16_000
