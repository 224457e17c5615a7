"""What a delivery says, in parcels for the inbox: one for each conversation, one for each message to look up. Pure."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from assist.batch import clamped
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.prompts import Accepted
from assist.desks.desk import Arrival, Delivery, Lookup
from assist.errors import InvalidEvent
from assist.inbox import Parcel
from assist.ports import Key
from assist.redaction import redacted, redacted_opening
from assist.wire.faults import fault, refusal
from assist.wire.reading import opening_of, read_event
from assist.wire.writing import entry_body


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parcel says: events in their order, or what has to be looked up for them."""

    events: tuple[Event, ...] = ()
    lookup: Lookup | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel, and how its conversation is begun if it is the first of it; None where only the lookup tells."""

    parcel: Parcel
    conversation: Conversation | None


_CONTENTS = TypeAdapter(Contents)


def pack(workspace: str, desk: str, delivery: Delivery, at: float, *, is_redacting: bool = False) -> list[Packed]:
    """All that a delivery received at `at` says; InvalidEvent when some of it could not be read back from a log.

    The same delivery again makes parcels of the same names. Redacting, they hold no identifier of anybody.
    """
    parts: dict[str, tuple[Arrival, Contents]] = {}
    for arrival in _whole(delivery.arrivals):
        events = checked(arrival.events, at)
        contents = Contents(tuple(map(redacted, events)) if is_redacting else events)
        parts[arrival.conversation.id] = arrival, contents
    for lookup in delivery.lookups:
        kept = replace(lookup, conversation=_nameless(lookup.conversation)) if is_redacting else lookup
        parts["\0".join((lookup.conversation.id, *lookup.names))] = Arrival(lookup.conversation, ()), Contents((), kept)
    first = _digest(desk, delivery.id)
    names = {part: _digest(first, part) if number else first for number, part in enumerate(sorted(parts))}
    return [_packed(workspace, desk, at, names[part], *parts[part]) for part in names]


def unpack(parcel: Parcel) -> Contents:
    """What a parcel says."""
    return _CONTENTS.validate_json(parcel.body)


def checked(events: Iterable[Event], at: float) -> tuple[Event, ...]:
    """Events received at `at`, if they can be read back from a log: a desk is held to what everybody is."""
    return tuple(_checked(clamped(event, at)) for event in events)


def _packed(workspace: str, desk: str, at: float, name: str, arrival: Arrival, contents: Contents) -> Packed:
    customers = tuple(dict.fromkeys(event.caller_id for event in contents.events if event.caller_id))
    body = _CONTENTS.dump_json(contents, exclude_defaults=True)
    parcel = Parcel(Key(workspace, arrival.conversation.id), name, desk, body, at, customers)
    return Packed(parcel, None if contents.lookup else arrival.conversation)


def _whole(arrivals: Iterable[Arrival]) -> Iterator[Arrival]:
    """What is of one conversation together, in the order told; the first tells how to begin it."""
    whole: dict[str, Arrival] = {}
    for arrival in arrivals:
        before = whole.setdefault(arrival.conversation.id, replace(arrival, events=()))
        whole[arrival.conversation.id] = replace(before, events=(*before.events, *arrival.events))
    return iter(whole.values())


def _nameless(conversation: Conversation) -> Conversation:
    return redacted_opening(opening_of(conversation)).conversation


def _digest(*parts: str) -> str:
    """What a name may be of somebody's mail is not to be read from it."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _checked(event: Event) -> Event:
    try:
        entry = entry_body(Accepted(event.at, event), "")
    except (OverflowError, ValueError):
        raise refusal([fault("at", "is no date and time that exists")], InvalidEvent) from None
    read_event(entry.get("event"))
    return event
