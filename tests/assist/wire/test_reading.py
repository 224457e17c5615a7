"""From bodies to core values, and every refusal."""

import json
import math

import pytest

from assist.core.events import Channel, EventType, Role
from assist.errors import InvalidEvent, InvalidRequest
from assist.wire.drafts import DraftEvent
from assist.wire.reading import read_event, read_events, read_opening, read_said, read_transcript
from assist.wire.roles import ROLES, read_role

MESSAGE = {"id": "e1", "type": "message", "role": "customer", "text": "Hej"}
GOOD = [
    MESSAGE,
    {"id": "e", "type": "hold_started", "reason": "private"},
    {"id": "e", "type": "hold_started"},
    {"id": "e", "type": "hold_ended"},
    {"id": "e", "type": "agent_joined", "agent": {"id": "a1", "name": "Åsa"}},
    {"id": "e", "type": "agent_left", "agent": {"id": "a1"}},
    {"id": "e", "type": "call_ringing"},
    {"id": "e", "type": "call_answered"},
    {"id": "e", "type": "voicemail_left", "text": "Ring", "caller": "Lars"},
    {"id": "e", "type": "voicemail_left"},
    {"id": "e", "type": "transfer_started", "to": "supervisor"},
    {"id": "e", "type": "transfer_completed", "to": "supervisor"},
    {"id": "e", "type": "conversation_ended"},
    {"id": "e", "type": "conversation_reopened", "at": "2026-01-01T00:00:00Z"},
]


@pytest.mark.parametrize("body", GOOD, ids=lambda body: str(body["type"]))
def test_every_event_type_is_read(body: dict[str, object]) -> None:
    """Every type of the protocol becomes an event of the core, with the words in `text`."""
    event = read_event(body)
    assert event.type == body["type"]
    assert event.text == body.get("text", body.get("reason", ""))
    assert (event.at == math.inf) == ("at" not in body)
    assert event.to == body.get("to", "")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"type": "shout"}, "type", "'shout' is not an event type; known are message"),
        ({"type": None}, "type", "is missing"),
        ({"type": ["message"]}, "type", "is not an event type"),
        ({"id": ""}, "id", "must not be empty"),
        ({"id": "x" * 201}, "id", "more than 200 characters"),
        ({"id": "a\nb"}, "id", "cannot be printed"),
        ({"id": 7}, "id", "must be a string"),
        ({"role": "boss"}, "role", "must be one of customer, agent"),
        ({"role": None}, "role", "must be a string"),
        ({"text": "x" * 16_001}, "text", "more than 16000 characters"),
        ({"text": "a\0b"}, "text", "NUL"),
        ({"text": json.loads('"\\ud800"')}, "text", "lone surrogate"),
        ({"text": 5}, "text", "must be a string"),
        ({"at": "2026-01-01T00:00:00"}, "at", "no time zone"),
        ({"at": 5}, "at", "RFC 3339"),
        ({"language": "not a language"}, "language", "language code"),
        ({"txt": "Hej"}, "txt", "is not a field here"),
        ({json.loads('"\\ud800"'): 1}, "", "lone surrogate"),
    ],
)
def test_refusals_name_the_field(change: dict[str, object], field: str, said: str) -> None:
    """One sentence that says which field and what is wrong with it, and that can be encoded."""
    with pytest.raises(InvalidEvent, match=said) as refused:
        read_event({**MESSAGE, **change})
    assert refused.value.faults[0].field == field
    assert refused.value.detail.encode()


@pytest.mark.parametrize("name", ["role", "text", "id"])
def test_missing_fields_are_named(name: str) -> None:
    """What a type needs is asked for."""
    with pytest.raises(InvalidEvent, match=f"^{name} is missing$"):
        read_event({key: value for key, value in MESSAGE.items() if key != name})


def test_a_batch_stands_or_falls_together() -> None:
    """Every fault of every event is listed with its place."""
    with pytest.raises(InvalidEvent) as refused:
        read_events({"events": [MESSAGE, {**MESSAGE, "role": "x"}, 5, {"type": "message"}]})
    fields = [fault.field for fault in refused.value.faults]
    assert fields == ["events.1.role", "events.2", "events.3.id", "events.3.role", "events.3.text"]
    assert "(and 4 more)" in refused.value.detail
    assert [event.id for event in read_events({"events": [MESSAGE, MESSAGE]})] == ["e1", "e1"]
    assert len(read_events(MESSAGE)) == 1
    for body in ({"events": MESSAGE}, {"events": [MESSAGE] * 1001}, {"events": [], "x": 1}, [], "x", None):
        with pytest.raises(InvalidEvent):
            read_events(body)


def test_a_draft_is_read_and_is_no_event_to_keep() -> None:
    """A bad one is as bad as any event; where only events are due, a good one is refused by name."""
    draft = {"id": "d", "type": "draft", "text": "Hej", "suggestions": False}
    assert read_said(draft) == DraftEvent("d", "Hej", None, suggestions=False)
    assert read_events({"events": [draft, MESSAGE]})[0] == read_said(draft)
    with pytest.raises(InvalidEvent, match="drafts are not kept"):
        read_event(draft)
    with pytest.raises(InvalidEvent):
        read_event({"id": "d", "type": "draft"})


def test_a_draft_in_a_transcript_is_passed_over() -> None:
    """Nobody saw it; it needs no time of its own."""
    timed = {**MESSAGE, "at": 1}
    body = {"conversation": {"channel": "chat"}, "events": [{"id": "d", "type": "draft", "text": "x"}, timed]}
    assert [event.id for event in read_transcript(body).events] == ["e1"]


def test_roles_of_the_desks() -> None:
    """Aliases in any case; the agent is always the human, an assistant is a bot."""
    expected = {
        "END_USER": Role.CUSTOMER,
        "end-user": Role.CUSTOMER,
        "CUSTOMER": Role.CUSTOMER,
        "USER": Role.CUSTOMER,
        "contact": Role.CUSTOMER,
        "visitor": Role.CUSTOMER,
        "Client": Role.CUSTOMER,
        "HUMAN_AGENT": Role.AGENT,
        "Human Agent": Role.AGENT,
        "AGENT": Role.AGENT,
        "operator": Role.AGENT,
        "assistant": Role.BOT,
        "AUTOMATED_AGENT": Role.BOT,
        "supervisor": Role.SUPERVISOR,
        "system": Role.SYSTEM,
    }
    assert {name: read_role(name) for name in expected} == expected
    assert set(ROLES.values()) == set(Role)


def test_an_opening_is_read() -> None:
    """The conversation's language is the customer's unless they have their own; Norwegian is bokmål."""
    opening = read_opening({"channel": "Chat", "language": "no", "agent": {"id": "a1"}}, "made-1")
    assert opening.conversation.id == "made-1"
    assert opening.conversation.channel is Channel.CHAT
    assert opening.conversation.customer.language == "nb"
    assert opening.conversation.agent.tenure == ""
    with_tenure = read_opening({"channel": "chat", "agent": {"id": "a1", "tenure": "new"}}, "x")
    assert with_tenure.conversation.agent.tenure == "new"
    same = read_opening(
        {"id": "c1", "channel": "chat", "language": "nb", "agent": {"id": "a1", "name": ""}}, "x"
    )
    assert same.body == opening.body
    assert same.conversation.id == "c1"
    for body in ({"channel": "fax"}, {}, {"channel": "chat", "agent": {}}, [], {"channel": "chat", "id": ""}):
        with pytest.raises(InvalidRequest):
            read_opening(body, "x")


def test_transcripts_with_numbers_or_times() -> None:
    """The first time decides the kind; the others must be of it."""
    conversation = {"channel": "phone"}
    numbered = read_transcript({"conversation": conversation, "events": [{**MESSAGE, "at": 3}], "until": 117})
    assert numbered.clockface.write(numbered.events[0].at) == 3
    assert numbered.until is not None
    assert numbered.clockface.write(numbered.until) == 117
    timed = read_transcript(
        {"conversation": conversation, "events": [{**MESSAGE, "at": "2026-01-01T00:00:00Z"}]}
    )
    assert timed.until is None
    assert timed.events[0].type is EventType.MESSAGE


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"events": [{**MESSAGE, "at": 3}]}, "conversation"),
        ({"conversation": {"channel": "x"}, "events": [{**MESSAGE, "at": 3}]}, "conversation.channel"),
        ({"conversation": {"channel": "chat"}, "events": []}, "events"),
        ({"conversation": {"channel": "chat"}, "events": [MESSAGE]}, "events.0.at"),
        ({"conversation": {"channel": "chat"}, "events": [{**MESSAGE, "at": 3}], "until": "x"}, "until"),
        (
            {
                "conversation": {"channel": "chat"},
                "events": [{**MESSAGE, "at": 3}, {**MESSAGE, "at": "2026-01-01T00:00:00Z"}],
            },
            "events.1.at",
        ),
        ({"conversation": {"channel": "chat"}, "events": [{**MESSAGE, "at": True}]}, "events.0.at"),
        ({"conversation": {"channel": "chat"}, "events": 5}, "events"),
    ],
)
def test_bad_transcripts(body: dict[str, object], field: str) -> None:
    """Each refusal names its field."""
    with pytest.raises(InvalidRequest) as refused:
        read_transcript(body)
    assert refused.value.faults[0].field == field
