"""The answer of a replay: what `/v1/replay` and `bistand replay --json` give."""

from collections import Counter
from collections.abc import Mapping
from time import perf_counter

from typing_extensions import TypedDict

from assist.core.conversation import Conversation
from assist.core.events import Event, Role
from assist.core.moods import mood_of
from assist.core.playbook import Playbook
from assist.core.prompts import Accepted
from assist.core.session import Step
from assist.replay import UnderstandNow, steps
from assist.wire.reading import Transcript
from assist.wire.shapes import Latency, Prompt, SuppressedEntry
from assist.wire.times import Clockface, Time
from assist.wire.writing import entry_body, fold_prompts, suppressed_body


class ReplaySummary(TypedDict):
    """A replay in figures; `met` counts moments that the agent met before any prompt was needed."""

    events: int
    prompts: int
    by_status: dict[str, int]
    by_moment: dict[str, int]
    met: dict[str, int]
    suppressed: int
    mood: str
    language: str | None
    until: Time


class ReplayAnswer(TypedDict):
    """The whole log of a replay, its prompts as they stand at the end, what was held back and why, its figures."""

    entries: list[dict[str, object]]
    prompts: list[Prompt]
    suppressed: list[SuppressedEntry]
    summary: ReplaySummary


class _Timed:
    """An `understand` that remembers how long it took last."""

    def __init__(self, understand: UnderstandNow) -> None:
        self._understand = understand
        self.took_ms = 0.0

    def __call__(self, conversation: Conversation, event: Event) -> Event:
        started = perf_counter()
        understood = self._understand(conversation, event)
        self.took_ms = (perf_counter() - started) * 1000
        return understood


def play(transcript: Transcript, understand: UnderstandNow, playbook: Playbook) -> ReplayAnswer:
    """Play a transcript on a virtual clock; the same transcript gives the same answer but for latencies."""
    timed = _Timed(understand)
    conversation = transcript.opening.conversation
    until = max(event.at for event in transcript.events) if transcript.until is None else transcript.until
    in_order = sorted(transcript.events, key=lambda event: event.at)
    heard = [event for event in in_order if event.at <= until]
    entries: list[dict[str, object]] = []
    met: Counter[str] = Counter()
    suppressed = list[SuppressedEntry]()
    events = 0
    started = perf_counter()
    for step in steps(conversation, heard, until, timed, playbook):
        latency = _latency(timed.took_ms, (perf_counter() - started) * 1000)
        entries += _numbered(step, conversation.id, transcript.clockface, latency, len(entries))
        met.update(one.moment for one in step.met)
        suppressed += [suppressed_body(one, transcript.clockface) for one in step.suppressed]
        events += any(isinstance(entry, Accepted) for entry in step.entries)
        conversation = step.conversation
        timed.took_ms, started = 0.0, perf_counter()
    prompts = fold_prompts(entries)
    summary = _summary(conversation, prompts, transcript.clockface.write(until))
    return {
        "entries": entries,
        "prompts": prompts,
        "suppressed": suppressed,
        "summary": {**summary, "events": events, "met": _sorted(met), "suppressed": len(suppressed)},
    }


def _numbered(
    step: Step, name: str, clockface: Clockface, latency: Latency, before: int
) -> list[dict[str, object]]:
    return [
        {"seq": seq, **entry_body(entry, name, clockface, latency)}
        for seq, entry in enumerate(step.entries, before + 1)
    ]


def _latency(detect: float, total: float) -> Latency:
    return {"detect": round(detect, 2), "retrieve": round(total - detect, 2), "total": round(total, 2)}


def _summary(conversation: Conversation, prompts: list[Prompt], until: Time) -> ReplaySummary:
    return {
        "events": 0,
        "prompts": len(prompts),
        "by_status": _sorted(Counter(str(prompt["status"]) for prompt in prompts)),
        "by_moment": _sorted(Counter(prompt["moment"] for prompt in prompts)),
        "met": {},
        "suppressed": 0,
        "mood": mood_of(conversation.mood),
        "language": conversation.language_of(Role.CUSTOMER),
        "until": until,
    }


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
