"""The AsyncAPI 3 document of the stream, written by hand around the frames' own schemas."""

from typing import Any

from pydantic import TypeAdapter

from assist import __version__
from assist.wire.frames import FRAMES, MOST_BYTES
from assist.wire.shapes import DraftChecked, Entry

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer"}
TRUTH: Json = {"type": "boolean"}
TIME: Json = {"type": "string", "format": "date-time"}
CLOSE_CODES = (
    "Close codes 4000-4099 mean come back (4001 restart, 4002 heartbeats unanswered, 4008 too slow to read"
    " or to authenticate, 4029 too fast); 4100-4199 do not (4101 bad, expired or revoked token, 4103 forbidden,"
    " 4107 protocol)."
)
SOMETIMES = {("ready", "at"), ("ready", "expires_at")}
SERVER_FRAMES: dict[str, tuple[str, Json, tuple[str, ...]]] = {
    "ready": (
        "Authenticated; of a token also until when (and what time it is), before which a newer one may be sent",
        {"protocol": NUMBER, "workspace": TEXT, "agent": TEXT, "at": TIME, "expires_at": TIME},
        (),
    ),
    "subscribed": (
        "What follows is exactly what came after `after` (`recovered`), or else the whole log",
        {"conversation": TEXT, "recovered": TRUTH, "epoch": TEXT, "last_seq": NUMBER},
        (),
    ),
    "beat": ("Answer it with a heartbeat", {"at": TIME}, ()),
    "ack": ("The event is durable", {"conversation": TEXT, "event": TEXT, "seq": NUMBER}, ()),
    "entry": ("The next log entry", {"conversation": TEXT, "seq": NUMBER}, ("entry",)),
    "findings": (
        "What the latest draft of a conversation is told; drafts that it overtook are not answered",
        {
            "conversation": TEXT,
            "event": TEXT,
            "findings": {"type": "array", "items": {"$ref": REFERENCE.format(model="FindingShown")}},
            "questions": {"type": "array", "items": {"$ref": REFERENCE.format(model="AskedShown")}},
            "language": TEXT,
        },
        (),
    ),
    "error": (
        "What went wrong, about which conversation and event",
        {"code": TEXT, "detail": TEXT, "retryable": TRUTH},
        (),
    ),
}


def document() -> Json:
    """The whole description."""
    schemas, messages = _client_frames()
    entry = TypeAdapter(Entry).json_schema(mode="serialization", ref_template=REFERENCE)
    checked = TypeAdapter(DraftChecked).json_schema(mode="serialization", ref_template=REFERENCE)
    schemas |= {**entry.pop("$defs", {}), **checked.pop("$defs", {}), "Entry": entry}
    received = list(messages)
    messages |= {name: _server_frame(name) for name in SERVER_FRAMES}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Bistand, the stream",
            "version": __version__,
            "description": f"One WebSocket for all of an agent's conversations. {CLOSE_CODES}",
        },
        "channels": {
            "stream": {
                "address": "/v1/stream",
                "description": f"Text frames of at most {MOST_BYTES} bytes, each one JSON object.",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {
            "receive": _operation("receive", received),
            "send": _operation("send", list(SERVER_FRAMES)),
        },
        "components": {"messages": messages, "schemas": schemas},
    }


def _client_frames() -> tuple[Json, Json]:
    schemas: Json = {}
    messages: Json = {}
    for name, model in FRAMES.items():
        schema = TypeAdapter(model).json_schema(ref_template=REFERENCE)
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
        reference = {"$ref": REFERENCE.format(model=model.__name__)}
        messages[name] = {"name": name, "summary": (model.__doc__ or "").strip(), "payload": reference}
    return schemas, messages


def _server_frame(name: str) -> Json:
    says, fields, references = SERVER_FRAMES[name]
    kind = {"beat": "heartbeat"}.get(name, name)
    properties: Json = {"type": {"const": kind}, **fields}
    properties |= {reference: {"$ref": REFERENCE.format(model=reference.title())} for reference in references}
    required = [field for field in properties if (name, field) not in SOMETIMES]
    payload = {"type": "object", "properties": properties, "required": required}
    return {"name": kind, "summary": says, "payload": payload}


def _operation(action: str, names: list[str]) -> Json:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/stream"},
        "messages": [{"$ref": f"#/channels/stream/messages/{name}"} for name in names],
    }
