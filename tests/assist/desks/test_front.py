"""Front: what is verified, and what its events say."""

import json

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.front import DESK, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
MESSAGE = {
    "id": "msg_1176r8y",
    "type": "email",
    "is_inbound": True,
    "created_at": 1795860000.872,
    "body": "<div>Where is my parcel?</div>",
    "text": "Where is my parcel?\n",
    "author": None,
    "recipients": [
        {"handle": "lars@holm.example", "role": "from", "name": "Lars Holm"},
        {"handle": "support@fjordby.example", "role": "to"},
    ],
}
TEAMMATE = {"id": "tea_40yq", "email": "kim@fjordby.example", "first_name": "Kim", "last_name": "Berg"}
CONVERSATION = {
    "id": "cnv_keocka",
    "assignee": TEAMMATE,
    "recipient": {"handle": "lars@holm.example", "name": "Lars H."},
}
INBOUND = {
    "type": "inbound_received",
    "authorization": {"id": "cmp_1"},
    "payload": {
        "id": "evt_28duo2q",
        "type": "inbound",
        "emitted_at": 1795860001,
        "conversation": CONVERSATION,
        "target": {"_meta": {"type": "message"}, "data": MESSAGE},
    },
}


def of(kind: str = "inbound", name: str = "evt_28duo2q", **changes: object) -> dict[str, object]:
    data = {**MESSAGE, **changes}
    return {**INBOUND, "payload": {**INBOUND["payload"], "type": kind, "id": name, "target": {"data": data}}}


ARCHIVED = of("archive", "evt_2")
PREVIEW = {
    **of("outbound", "evt_3"),
    "payload": {**of("outbound", "evt_3")["payload"], "target": {"data": {"id": "m/1"}}},
}


def signed(body: object = INBOUND, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent_at = f"{at * 1000:.0f}"
    shown = hmac_of(secret, f"{sent_at}:".encode() + raw, encoding="base64")
    return post(raw, {"X-Front-Request-Timestamp": sent_at, "X-Front-Signature": shown})


class TestScheme(SchemeContract):
    """`{timestamp}:{body}`, base64, the timestamp in milliseconds."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '1764324000000:{}' | openssl dgst -sha256 -hmac s3cr3t-s3cr3t -binary | base64"""
        shown = "V3Rz+WTzTp42d8MrRsZEzYbJh7L2Hpm8vcZn6TwtRbY="
        headers = {"X-Front-Request-Timestamp": "1764324000000", "X-Front-Signature": shown}
        DESK.verify(post(b"{}", headers, at=1764324000.0), ["s3cr3t-s3cr3t"])


class TestPayloads(ParseContract):
    desk = DESK
    account = Account(token="t")
    samples = (INBOUND, ARCHIVED, PREVIEW)
    signed = staticmethod(signed)

    def test_what_is_sent_again_is_the_same(self) -> None:
        names = [self.parse(sample).id for sample in self.samples]
        assert names == ["evt_28duo2q", "evt_2", "evt_3"]
        assert self.parse(ARCHIVED).arrivals == self.parse(ARCHIVED, at=NOW + 60).arrivals


def test_the_challenge_is_answered() -> None:
    body = b'{"type": "sync", "authorization": {"id": "cmp_1"}}'
    delivery = parse(post(body, {"X-Front-Challenge": 'c"1'}), HERE)
    assert (json.loads(delivery.answer), delivery.arrivals) == ({"challenge": 'c"1'}, ())


def test_a_message_of_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert (delivery.id, arrival.conversation.id) == ("evt_28duo2q", "front-cnv_keocka")
    assert (arrival.conversation.customer.name, arrival.conversation.agent.id) == ("Lars H.", "front-tea_40yq")
    assert arrival.conversation.channel is Channel.EMAIL
    assert (event.id, event.role, event.caller) == ("message-msg_1176r8y", Role.CUSTOMER, "Lars Holm")
    assert event.caller_id == "front-lars@holm.example"
    assert (event.text.strip(), event.at) == ("Where is my parcel?", 1795860000.872)


@pytest.mark.parametrize("kind", ["outbound", "out_reply"])
def test_a_message_of_the_agent(kind: str) -> None:
    changes = {"is_inbound": False, "author": TEAMMATE, "type": "front_chat", "text": "", "body": "<p>On its way.</p>"}
    (arrival,) = parse(signed(of(kind, **changes)), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name) == (Role.AGENT, "front-tea_40yq", "Kim Berg")
    assert (event.text, event.caller, arrival.conversation.channel) == ("On its way.", "", Channel.CHAT)


def test_a_rule_that_answers_is_not_the_agent() -> None:
    (arrival,) = parse(signed(of("outbound", is_inbound=False)), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


def test_a_preview_is_looked_up() -> None:
    delivery = parse(signed(PREVIEW), Account(token="secret-token"))
    assert delivery.arrivals == ()
    (lookup,) = delivery.lookups
    call = DESK.lookup.call(Account(token="secret-token"), lookup)
    assert (call.method, call.url) == ("GET", "https://api2.frontapp.com/messages/m%2F1")
    assert call.headers["Authorization"] == "Bearer secret-token"
    assert "secret" not in repr(lookup)
    answer = json.dumps({**MESSAGE, "is_inbound": False, "author": TEAMMATE}).encode()
    (arrival,) = DESK.lookup.read(HERE, lookup, answer)
    assert (arrival.conversation.id, arrival.events[0].role) == ("front-cnv_keocka", Role.AGENT)
    own = Account("https://front.example.com/api/", "t")
    assert DESK.lookup.call(own, parse(signed(PREVIEW), own).lookups[0]).url == "https://front.example.com/api/messages/m%2F1"
    with pytest.raises(InvalidRequest, match="The body must be a JSON object"):
        DESK.lookup.read(HERE, lookup, b"[]")


def test_a_preview_without_a_token_says_how_to_mend_it() -> None:
    with pytest.raises(InvalidRequest, match="send full events, or set BISTAND_DESK_FRONT_TOKEN"):
        parse(signed(PREVIEW), HERE)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("archive", EventType.CONVERSATION_ENDED),
        ("trash", EventType.CONVERSATION_ENDED),
        ("reopen", EventType.CONVERSATION_REOPENED),
        ("restore", EventType.CONVERSATION_REOPENED),
    ],
)
def test_a_conversation_ends_and_is_opened_again(kind: str, expected: EventType) -> None:
    (arrival,) = parse(signed(of(kind)), HERE).arrivals
    (event,) = arrival.events
    assert (event.id, event.type, event.at) == ("status-evt_28duo2q", expected, 1795860001.0)


@pytest.mark.parametrize("body", [of("comment"), of("mention"), of("assign"), of(is_draft=True), of(text="", body="")])
def test_comments_drafts_and_others_say_nothing(body: dict[str, object]) -> None:
    assert parse(signed(body), HERE).arrivals == ()


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="payload.target.data.id is missing"):
        parse(signed(of(id="")), HERE)
    with pytest.raises(InvalidRequest, match="payload.target.data.recipients must be a list"):
        parse(signed(of(recipients={})), HERE)
    with pytest.raises(InvalidRequest, match="payload must be a JSON object"):
        parse(signed({"payload": [INBOUND]}), HERE)
