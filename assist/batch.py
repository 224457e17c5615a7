"""Several steps of one conversation on their way to being stored as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType, tick
from assist.core.playbook import Playbook
from assist.core.prompts import Accepted, Entry
from assist.core.session import Step
from assist.ports import Append, Notice, StepFunction
from assist.wire.shapes import Latency
from assist.wire.state import to_bytes
from assist.wire.text import dump
from assist.wire.writing import entry_body, met_body, summary_of, suppressed_body

MOST_TICKS = 64  # ticks fired one by one before an event; after a long standstill the rest is one tick
LEAST_WAIT_S = 0.001  # a timer that does not move on would never let the conversation rest


@dataclass(slots=True)
class Batch:
    """The state before, and all that the steps taken since have made."""

    conversation: Conversation
    wake_at: float | None
    playbook: Playbook
    take: StepFunction
    entries: list[Entry] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    beside: list[bytes] = field(default_factory=list)
    event_ids: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    is_changed: bool = False

    def drain(self, until: float) -> None:
        """Fire every tick due at or before `until`, each at its own time: scheduling decides no order."""
        for _ in range(MOST_TICKS):
            if self.wake_at is None or self.wake_at > until:
                return
            self.step(tick(self.wake_at))
        if self.wake_at is not None and self.wake_at <= until:
            self.step(tick(until))

    def step(
        self, event: Event, detect_ms: float = 0.0, began: float | None = None, reason: str = ""
    ) -> None:
        """Take one event in. `began` (perf_counter) is when it arrived; `reason` is that of a feedback."""
        started = perf_counter()
        step = self.take(self.conversation, event, self.playbook)
        ended = perf_counter()
        latency: Latency = {
            "detect": round(detect_ms, 2),
            "retrieve": round((ended - started) * 1000, 2),
            "total": round((ended - (started if began is None else began)) * 1000, 2),
        }
        self.keep(step, latency, reason)
        self.wake_at = _later(step.wake_at, event)

    def keep(self, step: Step, latency: Latency | None = None, reason: str = "") -> None:
        """Add a step that was taken."""
        self._write(step, latency, reason)
        self.steps.append(step)
        self.conversation = step.conversation
        self.wake_at = step.wake_at
        self.is_changed = True

    def wake_by(self, at: float) -> None:
        """Be woken at `at`, at the latest."""
        self.wake_at = at if self.wake_at is None else min(at, self.wake_at)

    def append(self, notices: Sequence[Notice] = ()) -> Append:
        """What the store is to keep, `notices` of it among that."""
        return Append(
            state=to_bytes(self.conversation),
            bodies=tuple(self.bodies),
            event_ids=self.event_ids,
            wake_at=self.wake_at,
            suppressed=tuple(self.beside),
            summary=summary_of(self.conversation),
            notices=tuple(notices),
        )

    def _write(self, step: Step, latency: Latency | None, reason: str) -> None:
        for entry in step.entries:
            if isinstance(entry, Accepted) and entry.event.type is not EventType.FEEDBACK:
                self.event_ids[entry.event.id] = len(self.bodies)
            self.bodies.append(dump(entry_body(entry, self.conversation.id, latency=latency, reason=reason)))
            self.entries.append(entry)
        self.beside += [dump(suppressed_body(suppressed)) for suppressed in step.suppressed]
        self.beside += [dump(met_body(met)) for met in step.met]


def clamped(event: Event, now: float) -> Event:
    """The event with a time that is not in the future; one without a time happened now."""
    return replace(event, at=now) if event.at > now else event


def _later(wake_at: float | None, event: Event) -> float | None:
    """The timer, moved on if a tick left it where it was."""
    if wake_at is None or event.type is not EventType.TICK:
        return wake_at
    return max(wake_at, event.at + LEAST_WAIT_S)
