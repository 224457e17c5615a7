"""From bodies to core values. Every refusal names the field; nothing of a refused body is kept."""

from dataclasses import asdict, dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType, Participant
from assist.errors import Fault, InvalidEvent, InvalidRequest
from assist.wire.bodies import (
    EVENT_BODIES,
    MOST_EVENTS,
    AgentBody,
    ConversationBody,
    DraftBody,
    EventBody,
)
from assist.wire.drafts import DraftEvent
from assist.wire.faults import fault, faults_of, refusal, shown, validated
from assist.wire.text import dump
from assist.wire.times import LIVE, NUMBERED, WHEN_RECEIVED, Clockface

Said = Event | DraftEvent


@dataclass(frozen=True, slots=True)
class Opening:
    """A conversation to begin, and the canonical bytes that tell the same creation from another."""

    conversation: Conversation
    body: bytes


@dataclass(frozen=True, slots=True)
class Transcript:
    """A replay to play: `until` is None for the last event's time."""

    opening: Opening
    events: tuple[Event, ...]
    until: float | None
    clockface: Clockface


def read_opening(data: object, default_id: str, path: str = "") -> Opening:
    """The conversation that `data` asks for; `default_id` is its id when it brings none."""
    body = validated(ConversationBody, data, path)
    known = body.customer
    customer = Participant(known.name, known.language or body.language, known.id or "")
    conversation = Conversation(
        id=body.id or default_id,
        channel=body.channel,
        customer=customer,
        agent=_participant(body.agent) if body.agent else Participant(),
        organisation=body.organisation,
        is_practice=body.practice,
    )
    # openings of before knew of no practice and of no customer's id: their bytes still compare
    of_customer: dict[str, bool] = {"id": known.id is None}
    unsaid: dict[str, bool | dict[str, bool]] = {"id": True, "practice": not body.practice, "customer": of_customer}
    return Opening(conversation, dump(body.model_dump(mode="json", exclude=unsaid)))


def opening_of(conversation: Conversation) -> Opening:
    """The opening of a conversation that a desk tells of: what a program would ask for in its place."""
    customer, agent = conversation.customer, conversation.agent
    body = {
        "channel": conversation.channel.value,
        "customer": {"id": customer.id or None, "name": customer.name, "language": customer.language},
        "agent": asdict(agent) if agent.id else None,
        "organisation": conversation.organisation,
    }
    return read_opening(body, conversation.id)


def read_events(data: object) -> tuple[Said, ...]:
    """One event, or `{"events": [...]}`: all of them or InvalidEvent. Drafts among them are no events to keep."""
    if isinstance(data, dict) and "events" in data:
        extra = [fault(shown(str(name)), "is not a field here") for name in data if name != "events"]
        if extra:
            raise refusal(extra, InvalidEvent)
        return _read_list(data["events"], MOST_EVENTS, LIVE)
    return (read_said(data),)


def read_event(data: object, path: str = "", clockface: Clockface = LIVE) -> Event:
    """The event in `data`, which is to be kept; without a time of its own it happens WHEN_RECEIVED."""
    said = read_said(data, path, clockface)
    if isinstance(said, DraftEvent):
        raise refusal([fault(_under(path, "type"), "must not be 'draft': drafts are not kept")], InvalidEvent)
    return said


def read_said(data: object, path: str = "", clockface: Clockface = LIVE) -> Said:
    """The event in `data`, or the draft."""
    body = _event_body(data, path)
    try:
        seconds = WHEN_RECEIVED if body.at is None else clockface.read(body.at)
    except ValueError as error:
        raise refusal([fault(_under(path, "at"), str(error))], InvalidEvent) from None
    if isinstance(body, DraftBody):
        return DraftEvent.of(body)
    fields = {name: value for name, value in body if name not in {"at", "agent", "reason"}}
    if hasattr(body, "reason"):
        fields["text"] = body.reason
    agent = getattr(body, "agent", None)
    if agent is not None:
        fields["agent"] = _participant(agent)
    kind = EventType(fields.pop("type"))
    return Event(type=kind, at=seconds, **fields)


def read_transcript(data: object) -> Transcript:
    """A replay's conversation, events and end. Every event needs a time; all are of one kind."""
    body = validated(_Transcript, data)
    opening = read_opening(body.conversation, "replay", "conversation")
    clockface = _clockface(body.events)
    said = _read_list(body.events, 10 * MOST_EVENTS, clockface)
    events = tuple(event for event in said if isinstance(event, Event))  # nobody saw what was only drafted
    if not events:
        raise refusal([fault("events", "must not be empty")], InvalidEvent)
    untimed = [
        fault(f"events.{index}.at", "is missing; in a replay every event has its time")
        for index, event in enumerate(said)
        if isinstance(event, Event) and event.at == WHEN_RECEIVED
    ]
    if untimed:
        raise refusal(untimed, InvalidEvent)
    try:
        until = None if body.until is None else clockface.read(body.until)
    except ValueError as error:
        raise refusal([fault("until", str(error))]) from None
    return Transcript(opening, events, until, clockface)


class _Transcript(BaseModel):
    """The outer shape of a ReplayBody; its parts are read one by one, for better sentences."""

    model_config = ConfigDict(extra="forbid")
    conversation: object
    events: list[object]
    until: object = None


def _clockface(events: list[object]) -> Clockface:
    for event in events:
        at = event.get("at") if isinstance(event, dict) else None
        if at is not None:
            return NUMBERED if isinstance(at, int | float) and not isinstance(at, bool) else LIVE
    return LIVE


def _read_list(data: object, most: int, clockface: Clockface) -> tuple[Said, ...]:
    if not isinstance(data, list):
        raise refusal([fault("events", "must be a list")], InvalidEvent)
    if len(data) > most:
        raise refusal([fault("events", f"has more than {most} items")], InvalidEvent)
    events, faults = list[Said](), list[Fault]()
    for index, item in enumerate(data):
        try:
            events.append(read_said(item, f"events.{index}", clockface))
        except InvalidRequest as error:
            faults += error.faults
    if faults:
        raise refusal(faults, InvalidEvent)
    return tuple(events)


def _event_body(data: object, path: str) -> EventBody:
    if not isinstance(data, dict):
        raise refusal([fault(path, "must be a JSON object")], InvalidEvent)
    kind = data.get("type")
    if kind is None:
        raise refusal([fault(_under(path, "type"), "is missing")], InvalidEvent)
    model = EVENT_BODIES.get(kind) if isinstance(kind, str) else None
    if model is None:
        known = ", ".join(EVENT_BODIES)
        named = repr(shown(kind)) if isinstance(kind, str) else "this"
        raise refusal(
            [fault(_under(path, "type"), f"{named} is not an event type; known are {known}")], InvalidEvent
        )
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        raise refusal(faults_of(wrong, path), InvalidEvent) from None  # the cause would quote the text


def _under(path: str, field: str) -> str:
    return f"{path}.{field}" if path else field


def _participant(body: AgentBody) -> Participant:
    return Participant(body.name, body.language, body.id, body.tenure)
