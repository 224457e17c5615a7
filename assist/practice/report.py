"""The report on a session: what was needed, how it was met, in which words, and which guideline asks for it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assist.core.compose import FALLBACK, fill, in_reading_order
from assist.core.conditions import NEVER, Condition, Now, parts_of
from assist.core.conversation import Conversation
from assist.core.events import Role
from assist.core.moods import UPSET
from assist.core.names import first_name
from assist.core.playbook import Moment, Playbook
from assist.core.tally import Kind
from assist.wire.practice import AimShown, Counts, NeedShown, Outcome, Quoted, Times
from assist.wire.shapes import Citation, Prompt
from assist.wire.times import read_rfc3339
from assist.wire.writing import citation_body, fold_prompts

READ_S = 3.0  # nobody reads a prompt and answers faster: what was met by then was met without it
MOST_QUOTED = 280  # code points
SLIPS = {"agent.rude", "agent.personal_matter"}
REMEDIES = {"agent.offers_escalation", "agent.offers_alternative"}  # of what has been settled without them
COMPOSED = {"agent.greets_fully", "agent.thanks_by_name"}  # the whole message does it
BETTER_FIRST: tuple[Outcome, ...] = ("alone", "prompted", "mended", "missed")
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation that was held: its log and what stands beside it, as parsed bodies in order."""

    conversation: Conversation
    entries: Sequence[Body]
    beside: Sequence[Body]

    @property
    def events(self) -> dict[str, Body]:
        """The entries of events, by the events' ids."""
        return {entry["event"]["id"]: entry for entry in self.entries if entry["kind"] == "event"}


@dataclass(frozen=True, slots=True)
class Reader:
    """How it is told: by which playbook, in which language, when prompts were shown (None for never).

    `is_settled`: the customer left satisfied, so that nobody had to be brought in, nor another way found.
    """

    playbook: Playbook
    language: str
    shown_after_s: float | None = None
    is_settled: bool = False

    def asks(self, moment: Moment) -> str:
        """What the moment asks for."""
        words = moment.words.get(self.language) or moment.words.get(FALLBACK)
        return fill(words.instruction, {}) if words else ""

    def say(self, moment: Moment, conversation: Conversation) -> str:
        """Words that would have done, in the customer's language."""
        words = moment.words.get(conversation.language_of(Role.CUSTOMER) or self.language) or moment.words[FALLBACK]
        upset = conversation.worst_mood >= UPSET and words.say_upset
        names = {"name": first_name(conversation.customer.name), "agent": first_name(conversation.agent.name)}
        return fill(upset or words.say, {**names, "organisation": conversation.organisation})

    def guideline(self, moment: Moment, conversation: Conversation) -> Citation | None:
        """The sentence that the moment rests on."""
        cited = self.playbook.citations.get((moment.id, conversation.channel), ())
        return self.readable([citation_body(citation) for citation in in_reading_order(cited, self.language)])

    def readable(self, cited: Sequence[Citation]) -> Citation | None:
        """Who learns reads in their own language first; of the others the best."""
        own = (citation for citation in cited if citation["language"] == self.language)
        return next(own, cited[0] if cited else None)


def needs_of(held: Held, reader: Reader) -> list[NeedShown]:
    """Every time that a moment asked something of the agent."""
    found = sorted(
        (*_prompted(held, reader), *_met(held, reader), *_held_back(held, reader)), key=lambda need: str(need["at"])
    )
    missed = {need["moment"]: need for need in reversed(found) if need["outcome"] == "missed"}  # once is enough to say
    told = [need for need in found if need["outcome"] != "missed" or missed[need["moment"]] is need]
    return sorted(told, key=lambda need: BETTER_FIRST.index(need["outcome"]))


def counts_of(needs: Iterable[NeedShown]) -> Counts:
    """How often each outcome."""
    outcomes = [need["outcome"] for need in needs]
    alone, prompted, mended, missed = (outcomes.count(outcome) for outcome in BETTER_FIRST)
    return {"needed": len(outcomes), "alone": alone, "prompted": prompted, "mended": mended, "missed": missed}


def aims_of(aims: Iterable[str], needs: Sequence[NeedShown], reader: Reader) -> list[AimShown]:
    """What became of what the script is for; of several times the one that went worst counts."""
    shown: list[AimShown] = []
    for aim in aims:
        moment = reader.playbook.by_id.get(aim)
        if moment is None or not moment.words:
            continue
        outcomes = [need["outcome"] for need in needs if need["moment"] == aim]
        worst = max(outcomes, key=BETTER_FIRST.index, default=None)
        shown.append({"moment": aim, "asks": reader.asks(moment), "outcome": worst or "not_needed"})
    return shown


def times_of(conversation: Conversation, playbook: Playbook) -> Times:
    """How long the customer waited for words, and on hold."""
    waits = conversation.tally.waits
    replies = [round(wait.seconds, 1) for wait in waits if wait.kind is Kind.REPLY and wait.is_answered]
    holds = [round(wait.seconds, 1) for wait in waits if wait.kind is Kind.HOLD]
    limits = [playbook.standards.get(name, conversation.channel) for name in ("reply_s", "hold_limit_s")]
    late, long = (_above(limit, times) for limit, times in zip(limits, (replies, holds), strict=True))
    return {
        "replies": replies,
        "reply_limit_s": limits[0],
        "late_replies": late,
        "holds": holds,
        "hold_limit_s": limits[1],
        "long_holds": long,
    }


def _above(limit: float | None, times: Iterable[float]) -> int:
    return sum(limit is not None and one > limit for one in times)


def _prompted(held: Held, reader: Reader) -> Iterable[NeedShown]:
    events = held.events
    for prompt in fold_prompts(held.entries):
        moment = _asking(prompt["moment"], reader)
        outcome = _outcome(prompt, moment, events, reader) if moment else None
        if moment is None or outcome is None:
            continue
        cited = prompt["guidelines"]
        yield {
            "moment": moment.id,
            "asks": prompt["instruction"] if prompt["instruction_language"] == reader.language else reader.asks(moment),
            "outcome": outcome,
            "at": prompt["opened_at"],
            "seconds": _seconds(prompt) if outcome != "missed" else None,
            "why": prompt["because"]["text"],
            "customer": _because(prompt, events),
            "agent": _done_by(events.get(prompt.get("closed_by", "")), moment, reader) if outcome != "missed" else None,
            "say": prompt["say"],
            "say_language": prompt["say_language"],
            "guideline": reader.readable(cited) or reader.guideline(moment, held.conversation),
        }


def _met(held: Held, reader: Reader) -> Iterable[NeedShown]:
    events, prompts = held.events, fold_prompts(held.entries)
    closed = {(prompt["moment"], prompt.get("closed_by")) for prompt in prompts if prompt["status"] == "done"}
    for body in held.beside:
        if body["kind"] != "met" or (body["moment"], body["event"]) in closed:
            continue
        closed.add((body["moment"], body["event"]))  # it may be met in two ways at once
        moment, event = _asking(body["moment"], reader), events.get(body["event"])
        if moment is not None and event is not None and event["event"].get("role") != "customer":
            yield _plain(moment, "alone", body["at"], _done_by(event, moment, reader), held, reader)


def _held_back(held: Held, reader: Reader) -> Iterable[NeedShown]:
    """What was needed while too much else was asked for, and never came nor was met."""
    known = {prompt["moment"] for prompt in fold_prompts(held.entries)}
    known |= {body["moment"] for body in held.beside if body["kind"] == "met"}
    for body in held.beside:
        if body["kind"] == "suppressed" and body["reason"].startswith("budget:") and body["moment"] not in known:
            known.add(body["moment"])
            moment = _asking(body["moment"], reader)
            if moment is not None:
                yield _plain(moment, "missed", body["at"], None, held, reader)


def _plain(moment: Moment, outcome: Outcome, at: str, agent: Quoted | None, held: Held, reader: Reader) -> NeedShown:
    """A need that no prompt told of."""
    return {
        "moment": moment.id,
        "asks": reader.asks(moment),
        "outcome": outcome,
        "at": at,
        "seconds": None,
        "why": "",
        "customer": None,
        "agent": agent,
        "say": reader.say(moment, held.conversation) if outcome == "missed" else "",
        "say_language": held.conversation.language_of(Role.CUSTOMER) or reader.language,
        "guideline": reader.guideline(moment, held.conversation),
    }


def _asking(name: str, reader: Reader) -> Moment | None:
    """The moment, if it asks for something that can be done or left undone."""
    moment = reader.playbook.by_id.get(name)
    return None if moment is None or moment.done_when == NEVER else moment


def _outcome(prompt: Prompt, moment: Moment, events: Mapping[str, Body], reader: Reader) -> Outcome | None:
    """How a prompt ended for the trainee; None when nothing was asked of them any more."""
    by = events.get(prompt.get("closed_by", ""), {}).get("event", {})
    status = prompt["status"].value if hasattr(prompt["status"], "value") else prompt["status"]
    if status == "withdrawn" and by.get("type") != "conversation_ended":
        return None
    if status != "done":
        asked = {span["act"] for span in prompt["because"]["evidence"]}
        is_remedy = bool(REMEDIES & _marks(moment.done_when, reader))
        return None if reader.is_settled and is_remedy and "requests_supervisor" not in asked else "missed"
    if by.get("role") == "customer":
        return None
    if SLIPS & _marks(moment.opens, reader):
        return "mended"
    shown_after = reader.shown_after_s
    return "alone" if shown_after is None or _seconds(prompt) < shown_after + READ_S else "prompted"


def _marks(condition: Condition, reader: Reader) -> set[str]:
    parts = parts_of(condition, reader.playbook.shared)
    return {mark for part in parts if isinstance(part, Now) for mark in part.marks}


def _seconds(prompt: Prompt) -> float:
    closed = prompt.get("closed_at")
    return 0.0 if closed is None else round(read_rfc3339(str(closed)) - read_rfc3339(str(prompt["opened_at"])), 1)


def _because(prompt: Prompt, events: Mapping[str, Body]) -> Quoted | None:
    """The customer's words that made it needed; None when it was something else."""
    theirs = {name: entry for name, entry in events.items() if entry["event"].get("role") == "customer"}
    for span in prompt["because"]["evidence"]:
        quoted = _quoted(theirs.get(span["event"]), span["start"], span["end"])
        if quoted is not None:
            return quoted
    return _quoted(theirs.get(prompt["because"]["event"]))


def _done_by(entry: Body | None, moment: Moment, reader: Reader) -> Quoted | None:
    """The agent's words that met it: the act that was asked for, or else all of the message."""
    if entry is None or not entry["event"].get("text"):
        return None
    wanted = _marks(moment.done_when, reader) - {"agent.question"}  # it takes more of a message than that
    acts = [] if wanted & COMPOSED else entry.get("understood", {}).get("acts", [])
    for act in acts:
        if f"agent.{act['act']}" in wanted:
            return _quoted(entry, act["start"], act["end"])
    return _quoted(entry)


def _quoted(entry: Body | None, start: int = 0, end: int | None = None) -> Quoted | None:
    text = "" if entry is None else entry["event"].get("text", "")[start:end].strip()
    if entry is None or not text:
        return None
    cut = text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED].rsplit(None, 1)[0] + " …"
    return {"event": entry["event"]["id"], "text": cut}
