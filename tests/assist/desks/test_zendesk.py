"""Zendesk tickets: what is verified, and what events and our trigger say."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.zendesk import DESK, _channel, note, parse
from assist.errors import BadSignature, InvalidRequest, RequestError
from assist.wire.times import WHEN_RECEIVED, write_rfc3339
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, hmac_of, post

PLUGIN = Path(__file__).parents[3] / "plugins" / "desks" / "zendesk"
HERE = Account()
DETAIL = {
    "id": "5158",
    "description": "Var är mitt paket?",
    "status": "OPEN",
    "is_public": True,
    "requester_id": "31",
    "submitter_id": "31",
    "created_at": "2026-11-28T09:59:00Z",
    "via": {"channel": "email"},
}
COMMENT = {
    "id": "98",
    "body": "Det kom inte.",
    "is_public": True,
    "author": {"id": "31", "is_staff": False, "name": "Åsa"},
}
ADDED = {
    "type": "zen:event-type:ticket.comment_added",
    "account_id": 22129848,
    "id": "d4f5c389",
    "time": "2026-11-28T10:00:00.123456789Z",
    "subject": "zen:ticket:5158",
    "detail": DETAIL,
    "event": {"comment": COMMENT},
}
TRIGGER = {
    "ticket": {"id": "5158", "via": "Web form", "status": "Open", "updated_at": "2026-11-28T10:00:00Z"},
    "requester": {"id": "31", "name": "Åsa  Öberg"},
    "assignee": {"id": "7", "name": "Kim"},
    "comment": {
        "id": "98",
        "text": "Det kom inte. 🙂",
        "author_id": "31",
        "author_name": "Åsa Öberg",
        "author_role": "",
    },
}


def signed(body: object = TRIGGER, secret: str = SECRET, at: float = NOW):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent_at = write_rfc3339(at)
    return post(
        raw,
        {
            "X-Zendesk-Webhook-Signature": hmac_of(secret, sent_at.encode() + raw, encoding="base64"),
            "X-Zendesk-Webhook-Signature-Timestamp": sent_at,
            "X-Zendesk-Webhook-Invocation-Id": "8350205582",
        },
    )


def comment(**change: object) -> dict[str, object]:
    return {**ADDED, "event": {"comment": {**COMMENT, **change}}}


def status(now: str, before: str) -> dict[str, object]:
    return {**ADDED, "type": "zen:event-type:ticket.status_changed", "event": {"current": now, "previous": before}}


class TestScheme(SchemeContract):
    """Timestamp and body with nothing in between, base64."""

    desk = DESK
    signed = staticmethod(signed)
    has_time = True

    def test_a_vector_made_elsewhere(self) -> None:
        """printf '2026-11-28T10:00:00Z{"ticket":{}}' | openssl dgst -sha256 -hmac SECRET -binary | base64, with the
        secret that Zendesk tests webhooks with."""
        headers = {
            "X-Zendesk-Webhook-Signature": "DMtQUBZ24XsJlpxLk/8hZFpYoveqKIXfbMOJxi/hzu4=",
            "X-Zendesk-Webhook-Signature-Timestamp": "2026-11-28T10:00:00Z",
        }
        DESK.verify(post(b'{"ticket":{}}', headers), ["dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="])

    @pytest.mark.parametrize("sent_at", ["", "1795860000", "2026-11-28T10:00:00", "2026-13-28T10:00:00Z", "\udcff"])
    def test_a_time_that_is_none_is_refused(self, sent_at: str) -> None:
        good = signed()
        made = hmac_of(SECRET, sent_at.encode("utf-8", "surrogateescape") + good.body, encoding="base64")
        headers = {
            "x-zendesk-webhook-signature": (made,),
            "x-zendesk-webhook-signature-timestamp": (sent_at,),
        }
        with pytest.raises(BadSignature, match="timestamp"):
            DESK.verify(replace(good, headers=headers), [SECRET])


def test_a_comment_of_the_customer() -> None:
    delivery = parse(signed(ADDED), HERE)
    (arrival,) = delivery.arrivals
    assert delivery.id == "8350205582"
    assert (arrival.conversation.id, arrival.conversation.channel) == ("zendesk-5158", Channel.EMAIL)
    (event,) = arrival.events
    assert (event.id, event.role, event.text, event.caller) == ("message-98", Role.CUSTOMER, "Det kom inte.", "Åsa")
    assert event.caller_id == "zendesk-31"
    assert event.at == pytest.approx(NOW + 0.123456)
    assert parse(signed(ADDED), HERE) == delivery


def test_a_comment_of_the_agent() -> None:
    ((event,),) = (
        arrival.events
        for arrival in parse(signed(comment(author={"id": 7, "is_staff": True, "name": "Kim"})), HERE).arrivals
    )
    assert event.role is Role.AGENT
    assert event.agent is not None
    assert (event.agent.id, event.agent.name, event.caller) == ("zendesk-7", "Kim", "")


@pytest.mark.parametrize(("author", "sender"), [("-1", ""), ("7", "7")])
def test_the_system_and_our_own_sender_are_no_agents(author: str, sender: str) -> None:
    body = comment(author={"id": author, "is_staff": True, "name": "System"})
    (arrival,) = parse(signed(body), Account(sender=sender)).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


@pytest.mark.parametrize(
    "body",
    [
        comment(is_public=False),
        comment(body="  "),
        {**ADDED, "type": "zen:event-type:ticket.priority_changed"},
        {**ADDED, "type": "zen:event-type:user.created"},
        {**ADDED, "type": "zen:event-type:ticket.created", "detail": {**DETAIL, "is_public": False}},
        {**TRIGGER, "comment": {}},
        status("CLOSED", "SOLVED"),
        status("PENDING", "OPEN"),
        b"",
    ],
)
def test_what_the_customer_does_not_see_is_left_out(body: object) -> None:
    delivery = parse(signed(body), HERE)
    assert (delivery.id, delivery.arrivals) == ("8350205582", ())


def test_the_first_comment_is_told_once_by_either_event() -> None:
    created = parse(signed({**ADDED, "type": "zen:event-type:ticket.created", "event": {}}), HERE)
    added = parse(signed(comment(body="Var är  mitt paket?\n")), HERE)
    ids = [arrival.events[0].id for delivery in (created, added) for arrival in delivery.arrivals]
    assert ids == ["message-description"] * 2
    assert created.arrivals[0].events[0].role is Role.CUSTOMER
    by_agent = {**ADDED, "type": "zen:event-type:ticket.created", "detail": {**DETAIL, "submitter_id": "7"}}
    assert parse(signed(by_agent), HERE).arrivals[0].events[0].role is Role.AGENT


@pytest.mark.parametrize(
    ("now", "before", "kind"),
    [
        ("SOLVED", "OPEN", EventType.CONVERSATION_ENDED),
        ("closed", "pending", EventType.CONVERSATION_ENDED),
        ("OPEN", "SOLVED", EventType.CONVERSATION_REOPENED),
    ],
)
def test_a_ticket_is_solved_and_opened_again(now: str, before: str, kind: EventType) -> None:
    (arrival,) = parse(signed(status(now, before)), HERE).arrivals
    assert [(event.id, event.type) for event in arrival.events] == [("status-d4f5c389", kind)]


def test_our_trigger_tells_of_the_last_public_comment() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    conversation, (event,) = arrival.conversation, arrival.events
    assert (conversation.id, conversation.channel) == ("zendesk-5158", Channel.FORM)
    assert (conversation.customer.name, conversation.agent.id, conversation.agent.name) == (
        "Åsa Öberg",
        "zendesk-7",
        "Kim",
    )
    assert (event.id, event.role, event.text, event.at) == ("message-98", Role.CUSTOMER, "Det kom inte. 🙂", NOW)
    assert parse(signed(), HERE) == delivery


@pytest.mark.parametrize(
    ("change", "role"),
    [
        ({"author_id": "7"}, Role.AGENT),
        ({"author_id": "40", "author_role": "End-user"}, Role.CUSTOMER),
        ({"author_id": "7", "author_role": "Agent"}, Role.AGENT),
    ],
)
def test_who_wrote_the_comment(change: dict[str, str], role: Role) -> None:
    body = {**TRIGGER, "comment": {**TRIGGER["comment"], **change}}
    assert parse(signed(body), HERE).arrivals[0].events[0].role is role


@pytest.mark.parametrize("word", ["Solved", "Löst", "Løst", "Resolvido", "Closed", "Lukket"])
def test_our_trigger_tells_of_a_solved_ticket_in_five_languages(word: str) -> None:
    body = {**TRIGGER, "ticket": {**TRIGGER["ticket"], "status": word}}
    (arrival,) = parse(signed(body), HERE).arrivals
    assert [event.type for event in arrival.events] == [EventType.MESSAGE, EventType.CONVERSATION_ENDED]
    assert arrival.events[1].id == "status-8350205582"


def test_the_template_holds_what_is_read() -> None:
    """Every placeholder stands within quotes: Zendesk puts text there."""
    template = (PLUGIN / "webhook_trigger.json").read_text()
    body = json.loads(template)
    assert {name: set(part) for name, part in body.items()} == {name: set(part) for name, part in TRIGGER.items()}
    assert template.count("{{") == len(re.findall(r'": "\{\{ticket\.[a-z_.]+\}\}"', template)) == 13
    filled = json.loads(re.sub(r"\{\{[^}]*\}\}", "17", template))
    filled["ticket"]["updated_at"] = ""
    (arrival,) = parse(signed(filled), HERE).arrivals
    assert (arrival.conversation.id, arrival.events[0].at) == ("zendesk-17", WHEN_RECEIVED)


@pytest.mark.parametrize(
    ("via", "channel"),
    [
        ("email", "email"),
        ("Mail", "email"),
        ("web", "form"),
        ("mobile web form", "form"),
        ("native_messaging", "chat"),
        ("whatsapp", "chat"),
        ("twitter", "social"),
    ],
)
def test_channels_are_those_of_the_panel(via: str, channel: str) -> None:
    assert _channel(via) == channel
    script = (PLUGIN / "ticket.js").read_text()
    assert all(
        part in script
        for part in (
            "/chat|messag|whatsapp|sms|line|telegram/i",
            "/facebook|twitter|instagram|social/i",
            "/^web|form/i",
        )
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([ADDED], "The body must be a JSON object"),
        ({**ADDED, "detail": []}, "detail must be a JSON object"),
        ({**ADDED, "detail": {**DETAIL, "id": None}}, "detail.id is missing"),
        (comment(id=""), "event.comment.id is missing"),
        (comment(author=["Kim"]), "event.comment.author must be a JSON object"),
        ({**ADDED, "time": "noon"}, "time must be a time"),
        ({**TRIGGER, "comment": {**TRIGGER["comment"], "id": ""}}, "comment.id is missing"),
        ({**TRIGGER, "comment": {**TRIGGER["comment"], "text": ["x"]}}, "comment.text must be text"),
        ({**TRIGGER, "ticket": {}}, "ticket.id is missing"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(body), HERE)
    with pytest.raises(RequestError):
        parse(signed(b'{"ticket": {'), HERE)


def test_a_very_long_comment_is_cut() -> None:
    (arrival,) = parse(signed(comment(body="å" * 100_000)), HERE).arrivals
    assert len(arrival.events[0].text) == 16_000


def test_a_note_goes_into_the_ticket_it_is_about() -> None:
    call = note(
        Account("https://fjordby.zendesk.com/", "t0ken", "bot@fjordby.no"), "zendesk-5158", "Be om unnskyldning."
    )
    assert call is not None
    assert (call.method, call.url) == ("PUT", "https://fjordby.zendesk.com/api/v2/tickets/5158.json")
    assert base64.b64decode(call.headers["Authorization"].removeprefix("Basic ")) == b"bot@fjordby.no/token:t0ken"
    assert json.loads(call.body) == {"ticket": {"comment": {"body": "Be om unnskyldning.", "public": False}}}
    by_oauth = note(Account("https://fjordby.zendesk.com", "t0ken"), "zendesk-5158", "x")
    assert by_oauth is not None
    assert by_oauth.headers["Authorization"] == "Bearer t0ken"
    for other in ("zendesk-5158/../1", "zendesk-", "chatwoot-3-42", "zendesk-५"):
        assert note(Account(), other, "x") is None
