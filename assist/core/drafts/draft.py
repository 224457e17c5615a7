"""A draft as the checks see it, and what they find."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assist.core.events import Act, Channel, Citation, Participant
from assist.core.questions import Question

# what a check may find; each belongs to a moment of the playbook, which has its severity and its words
RULES = frozenset(
    [
        *("rude", "dismissive", "blaming", "shouting", "too_casual"),
        *("hard_to_read", "long_sentence", "jargon"),
        *("no_greeting", "wrong_name", "no_name", "no_sign_off"),
        *("no_next_steps", "promise_without_date", "unanswered_question"),
        *("spelling", "capital", "grammar", "repeated_word"),
    ]
)
WRITTEN = frozenset({Channel.EMAIL, Channel.FORM, Channel.LETTER})  # where a text has a beginning and an end


class Severity(StrEnum):
    """How much it matters to mend it before sending."""

    INFO = "info"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word (code points of the draft) that is misspelt; `replacements`, likeliest first, if asked for.

    `rule` is `spelling` for what no dictionary knows, `capital` for a capital letter too few or too many, `grammar`
    for a word that is one and stands in the wrong place; the last two always come with a replacement.
    """

    start: int
    end: int
    replacements: tuple[str, ...] = ()
    rule: str = "spelling"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the checks may ask about. Spans are code points of `text`.

    `sentences` are those that the agent wrote (no quoted mail), in order; `acts` what they do, as far as they were
    understood; `questions` the customer's, with the span of the draft that answers each; `written_at` is when it is
    checked (seconds since the epoch), for promises.
    """

    text: str
    language: str
    channel: Channel
    customer: Participant = Participant()
    agent: Participant = Participant()
    organisation: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    acts: tuple[Act, ...] = ()
    questions: tuple[Question, ...] = ()
    misspellings: tuple[Misspelling, ...] = ()
    written_at: float = 0.0

    @property
    def is_written(self) -> bool:
        """Whether it is a letter of some kind, with a salutation and a name below."""
        return self.channel in WRITTEN


@dataclass(frozen=True, slots=True)
class Flaw:
    """What one rule finds, from `start` to `end`; where something is missing, where it belongs (start == end).

    `slots` fill the rule's message.
    """

    rule: str
    start: int
    end: int
    replacements: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)


Check = Callable[[Draft], Iterator[Flaw]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw as the agent is told of it: its moment, a sentence in the agent's language, the quoted guideline."""

    moment: str
    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]
    guidelines: tuple[Citation, ...]
