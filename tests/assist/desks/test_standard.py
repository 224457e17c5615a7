"""Standard Webhooks: what is verified, and that a body is read as the API reads it."""

import base64
import json
from dataclasses import replace

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.standard import DESK, parse
from assist.errors import BadSignature, InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

HERE = Account()
BODY = {
    "conversation": {"id": "case-7", "channel": "email", "customer": {"name": "Åsa Öberg"}},
    "events": [
        {"id": "m1", "type": "message", "role": "customer", "text": "Var är paketet? 🙂", "at": "2026-11-28T10:00:00Z"},
        {"id": "m2", "type": "conversation_ended"},
    ],
}


def signed(body: object = BODY, secret: str | bytes = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    made = hmac_of(secret, f"msg_1.{at:.0f}.".encode() + raw, encoding="base64")
    headers = {"webhook-id": "msg_1", "webhook-timestamp": f"{at:.0f}", "webhook-signature": f"v1,{made}"}
    return post(raw, headers)


class TestScheme(SchemeContract):
    """`{id}.{timestamp}.{body}`, base64, with the prefix `v1,`."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_the_vector_of_a_vendor(self) -> None:
        """https://docs.svix.com/receiving/verifying-payloads/how-manual"""
        headers = {
            "webhook-id": "msg_loFOjxBNrRLzqYUf",
            "webhook-timestamp": "1731705121",
            "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        }
        ping = post(b'{"event_type":"ping","data":{"success":true}}', headers, at=1731705121.0)
        DESK.verify(ping, ["whsec_plJ3nmyCDGBKInavdOK15jsl"])
        with pytest.raises(BadSignature):
            DESK.verify(ping, ["plJ3nmyCDGBKInavdOK15jsl"])

    def test_one_of_several_signatures_is_enough(self) -> None:
        good = signed()
        (made,) = good.headers["webhook-signature"]
        for shown in (f"v1,bm9uZQ== {made}", f"v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFy {made}"):
            DESK.verify(replace(good, headers={**good.headers, "webhook-signature": (shown,)}), [SECRET])
        for shown in (made.removeprefix("v1,"), made.replace("v1,", "v2,"), "v1,", "v1, " * 1000, "v1a,x"):
            with pytest.raises(BadSignature):
                DESK.verify(replace(good, headers={**good.headers, "webhook-signature": (shown,)}), [SECRET])

    def test_the_id_is_signed(self) -> None:
        good = signed()
        for name in ("msg_2", ""):
            with pytest.raises(BadSignature):
                DESK.verify(replace(good, headers={**good.headers, "webhook-id": (name,)}), [SECRET])

    @pytest.mark.parametrize("secret", ["whsec_", "whsec_no base64!", "whsec_AA"])
    def test_a_secret_that_is_none_signs_nothing(self, secret: str) -> None:
        with pytest.raises(BadSignature):
            DESK.verify(signed(secret=b""), [secret])

    def test_a_secret_in_base64(self) -> None:
        key = bytes(range(24))
        DESK.verify(signed(secret=key), ["whsec_" + base64.b64encode(key).decode()])


def test_a_body_is_read_as_the_api_reads_it() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    assert delivery.id == "msg_1"
    assert (arrival.conversation.id, arrival.conversation.channel) == ("case-7", Channel.EMAIL)
    assert arrival.conversation.customer.name == "Åsa Öberg"
    message, end = arrival.events
    assert (message.id, message.role, message.text, message.at) == ("m1", Role.CUSTOMER, "Var är paketet? 🙂", NOW)
    assert (end.id, end.type) == ("m2", EventType.CONVERSATION_ENDED)
    assert parse(signed(), HERE) == delivery


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([BODY], "The body must be a JSON object"),
        ({"events": []}, "conversation is missing"),
        ({**BODY, "conversation": []}, "conversation must be a JSON object"),
        ({**BODY, "conversation": {"channel": "chat"}}, "conversation.id is missing"),
        ({**BODY, "conversation": {"id": "a", "channel": "pigeon"}}, "conversation.channel must be one of"),
        ({**BODY, "events": {}}, "events must be a list"),
        ({**BODY, "events": [{"id": "m1", "type": "message", "role": "customer"}]}, "events.0.text is missing"),
        ({**BODY, "events": [{**BODY["events"][0], "text": "x" * 16_001}]}, "events.0.text has more than 16000"),
        ({**BODY, "more": 1}, "more is not a field here"),
    ],
)
def test_a_body_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=says):
        parse(signed(body), HERE)
