"""Freshdesk: what is verified, and what the bodies of our rules say."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assist.core.events import Channel, EventType, Role
from assist.desks.desk import Account
from assist.desks.freshdesk import DESK, HEADER, STATES, TOLD, parse
from assist.errors import BadSignature, InvalidRequest
from assist.wire.times import WHEN_RECEIVED
from tests.assist.desks.deliveries import NOW, SECRET, SchemeContract, post

RULES = Path(__file__).parents[3] / "plugins" / "desks" / "freshdesk" / "webhook_rules.json"
HERE = Account()
TICKET = {"id": "6541", "source": "Email", "modified_on": "2026-11-28 11:00:00 +0100"}
REPLY = (
    "Åsa Öberg : <div>Hej &amp; tack 🙂</div><div>Åsa</div>"
    "<div>----- Original message -----</div><blockquote>Kim wrote</blockquote>\n\n"
    "Attachments :\n1. <a href='https://example.com/a'>a.png</a>\n"
)


def told(event: str = "customer_replied", text: str | None = REPLY, **change: object) -> dict[str, object]:
    people = {"customer": {"name": "Åsa Öberg"}, "agent": {"name": "Kim O&#39;Hara"}}
    return {"event": event, "ticket": TICKET, **people, "text": text, **change}


def signed(body: object = None, secret: str = SECRET, at: float = NOW):
    return post(json.dumps(body or told()).encode(), {HEADER: secret}, at=at)


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class TestScheme(SchemeContract):
    """The secret itself in a header of ours."""

    desk = DESK
    signed = staticmethod(signed)
    signs_body = False

    @pytest.mark.parametrize("shown", [basic("bistand", SECRET), basic(SECRET, "X"), basic(SECRET, "")])
    def test_a_plan_without_headers_shows_the_secret_as_its_own_authentication(self, shown: str) -> None:
        request = replace(signed(), headers={"authorization": (shown,)})
        DESK.verify(request, [SECRET])
        for secrets in (["another"], [], [""]):
            with pytest.raises(BadSignature):
                DESK.verify(request, secrets)

    @pytest.mark.parametrize(
        "shown", [basic("", ""), basic(SECRET, "wrong"), "Basic", "Basic ???", "Bearer " + SECRET, "Basic /w==", SECRET]
    )
    def test_other_authentication_is_refused(self, shown: str) -> None:
        with pytest.raises(BadSignature):
            DESK.verify(replace(signed(), headers={"authorization": (shown,)}), [SECRET, ""])


def test_a_reply_of_the_customer() -> None:
    delivery = parse(signed(), HERE)
    (arrival,) = delivery.arrivals
    conversation, (event,) = arrival.conversation, arrival.events
    assert (conversation.id, conversation.channel) == ("freshdesk-6541", Channel.EMAIL)
    assert (conversation.customer.name, conversation.agent.name) == ("Åsa Öberg", "Kim O'Hara")
    assert (event.role, event.text, event.at) == (Role.CUSTOMER, "Hej & tack 🙂\nÅsa", NOW)
    assert event.caller == "Åsa Öberg"
    assert parse(signed(), HERE) == delivery


def test_a_reply_of_an_agent_names_who_wrote() -> None:
    (arrival,) = parse(signed(told("agent_replied", "Lars : <p>Hej!</p>")), HERE).arrivals
    (event,) = arrival.events
    assert (event.role, event.text, event.caller) == (Role.AGENT, "Hej!", "")
    assert event.agent is not None
    assert event.agent.name == "Lars"
    listed = "<p>Hej!</p>\n\nAttachments :\n1. <a href='https://example.com/a'>a.png</a>\n"
    assert parse(signed(told("agent_replied", listed)), HERE).arrivals[0].events[0].text == "Hej!"
    (arrival,) = parse(signed(told("agent_replied", "<p>Note : this</p>")), HERE).arrivals
    assert arrival.events[0].text == "Note : this"
    assert arrival.events[0].agent == arrival.conversation.agent


def test_the_system_is_no_agent() -> None:
    (arrival,) = parse(signed(told("agent_replied", "System : <p>We are closed.</p>")), HERE).arrivals
    assert (arrival.events[0].role, arrival.events[0].agent) == (Role.BOT, None)


def test_a_new_ticket_begins_with_its_description() -> None:
    """As the extension calls it, `description`."""
    (arrival,) = parse(signed(told("ticket_created", "<div>Dzień dobry</div>\n\n")), HERE).arrivals
    assert [(event.id, event.text) for event in arrival.events] == [("message-description", "Dzień dobry")]
    outbound = told("ticket_created", "<p>Hej</p>", ticket={**TICKET, "source": "Outbound Email"})
    assert parse(signed(outbound), HERE).arrivals[0].events[0].role is Role.AGENT


def test_the_same_words_later_are_another_message() -> None:
    later = told(ticket={**TICKET, "modified_on": "2026-11-28 11:05:00 +0100"})
    first, second = parse(signed(), HERE), parse(signed(later), HERE)
    assert first.id != second.id
    assert first.arrivals[0].events[0].id != second.arrivals[0].events[0].id


@pytest.mark.parametrize(
    ("modified_on", "at"),
    [
        ("2026-11-28 10:00:00 UTC", NOW),
        ("2026-11-28T10:00:00Z", NOW),
        ("28 Nov 2026", WHEN_RECEIVED),
        ("", WHEN_RECEIVED),
        (None, WHEN_RECEIVED),
    ],
)
def test_times(modified_on: str | None, at: float) -> None:
    (arrival,) = parse(signed(told(ticket={**TICKET, "modified_on": modified_on})), HERE).arrivals
    assert arrival.events[0].at == at


@pytest.mark.parametrize(
    ("event", "kind"),
    [("ticket_resolved", EventType.CONVERSATION_ENDED), ("ticket_reopened", EventType.CONVERSATION_REOPENED)],
)
def test_a_ticket_is_resolved_and_opened_again(event: str, kind: EventType) -> None:
    delivery = parse(signed(told(event)), HERE)
    (arrival,) = delivery.arrivals
    assert [found.type for found in arrival.events] == [kind]
    assert parse(signed(told(event)), HERE) == delivery


@pytest.mark.parametrize("text", [None, "", "Åsa : <p> </p>", "<blockquote>only quoted</blockquote>"])
def test_what_says_nothing_is_left_out(text: str | None) -> None:
    delivery = parse(signed(told(text=text)), HERE)
    assert delivery.arrivals == ()
    assert delivery.id


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("Email", "email"),
        ("Portal", "form"),
        ("Feedback Widget", "form"),
        ("Chat", "chat"),
        ("Phone", "phone"),
        ("Facebook", "social"),
    ],
)
def test_channels(source: str, channel: str) -> None:
    (arrival,) = parse(signed(told(ticket={**TICKET, "source": source})), HERE).arrivals
    assert arrival.conversation.channel == channel


def test_the_rules_hold_what_is_read() -> None:
    """Each body is what its rule sends, and every placeholder stands within quotes."""
    rules = json.loads(RULES.read_text())["rules"]
    assert {rule["body"]["event"] for rule in rules} == TOLD.keys() | STATES.keys()
    for rule in rules:
        filled = json.loads(re.sub(r"\{\{ticket\.[a-z_.]+\}\}", "17", json.dumps(rule["body"])))
        assert "{{" not in json.dumps(filled)
        (arrival,) = parse(signed(filled), HERE).arrivals
        assert (arrival.conversation.id, arrival.conversation.customer.name) == ("freshdesk-17", "17")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([told()], "The body must be a JSON object"),
        (told("note_added"), "event must be one of ticket_created, customer_replied"),
        (told(""), "event is missing"),
        (told(ticket={}), "ticket.id is missing"),
        (told(ticket=[]), "ticket must be a JSON object"),
        (told(text=["x"]), "text must be text"),
        (told(customer={"name": {}}), "customer.name must be text"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_by_its_field(body: object, says: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(says)):
        parse(signed(body), HERE)


def test_a_very_long_reply_is_cut() -> None:
    assert parse(signed(told(text=" " * 400_000 + "x")), HERE).arrivals[0].events[0].text == "x"
    (arrival,) = parse(signed(told(text="<p>" + "å" * 100_000)), HERE).arrivals
    assert len(arrival.events[0].text) <= 16_000
