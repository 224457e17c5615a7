"""What is pushed to the agent, and the log entries that tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assist.core.events import Citation, Event


class Priority(StrEnum):
    """How much a prompt may interrupt."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


RANK = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


class Status(StrEnum):
    """The life of a prompt."""

    OPEN = "open"
    DONE = "done"
    EXPIRED = "expired"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class Polish(StrEnum):
    """What a language model may put in better words once a prompt is out: the words to say, or the summary."""

    SAY = "say"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of an event (code points) that speak for a prompt, and the act they do."""

    event: str
    start: int
    end: int
    act: str


@dataclass(frozen=True, slots=True)
class Because:
    """Why a prompt came: the event that triggered it, in a sentence and in the words themselves."""

    event: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request to the agent, in words they can say, resting on a quoted guideline sentence.

    `say` and `details` are the playbook's; `polished` are a language model's words for what `polish` names, if there
    are any. What is shown are `words` and `particulars`.
    """

    id: str
    moment: str
    priority: Priority
    instruction: str
    instruction_language: str
    say: str
    say_language: str
    guidelines: tuple[Citation, ...]
    because: Because
    opened_at: float
    expires_at: float | None = None
    status: Status = Status.OPEN
    details: Mapping[str, object] = field(default_factory=dict)
    polish: Polish | None = None
    polished: str = ""

    @property
    def words(self) -> str:
        """What the agent can say."""
        return self.polished if self.polished and self.polish is Polish.SAY else self.say

    @property
    def particulars(self) -> Mapping[str, object]:
        """The details; a summary in a language model's words stands in them as its `text`."""
        summary = self.details.get("summary")
        if not self.polished or self.polish is not Polish.SUMMARY or not isinstance(summary, Mapping):
            return self.details
        return {**self.details, "summary": {**summary, "text": self.polished}}


@dataclass(frozen=True, slots=True)
class Accepted:
    """The log entry of an event."""

    at: float
    event: Event


@dataclass(frozen=True, slots=True)
class Opened:
    """The log entry of a prompt that was opened."""

    at: float
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Updated:
    """The log entry of a prompt whose words or details changed."""

    at: float
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Closed:
    """The log entry of a prompt that was closed; `by` is the event that closed it, empty for time."""

    at: float
    prompt: str
    moment: str
    status: Status
    by: str


Entry = Accepted | Opened | Updated | Closed


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A moment that was there and was deliberately not shown, and why."""

    at: float
    moment: str
    reason: str
    event: str


@dataclass(frozen=True, slots=True)
class Met:
    """A moment whose request the agent fulfilled before any prompt was needed."""

    at: float
    moment: str
    event: str
