"""The answers of single calls, as typed dicts."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assist.wire.shapes import Entry, Prompt, SuppressedEntry


class Listed(TypedDict):
    """A conversation in the agent's queue."""

    id: str
    agent: str
    state: Literal["open", "ended"]
    awaiting_reply: bool


class Queue(TypedDict):
    """The agent's queue, latest change first."""

    conversations: list[Listed]


class Me(TypedDict):
    """Whose the key or token is: `agent` is empty where it is not one agent's own."""

    workspace: str
    agent: str
    roles: list[Literal["server", "agent", "lead"]]


class Log(TypedDict):
    """Entries of a conversation's log, each with its `seq`; `last_seq` is the log's last."""

    entries: list[Entry]
    last_seq: int
    suppressed: NotRequired[list[SuppressedEntry]]


class Touched(TypedDict):
    """The prompts that a call opened or closed."""

    prompts: list[Prompt]


class DocumentShown(TypedDict):
    """A guideline document; `sections` and `snippets` are counts."""

    document: str
    title: str
    language: str
    sections: int
    snippets: int
    changed: bool
    media_type: str
    sha256: str
    characters: int




class Revoked(TypedDict):
    """What was taken back, and when."""

    revoked: str
    id: str
    at: str


class Erased(TypedDict):
    """How many conversations went."""

    erased: int


class AuditLineShown(TypedDict):
    """Who did what, and when: by which key (its id) or token (its `jti`), whose that is, and what it is for.

    `subject` is what it was done to, where that is no conversation; of a customer a digest of the id.
    """

    id: str
    at: str
    call: str
    conversation: str
    subject: str
    agent: str
    key: str
    token: str
    roles: list[str]


class Audit(TypedDict):
    """A page of the audit trail, latest first; `next` is None when there are no more."""

    lines: list[AuditLineShown]
    next: str | None


class DeadLetter(TypedDict):
    """What a helpdesk told of a conversation and nobody could use: after how many tries, and why. Never its words."""

    id: str
    desk: str
    conversation: str
    received_at: str
    died_at: str
    tries: int
    why: str


class Deliveries(TypedDict):
    """How many deliveries of helpdesks wait and how many are dead, and the dead ones, earliest first."""

    waiting: int
    dead: int
    letters: list[DeadLetter]


class FaultShown(TypedDict):
    """One thing that is wrong."""

    field: str
    detail: str


class Problem(TypedDict):
    """RFC 9457: what went wrong, field by field."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultShown]
