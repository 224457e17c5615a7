"""Rocket.Chat: what is verified, and what its webhook says."""

import json

import pytest

from assist.core.events import EventType, Role
from assist.desks.desk import Account
from assist.desks.rocketchat import DESK, TRIAL, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
VISITOR = {"_id": "v1", "name": "Lars Holm", "username": "guest-7"}
AGENT = {"_id": "a1", "name": "Kim Berg", "username": "kim"}
ASKED = {
    "_id": "m1",
    "username": "guest-7",
    "msg": "Where is my parcel?",
    "ts": "2026-11-28T10:00:00.000Z",
    "rid": "r1",
}
SAID = {"_id": "m2", "username": "kim", "agentId": "a1", "msg": "On its way.", "ts": "2026-11-28T10:01:00.000Z"}
MESSAGE = {"type": "Message", "_id": "r1", "visitor": VISITOR, "agent": AGENT, "messages": [ASKED]}
CLOSED = {
    **MESSAGE,
    "type": "LivechatSession",
    "closedAt": "2026-11-28T10:05:00.000Z",
    "messages": [ASKED, SAID, {"_id": "m3", "agentId": "a1", "msg": "Closed by me", "closingMessage": True}],
}


def signed(body: object = MESSAGE, secret: str = SECRET, at: float = NOW):
    return post(json.dumps(body).encode(), {"X-RocketChat-Livechat-Token": secret}, at=at)


class TestScheme(SchemeContract):
    """The header shows the secret itself."""

    desk = DESK
    signed = staticmethod(signed)
    signs_body = False


class TestPayloads(ParseContract):
    desk = DESK
    samples = (MESSAGE, CLOSED)
    signed = staticmethod(signed)


def of(**changes: object):
    return signed({**MESSAGE, "messages": [{**ASKED, **changes}]})


def test_a_message_of_the_customer() -> None:
    (arrival,) = parse(signed(), HERE).arrivals
    (event,) = arrival.events
    assert (arrival.conversation.id, arrival.conversation.customer.name) == ("rocketchat-r1", "Lars Holm")
    assert arrival.conversation.agent.id == "rocketchat-a1"
    assert (event.id, event.role, event.caller, event.at) == ("message-m1", Role.CUSTOMER, "Lars Holm", 1795860000.0)


@pytest.mark.parametrize(("u", "name"), [(None, "Kim Berg"), ({"_id": "a1", "name": "Kim B."}, "Kim B.")])
def test_a_message_of_the_agent(u: object, name: str) -> None:
    (arrival,) = parse(signed({**MESSAGE, "messages": [{**SAID, "u": u}]}), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name) == (Role.AGENT, "rocketchat-a1", name)


def test_another_agent_does_not_take_the_first_ones_name() -> None:
    (arrival,) = parse(signed({**MESSAGE, "messages": [{**SAID, "agentId": "a2"}]}), HERE).arrivals
    assert arrival.events[0].agent is not None
    assert (arrival.events[0].agent.id, arrival.events[0].agent.name) == ("rocketchat-a2", "")


def test_the_built_in_bot_is_not_the_agent() -> None:
    (arrival,) = parse(of(agentId="rocket.cat", username="rocket.cat"), HERE).arrivals
    assert arrival.events[0].role is Role.BOT


@pytest.mark.parametrize(
    "changes",
    [
        {"msg": ""},
        {"editedAt": "2026-11-28T10:02:00.000Z"},
        {"closingMessage": True},
        {"blocks": [{"type": "actions"}]},
        {"navigation": {"page": {"title": "Shop"}}},
    ],
)
def test_edits_buttons_and_asides_are_left_out(changes: dict[str, object]) -> None:
    assert parse(of(**changes), HERE).arrivals == ()


def test_a_closed_chat_tells_everything_again_and_ends() -> None:
    delivery = parse(signed(CLOSED), HERE)
    (arrival,) = delivery.arrivals
    assert [event.id for event in arrival.events] == ["message-m1", "message-m2", f"status-{delivery.id}"]
    assert (arrival.events[-1].type, arrival.events[-1].at) == (EventType.CONVERSATION_ENDED, 1795860300.0)


def test_the_trial_and_other_events_say_nothing() -> None:
    assert parse(signed({**CLOSED, "_id": TRIAL, "messages": [{"msg": "message content"}]}), HERE).arrivals == ()
    for kind in ("LivechatEdit", "LeadCapture", "LivechatOfflineMessage", ""):
        assert parse(signed({**MESSAGE, "type": kind}), HERE).arrivals == ()


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest, match="messages.0._id is missing"):
        parse(of(_id=""), HERE)
    with pytest.raises(InvalidRequest, match="messages must be a list"):
        parse(signed({**MESSAGE, "messages": {}}), HERE)
    with pytest.raises(InvalidRequest, match="messages.0.ts must be a time"):
        parse(of(ts="now"), HERE)
