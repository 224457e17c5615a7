"""What goes out, as typed dicts: the writers are checked against them, and OpenAPI is made from them."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assist.core.drafts.draft import Severity
from assist.core.prompts import Priority, Status
from assist.wire.times import Time

StatusName = Literal["open", "done", "expired", "dismissed", "withdrawn"]


class Citation(TypedDict):
    """A guideline sentence, verbatim, and where it stands (code points)."""

    document: str
    title: str
    section: str
    language: str
    quote: str
    start: int
    end: int
    similarity: float


class Evidence(TypedDict):
    """The words of an event that speak for a prompt."""

    event: str
    start: int
    end: int
    act: str


class Because(TypedDict):
    """Why a prompt came."""

    event: str
    text: str
    evidence: list[Evidence]


class Latency(TypedDict):
    """Milliseconds as measured: understanding, finding moments and their sentences, and all until written.

    What making it durable costs comes on top, and is in the metrics.
    """

    detect: float
    retrieve: float
    total: float


class Prompt(TypedDict):
    """What is pushed to the agent; `polished` when a language model has put its words or its summary."""

    id: str
    conversation: str
    moment: str
    status: Status
    priority: Priority
    instruction: str
    instruction_language: str
    say: str
    say_language: str
    guidelines: list[Citation]
    because: Because
    details: dict[str, object]
    opened_at: Time
    expires_at: Time | None
    polished: NotRequired[Literal[True]]
    latency_ms: NotRequired[Latency]
    closed_at: NotRequired[Time]
    closed_by: NotRequired[str]


class ActShown(TypedDict):
    """What some words of an event do."""

    act: str
    probability: float
    start: int
    end: int


class Understood(TypedDict, total=False):
    """What was understood of an event; `skipped` when understanding fell behind and it went on without."""

    language: str
    acts: list[ActShown]
    skipped: bool


class EventEntry(TypedDict):
    """An accepted event."""

    at: Time
    kind: Literal["event"]
    event: dict[str, object]
    understood: NotRequired[Understood]


class PromptEntry(TypedDict):
    """A prompt that was opened, or whose words changed."""

    at: Time
    kind: Literal["prompt_opened", "prompt_updated"]
    prompt: Prompt


class ClosedEntry(TypedDict):
    """A prompt that was closed; `by` is the event that closed it, empty for time."""

    at: Time
    kind: Literal["prompt_closed"]
    prompt: str
    moment: str
    status: Status
    by: str


class FeedbackEntry(TypedDict):
    """What the agent did with a prompt."""

    at: Time
    kind: Literal["feedback"]
    prompt: str
    action: str
    reason: NotRequired[str]
    text: NotRequired[str]


Entry = EventEntry | PromptEntry | ClosedEntry | FeedbackEntry


class SuppressedEntry(TypedDict):
    """A moment that was there and was held back, and why.

    `reason` is `already_open`, `excluded_by:MOMENT`, `most_reached`, `cooldown`, or the agent's attention:
    `budget:at_once` (enough prompts are open) and `budget:per_minute` (enough came in the last minute).
    """

    at: Time
    kind: Literal["suppressed"]
    moment: str
    reason: str
    event: str


class MetEntry(TypedDict):
    """A moment that the agent met before any prompt was needed; kept for adherence."""

    at: Time
    kind: Literal["met"]
    moment: str
    event: str


class ParticipantShown(TypedDict):
    """Somebody who takes part, with the language they declared or settled on."""

    role: str
    id: str
    name: str
    language: str | None


class Span(TypedDict):
    """Code points from `start` to `end`."""

    start: int
    end: int


class QuestionShown(TypedDict):
    """A question of the customer and the words that answered it."""

    id: str
    event: str
    text: str
    start: int
    end: int
    answered: bool
    answered_by: str | None
    answer: Span | None


class FindingShown(TypedDict):
    """What is to be mended in a draft, from `start` to `end`; where something is missing, both are its place."""

    moment: str
    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    replacements: list[str]
    guidelines: list[Citation]


class AskedShown(TypedDict):
    """A question of the customer, and the words of the draft that answer it.

    `start` and `end` are places in the text numbered `in_reply_to`, or in that of the conversation's `event`.
    """

    text: str
    start: int
    end: int
    answered: bool
    answer: Span | None
    in_reply_to: NotRequired[int]
    event: NotRequired[str]


class DraftChecked(TypedDict):
    """What a draft is told.

    `unsupported`: the draft is in a language whose words are not known here, so that nothing is said of them.
    `skipped`: the encoder was too busy to say which questions are answered.
    """

    findings: list[FindingShown]
    questions: list[AskedShown]
    language: str
    unsupported: NotRequired[bool]
    skipped: NotRequired[bool]


class EventDraftChecked(DraftChecked):
    """What the draft of an event is told."""

    event: str


class PromiseShown(TypedDict):
    """A contact that the agent promised."""

    event: str
    text: str
    made_at: Time
    due: Time
    kept: bool
    kept_by: str | None


class HoldShown(TypedDict):
    """The wait a customer was put into, with or without a hold event, and what for."""

    since: Time
    reason: str


class Snapshot(TypedDict):
    """A conversation as it stands."""

    id: str
    channel: str
    organisation: str
    state: Literal["open", "ended"]
    on_hold: bool
    hold: HoldShown | None
    awaiting_reply: bool
    waiting_since: Time | None
    language: str | None
    mood: Literal["calm", "upset", "angry"]
    participants: list[ParticipantShown]
    prompts: list[Prompt]
    questions: list[QuestionShown]
    promises: list[PromiseShown]
    last_seq: int
    epoch: str


class Receipt(TypedDict):
    """An accepted event and its number in the log."""

    id: str
    seq: int


class Outcome(TypedDict):
    """What became of posted events: what is durable now, what was known, and the prompts opened or closed.

    `draft`: what the last draft among them is told; drafts are not kept.
    """

    accepted: list[Receipt]
    duplicates: list[str]
    prompts: list[Prompt]
    draft: NotRequired[EventDraftChecked]
