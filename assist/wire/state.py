"""A conversation as bytes for the store, and back. Fields that a newer version adds get their defaults."""

from pydantic import TypeAdapter

from assist.core.conversation import Conversation

_STATE = TypeAdapter(Conversation)


def to_bytes(conversation: Conversation) -> bytes:
    """The state as JSON."""
    return _STATE.dump_json(conversation)


def from_bytes(state: bytes) -> Conversation:
    """The state that `to_bytes` wrote."""
    return _STATE.validate_json(state)
