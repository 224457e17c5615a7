"""What a client may send over the stream, and how the server's frames are written."""

from typing import Annotated, Literal

from pydantic import Field

from assist.errors import AssistError
from assist.wire.bodies import Body, FeedbackBody, Id
from assist.wire.faults import fault, refusal, shown, validated
from assist.wire.text import dump, parse

PROTOCOL = 1
MOST_BYTES = 65_536


class AuthenticateFrame(Body):
    """The first frame, within five seconds; later again, with a newer token of the same agent."""

    type: Literal["authenticate"]
    token: str = Field(max_length=3_500)


class SubscribeFrame(Body):
    """Follow a conversation from the entry after `after`; `epoch` as last seen, if any."""

    type: Literal["subscribe"]
    conversation: Id
    after: int = Field(0, ge=0, strict=True)
    epoch: str | None = Field(None, max_length=200)


class UnsubscribeFrame(Body):
    """Stop following a conversation."""

    type: Literal["unsubscribe"]
    conversation: Id


class EventFrame(Body):
    """Something happened in a conversation."""

    type: Literal["event"]
    conversation: Id
    event: Annotated[object, Field(json_schema_extra={"type": "object"})]


class FeedbackFrame(FeedbackBody):
    """What the agent did with a prompt."""

    type: Literal["feedback"]
    conversation: Id
    prompt: Id


class HeartbeatFrame(Body):
    """The answer to a heartbeat."""

    type: Literal["heartbeat"]
    at: object = None


Frame = AuthenticateFrame | SubscribeFrame | UnsubscribeFrame | EventFrame | FeedbackFrame | HeartbeatFrame

FRAMES: dict[str, type[Frame]] = {
    "authenticate": AuthenticateFrame,
    "subscribe": SubscribeFrame,
    "unsubscribe": UnsubscribeFrame,
    "event": EventFrame,
    "feedback": FeedbackFrame,
    "heartbeat": HeartbeatFrame,
}


def read_frame(data: str) -> Frame:
    """The frame in `data`; InvalidRequest or RequestError says what is wrong with it."""
    body = parse(data)
    if not isinstance(body, dict):
        raise refusal([fault("", "must be a JSON object")])
    kind = body.get("type")
    model = FRAMES.get(kind) if isinstance(kind, str) else None
    if model is None:
        named = repr(shown(kind)) if isinstance(kind, str) else "this"
        raise refusal([fault("type", f"{named} is not a frame type; known are {', '.join(FRAMES)}")])
    return validated(model, body)


def frame(kind: str, **fields: object) -> bytes:
    """A server frame."""
    return dump({"type": kind, **fields})


def entry_frame(conversation: str, seq: int, entry: bytes) -> bytes:
    """A log entry as a frame, without parsing it; `entry` carries its number already."""
    return b'{"type":"entry","conversation":%b,"seq":%d,"entry":%b}' % (dump(conversation), seq, entry)


def error_frame(error: AssistError, **about: object) -> bytes:
    """What went wrong, and about which conversation and event."""
    named = {name: value for name, value in about.items() if value is not None}
    return frame("error", code=code_of(error), detail=error.detail, retryable=error.is_retryable, **named)


def code_of(error: AssistError) -> str:
    """The error's name for programs, such as `invalid_event`."""
    name = type(error).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
