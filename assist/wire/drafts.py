"""Drafts on the wire: what comes in to be checked, and what is told."""

from dataclasses import dataclass, replace

from assist.core.conversation import Conversation
from assist.core.drafts.draft import Finding
from assist.core.drafts.writing import DRAFT, Proof, Writing
from assist.core.events import Participant, Role
from assist.core.questions import Question, unanswered
from assist.wire import shapes
from assist.wire.bodies import CustomerBody, DraftAgentBody, DraftBody, DraftCheckBody
from assist.wire.faults import fault, refusal
from assist.wire.writing import citation_body


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """A draft that came as an event of a conversation."""

    id: str
    text: str
    language: str | None
    suggestions: bool

    @classmethod
    def of(cls, body: DraftBody) -> "DraftEvent":
        """The same as a value."""
        return cls(body.id, body.text, body.language, body.suggestions)


def writing_of(body: DraftCheckBody, conversation: Conversation | None) -> Writing:
    """What is to be checked; what the body does not say is taken from the conversation."""
    if conversation is None:
        if body.channel is None:
            raise refusal([fault("channel", "is missing; it may be left out only with a conversation")])
        base = Writing(body.draft, body.channel)
    else:
        base = writing_in(conversation, DraftEvent("", body.draft, None, suggestions=True))
    replies = base.replies_to if body.in_reply_to is None else _texts(body.in_reply_to)
    return replace(
        base,
        channel=body.channel or base.channel,
        customer=_with(base.customer, body.customer),
        agent=_with(base.agent, body.agent),
        organisation=body.organisation or base.organisation,
        language=body.language,
        replies_to=replies,
        questions=base.questions if body.in_reply_to is None else None,
        suggestions=body.suggestions,
    )


def writing_in(conversation: Conversation, draft: DraftEvent) -> Writing:
    """A draft of a conversation, whose open questions it is to answer."""
    return Writing(
        text=draft.text,
        channel=conversation.channel,
        customer=replace(conversation.customer, language=conversation.language_of(Role.CUSTOMER)),
        agent=replace(conversation.agent, language=conversation.language_of(Role.AGENT)),
        organisation=conversation.organisation,
        language=draft.language,
        questions=unanswered(conversation.questions),
        suggestions=draft.suggestions,
    )


def draft_body(writing: Writing, proof: Proof) -> shapes.DraftChecked:
    """What a draft is told."""
    in_replies = writing.questions is None
    body: shapes.DraftChecked = {
        "findings": [_finding(finding) for finding in proof.findings],
        "questions": [_asked(question, in_replies) for question in proof.questions],
        "language": proof.language,
    }
    if not proof.is_supported:
        body["unsupported"] = True
    if not proof.is_whole:
        body["skipped"] = True
    return body


def _texts(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _with(known: Participant, body: CustomerBody | DraftAgentBody | None) -> Participant:
    if body is None:
        return known
    return replace(known, name=body.name or known.name, language=body.language or known.language)


def _finding(finding: Finding) -> shapes.FindingShown:
    return {
        "moment": finding.moment,
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "replacements": list(finding.replacements),
        "guidelines": [citation_body(citation) for citation in finding.guidelines],
    }


def _asked(question: Question, in_replies: bool) -> shapes.AskedShown:
    is_answered = question.answered_by == DRAFT
    body: shapes.AskedShown = {
        "text": question.text,
        "start": question.start,
        "end": question.end,
        "answered": is_answered,
        "answer": {"start": question.answer_start, "end": question.answer_end} if is_answered else None,
    }
    if in_replies:
        body["in_reply_to"] = int(question.event)
    else:
        body["event"] = question.event
    return body
