"""From core values to the shapes of the wire."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from assist.core import prompts as core
from assist.core.conversation import Conversation, Promise
from assist.core.events import Citation, Event, EventType, Participant, Role, Understanding
from assist.core.moods import mood_of
from assist.core.questions import Question
from assist.ports import IN_NO_QUEUE, Saved, Summary
from assist.wire import shapes
from assist.wire.scores import score_of
from assist.wire.times import LIVE, Clockface, Time


def entry_body(
    entry: core.Entry,
    conversation: str,
    clockface: Clockface = LIVE,
    latency: shapes.Latency | None = None,
    reason: str = "",
) -> shapes.Entry:
    """A log entry without its number. `reason` is that of a feedback, which the core does not need."""
    at = clockface.write(entry.at)
    match entry:
        case core.Accepted(event=event):
            return _feedback(event, at, reason) if event.type is EventType.FEEDBACK else _event(event, at)
        case core.Opened(prompt=prompt):
            body = prompt_body(prompt, conversation, clockface, latency)
            return {"at": at, "kind": "prompt_opened", "prompt": body}
        case core.Updated(prompt=prompt):
            body = prompt_body(prompt, conversation, clockface, latency)
            return {"at": at, "kind": "prompt_updated", "prompt": body}
        case core.Closed():
            return {
                "at": at,
                "kind": "prompt_closed",
                "prompt": entry.prompt,
                "moment": entry.moment,
                "status": entry.status,
                "by": entry.by,
            }


def prompt_body(
    prompt: core.Prompt, conversation: str, clockface: Clockface = LIVE, latency: shapes.Latency | None = None
) -> shapes.Prompt:
    """A prompt as section 5 of the protocol shows it."""
    body: shapes.Prompt = {
        "id": prompt.id,
        "conversation": conversation,
        "moment": prompt.moment,
        "status": prompt.status,
        "priority": prompt.priority,
        "instruction": prompt.instruction,
        "instruction_language": prompt.instruction_language,
        "say": prompt.words,
        "say_language": prompt.say_language,
        "guidelines": [citation_body(citation) for citation in prompt.guidelines],
        "because": {
            "event": prompt.because.event,
            "text": prompt.because.text,
            "evidence": [
                {"event": some.event, "start": some.start, "end": some.end, "act": some.act}
                for some in prompt.because.evidence
            ],
        },
        "details": _details(prompt.particulars, clockface),
        "opened_at": clockface.write(prompt.opened_at),
        "expires_at": None if prompt.expires_at is None else clockface.write(prompt.expires_at),
    }
    if prompt.polished:
        body["polished"] = True
    if latency is not None:
        body["latency_ms"] = latency
    return body


def citation_body(citation: Citation) -> shapes.Citation:
    """A quoted guideline sentence."""
    return {
        "document": citation.document,
        "title": citation.title,
        "section": citation.section,
        "language": citation.language,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "similarity": round(citation.similarity, 4),
    }


def touched_prompts(
    before: Iterable[core.Prompt],
    entries: Iterable[core.Entry],
    conversation: str,
    clockface: Clockface = LIVE,
) -> list[shapes.Prompt]:
    """The prompts that `entries` open, change or close, each once and as it stands after them."""
    known = {prompt.id: prompt for prompt in before}
    touched: dict[str, shapes.Prompt] = {}
    for entry in entries:
        if isinstance(entry, core.Opened | core.Updated):
            known[entry.prompt.id] = entry.prompt
            touched[entry.prompt.id] = prompt_body(entry.prompt, conversation, clockface)
        elif isinstance(entry, core.Closed) and entry.prompt in known:
            closed = replace(known[entry.prompt], status=entry.status)
            body = prompt_body(closed, conversation, clockface)
            touched[entry.prompt] = {**body, "closed_at": clockface.write(entry.at), "closed_by": entry.by}
    return list(touched.values())


def fold_prompts(bodies: Iterable[Mapping[str, object]]) -> list[shapes.Prompt]:
    """All prompts of a log, each as it stands at its end; `bodies` are parsed log entries in order."""
    prompts: dict[str, shapes.Prompt] = {}
    for body in bodies:
        if body["kind"] in {"prompt_opened", "prompt_updated"}:
            prompt = cast(shapes.Prompt, body["prompt"])
            prompts[prompt["id"]] = prompt
        elif body["kind"] == "prompt_closed":
            closed = cast(shapes.ClosedEntry, body)
            prompt = prompts[closed["prompt"]]
            ended = {"status": closed["status"], "closed_at": closed["at"], "closed_by": closed["by"]}
            prompts[closed["prompt"]] = cast(shapes.Prompt, {**prompt, **ended})
    return list(prompts.values())


def suppressed_body(suppressed: core.Suppressed, clockface: Clockface = LIVE) -> shapes.SuppressedEntry:
    """A moment that was held back."""
    return {
        "at": clockface.write(suppressed.at),
        "kind": "suppressed",
        "moment": suppressed.moment,
        "reason": suppressed.reason,
        "event": suppressed.event,
    }


def met_body(met: core.Met, clockface: Clockface = LIVE) -> shapes.MetEntry:
    """A moment that the agent met before any prompt was needed."""
    return {"at": clockface.write(met.at), "kind": "met", "moment": met.moment, "event": met.event}


def snapshot(conversation: Conversation, saved: Saved, prompts: list[shapes.Prompt]) -> shapes.Snapshot:
    """A conversation as it stands, with all its prompts."""
    return {
        "id": conversation.id,
        "channel": conversation.channel.value,
        "organisation": conversation.organisation,
        "state": "ended" if conversation.ended else "open",
        "on_hold": conversation.is_on_hold,
        "hold": _hold(conversation),
        "awaiting_reply": conversation.waiting_since is not None,
        "waiting_since": None if conversation.waiting_since is None else LIVE.write(conversation.waiting_since),
        "language": conversation.language_of(Role.CUSTOMER),
        "mood": mood_of(conversation.mood),
        "participants": [
            _participant(Role.CUSTOMER, conversation.customer, conversation),
            _participant(Role.AGENT, conversation.agent, conversation),
        ],
        "prompts": prompts,
        "questions": [_question(question) for question in conversation.questions],
        "promises": [_promise(promise) for promise in conversation.promises],
        "last_seq": saved.last_seq,
        "epoch": saved.epoch,
    }


def summary_of(conversation: Conversation) -> Summary:
    """What the store keeps beside a conversation's state."""
    is_awaiting_reply = conversation.waiting_since is not None
    agent = IN_NO_QUEUE if conversation.is_practice else conversation.agent.id
    is_open, score = not conversation.ended, score_of(conversation)
    return Summary(agent, is_open, is_awaiting_reply, conversation.clock, score, conversation.customer.id)


def _event(event: Event, at: Time) -> shapes.EventEntry:
    said: dict[str, object] = {"id": event.id, "type": event.type.value, "at": at}
    if event.role is not None:
        said["role"] = event.role.value
    if event.text or event.type is EventType.MESSAGE:
        said["reason" if event.type is EventType.HOLD_STARTED else "text"] = event.text
    said |= {name: getattr(event, name) for name in ("language", "to", "caller", "caller_id") if getattr(event, name)}
    if event.agent is not None:
        said["agent"] = _set(event.agent)
    entry: shapes.EventEntry = {"at": at, "kind": "event", "event": said}
    understood = _understood(event.understanding)
    if understood:
        entry["understood"] = understood
    return entry


def _understood(understanding: Understanding) -> shapes.Understood:
    body: shapes.Understood = {}
    languages = understanding.languages
    if languages:
        body["language"] = max(sorted(languages), key=lambda language: languages[language])
    if understanding.acts:
        body["acts"] = [
            {"act": act.name, "probability": round(act.probability, 3), "start": act.start, "end": act.end}
            for act in understanding.acts
        ]
    if understanding.skipped:
        body["skipped"] = True
    return body


def _feedback(event: Event, at: Time, reason: str) -> shapes.FeedbackEntry:
    body: shapes.FeedbackEntry = {
        "at": at,
        "kind": "feedback",
        "prompt": event.prompt,
        "action": event.action,
    }
    if reason:
        body["reason"] = reason
    if event.text:
        body["text"] = event.text
    return body


def _set(participant: Participant) -> dict[str, object]:
    names = ("id", "name", "language", "tenure")
    return {name: getattr(participant, name) for name in names if getattr(participant, name)}


def _participant(role: Role, participant: Participant, conversation: Conversation) -> shapes.ParticipantShown:
    return {
        "role": role.value,
        "id": participant.id,
        "name": participant.name,
        "language": conversation.language_of(role),
    }


def _hold(conversation: Conversation) -> shapes.HoldShown | None:
    hold = conversation.hold
    if hold is None or hold.ended_at is not None:
        return None
    return {"since": LIVE.write(hold.started_at), "reason": "" if hold.announced else hold.reason}


def _question(question: Question) -> shapes.QuestionShown:
    is_answered = question.answered_by is not None
    return {
        "id": question.id,
        "event": question.event,
        "text": question.text,
        "start": question.start,
        "end": question.end,
        "answered": is_answered,
        "answered_by": question.answered_by,
        "answer": {"start": question.answer_start, "end": question.answer_end} if is_answered else None,
    }


def _promise(promise: Promise) -> shapes.PromiseShown:
    return {
        "event": promise.event,
        "text": promise.text,
        "made_at": LIVE.write(promise.made_at),
        "due": LIVE.write(promise.due),
        "kept": promise.kept_by is not None,
        "kept_by": promise.kept_by,
    }


def _details(details: Mapping[str, object], clockface: Clockface) -> dict[str, object]:
    """The details of a prompt; a `due` among them is a time like any other."""
    return {
        name: clockface.write(value) if name == "due" and isinstance(value, float | int) else value
        for name, value in details.items()
    }
