"""Crisp: what is verified, and what its hooks say."""

import json
from dataclasses import replace

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.crisp import DESK, parse
from assist.desks.desk import Account
from assist.errors import BadSignature, InvalidRequest
from tests.assist.desks.deliveries import NOW, OLD, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
SAID = {
    "website_id": "42286ab3-b29a-4fde-8538-da0ae501d825",
    "session_id": "session_36ba3566-9651-4790-afc8-ffedbccc317f",
    "type": "text",
    "content": "Where is my parcel?",
    "from": "user",
    "origin": "chat",
    "timestamp": 1795860000616,
    "fingerprint": 150698569649423,
    "user": {"nickname": "Lars Holm", "user_id": "session_36ba3566-9651-4790-afc8-ffedbccc317f"},
}
SEND = {"website_id": SAID["website_id"], "event": "message:send", "data": SAID, "timestamp": 1795860000616}
STATE = {"event": "session:set_state", "data": {**SAID, "state": "resolved"}, "timestamp": 1795860300000}
ADDRESS = "https://assist.example.com/v1/webhooks/crisp"


def signed(body: object = SEND, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent_at = f"{at * 1000:.0f}"
    shown = hmac_of(secret, f"[{sent_at};".encode() + raw + b"]")
    return post(raw, {"X-Crisp-Request-Timestamp": sent_at, "X-Crisp-Signature": shown}, url=ADDRESS)


class TestScheme(SchemeContract):
    """`[{timestamp};{body}]`, hex, the timestamp in milliseconds."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '[1764324000000;{}]' | openssl dgst -sha256 -hmac s3cr3t-s3cr3t"""
        shown = "5a1e954e4679fe85a1a9098688a04ec951b15881a9ccb71ec5464c20325a9892"
        headers = {"X-Crisp-Request-Timestamp": "1764324000000", "X-Crisp-Signature": shown}
        DESK.verify(post(b"{}", headers, at=1764324000.0), ["s3cr3t-s3cr3t"])

    def test_a_key_in_the_address_does_not_stand_in_for_a_wrong_signature(self) -> None:
        wrong = replace(signed(secret="another"), url=f"{ADDRESS}?key={SECRET}")
        with pytest.raises(BadSignature):
            DESK.verify(wrong, [SECRET])


class TestWebsiteHook(SchemeContract):
    """Unsigned: the secret is the `key` of the address."""

    desk = DESK
    signs_body = False
    signs_header = False

    @staticmethod
    def signed(body: object = SEND, secret: str = SECRET, at: float = NOW):
        return post(json.dumps(body).encode(), at=at, url=f"{ADDRESS}?key={secret}")

    @pytest.mark.parametrize("query", ["", "?key=", "?key", f"?other={SECRET}", f"?key={OLD}&key={SECRET}", "?%zz"])
    def test_other_addresses_are_refused(self, query: str) -> None:
        with pytest.raises(BadSignature):
            DESK.verify(post(b"{}", url=ADDRESS + query), [SECRET])


class TestPayloads(ParseContract):
    desk = DESK
    samples = (SEND, STATE)
    signed = staticmethod(signed)


def of(event: str = "message:send", **changes: object):
    return signed({**SEND, "event": event, "data": {**SAID, **changes}})


def test_a_message_of_the_customer() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    (event,) = arrival.events
    assert arrival.conversation.id == "crisp-session_36ba3566-9651-4790-afc8-ffedbccc317f"
    assert arrival.conversation.channel is Channel.CHAT
    assert (event.id, event.role, event.caller) == ("message-150698569649423", Role.CUSTOMER, "Lars Holm")
    assert (event.text, event.at) == ("Where is my parcel?", 1795860000.616)


def test_a_message_of_the_agent() -> None:
    body = {"from": "operator", "origin": "email", "user": {"nickname": "Kim", "user_id": "a4c32c68"}}
    (arrival,) = parse(of("message:received", **body), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name) == (Role.AGENT, "crisp-a4c32c68", "Kim")
    assert arrival.conversation.channel is Channel.EMAIL


@pytest.mark.parametrize("changes", [{"automated": True}, {"origin": "urn:crisp.im:bot:0"}])
def test_a_bot_is_not_the_agent(changes: dict[str, object]) -> None:
    (arrival,) = parse(of("message:received", **{"from": "operator", **changes}), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


@pytest.mark.parametrize(
    "changes", [{"type": "note"}, {"type": "file", "content": {"url": "x"}}, {"type": "picker"}, {"content": " "}]
)
def test_notes_and_what_has_no_words_are_left_out(changes: dict[str, object]) -> None:
    assert parse(of("message:received", **changes), HERE).arrivals == ()
    assert parse(of("message:updated"), HERE).arrivals == ()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("resolved", EventType.CONVERSATION_ENDED),
        ("unresolved", EventType.CONVERSATION_REOPENED),
        ("pending", EventType.CONVERSATION_REOPENED),
    ],
)
def test_a_conversation_ends_and_is_opened_again(state: str, kind: EventType) -> None:
    delivery = parse(signed({**STATE, "data": {**SAID, "state": state}}), HERE)
    (event,) = delivery.arrivals[0].events
    assert (event.id, event.type, event.at) == (f"status-{delivery.id}", kind, 1795860300.0)
    assert parse(signed({**STATE, "data": {**SAID, "state": "snoozed"}}), HERE).arrivals == ()


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    for changes, says in [
        ({"session_id": None}, "data.session_id is missing"),
        ({"fingerprint": []}, "data.fingerprint must be text"),
        ({"content": ["x"]}, "data.content must be text"),
    ]:
        with pytest.raises(InvalidRequest, match=says):
            parse(of(**changes), HERE)
    with pytest.raises(InvalidRequest, match="data must be a JSON object"):
        parse(signed({**SEND, "data": [SAID]}), HERE)
