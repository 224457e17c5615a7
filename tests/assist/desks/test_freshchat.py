"""Freshchat: what is verified, and what its payloads say."""

import base64
import json
import re

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account, Desk
from assist.desks.freshchat import DESK, parse, verify
from assist.errors import BadSignature, InvalidRequest
from tests.assist.desks.deliveries import NOW, OLD, SECRET, SchemeContract, hmac_of, post

HERE = Account()
KEYS = {name: rsa.generate_private_key(65537, 2048) for name in (SECRET, OLD, "")}
PEMS = {
    name: key.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode() for name, key in KEYS.items() if name
}
VECTOR_KEY = """\
-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAuVWeG+gZPI8mjhNoT7T+xX6vpl6CPEM0gXmUWDkifl6zxRPEEPAH
v6BQm3IFCQuJRFH5Xb2LI+TXv/AVRXrGSt4wQlRY2q1d6PbPZu77rDtk02Q8Yxt7
FZ2xQXVQKlN7P0jK5NfnUK84JnB7ZY26Wb257BUvDSM460e9SIpqnf611tHjJpHB
fWFQ05xAjrtePYKVFs+8zXdELjeuTFzT9RwErnmqfYa6PdOrUlqO50T4Zo/fjITj
KBc++5IEz/TR3aDw+SPskPY4EpRKvuyRAKapK7N+pi1SEYAWfntl8FndsiXkywNp
fR1DQIlB+kBLZpRCNb8Awl0QqwQONMxWvwIDAQAB
-----END RSA PUBLIC KEY-----
"""
VECTOR = (
    "fTFZbtKmZyyvCwUyqaPvgmPVyDiWEccT2Ihp18VO8miIIVRH4xSDyTJPbrd1SfhFmi/A7RpUqkfCW/sNAKgAA3Ejo8xfgBxzNXeD"
    "fl1KfUrw11EHLps95YCbqotKknK3dkdt2NOMgmOOy8X5RUx8uhBdeb08TvrzU2t7lfsBT2Lvnq5WhtWKoLR2J5V5ChxNk/c1ky9l"
    "ljygSl0r2/AgjoYC1GGY5Z9I722q4f5v1VCcxhGD5U9fZDmyzRNBgJ59jC1K8hSL/wAIIFLbsAfp30R/HO5UFB/hil1VNf7zbp7x"
    "Aa68olHeCzvV7C4IjcmrrxI8SCQC17Tq7l5vlfNB1A=="
)
MESSAGE = {
    "message_parts": [{"text": {"content": "Hvor er pakken? 🙂"}}],
    "app_id": "a1",
    "actor_id": "31",
    "id": "6896afdc",
    "channel_id": "eaee",
    "conversation_id": "ac2175df",
    "message_type": "normal",
    "actor_type": "user",
    "created_time": "2026-11-28T10:00:00.000Z",
}


def told(**change: object) -> dict[str, object]:
    return {
        "actor": {"actor_type": "user", "actor_id": "31"},
        "action": "message_create",
        "action_time": "2026-11-28T10:00:01.000Z",
        "data": {"message": {**MESSAGE, **change}},
    }


def state(action: str, part: str) -> dict[str, object]:
    conversation = {"conversation_id": "ac2175df", "status": part}
    return {"action": action, "action_time": "2026-11-28T10:00:00Z", "data": {part: {"conversation": conversation}}}


def signed(body: object = None, secret: str = SECRET, at: float = NOW):
    raw = json.dumps(told() if body is None else body).encode()
    made = base64.b64encode(KEYS[secret].sign(raw, padding.PKCS1v15(), SHA256())).decode()
    return post(raw, {"X-Freshchat-Signature": made}, at=at)


class TestScheme(SchemeContract):
    """RSA over the body. A "secret" is a public key: the contract's names stand for them."""

    desk = Desk("freshchat", lambda post, secrets: verify(post, [PEMS.get(name, name) for name in secrets]), parse)
    signed = staticmethod(signed)

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '{"action":"ping"}' | openssl dgst -sha256 -sign key.pem | base64, and the key by
        openssl rsa -in key.pem -RSAPublicKey_out."""
        request = post(b'{"action":"ping"}', {"X-Freshchat-Signature": VECTOR})
        DESK.verify(request, [VECTOR_KEY])
        DESK.verify(request, [VECTOR_KEY.replace("\n", "\\n")])
        with pytest.raises(BadSignature):
            DESK.verify(request, [PEMS[SECRET]])

    @pytest.mark.parametrize("shown", ["å", "\udcff", "====", VECTOR[:-4], "A" * 100_000])
    def test_what_is_no_signature_is_refused(self, shown: str) -> None:
        with pytest.raises(BadSignature):
            DESK.verify(post(b'{"action":"ping"}', {"X-Freshchat-Signature": shown}), [VECTOR_KEY, "no key"])

    def test_a_public_key_is_no_secret_to_sign_with(self) -> None:
        """Public repositories take the key for HMAC's: whoever reads the key could sign then."""
        made = hmac_of(VECTOR_KEY, b"{}", encoding="base64")
        with pytest.raises(BadSignature):
            DESK.verify(post(b"{}", {"X-Freshchat-Signature": made}), [VECTOR_KEY])


def test_a_message_of_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert (arrival.conversation.id, arrival.conversation.channel) == ("freshchat-ac2175df", Channel.CHAT)
    assert (event.id, event.role, event.text, event.at) == (
        "message-6896afdc",
        Role.CUSTOMER,
        "Hvor er pakken? 🙂",
        NOW,
    )
    assert parse(signed(), HERE) == delivery


def test_older_payloads_and_several_parts() -> None:
    older = told(message_parts=None, msg_parts=[{"properties": {"text": "one"}}, {"properties": {"text": "two"}}])
    assert parse(signed(older), HERE).arrivals[0].events[0].text == "one\ntwo"


@pytest.mark.parametrize(
    ("change", "sender", "role"),
    [
        ({"actor_type": "agent", "actor_id": "7"}, "", Role.AGENT),
        ({"actor_type": "agent", "actor_id": "7", "message_source": "web"}, "", Role.AGENT),
        ({"actor_type": "agent", "actor_id": "7", "message_source": "bot"}, "", Role.BOT),
        ({"actor_type": "agent", "actor_id": "7"}, "7", Role.BOT),
        ({"actor_type": "system"}, "", Role.BOT),
    ],
)
def test_who_wrote(change: dict[str, str], sender: str, role: Role) -> None:
    (arrival,) = parse(signed(told(**change)), Account(sender=sender)).arrivals
    (event,) = arrival.events
    assert event.role is role
    assert (event.agent.id if event.agent else "") == ("freshchat-7" if role is Role.AGENT else "")


@pytest.mark.parametrize(
    "body",
    [
        told(message_type="private", actor_type="agent"),
        told(botsPrivateNote=True),
        told(message_parts=[{"image": {"url": "https://example.com/x.png"}}]),
        told(message_parts=[]),
        {"action": "conversation_assignment", "data": {}},
        {"action": None},
    ],
)
def test_what_the_customer_does_not_see_is_left_out(body: object) -> None:
    delivery = parse(signed(body), HERE)
    assert delivery.arrivals == ()
    assert delivery.id


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (state("conversation_resolution", "resolve"), EventType.CONVERSATION_ENDED),
        (state("conversation_reopen", "reopen"), EventType.CONVERSATION_REOPENED),
    ],
)
def test_a_conversation_is_resolved_and_opened_again(body: object, kind: EventType) -> None:
    delivery = parse(signed(body), HERE)
    (arrival,) = delivery.arrivals
    assert [(event.type, event.at) for event in arrival.events] == [(kind, NOW)]
    assert parse(signed(body), HERE) == delivery


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([told()], "The body must be a JSON object"),
        (told(conversation_id=""), "data.message.conversation_id is missing"),
        (told(id=None), "data.message.id is missing"),
        (told(actor_type=None), "data.message.actor_type is missing"),
        (told(message_parts={}), "data.message.message_parts must be a list"),
        (told(message_parts=["x"]), "data.message.message_parts.0 must be a JSON object"),
        (told(created_time="noon"), "data.message.created_time must be a time"),
        ({"action": "conversation_reopen", "data": {}}, "data.reopen.conversation.conversation_id is missing"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(body), HERE)


def test_a_very_long_text_is_cut() -> None:
    long = told(message_parts=[{"text": {"content": "å" * 15_000}}] * 3)
    assert len(parse(signed(long), HERE).arrivals[0].events[0].text) == 16_000
