"""Twilio Conversations: what is verified, and what its forms say."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.events import EventType, Role
from assist.desks.desk import Account
from assist.desks.twilio import DESK, parse
from assist.errors import BadSignature, InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

HERE = Account()
ADDRESS = "https://assist.example.com/v1/webhooks/twilio?from=flex"
ADDED = {
    "EventType": "onMessageAdded",
    "Attributes": "{}",
    "DateCreated": "2026-11-28T10:00:00.111Z",
    "Index": "35",
    "MessageSid": "IM8d613ccb9016450fa29faecfaa7bb6f4",
    "Source": "WHATSAPP",
    "RetryCount": "0",
    "Author": "whatsapp:+46700000000",
    "ParticipantSid": "MBc58b06998c564765bbff41cfd3a03219",
    "Body": "Var är paketet? 👋 +1&2=3",
    "ConversationSid": "CH6c25138e952448e3b27ef8164097a1c7",
    "MessagingServiceSid": "",
}
STATE = {
    "EventType": "onConversationStateUpdated",
    "ConversationSid": "CH6c25138e952448e3b27ef8164097a1c7",
    "StateFrom": "active",
    "StateTo": "closed",
    "Reason": "API",
    "StateUpdated": "2026-11-28T10:05:00.000Z",
}


def signed(fields: dict[str, str] = ADDED, secret: str = SECRET, at: float = NOW, url: str = ADDRESS):
    message = url + "".join(name + value for name, value in sorted(fields.items()))
    shown = hmac_of(secret, message.encode(), "sha1", "base64")
    return post(urlencode(fields).encode(), {"X-Twilio-Signature": shown}, at=at, url=url)


def of(account: Account = HERE, **changes: str):
    return parse(signed({**ADDED, **changes}), account)


class TestScheme(SchemeContract):
    """The address and the sorted fields, SHA-1, base64."""

    desk = DESK
    signed = staticmethod(signed)

    @pytest.mark.parametrize(
        ("url", "body", "shown"),
        [
            (
                "https://mycompany.com/myapp.php?foo=1&bar=2",
                b"Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE",
                "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            ),
            (
                "https://mycompany.com/myapp.php?foo=1&bar=2",
                b"Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234",
                "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
            ),
        ],
    )
    def test_the_examples_of_twilios_libraries(self, url: str, body: bytes, shown: str) -> None:
        DESK.verify(post(body, {"X-Twilio-Signature": shown}, url=url), ["12345"])

    def test_the_address_is_signed(self) -> None:
        other = post(signed().body, {"X-Twilio-Signature": signed().header("X-Twilio-Signature")}, url=ADDRESS + "2")
        with pytest.raises(BadSignature):
            DESK.verify(other, [SECRET])

    def test_a_form_of_very_many_fields_is_refused(self) -> None:
        with pytest.raises(BadSignature, match="more than 200 fields"):
            DESK.verify(post(b"a=1&" * 201, {"X-Twilio-Signature": "x"}), [SECRET])


def test_a_message_of_the_customer() -> None:
    (arrival,) = of().arrivals
    (event,) = arrival.events
    assert arrival.conversation.id == "twilio-CH6c25138e952448e3b27ef8164097a1c7"
    assert (event.id, event.role) == ("message-IM8d613ccb9016450fa29faecfaa7bb6f4", Role.CUSTOMER)
    assert event.caller_id == "twilio-whatsapp:+46700000000"
    assert (event.text, event.at) == ("Var är paketet? 👋 +1&2=3", pytest.approx(1795860000.111))


@pytest.mark.parametrize(
    ("author", "sender", "role"),
    [
        ("kim_40fjordby_2Eexample", "", Role.AGENT),
        ("kim@fjordby.example", "", Role.AGENT),
        ("kim@fjordby.example", "fjordby.example", Role.AGENT),
        ("kim_40fjordby_2Eexample", "fjordby.example,agent_below", Role.AGENT),
        ("agent_below", "fjordby.example,agent_below", Role.AGENT),
        ("lars@holm.example", "fjordby.example", Role.CUSTOMER),
        ("agent_below", "", Role.CUSTOMER),
        ("+46700000000", "", Role.CUSTOMER),
        ("whatsapp:+46700000000", "fjordby.example", Role.CUSTOMER),
    ],
)
def test_who_is_who(author: str, sender: str, role: Role) -> None:
    (arrival,) = of(Account(sender=sender), Author=author, Source="SDK").arrivals
    (event,) = arrival.events
    assert event.role is role
    assert (event.agent is not None) == (role is Role.AGENT)


def test_what_the_api_says_for_nobody_is_a_bots() -> None:
    assert of(Author="system", Source="API").arrivals[0].events[0].role is Role.BOT


def test_the_agents_identity_is_read() -> None:
    event = of(Author="kim_40fjordby_2Eexample", Source="SDK").arrivals[0].events[0]
    assert event.agent is not None
    assert event.agent.id == "twilio-kim@fjordby.example"


def test_a_retry_is_the_same_delivery() -> None:
    assert of(RetryCount="3").id == of().id != of(MessageSid="IM2").id
    assert of(RetryCount="3").arrivals == of().arrivals


@pytest.mark.parametrize(
    ("state", "kind"), [("closed", EventType.CONVERSATION_ENDED), ("active", EventType.CONVERSATION_REOPENED)]
)
def test_a_conversation_ends_and_is_opened_again(state: str, kind: EventType) -> None:
    delivery = parse(signed({**STATE, "StateTo": state}), HERE)
    (event,) = delivery.arrivals[0].events
    assert (event.id, event.type, event.at) == (f"status-{delivery.id}", kind, 1795860300.0)


@pytest.mark.parametrize(
    "fields",
    [
        {**ADDED, "Body": " "},
        {**ADDED, "EventType": "onMessageAdd"},
        {**ADDED, "EventType": "onMessageUpdated"},
        {**STATE, "StateTo": "inactive"},
        {},
    ],
)
def test_the_rest_says_nothing(fields: dict[str, str]) -> None:
    assert parse(signed(fields), HERE).arrivals == ()


def test_a_form_that_does_not_fit_is_refused_by_its_field() -> None:
    for name in ("Author", "MessageSid", "ConversationSid"):
        with pytest.raises(InvalidRequest, match=f"{name} is missing"):
            of(**{name: ""})
    with pytest.raises(InvalidRequest, match="DateCreated must be a time"):
        of(DateCreated="soon")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert parse(post(body), HERE).id
    with pytest.raises(BadSignature):
        DESK.verify(post(body, {"X-Twilio-Signature": "x"}), [SECRET])
