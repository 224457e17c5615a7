"""What may come in, field by field. Unknown fields are refused by name: a typo must not pass in silence."""

import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from assist.core.events import Channel, Role
from assist.wire.roles import ROLES, read_role
from assist.wire.times import EXAMPLE

MOST_TEXT = 16_000
MOST_DRAFT = 100_000
MOST_REPLIES = 100
MOST_EVENTS = 1_000

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_BOKMAAL = {"no": "nb", "nn": "nb"}


def _printable(value: str) -> str:
    if not value.isprintable():
        raise ValueError("holds a character that cannot be printed")
    return value


def _without_controls(value: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise ValueError("holds a control character or half of a character")
    return value


def whole(value: str) -> str:
    if "\0" in value:
        raise ValueError("holds a NUL character (U+0000); leave it out")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(
            "holds half of a character (a lone surrogate); send whole Unicode characters"
        ) from None
    return value


def _language(value: str) -> str:
    form = _LANGUAGE.fullmatch(value)
    if form is None:
        raise ValueError("must be a language code such as sv, da, nb, pt or en")
    primary = form.group(1).lower()
    return _BOKMAAL.get(primary, primary)


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _pattern(pattern: str) -> dict[str, JsonValue]:
    """What the documents say of a text; what is said of one that does not fit, its validator knows better."""
    return {"pattern": f"^{pattern}$"}


Id = Annotated[
    str,
    Field(min_length=1, max_length=200, json_schema_extra=_pattern(r"[^\u0000-\u001f\u007f-\u00a0\u00ad]+")),
    AfterValidator(_printable),
]
Name = Annotated[
    str,
    Field(max_length=200, json_schema_extra=_pattern(r"[^\u0000-\u001f\u007f-\u009f]*")),
    AfterValidator(_without_controls),
]
Text = Annotated[
    str, Field(max_length=MOST_TEXT, json_schema_extra=_pattern(r"[^\u0000]*")), AfterValidator(whole)
]
DraftText = Annotated[
    str, Field(max_length=MOST_DRAFT, json_schema_extra=_pattern(r"[^\u0000]*")), AfterValidator(whole)
]
Language = Annotated[
    str, Field(max_length=35, json_schema_extra=_pattern(_LANGUAGE.pattern)), AfterValidator(_language)
]
At = Annotated[
    Any,  # read by a Clockface, which knows whether this is a replay
    Field(
        description=f"RFC 3339 such as {EXAMPLE}; in a replay seconds from its start are taken too",
        json_schema_extra={
            "anyOf": [{"type": "string", "format": "date-time"}, {"type": "number", "minimum": 0}, {"type": "null"}]
        },
    ),
]
RoleName = Annotated[
    str,
    Field(
        max_length=40,
        description=f"{', '.join(Role)}, or one of their aliases; case, hyphens and spaces do not matter",
        json_schema_extra={"enum": [*ROLES, *map(str.upper, ROLES)]},
    ),
    AfterValidator(read_role),
]
ChannelName = Annotated[Channel, BeforeValidator(_lowered)]


class Body(BaseModel):
    """Frozen, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CustomerBody(Body):
    """The customer, as far as the desk knows them."""

    name: Name = ""
    language: Language | None = None


class KnownCustomerBody(CustomerBody):
    """The customer of a conversation; `id` is what the desk knows them by, and what erases all that is theirs."""

    id: Id | None = None


class AgentBody(Body):
    """The human agent; `tenure`, as in `new` or `experienced`, chooses how many prompts they are asked to read."""

    id: Id
    name: Name = ""
    language: Language | None = None
    tenure: Name = ""


class ConversationBody(Body):
    """A conversation to begin. One for `practice` counts in no scorecard."""

    id: Id | None = None
    channel: ChannelName
    language: Language | None = None
    customer: KnownCustomerBody = KnownCustomerBody()
    agent: AgentBody | None = None
    organisation: Name = ""
    practice: bool = Field(False, strict=True)


class EventBody(Body):
    """What every event has."""

    id: Id
    at: At = None


class MessageBody(EventBody):
    """Somebody said or wrote something; if known only now: the customer's name and id, and the agent who wrote."""

    type: Literal["message"]
    role: RoleName
    text: Text
    language: Language | None = None
    caller: Name = ""
    caller_id: Name = ""
    agent: AgentBody | None = None


class HoldStartedBody(EventBody):
    """The customer is put on hold."""

    type: Literal["hold_started"]
    reason: Text = ""


class PlainBody(EventBody):
    """An event that says all by its type."""

    type: Literal[
        "hold_ended", "call_ringing", "call_answered", "conversation_ended", "conversation_reopened"
    ]


class AgentBodyEvent(EventBody):
    """An agent comes or goes."""

    type: Literal["agent_joined", "agent_left"]
    agent: AgentBody


class VoicemailBody(EventBody):
    """The customer left a voicemail; `text` is its transcript."""

    type: Literal["voicemail_left"]
    text: Text = ""
    caller: Name = ""
    caller_id: Name = ""


class TransferBody(EventBody):
    """The conversation goes to somebody else."""

    type: Literal["transfer_started", "transfer_completed"]
    to: Name


class DraftBody(EventBody):
    """What the agent is typing; never stored. Without `suggestions` findings come sooner, and say no replacements."""

    type: Literal["draft"]
    text: DraftText
    language: Language | None = None
    suggestions: bool = Field(True, strict=True)


AnyEventBody = Annotated[
    MessageBody | HoldStartedBody | PlainBody | AgentBodyEvent | VoicemailBody | TransferBody | DraftBody,
    Field(discriminator="type"),
]


EVENT_BODIES: dict[str, type[EventBody]] = {
    "message": MessageBody,
    "hold_started": HoldStartedBody,
    "hold_ended": PlainBody,
    "agent_joined": AgentBodyEvent,
    "agent_left": AgentBodyEvent,
    "call_ringing": PlainBody,
    "call_answered": PlainBody,
    "voicemail_left": VoicemailBody,
    "transfer_started": TransferBody,
    "transfer_completed": TransferBody,
    "conversation_ended": PlainBody,
    "conversation_reopened": PlainBody,
    "draft": DraftBody,
}


class EventsBody(Body):
    """Several events, taken as a whole or not at all."""

    events: list[AnyEventBody] = Field(max_length=MOST_EVENTS)


class FeedbackBody(Body):
    """What the agent did with a prompt."""

    action: Literal["shown", "used", "edited", "copied", "dismissed", "helpful", "unhelpful"]
    reason: Text = ""
    text: Text = ""


class DraftAgentBody(Body):
    """The agent who writes, as far as they are known."""

    id: Id | None = None
    name: Name = ""
    language: Language | None = None


class DraftCheckBody(Body):
    """A draft to check; what is not given is taken from `conversation`, if that is."""

    draft: DraftText
    channel: ChannelName | None = None
    conversation: Id | None = None
    in_reply_to: DraftText | Annotated[list[DraftText], Field(max_length=MOST_REPLIES)] | None = None
    customer: CustomerBody | None = None
    agent: DraftAgentBody | None = None
    organisation: Name = ""
    language: Language | None = None
    suggestions: bool = Field(True, strict=True)


class ReplayBody(Body):
    """A transcript to play through; its times are all RFC 3339 or all numbers."""

    conversation: ConversationBody
    events: list[AnyEventBody] = Field(min_length=1, max_length=10 * MOST_EVENTS)
    until: At = None


class RevocationBody(Body):
    """What is taken back: a key by its id, a token by its `jti`, or all tokens of an agent (`sub`) up to now."""

    revoke: Literal["key", "token", "agent"]
    id: Id
