"""What comes in to be checked, and what comes of it."""

from dataclasses import dataclass

from assist.core.drafts.draft import Finding
from assist.core.events import Channel, Participant
from assist.core.questions import Question

DRAFT = "draft"  # what answers a question: this draft, which is no event yet


@dataclass(frozen=True, slots=True)
class Writing:
    """A draft as it comes in, and what is known beside it.

    `replies_to` are the customer's texts, oldest first; `questions`, if given, are the open ones of a conversation,
    found before. `suggestions`: whether replacements are worth their time.
    """

    text: str
    channel: Channel
    customer: Participant = Participant()
    agent: Participant = Participant()
    organisation: str = ""
    language: str | None = None
    replies_to: tuple[str, ...] = ()
    questions: tuple[Question, ...] | None = None
    suggestions: bool = True


@dataclass(frozen=True, slots=True)
class Proof:
    """A draft that was checked. `is_supported`: its language is one of the workspace's, so that its words were read.

    `is_whole` is false when the encoder was too busy to say which questions are answered.
    """

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    language: str
    is_supported: bool = True
    is_whole: bool = True
