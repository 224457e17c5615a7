"""What a helpdesk's adapter is: two pure functions, `verify` and `parse`, one file a desk.

A desk's conversation is named as the panel and the extension name it (`chatwoot-3-42`), and a message as well
(`message-17`), so that whoever tells of it first, it is told once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.errors import BadSignature

_FOREIGN = re.compile(r"[^\w.-]+", re.ASCII)
LONGEST_ID = 150
MOST_BYTES = 1024 * 1024  # of a request; a desk that sends mails with what is attached takes MOST_MAIL
MOST_MAIL = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Post:
    """A desk's request as it came: `url` as the desk addressed it, `headers` by lower-case name, raw `body`.

    `at` (seconds since the epoch) is when it was received.
    """

    method: str
    url: str
    headers: Mapping[str, tuple[str, ...]]
    body: bytes
    at: float

    def header(self, name: str) -> str:
        """The header's value, "" when there is none. BadSignature when it comes twice: one of them is forged."""
        values = self.headers.get(name.lower(), ())
        if len(values) > 1:
            raise BadSignature(f"The header {name} comes {len(values)} times; it must come once")
        return values[0] if values else ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What happened in one conversation: `conversation` is how to begin it, if this is the first of it.

    Participants that become known later come with the events: `caller` is the customer's name and `agent` the
    agent, on whichever message first tells of them.
    """

    conversation: Conversation
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a desk's own API."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a delivery names (`names` are the desk's own) and does not carry; `conversation` as far as it is known.

    Plain data without secrets, so that it can be kept until the desk's API answers.
    """

    conversation: Conversation
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a request says. `id` is the same when the desk sends it again; `answer` is what the desk wants to hear.

    A delivery without arrivals is fine: notes, echoes and events that are none of our business.
    """

    id: str
    arrivals: tuple[Arrival, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    answer: bytes = b"{}"
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Account:
    """How to reach a desk's own API: base address, token, and in whose name (an agent's id or e-mail address).

    Where a desk does not say who is the agent, `sender` names us: ids, addresses or domains, by commas.
    """

    url: str = ""
    token: str = ""
    sender: str = ""

    def is_own(self, name: str) -> bool:
        """Whether `name` (an id or an address) is in `sender`, or an address at one of its domains."""
        known = {entry.strip().lstrip("@").lower() for entry in self.sender.split(",")} - {""}
        return not known.isdisjoint((name.lower(), name.lower().rpartition("@")[2]))


@dataclass(frozen=True, slots=True)
class Api:
    """How a desk is asked for what a delivery only names: the call, and what its answer says of that conversation."""

    call: Callable[[Account, Lookup], Call]
    read: Callable[[Account, Lookup, bytes], tuple[Arrival, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """An adapter. `verify` raises BadSignature unless one of the secrets made the signature (none given: always).

    `parse` reads a verified request (InvalidRequest says which field does not fit) and makes no request itself.
    `note`, where the desk has private notes, makes the call that writes `text` into a conversation for its agents
    only (None when the name is no conversation of that desk). `admit` tells from the headers alone, before the body
    is read, that a request is not the desk's (BadSignature); a body has at most `most_bytes`. `api` is the address of
    the desk's API where all customers share one, and `lookup` how it is asked.
    """

    name: str
    verify: Callable[[Post, Sequence[str]], None]
    parse: Callable[[Post, Account], Delivery]
    note: Callable[[Account, str, str], Call | None] | None = None
    admit: Callable[[Post, Sequence[str]], None] | None = None
    most_bytes: int = MOST_BYTES
    api: str = ""
    lookup: Api | None = None


def conversation_id(desk: str, *parts: object) -> str:
    """The conversation's name with us, as `conversationId` in plugins/desks/feed.js makes it."""
    return _FOREIGN.sub("-", "-".join([desk, *(str(part) for part in parts)]))[:LONGEST_ID]


def customer_id(desk: str, own: str) -> str:
    """What a desk knows a customer by, named as its agents are: `chatwoot-17`; "" where it does not say."""
    return named(desk, own) if own else ""


def message_id(own: object) -> str:
    """The event id of a desk's message."""
    return named("message", own)


def named(kind: str, own: object) -> str:
    """An id made of what a desk calls its own: printable, and no longer than ids may be."""
    return "".join(sign if sign.isprintable() else "-" for sign in f"{kind}-{own}")[:200]
