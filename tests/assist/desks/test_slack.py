"""Slack: what is verified, and what its events say."""

import json

import pytest

from assist.core.events import Channel, Role
from assist.desks.desk import Account
from assist.desks.slack import DESK, parse
from assist.errors import InvalidRequest
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.payloads import ParseContract

HERE = Account()
SAID = {
    "type": "message",
    "channel": "C1",
    "channel_type": "channel",
    "user": "U7",
    "user_team": "T9",
    "user_profile": {"real_name": "Lars Holm"},
    "text": "Where is my parcel?",
    "ts": "1795860000.000200",
}
EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T1", "is_bot": True}],
    "event": SAID,
}


def of(**changes: object) -> dict[str, object]:
    return {**EVENT, "event": {**SAID, **changes}}


def signed(body: object = EVENT, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent_at = f"{at:.0f}"
    shown = "v0=" + hmac_of(secret, f"v0:{sent_at}:".encode() + raw)
    return post(raw, {"X-Slack-Request-Timestamp": sent_at, "X-Slack-Signature": shown})


class TestScheme(SchemeContract):
    """`v0:{timestamp}:{body}`, hex, with the prefix `v0=`."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_the_example_of_slacks_documentation(self) -> None:
        body = (
            b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
            b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
            b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
        )
        shown = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
        headers = {"X-Slack-Request-Timestamp": "1531420618", "X-Slack-Signature": shown}
        DESK.verify(post(body, headers, at=1531420618.0), ["8f742231b10e8888abcd99yyyzzz85a5"])


class TestPayloads(ParseContract):
    desk = DESK
    samples = (EVENT, {**of(channel_type="im", ts="1795860001.5", user_team="T1"), "event_id": "Ev2"})
    signed = staticmethod(signed)


def test_the_challenge_is_answered() -> None:
    delivery = parse(signed({"type": "url_verification", "challenge": '3eZ"brw1'}), HERE)
    assert (json.loads(delivery.answer), delivery.media_type) == ({"challenge": '3eZ"brw1'}, "application/json")
    with pytest.raises(InvalidRequest, match="challenge is missing"):
        parse(signed({"type": "url_verification"}), HERE)


def test_a_member_of_another_workspace_is_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert (delivery.id, arrival.conversation.id, arrival.conversation.channel) == (
        "Ev1",
        "slack-C1-1795860000.000200",
        Channel.CHAT,
    )
    assert (event.id, event.role, event.caller) == ("message-1795860000.000200", Role.CUSTOMER, "Lars Holm")
    assert event.at == pytest.approx(1795860000.0002)


def test_a_member_of_our_workspace_is_the_agent() -> None:
    answer = of(user="U17", user_team="T1", thread_ts="1795860000.000200", ts="1795860060.1")
    (arrival,) = parse(signed(answer), HERE).arrivals
    (event,) = arrival.events
    assert event.agent is not None
    assert (event.role, event.agent.id, event.caller) == (Role.AGENT, "slack-U17", "")
    assert arrival.conversation.id == "slack-C1-1795860000.000200"


def test_the_workspace_of_the_event_counts_where_nothing_else_is_told() -> None:
    bare = {**of(user_team=None, team="T1"), "authorizations": []}
    assert parse(signed(bare), HERE).arrivals[0].events[0].role is Role.AGENT
    bare["event"] = {**SAID, "user_team": "", "team": "T2"}
    assert parse(signed(bare), HERE).arrivals[0].events[0].role is Role.CUSTOMER


@pytest.mark.parametrize(
    ("sender", "role"), [("u7", Role.AGENT), ("U1, T9", Role.AGENT), ("U1,T1", Role.CUSTOMER), ("T", Role.CUSTOMER)]
)
def test_agents_may_be_named(sender: str, role: Role) -> None:
    (arrival,) = parse(signed(), Account(sender=sender)).arrivals
    assert arrival.events[0].role is role


def test_a_direct_message_is_one_conversation() -> None:
    names = {
        parse(signed(of(channel="D1", channel_type="im", ts=ts, thread_ts=thread)), HERE).arrivals[0].conversation.id
        for ts, thread in [("1795860000.1", None), ("1795860001.2", "1795860000.1")]
    }
    assert names == {"slack-D1"}


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"subtype": "message_changed", "message": {"text": "edited"}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"hidden": True},
        {"text": ""},
        {"text": None, "files": [{}]},
        {"type": "app_mention"},
        {"type": "reaction_added"},
    ],
)
def test_bots_edits_and_comings_and_goings_are_left_out(changes: dict[str, object]) -> None:
    assert parse(signed(of(**changes)), HERE).arrivals == ()


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("see <https://a.example/?q=1|our page> or <https://b.example>", "see our page or https://b.example"),
        ("<@U17|kim> and <@U18> in <#C1|help>, <!here> <!subteam^S1|@team>", "@kim and @U18 in #help, @here @team"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("1 < 2 > 0 <", "1 < 2 > 0 <"),
    ],
)
def test_marks_are_read(marked: str, plain: str) -> None:
    (arrival,) = parse(signed(of(text=marked)), HERE).arrivals
    assert arrival.events[0].text == plain


def test_a_payload_that_does_not_fit_is_refused_by_its_field() -> None:
    for changes, says in [
        ({"ts": None}, "event.ts is missing"),
        ({"channel": {}}, "event.channel must be text"),
        ({"ts": "yesterday"}, "event.ts must be a time"),
    ]:
        with pytest.raises(InvalidRequest, match=says):
            parse(signed(of(**changes)), HERE)
    with pytest.raises(InvalidRequest, match="authorizations must be a list"):
        parse(signed({**EVENT, "authorizations": {"team_id": "T1"}}), HERE)
